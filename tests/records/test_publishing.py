from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction

from projects.records import publishing
from projects.records.models import Organisation, Publication
from projects.records.states import Act, ImpossibleMove, State
from tests import builders
from tests.builders import NOW
from timeline.models import Milestone

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)


def test_publish_makes_a_draft_public_from_that_moment_on(publisher):
    record = builders.organisation(live=False)
    publishing.publish(record, by=publisher, at=NOW)
    assert (record.is_public(NOW), record.is_public(NOW - timedelta(microseconds=1))) == (True, False)


def test_publish_writes_its_row_in_the_ledger(publisher):
    record = builders.organisation(live=False)
    row = publishing.publish(record, by=publisher, at=NOW, note_en="Opened.")
    said = (row.record_type, row.record_uuid, row.version, row.act, row.at, row.by, row.note_en)
    assert said == ("organisation", record.pk, 1, Act.PUBLISH, NOW, publisher, "Opened.")


def test_publish_of_what_is_live_takes_the_next_version_and_keeps_the_first_day(editor):
    record = builders.organisation()
    publishing.publish(record, by=editor, at=LATER)
    assert (record.version, record.published_at, record.updated_at) == (2, NOW, LATER)


def test_ledger_counts_over_all_types_without_a_gap(publisher):
    for record in (builders.organisation(live=False), builders.project(live=False), builders.source(live=False)):
        publishing.publish(record, by=publisher, at=NOW)
    assert list(Publication.objects.order_by("sequence").values_list("sequence", flat=True)) == [1, 2, 3]


@pytest.mark.parametrize(
    ("role", "act", "may"),
    [
        ("writer", "publish a draft", False),
        ("editor", "publish a draft", False),
        ("publisher", "publish a draft", True),
        ("writer", "amend", False),
        ("editor", "amend", True),
        ("publisher", "amend", True),
        ("writer", "withdraw", False),
        ("editor", "withdraw", False),
        ("publisher", "withdraw", True),
    ],
)
def test_role_may_do_what_the_table_says(request, role, act, may):
    person = request.getfixturevalue(role)
    record = builders.organisation(live=act != "publish a draft")
    verb = publishing.withdraw if act == "withdraw" else publishing.publish
    reason = {"reason_en": "Wrong."} if act == "withdraw" else {}
    try:
        verb(record, by=person, at=LATER, **reason)
    except PermissionDenied:
        assert not may
    else:
        assert may


def test_publish_refused_changes_nothing(writer):
    record = builders.organisation(live=False)
    with pytest.raises(PermissionDenied, match="Only a publisher"):
        publishing.publish(record, by=writer, at=NOW)
    assert (Organisation.objects.get().state, Publication.objects.count()) == (State.DRAFT, 0)


def test_publish_names_each_obstacle(publisher):
    record = builders.project(live=False)
    builders.status(record, source=builders.source(title="Secret report", live=False))
    with pytest.raises(ValidationError, match="Secret report"):
        publishing.publish(record, by=publisher, at=NOW)


def test_withdraw_takes_the_record_away_from_that_moment_on(publisher):
    record = builders.organisation()
    publishing.withdraw(record, by=publisher, at=LATER, reason_en="Wrong.")
    assert (record.is_public(LATER), record.is_public(LATER - timedelta(microseconds=1))) == (False, True)


def test_withdraw_keeps_the_reason_in_the_ledger(publisher):
    row = publishing.withdraw(builders.organisation(), by=publisher, at=LATER, reason_en="No.", reason_fr="Non.")
    assert (row.act, row.note_en, row.note_fr) == (Act.WITHDRAW, "No.", "Non.")


def test_withdraw_without_a_reason_is_refused(publisher):
    with pytest.raises(ValidationError, match="give a reason"):
        publishing.withdraw(builders.organisation(), by=publisher, at=LATER, reason_en=" ")


def test_withdraw_of_a_draft_is_impossible(publisher):
    with pytest.raises(ImpossibleMove):
        publishing.withdraw(builders.organisation(live=False), by=publisher, at=LATER, reason_en="Wrong.")


def test_withdraw_of_a_source_on_which_something_rests_is_refused(publisher):
    source = builders.source()
    builders.status(builders.project("The plant"), source=source)
    with pytest.raises(ValidationError, match="The plant"):
        publishing.withdraw(source, by=publisher, at=LATER, reason_en="Wrong.")


def test_withdrawn_record_can_be_published_again(publisher):
    record = builders.organisation()
    publishing.withdraw(record, by=publisher, at=LATER, reason_en="Wrong.")
    publishing.publish(record, by=publisher, at=LATER + timedelta(days=1))
    assert (record.state, record.version) == (State.LIVE, 2)


def test_source_that_moves_settles_the_milestones_that_name_it(publisher):
    source = builders.source("2021", live=False)
    milestone = builders.milestone(live=False)
    builders.milestone_date(milestone, "planned", "2024", source=builders.source("2022"))
    builders.milestone_date(milestone, "planned", "2025", source=source)
    source.published = builders.parse("2023")
    source.save()
    publishing.publish(source, by=publisher, at=NOW)
    milestone.refresh_from_db()
    assert milestone.span == builders.parse("2025")


def test_source_that_moves_settles_the_milestones_known_through_it(publisher):
    through = builders.source("2021")
    milestone = builders.milestone(planned="2026")
    relayed = builders.source(None, via=through)
    builders.milestone_date(milestone, "planned", "2025", source=relayed)
    through.published = builders.parse("2023")
    through.save()
    publishing.publish(through, by=publisher, at=NOW)
    milestone.refresh_from_db()
    assert milestone.span == builders.parse("2025")


def test_settling_leaves_alone_what_others_write_meanwhile(publisher, monkeypatch):
    source = builders.source(live=False)
    milestone = builders.milestone("Before", live=False)
    builders.milestone_date(milestone, "planned", "2024", source=source)

    def settle_late(self):
        Milestone.objects.filter(pk=self.pk).update(title_en="Meanwhile")

    monkeypatch.setattr(Milestone, "settle", settle_late)
    publishing.publish(source, by=publisher, at=NOW)
    milestone.refresh_from_db()
    assert milestone.title_en == "Meanwhile"


def test_source_with_many_claims_settles_each_milestone_once(publisher, django_assert_max_num_queries):
    source = builders.source(live=False)
    for _ in range(5):
        milestone = builders.milestone(live=False)
        for year in ("2024", "2025", "2026"):
            builders.milestone_date(milestone, "planned", year, source=source)
    # The act itself takes 13; each of the five milestones is then settled with one query and saved with one.
    with django_assert_max_num_queries(30):
        publishing.publish(source, by=publisher, at=NOW)


@pytest.mark.parametrize(
    "statement", ["UPDATE records_publication SET act = 'x'", "DELETE FROM records_publication"]
)
def test_ledger_refuses_to_be_rewritten(statement):
    builders.organisation()
    with pytest.raises(DatabaseError, match="append_only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
