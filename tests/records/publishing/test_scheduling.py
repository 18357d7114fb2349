from contextlib import nullcontext
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction

from projects.records import publishing
from projects.records.drafts import Desk
from projects.records.models import Bundle, Organisation, Publication, Schedule
from projects.records.publishing import Decision, NotYet
from projects.records.states import Act, ImpossibleMove, Stage
from tests import builders
from tests.builders import NOW
from tests.drafts import draft

pytestmark = pytest.mark.django_db
DUE = NOW + timedelta(days=2)


def scheduled(record, by, act=Act.PUBLISH, due_at=DUE, **words) -> Schedule:
    [planned] = publishing.schedule([Decision(record, act, **words)], by=by, at=NOW, due_at=due_at)
    return planned


def test_schedule_shows_nothing_before_its_moment(publisher):
    record = builders.organisation(live=False)
    before = Publication.objects.count()
    scheduled(record, publisher)
    assert (Organisation.objects.public(DUE).count(), Publication.objects.count()) == (0, before)
    assert Desk(record).stage == Stage.SCHEDULED


def test_schedule_leaves_the_callers_record_as_it_was(publisher):
    record = builders.organisation(live=False)
    scheduled(record, publisher)
    assert (record.version, record.published_at) == (0, None)


def test_schedule_says_which_version_when_by_whom_and_with_what_note(publisher):
    record = builders.organisation()
    version = draft(record, name="Draft")
    planned = scheduled(record, publisher, Act.UPDATE, note_en=" Renamed. ", note_fr="Renommé.")
    said = (planned.version, planned.act, planned.due_at, planned.by, planned.note_en, planned.note_fr)
    assert said == (version, "update", DUE, publisher, "Renamed.", "Renommé.")


@pytest.mark.parametrize(("role", "may"), [("writer", False), ("editor", False), ("publisher", True)])
def test_role_may_schedule_if_it_may_publish(request, role, may):
    with nullcontext() if may else pytest.raises(PermissionDenied):
        scheduled(builders.organisation(live=False), request.getfixturevalue(role))


@pytest.mark.parametrize("due_at", [NOW, NOW - timedelta(seconds=1)])
def test_moment_that_has_passed_is_refused(publisher, due_at):
    with pytest.raises(ValidationError, match="This moment has passed"):
        scheduled(builders.organisation(live=False), publisher, due_at=due_at)


def test_what_would_be_refused_then_is_refused_now(publisher):
    with pytest.raises(NotYet, match="no date"):
        scheduled(builders.milestone(live=False), publisher)


def test_change_without_a_note_is_refused_now(publisher):
    record = builders.organisation()
    draft(record, name="Draft")
    with pytest.raises(ValidationError, match="write a note"):
        scheduled(record, publisher, Act.CORRECT)


def test_what_goes_out_before_is_no_obstacle(publisher):
    source, plant = builders.source(live=False), builders.project(live=False)
    builders.status(plant, source=source)
    scheduled(source, publisher, due_at=DUE)
    scheduled(plant, publisher, due_at=DUE)
    assert Schedule.objects.pending().count() == 2


def test_what_goes_out_later_is_an_obstacle(publisher):
    source, plant = builders.source(live=False), builders.project(live=False)
    builders.status(plant, source=source)
    scheduled(source, publisher, due_at=DUE + timedelta(seconds=1))
    with pytest.raises(NotYet, match="is not public"):
        scheduled(plant, publisher, due_at=DUE)


def test_same_version_is_not_scheduled_twice(publisher):
    record = builders.organisation(live=False)
    scheduled(record, publisher)
    with pytest.raises(ImpossibleMove):
        scheduled(record, publisher, due_at=DUE + timedelta(days=1))


def test_several_versions_are_scheduled_in_their_order(publisher):
    record = builders.organisation("First", live=False)
    scheduled(record, publisher)
    draft(record, name="Second")
    scheduled(record, publisher, Act.MINOR, due_at=DUE + timedelta(days=1))
    assert [planned.version.number for planned in Schedule.objects.pending()] == [1, 2]


def test_newer_version_does_not_go_out_before_an_older_one(publisher):
    record = builders.organisation("First")
    draft(record, name="Second")
    scheduled(record, publisher, Act.MINOR)
    draft(record, name="Third")
    with pytest.raises(ValidationError, match="wrong order"):
        scheduled(record, publisher, Act.MINOR, due_at=DUE - timedelta(days=1))


def test_update_of_what_is_not_out_yet_is_scheduled_after_it(publisher):
    record = builders.organisation("First", live=False)
    scheduled(record, publisher)
    draft(record, name="Second")
    planned = scheduled(record, publisher, Act.UPDATE, due_at=DUE + timedelta(days=1), note_en="Renamed.")
    assert planned.act == "update"


