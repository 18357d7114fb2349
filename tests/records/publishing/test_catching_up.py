from datetime import timedelta

import pytest

from projects.models import Project
from projects.records import publishing
from projects.records.models import Bundle, Organisation, Publication, Schedule, Source
from projects.records.publishing import Decision
from projects.records.states import Act
from tests import builders
from tests.builders import NOW
from tests.drafts import draft, rewritten

pytestmark = pytest.mark.django_db
DUE = NOW + timedelta(days=2)
A_SECOND = timedelta(seconds=1)
MUCH_LATER = DUE + timedelta(days=1)


def scheduled(*records, by, act=Act.PUBLISH, due_at=DUE, bundle=None):
    decisions = [Decision(record, act) for record in records]
    return publishing.schedule(decisions, by=by, at=NOW, due_at=due_at, bundle=bundle)


@pytest.mark.parametrize(
    ("moment", "count"), [(DUE - A_SECOND, 0), (DUE, 1), (DUE + A_SECOND, 1)], ids=["before", "at", "after"]
)
def test_what_is_due_goes_out_at_its_second(publisher, moment, count):
    scheduled(builders.organisation(live=False), by=publisher)
    assert publishing.to_try(moment).exists() == bool(count)
    publishing.catch_up(moment)
    assert Organisation.objects.public(moment).count() == count


def test_what_goes_out_late_goes_out_as_of_its_moment(publisher):
    record = builders.organisation(live=False)
    scheduled(record, by=publisher)
    [outcome] = publishing.catch_up(MUCH_LATER)
    record.refresh_from_db()
    [row] = outcome.publications
    assert (record.published_at, row.at, row.by) == (DUE, DUE, publisher)


def test_what_went_out_is_marked_and_not_carried_out_again(publisher):
    scheduled(builders.organisation(live=False), by=publisher)
    publishing.catch_up(MUCH_LATER)
    assert Schedule.objects.get().applied_at == MUCH_LATER
    assert (publishing.to_try(MUCH_LATER).exists(), publishing.catch_up(MUCH_LATER, retry=True)) == (False, [])


def test_version_that_was_scheduled_goes_out_not_a_newer_one(publisher):
    record = builders.organisation("Live")
    draft(record, name="Scheduled")
    scheduled(record, by=publisher, act=Act.MINOR)
    draft(record, name="Newer")
    publishing.catch_up(DUE)
    record.refresh_from_db()
    assert record.name == "Scheduled"


def test_several_versions_go_out_one_after_the_other(publisher):
    record = builders.organisation("First", live=False)
    scheduled(record, by=publisher)
    draft(record, name="Second")
    scheduled(record, by=publisher, act=Act.MINOR, due_at=MUCH_LATER)
    publishing.catch_up(MUCH_LATER)
    acts = Publication.objects.about(record).order_by("sequence").values_list("act", "version", "at")
    assert list(acts) == [("publish", 1, DUE), ("minor", 2, MUCH_LATER)]


def test_what_is_decided_while_the_moment_comes_is_not_asked_twice(publisher):
    """Whoever scheduled it was allowed to; that they left the house since does not keep it back."""
    record = builders.organisation(live=False)
    scheduled(record, by=publisher)
    publisher.is_active = False
    publisher.save()
    publishing.catch_up(DUE)
    assert Organisation.objects.public(DUE).filter(pk=record.pk).exists()


@pytest.fixture
def broken(publisher):
    """A schedule that fails when it is due: its source was withdrawn meanwhile."""
    source, plant = builders.source(title="The report"), builders.project("Plant", live=False)
    builders.status(plant, source=source)
    scheduled(plant, by=publisher)
    builders.withdraw(source, at=NOW)
    return plant


def test_failing_one_is_marked_with_the_reason_in_both_languages(broken):
    publishing.catch_up(DUE)
    planned = Schedule.objects.get()
    assert (planned.failed_at, planned.applied_at) == (DUE, None)
    assert "The report" in planned.failure_en
    assert "The report" in planned.failure_fr


def test_failing_one_blocks_no_other(broken, publisher):
    other = builders.organisation(live=False)
    scheduled(other, by=publisher, due_at=DUE + A_SECOND)
    outcomes = publishing.catch_up(DUE + A_SECOND)
    assert [bool(outcome.failure) for outcome in outcomes] == [True, False]
    assert Organisation.objects.public(DUE + A_SECOND).filter(pk=other.pk).exists()


def test_failing_one_is_not_tried_on_every_request(broken):
    publishing.catch_up(DUE)
    assert not publishing.to_try(DUE + A_SECOND).exists()


