"""Each record that ever was public has the row of the ledger by which it last changed."""

import importlib

import pytest
from django.apps import apps

from projects.records import publishing
from projects.records.models import LastChange, Publication
from tests import builders
from tests.builders import NOW
from tests.drafts import draft, rewritten, somebody

pytestmark = pytest.mark.django_db


def last(record) -> tuple:
    row = LastChange.objects.get(pk=record.pk)
    return row.record_type, row.publication_id, row.is_removed


def test_record_that_never_was_public_has_no_last_change():
    builders.organisation(live=False)
    assert not LastChange.objects.exists()


def test_record_that_goes_out_changed_last_by_its_newest_row():
    record = builders.organisation()
    builders.organisation()
    rewritten(record, name="After")
    assert last(record) == ("organisation", 3, False)


def test_record_that_is_withdrawn_is_removed():
    record = builders.withdraw(builders.organisation())
    assert last(record) == ("organisation", 2, True)


def test_record_that_is_restored_is_there_again():
    record = builders.withdraw(builders.organisation())
    publishing.restore(record, by=somebody(), at=NOW)
    assert last(record) == ("organisation", 3, False)


def test_rehearsal_changes_nothing():
    record = builders.organisation()
    draft(record, name="After")
    before = last(record)
    decision = publishing.Decision(record, publishing.going_out.Act.MINOR)
    publishing.schedule([decision], by=somebody(), at=NOW, due_at=NOW.replace(year=2030))
    assert last(record) == before


def as_if_loaded() -> dict:
    """Live, withdrawn and restored records of which only the ledger knows; with what was known of them."""
    builders.withdraw(builders.organisation())
    rewritten(builders.source(), title="After")
    known = {row.pk: last(row) for row in LastChange.objects.all()}
    LastChange.objects.all().delete()
    return known


@pytest.mark.parametrize("again", [1, 2])
def test_what_the_ledger_alone_knows_is_noted(again):
    known = as_if_loaded()
    for _time in range(again):
        Publication.objects.note_missing()
    assert {row.pk: last(row) for row in LastChange.objects.all()} == known


def test_what_is_noted_stays_where_it_is():
    record = builders.organisation()
    newer = Publication.objects.get(record_uuid=builders.organisation().pk)
    LastChange.objects.note(newer, [("organisation", record.pk)])
    Publication.objects.note_missing()
    assert last(record)[1] == newer.sequence


def test_migration_fills_in_what_the_ledger_knows():
    known = as_if_loaded()
    importlib.import_module("projects.records.migrations.0005_last_changes").fill(apps, None)
    assert {row.pk: last(row) for row in LastChange.objects.all()} == known


@pytest.mark.usefixtures("demo")
def test_fixture_brings_a_last_change_for_each_row():
    assert LastChange.objects.count() == Publication.objects.count() > 100
