from datetime import timedelta

import pytest

from projects.records.models import Leader, Organisation, Publication
from projects.records.states import State
from tests import builders
from tests.builders import NOW
from tests.desk import added, admin_url, send

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(NOW + timedelta(hours=1), tick=False)


def ledger() -> list[tuple]:
    return list(Publication.objects.order_by("sequence").values_list("act", "version", "by__username"))


def test_writer_saves_a_draft_unseen(writer, as_user):
    data = {"name": "Verkor", "slug": "verkor"}
    send(as_user(writer), admin_url(Organisation, "add"), **data)
    assert (Organisation.objects.get().state, ledger()) == (State.DRAFT, [])


def test_writer_opens_what_is_live_read_only_and_is_told_why(writer, as_user):
    page = as_user(writer).get(admin_url(builders.organisation())).content.decode()
    assert 'name="name"' not in page
    assert "only an editor or a publisher changes it" in page


def test_writer_who_forges_a_change_of_what_is_live_is_refused(writer, as_user):
    record = builders.organisation("Verkor")
    response = as_user(writer).post(admin_url(record), {"name": "Forged", "slug": record.slug})
    record.refresh_from_db()
    assert (response.status_code, record.name) == (403, "Verkor")


def test_editor_amends_what_is_live_and_the_ledger_notes_it(editor, as_user):
    record = builders.organisation()
    send(as_user(editor), admin_url(record), name="Renamed")
    record.refresh_from_db()
    assert (record.name, record.updated_at, ledger()[-1]) == (
        "Renamed",
        NOW + timedelta(hours=1),
        ("publish", 2, "editor"),
    )


def test_save_that_changes_nothing_is_not_noted(editor, as_user):
    record = builders.organisation()
    send(as_user(editor), admin_url(record))
    assert len(ledger()) == 1


def test_refused_save_of_what_is_live_changes_nothing(editor, as_user):
    record = builders.organisation("Verkor")
    row = added("leaders", name="A. Name", role_en="Head", source=builders.source(live=False).pk)
    send(as_user(editor), admin_url(record), name="Typed", **row)
    record.refresh_from_db()
    assert (record.name, record.version, Leader.objects.count()) == ("Verkor", 1, 0)


def test_forged_dates_of_publication_are_ignored(writer, as_user):
    record = builders.organisation(live=False)
    forged = {"version": 9, "published_at": "2020-01-01", "published_at_0": "2020-01-01", "uuid": record.pk}
    send(as_user(writer), admin_url(record), name="Renamed", **forged)
    record.refresh_from_db()
    assert (record.name, record.version, record.published_at) == ("Renamed", 0, None)


def test_draft_can_be_deleted(writer, as_user):
    record = builders.organisation(live=False)
    as_user(writer).post(admin_url(record, "delete"), {"post": "yes"})
    assert not Organisation.objects.exists()


@pytest.mark.parametrize("make", [builders.organisation, lambda: builders.withdraw(builders.organisation())])
def test_what_was_public_once_is_not_deleted(administrator, as_user, make):
    record = make()
    assert as_user(administrator).post(admin_url(record, "delete"), {"post": "yes"}).status_code == 403


def test_records_are_not_deleted_by_the_dozen(administrator, as_user):
    record = builders.organisation(live=False)
    data = {"action": "delete_selected", "_selected_action": [record.pk], "post": "yes"}
    as_user(administrator).post(admin_url(Organisation, "changelist"), data)
    assert Organisation.objects.exists()


def test_view_on_site_leads_to_what_is_public(editor, as_user):
    record = builders.organisation()
    assert f'href="{record.get_absolute_url()}"' in as_user(editor).get(admin_url(record)).content.decode()


def test_view_on_site_is_missing_from_a_draft(editor, as_user):
    record = builders.organisation(live=False)
    assert "View on site" not in as_user(editor).get(admin_url(record)).content.decode()