def test_withdrawn_record_is_not_scheduled(publisher):
    record = builders.withdraw(builders.organisation())
    draft(record, name="Draft")
    with pytest.raises(ImpossibleMove):
        scheduled(record, publisher, Act.RESTORE)


def test_cancelled_schedule_keeps_who_when_and_why(publisher, administrator):
    planned = scheduled(builders.organisation(live=False), publisher)
    publishing.cancel(planned, by=administrator, at=NOW, why="The ribbon is not there yet.")
    planned.refresh_from_db()
    kept = (planned.cancelled_by, planned.cancelled_at, planned.cancelled_why)
    assert kept == (administrator, NOW, "The ribbon is not there yet.")


def test_cancelling_leaves_the_stage_that_the_reviews_had_given(publisher, editor):
    record = builders.organisation()
    draft(record, name="Draft")
    publishing.approve(record, by=editor, at=NOW)
    publishing.cancel(scheduled(record, publisher, Act.MINOR), by=publisher, at=NOW, why="Later.")
    assert Desk(record).stage == Stage.APPROVED


@pytest.mark.parametrize("role", ["writer", "editor"])
def test_role_that_does_not_publish_cancels_nothing(request, publisher, role):
    planned = scheduled(builders.organisation(live=False), publisher)
    with pytest.raises(PermissionDenied):
        publishing.cancel(planned, by=request.getfixturevalue(role), at=NOW, why="No.")


def test_cancelling_needs_a_reason(publisher):
    planned = scheduled(builders.organisation(live=False), publisher)
    with pytest.raises(ValidationError, match="Give a reason"):
        publishing.cancel(planned, by=publisher, at=NOW, why=" ")


def test_cancelling_twice_is_refused(publisher):
    planned = scheduled(builders.organisation(live=False), publisher)
    publishing.cancel(planned, by=publisher, at=NOW, why="Later.")
    with pytest.raises(ValidationError, match="already"):
        publishing.cancel(planned, by=publisher, at=NOW, why="Again.")


def test_rescheduling_cancels_and_schedules_anew(publisher):
    record = builders.organisation()
    draft(record, name="Draft")
    planned = scheduled(record, publisher, Act.UPDATE, note_en="Renamed.")
    later = DUE + timedelta(hours=1)
    [anew] = publishing.reschedule(planned, by=publisher, at=NOW, due_at=later, why="The minister is late.")
    planned.refresh_from_db()
    assert planned.cancelled_why == "The minister is late."
    assert (anew.version, anew.act, anew.note_en, anew.due_at) == (planned.version, "update", "Renamed.", later)


def test_rescheduling_to_a_moment_that_has_passed_leaves_all_as_it_was(publisher):
    planned = scheduled(builders.organisation(live=False), publisher)
    with pytest.raises(ValidationError, match="This moment has passed"):
        publishing.reschedule(planned, by=publisher, at=NOW, due_at=NOW, why="Sooner.")
    assert list(Schedule.objects.pending()) == [planned]


@pytest.fixture
def bundle(publisher):
    """A source and the project that names it, scheduled together."""
    made = Bundle.objects.create(name="Opening", by=publisher, made_at=NOW)
    source, plant = builders.source(live=False), builders.project(live=False)
    builders.status(plant, source=source)
    decisions = [Decision(plant, Act.PUBLISH), Decision(source, Act.PUBLISH)]
    publishing.schedule(decisions, by=publisher, at=NOW, due_at=DUE, bundle=made)
    return made


def test_cancelling_one_of_a_bundle_cancels_all(bundle, publisher):
    publishing.cancel(bundle.schedules.first(), by=publisher, at=NOW, why="Later.")
    assert not Schedule.objects.pending().exists()


def test_rescheduling_one_of_a_bundle_moves_all(bundle, publisher):
    later = DUE + timedelta(days=1)
    publishing.reschedule(bundle.schedules.first(), by=publisher, at=NOW, due_at=later, why="Later.")
    assert [planned.due_at for planned in bundle.schedules.pending()] == [later, later]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE records_schedule SET due_at = '2020-01-01'",
        "UPDATE records_schedule SET note_en = 'Another note.'",
        "UPDATE records_schedule SET act = 'withdraw'",
        "DELETE FROM records_schedule",
    ],
)
def test_schedule_is_never_edited(publisher, statement):
    scheduled(builders.organisation(live=False), publisher)
    with pytest.raises(DatabaseError, match="decided"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("column", ["cancelled_at", "cancelled_why", "applied_at"])
def test_what_became_of_a_schedule_is_never_undone(publisher, column):
    planned = scheduled(builders.organisation(live=False), publisher)
    publishing.cancel(planned, by=publisher, at=NOW, why="Later.")
    with pytest.raises(DatabaseError, match="decided"), transaction.atomic():
        Schedule.objects.update(**{column: "" if column == "cancelled_why" else DUE})
