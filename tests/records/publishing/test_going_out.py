from contextlib import nullcontext
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction

from projects.records import publishing
from projects.records.drafts import Desk
from projects.records.models import Organisation, Publication, Schedule, UsedSlug, Version
from projects.records.publishing import Decision, NotYet
from projects.records.states import Act, ImpossibleMove, Standing
from tests import builders
from tests.builders import NOW
from tests.drafts import LATER, draft, rewritten

pytestmark = pytest.mark.django_db
A_MOMENT = timedelta(microseconds=1)
CHANGES = ("update", "minor", "correct")


def test_publish_makes_a_draft_public_from_that_moment_on(publisher):
    record = builders.organisation(live=False)
    publishing.publish(record, by=publisher, at=NOW)
    assert (record.is_public(NOW), record.is_public(NOW - A_MOMENT)) == (True, False)


def test_publish_writes_its_row_in_the_ledger(publisher):
    record = builders.organisation(live=False)
    row = publishing.publish(record, by=publisher, at=NOW, note_en="Opened.")
    said = (row.record_type, row.record_uuid, row.version, row.act, row.at, row.by, row.note_en)
    assert said == ("organisation", record.pk, 1, Act.PUBLISH, NOW, publisher, "Opened.")


def test_ledger_counts_over_all_types_without_a_gap(publisher):
    for record in (builders.organisation(live=False), builders.project(live=False), builders.source(live=False)):
        publishing.publish(record, by=publisher, at=NOW)
    assert list(Publication.objects.order_by("sequence").values_list("sequence", flat=True)) == [1, 2, 3]


@pytest.mark.parametrize("act", CHANGES)
def test_change_of_what_is_live_is_public_from_that_moment_on(publisher, act):
    record = builders.organisation("Before")
    draft(record, name="After")
    before = Organisation.objects.get().name
    getattr(publishing, act)(record, by=publisher, at=LATER, note_en="Renamed.")
    assert (before, Organisation.objects.get().name, record.version, record.published_at) == (
        "Before",
        "After",
        2,
        NOW,
    )


@pytest.mark.parametrize(("act", "moved"), [("update", LATER), ("correct", LATER), ("minor", NOW)])
def test_only_a_small_change_moves_no_date(publisher, act, moved):
    record = builders.organisation()
    draft(record, name="After")
    getattr(publishing, act)(record, by=publisher, at=LATER, note_en="Renamed.")
    assert record.updated_at == moved


def test_note_is_kept_clean_for_ever(publisher):
    record = builders.organisation()
    draft(record, name="Renamed")
    note = "<script>alert(1)</script>a < b, \u202eturned,\0 <b>bold</b> "
    row = publishing.correct(record, by=publisher, at=LATER, note_en=note)
    assert row.note_en == "a < b, turned, bold"


@pytest.mark.parametrize("note", [" ", "\u200b\u202e"])
@pytest.mark.parametrize("act", ["update", "correct"])
def test_change_of_which_readers_are_told_needs_a_note(publisher, act, note):
    record = builders.organisation("Before")
    draft(record, name="After")
    with pytest.raises(ValidationError, match="write a note"):
        getattr(publishing, act)(record, by=publisher, at=LATER, note_en=note)
    assert Organisation.objects.get().name == "Before"


@pytest.mark.parametrize("act", CHANGES)
def test_change_without_a_draft_is_impossible(publisher, act):
    with pytest.raises(ImpossibleMove):
        getattr(publishing, act)(builders.organisation(), by=publisher, at=LATER, note_en="Nothing.")


def test_publish_twice_is_impossible(publisher):
    record = builders.organisation()
    draft(record, name="After")
    with pytest.raises(ImpossibleMove):
        publishing.publish(record, by=publisher, at=LATER)


def test_claims_and_links_go_out_with_their_record(publisher):
    plant, company = builders.project(), builders.organisation()
    opening = builders.milestone(planned="2025")
    source = builders.source()

    def change(row):
        row.projects.add(plant)
        row.organisations.add(company)
        row.dates.update(earliest="2026-01-01", latest="2026-12-31")
        builders.milestone_date(row, "planned", "Q3 2026", source=source)

    draft(opening, change=change)
    assert (opening.projects.count(), opening.dates.count()) == (0, 1)
    publishing.update(opening, by=publisher, at=LATER, note_en="Later.")
    spans = sorted(str(each.span.label("en")) for each in opening.dates.all())
    assert (list(opening.projects.all()), spans) == ([plant], ["2026", "Q3 2026"])


def test_claim_taken_out_of_the_draft_goes_when_it_goes_out(publisher):
    plant = builders.project()
    kept, taken = builders.figure(plant), builders.figure(plant, low=20)
    draft(plant, change=lambda row: row.figures.filter(pk=taken.pk).delete())
    assert plant.figures.count() == 2
    publishing.correct(plant, by=publisher, at=LATER, note_en="Counted twice.")
    assert list(plant.figures.all()) == [kept]


ABILITIES = [
    ("writer", "publish", False),
    ("editor", "publish", False),
    ("publisher", "publish", True),
    ("writer", "update", False),
    ("editor", "update", False),
    ("publisher", "update", True),
    ("writer", "minor", False),
    ("editor", "minor", False),
    ("publisher", "minor", True),
    ("writer", "correct", False),
    ("editor", "correct", False),
    ("publisher", "correct", True),
    ("writer", "withdraw", False),
    ("editor", "withdraw", False),
    ("publisher", "withdraw", True),
    ("writer", "restore", False),
    ("editor", "restore", False),
    ("publisher", "restore", True),
]