def test_failing_one_goes_out_after_repair_as_of_then(broken, publisher):
    publishing.catch_up(DUE)
    publishing.restore(Source.objects.get(title="The report"), by=publisher, at=DUE + A_SECOND)
    repaired = DUE + 2 * A_SECOND
    assert publishing.to_try(repaired).exists()
    publishing.catch_up(repaired)
    broken.refresh_from_db()
    assert (broken.published_at, Schedule.objects.get().failure_en) == (repaired, "")


def test_failing_one_is_tried_again_when_asked_to(broken):
    publishing.catch_up(DUE)
    [outcome] = publishing.catch_up(DUE + A_SECOND, retry=True)
    assert "The report" in outcome.failure["en"]


def test_failing_one_leaves_no_trace(broken):
    publishing.catch_up(DUE)
    assert not Project.objects.public(MUCH_LATER).exists()
    assert not Publication.objects.about(broken).exists()


def test_whatever_goes_wrong_is_a_failure_of_that_one(publisher, monkeypatch):
    record, other = builders.organisation(live=False), builders.source(live=False)
    scheduled(record, by=publisher)
    scheduled(other, by=publisher)
    monkeypatch.setattr(Organisation, "settle", lambda self: 1 / 0)
    publishing.catch_up(DUE)
    assert Source.objects.public(DUE).filter(pk=other.pk).exists()
    assert "division by zero" in Schedule.objects.pending().get().failure_en


def test_what_is_no_more_when_it_is_due_fails_in_words(publisher):
    record = builders.source(live=False)
    scheduled(record, by=publisher)
    record.delete()
    [outcome] = publishing.catch_up(DUE)
    assert outcome.failure["en"] == "The record is no more."


def test_what_depends_on_another_of_the_same_second_waits_for_it(publisher):
    source, plant = builders.source(live=False), builders.project(live=False)
    builders.status(plant, source=source)
    scheduled(source, by=publisher)
    scheduled(plant, by=publisher)
    Schedule.objects.filter(version__record_uuid=plant.pk).update(made_at=NOW - A_SECOND)
    publishing.catch_up(DUE)
    plant.refresh_from_db()
    assert plant.published_at == DUE


@pytest.fixture
def bundled(publisher):
    """A release, its project’s new status and a milestone, scheduled together."""
    bundle = Bundle.objects.create(name="Opening", by=publisher, made_at=NOW)
    plant, release = builders.project("Before"), builders.release(live=False)
    release.issuers.add(builders.organisation())
    release.projects.add(plant)
    opening = builders.milestone(happened="2021-06-28", live=False)
    draft(plant, name_en="After")
    decisions = [Decision(release, Act.PUBLISH), Decision(plant, Act.MINOR), Decision(opening, Act.PUBLISH)]
    publishing.schedule(decisions, by=publisher, at=NOW, due_at=DUE, bundle=bundle)
    return release, plant, opening


def test_bundle_goes_out_in_one_moment(bundled):
    before = [record.is_public(DUE) for record in bundled]
    publishing.catch_up(DUE)
    for record in bundled:
        record.refresh_from_db()
    assert (before, [record.is_public(DUE) for record in bundled]) == ([False, True, False], [True] * 3)
    assert bundled[1].name_en == "After"


def test_bundle_goes_out_whole_or_not_at_all(bundled, publisher):
    release, plant, opening = bundled
    builders.withdraw(opening.dates.get().source, at=NOW)
    [outcome] = publishing.catch_up(DUE)
    for record in bundled:
        record.refresh_from_db()
    assert outcome.failure
    assert (release.version, plant.name_en, opening.version) == (0, "Before", 0)
    assert Schedule.objects.pending().exclude(failed_at=None).count() == 3


@pytest.mark.parametrize("hours", [-1, -24 * 365])
def test_clock_that_moves_back_shows_nothing_early(publisher, hours):
    record = builders.organisation(live=False)
    scheduled(record, by=publisher)
    publishing.catch_up(DUE)
    earlier = DUE + timedelta(hours=hours)
    publishing.catch_up(earlier)
    assert not Organisation.objects.public(earlier).filter(pk=record.pk).exists()


def test_clock_that_jumps_ahead_misses_nothing(publisher):
    records = [builders.organisation(live=False) for _ in range(3)]
    for days, record in enumerate(records):
        scheduled(record, by=publisher, due_at=DUE + timedelta(days=days))
    publishing.catch_up(DUE + timedelta(days=365))
    assert [Organisation.objects.get(pk=each.pk).published_at for each in records] == [
        DUE + timedelta(days=days) for days in range(3)
    ]


def test_overtaken_schedule_is_not_due(publisher):
    record = builders.organisation()
    draft(record, name="Scheduled")
    scheduled(record, by=publisher, act=Act.MINOR)
    rewritten(record, at=NOW + A_SECOND, name="Urgent")
    assert not publishing.to_try(DUE).exists()
