"""What the desk noted stays as it was: ledger, log, versions, decisions. The database itself refuses."""

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection

from projects.records.models import Override, PreviewLink, Publication, Schedule
from tests import builders, ledger, rows
from tests.builders import NOW
from tests.constraints import refused, row

pytestmark = pytest.mark.django_db

# What is never changed: a way to make a row, and a column that somebody might change.
KEPT_FOR_EVER = {
    "records_publication": (lambda: builders.organisation(), "note_en"),
    "records_version": (rows.version, "content"),
    "records_review": (rows.review, "note"),
    "records_stillright": (rows.still_right, "language"),
    "records_opening": (rows.opening, "agent"),
    "records_usedslug": (rows.used_slug, "slug"),
    "django_admin_log": (rows.log_entry, "change_message"),
}
# Of these the decision is never changed, only what became of it.
DECIDED = {
    ("records_schedule", "note_en"): rows.schedule,
    ("records_schedule", "act"): rows.schedule,
    ("records_override", "reason"): rows.override,
    ("records_previewlink", "recipient"): rows.link,
    ("records_previewlink", "token_hash"): rows.link,
}


def test_every_table_that_is_locked_is_tried():
    assert {*KEPT_FOR_EVER, *(table for table, _column in DECIDED)} == set(ledger.KEPT_FOR_EVER)


def run(statement):
    connection.check_constraints()  # PostgreSQL truncates no table of which it still has to check rows
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("table", KEPT_FOR_EVER)
def test_what_is_kept_for_ever_is_not_changed(table):
    make, column = KEPT_FOR_EVER[table]
    make()
    with refused(f"{table}_append_only"):
        run(f"UPDATE {table} SET {column} = {column}")


@pytest.mark.parametrize("table", KEPT_FOR_EVER)
def test_what_is_kept_for_ever_is_not_deleted(table):
    KEPT_FOR_EVER[table][0]()
    with refused(f"{table}_append_only"):
        run(f"DELETE FROM {table}")


@pytest.mark.postgresql
@pytest.mark.parametrize("table", ledger.KEPT_FOR_EVER)
def test_what_is_kept_for_ever_is_not_emptied(table):
    with refused(table):
        run(f"TRUNCATE {table} CASCADE")


@pytest.mark.parametrize(("table", "column"), DECIDED)
def test_what_was_decided_is_not_changed(table, column):
    DECIDED[table, column]()
    with refused(f"{table}_decided"):
        run(f"UPDATE {table} SET {column} = 'other'")


@pytest.mark.parametrize("table", sorted({table for table, _column in DECIDED}))
def test_what_was_decided_is_not_deleted(table):
    next(make for (of, _column), make in DECIDED.items() if of == table)()
    with refused(f"{table}_decided"):
        run(f"DELETE FROM {table}")


def test_what_became_of_a_schedule_is_noted():
    row(rows.schedule()).update(failed_at=NOW, failure_en="No source.")
    assert Schedule.objects.get().failure_en == "No source."


def test_an_override_is_signed():
    row(rows.override()).update(signed_at=NOW, signed_by=rows.person())
    assert Override.objects.get().signed_by == rows.person()


def test_a_preview_link_is_revoked():
    row(rows.link()).update(revoked_at=NOW, revoked_by=rows.person())
    assert PreviewLink.objects.get().revoked_at == NOW


def test_a_row_of_the_log_stays_as_it_was_through_the_models_too():
    rows.log_entry()
    with refused("django_admin_log_append_only"):
        LogEntry.objects.update(object_repr="Something else")


def test_the_ledger_stays_as_it_was_through_the_models_too():
    builders.organisation()
    with refused("records_publication_append_only"):
        Publication.objects.update(at=NOW)