@pytest.mark.parametrize(("role", "act", "may"), ABILITIES)
def test_role_may_do_what_the_table_says(request, role, act, may):
    record = builders.organisation(live=act != "publish")
    if act in CHANGES:
        draft(record, name="After")
    if act == "restore":
        builders.withdraw(record)
    words = {"reason_en": "Wrong."} if act == "withdraw" else {"note_en": "Changed."}
    before = Publication.objects.count()
    with nullcontext() if may else pytest.raises(PermissionDenied):
        getattr(publishing, act)(record, by=request.getfixturevalue(role), at=LATER, **words)
    assert Publication.objects.count() - before == may


def test_publish_refused_changes_nothing(writer):
    record = builders.organisation(live=False)
    with pytest.raises(PermissionDenied, match="Only a publisher"):
        publishing.publish(record, by=writer, at=NOW)
    assert (Organisation.objects.get().standing, Publication.objects.count()) == (Standing.NEW, 0)


def test_publish_names_each_obstacle(publisher):
    record = builders.project(live=False)
    secret = builders.source(title="Secret report", live=False)
    builders.status(record, source=secret)
    with pytest.raises(NotYet, match="Secret report") as refusal:
        publishing.publish(record, by=publisher, at=NOW)
    assert [finding.other for finding in refusal.value.findings] == [secret]


def test_what_goes_out_together_may_name_one_another(publisher):
    source = builders.source(live=False)
    plant = builders.project(live=False)
    builders.status(plant, source=source)
    rows = publishing.go_out([Decision(plant, Act.PUBLISH), Decision(source, Act.PUBLISH)], by=publisher, at=NOW)
    assert [row.record_uuid for row in rows] == [plant.pk, source.pk]
    assert plant.status_reports.public(NOW).count() == 1


def test_what_goes_out_together_goes_out_whole_or_not_at_all(publisher):
    sound, unsound = builders.organisation(live=False), builders.milestone(live=False)
    with pytest.raises(NotYet, match="no date"):
        publishing.go_out([Decision(sound, Act.PUBLISH), Decision(unsound, Act.PUBLISH)], by=publisher, at=NOW)
    assert (Organisation.objects.public(NOW).count(), Publication.objects.count()) == (
        0,
        Publication.objects.exclude(record_uuid__in=[sound.pk, unsound.pk]).count(),
    )


def test_version_that_goes_out_is_the_one_that_was_looked_at(publisher):
    record = builders.organisation("Before")
    looked_at = draft(record, name="Looked at")
    draft(record, name="Newer")
    publishing.minor(record, by=publisher, at=LATER, version=looked_at)
    desk = Desk(Organisation.objects.get())
    assert (desk.record.name, desk.record.version, desk.draft.content["fields"]["name"]) == (
        "Looked at",
        looked_at.number,
        "Newer",
    )


def test_older_version_of_what_is_new_goes_out_and_the_newer_one_waits(publisher):
    record = builders.organisation("Looked at", live=False)
    looked_at = publishing.keep(record, at=NOW)
    draft(record, name="Newer")
    publishing.publish(record, by=publisher, at=NOW, version=looked_at)
    desk = Desk(Organisation.objects.get())
    assert (desk.record.name, desk.draft.content["fields"]["name"]) == ("Looked at", "Newer")


def test_version_older_than_the_live_one_is_not_brought_out_again(publisher):
    record = builders.organisation("Before")
    older = draft(record, name="Older")
    rewritten(record, name="Newer")
    with pytest.raises(ImpossibleMove):
        publishing.update(record, by=publisher, at=LATER, version=older, note_en="Back.")


def test_schedule_of_an_older_version_is_overtaken(publisher):
    record = builders.organisation()
    draft(record, name="Scheduled")
    due = LATER + timedelta(days=1)
    publishing.schedule([Decision(record, Act.MINOR)], by=publisher, at=LATER, due_at=due)
    draft(record, name="Urgent")
    publishing.minor(record, by=publisher, at=LATER)
    [planned] = Schedule.objects.all()
    assert (planned.cancelled_by, planned.cancelled_at) == (publisher, LATER)


def test_live_version_is_kept_before_the_first_change():
    record = builders.organisation("Before")
    rewritten(record, name="After")
    names = {each.number: each.content["fields"]["name"] for each in Version.objects.about(record)}
    assert names == {1: "Before", 2: "After"}


def test_slugs_under_which_a_record_was_public_are_kept():
    record = builders.organisation(slug="before")
    rewritten(record, slug="after")
    assert sorted(UsedSlug.objects.about(record).values_list("slug", flat=True)) == ["after", "before"]


def test_slug_once_used_is_not_given_to_another(publisher):
    rewritten(builders.organisation(slug="before"), slug="after")
    other = builders.organisation(slug="before", live=False)
    with pytest.raises(NotYet, match="Another record was public at this address"):
        publishing.publish(other, by=publisher, at=LATER)


def test_record_may_return_to_a_slug_of_its_own(publisher):
    record = builders.organisation(slug="before")
    rewritten(record, slug="after")
    rewritten(record, slug="before", at=LATER + timedelta(days=1))
    assert Organisation.objects.get().slug == "before"


@pytest.mark.parametrize(
    "statement", ["UPDATE records_publication SET act = 'x'", "DELETE FROM records_publication"]
)
def test_ledger_refuses_to_be_rewritten(statement):
    builders.organisation()
    with pytest.raises(DatabaseError, match="append_only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
