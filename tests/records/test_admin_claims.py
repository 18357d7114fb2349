from datetime import timedelta

import pytest

from projects.records.models import Leader, Publication
from tests import builders
from tests.builders import NOW
from tests.desk import added, admin_url, errors_of, form_of, send

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(NOW + timedelta(hours=1), tick=False)


def ledger() -> list[tuple]:
    return list(Publication.objects.order_by("sequence").values_list("act", "version", "by__username"))


def test_claim_added_to_what_is_live_is_noted(editor, as_user):
    record = builders.organisation()
    row = added("leaders", name="A. Name", role_en="Head", source=builders.source().pk)
    send(as_user(editor), admin_url(record), **row)
    assert (Leader.objects.count(), ledger()[-1]) == (1, ("publish", 2, "editor"))


def test_claim_from_a_draft_source_is_refused_on_the_form_of_what_is_live(editor, as_user):
    record = builders.organisation("Verkor")
    row = added("leaders", name="A. Name", role_en="Head", source=builders.source(title="Secret", live=False).pk)
    response = send(as_user(editor), admin_url(record), name="Typed", **row)
    assert "Secret" in errors_of(response)
    assert form_of(response)["name"] == ["Typed"]
    assert form_of(response)["leaders-0-name"] == ["A. Name"]


def test_claim_of_a_draft_is_a_writers_to_change(writer, as_user):
    leader = Leader.objects.create(
        organisation=builders.organisation(live=False), name="A", role_en="Head", source=builders.source()
    )
    send(as_user(writer), admin_url(leader), name="B")
    leader.refresh_from_db()
    assert leader.name == "B"


@pytest.fixture
def leader():
    return Leader.objects.create(
        organisation=builders.organisation(), name="A", role_en="Head", source=builders.source()
    )


@pytest.mark.parametrize("page", ["change", "delete"])
def test_claim_of_what_is_live_is_not_a_writers_to_touch(writer, as_user, leader, page):
    data = {"name": "B", "role_en": "Head", "source": leader.source_id, "post": "yes"}
    assert as_user(writer).post(admin_url(leader, page), data).status_code == 403


def test_claim_changed_in_its_own_list_is_noted(editor, as_user, leader):
    send(as_user(editor), admin_url(leader), name="B")
    assert ("publish", 2, "editor") in ledger()


def test_claim_deleted_in_its_own_list_is_noted(editor, as_user, leader):
    as_user(editor).post(admin_url(leader, "delete"), {"post": "yes"})
    assert (Leader.objects.count(), ("publish", 2, "editor") in ledger()) == (0, True)


def test_claim_moved_between_live_records_is_noted_for_both(editor, as_user, leader):
    send(as_user(editor), admin_url(leader), organisation=builders.organisation().pk)
    assert ledger().count(("publish", 2, "editor")) == 2


def test_writer_adds_no_claim_to_what_is_live(writer, as_user):
    data = {
        "organisation": builders.organisation().pk,
        "source": builders.source().pk,
        "name": "B",
        "role_en": "C",
    }
    response = as_user(writer).post(admin_url(Leader, "add"), data)
    assert "only an editor" in response.content.decode()
    assert not Leader.objects.exists()
