from datetime import timedelta

import pytest

from projects.records.models import Publication
from projects.records.states import State
from tests import builders
from tests.builders import NOW
from tests.desk import admin_url, errors_of, form_of, send

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(NOW + timedelta(hours=1), tick=False)


def ledger() -> list[tuple]:
    return list(Publication.objects.order_by("sequence").values_list("act", "version", "by__username"))


def test_writer_who_forges_publishing_is_refused(writer, as_user):
    record = builders.organisation(live=False)
    response = as_user(writer).post(admin_url(record, "publish"), {"version": 0})
    assert (response.status_code, ledger()) == (403, [])
    assert "Only a publisher publishes" in response.content.decode()


def test_writer_who_forges_withdrawing_is_refused(writer, as_user):
    record = builders.organisation()
    as_user(writer).post(admin_url(record, "withdraw"), {"version": 1, "reason_en": "Forged."})
    record.refresh_from_db()
    assert record.state == State.LIVE


def test_reader_is_sent_to_the_login(reader):
    response = reader.get(admin_url(builders.organisation(), "publish"))
    assert response.headers["Location"].startswith("/admin/login/?next=")


@pytest.mark.parametrize(("role", "shown"), [("writer", False), ("editor", False), ("publisher", True)])
def test_button_to_publish_shows_to_those_who_may(request, as_user, role, shown):
    record = builders.organisation(live=False)
    page = as_user(request.getfixturevalue(role)).get(admin_url(record)).content.decode()
    assert (admin_url(record, "publish") in page) is shown
    assert ("Only a publisher publishes" in page) is not shown


def test_page_before_publishing_says_what_will_happen_and_does_nothing(publisher, as_user):
    record = builders.organisation(live=False)
    page = as_user(publisher).get(admin_url(record, "publish")).content.decode()
    assert "Everybody can read it at once" in page
    assert ledger() == []


def test_publisher_publishes(publisher, as_user):
    record = builders.organisation(live=False)
    send(as_user(publisher), admin_url(record, "publish"))
    record.refresh_from_db()
    assert (record.published_at, ledger()) == (NOW + timedelta(hours=1), [("publish", 1, "publisher")])


def test_publishing_pressed_twice_is_done_once(publisher, as_user):
    record = builders.organisation(live=False)
    client = as_user(publisher)
    form = form_of(client.get(admin_url(record, "publish")))
    client.post(admin_url(record, "publish"), form)
    response = client.post(admin_url(record, "publish"), form)
    assert len(ledger()) == 1
    assert "moved on" in response.content.decode()


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 5000, "\0"])
def test_publishing_with_a_senseless_version_does_nothing(publisher, as_user, version):
    record = builders.organisation(live=False)
    assert as_user(publisher).post(admin_url(record, "publish"), {"version": version}).status_code == 200
    assert ledger() == []


def test_publishing_what_is_live_says_that_it_is(publisher, as_user):
    record = builders.organisation()
    response = as_user(publisher).post(admin_url(record, "publish"), {"version": 1})
    assert "public already" in response.content.decode()


def test_page_of_a_move_about_nothing_is_not_found(publisher, as_user):
    assert as_user(publisher).get("/admin/records/organisation/x/publish/").status_code == 404


def test_publisher_withdraws_with_a_reason(publisher, as_user):
    record = builders.organisation()
    send(as_user(publisher), admin_url(record, "withdraw"), reason_en="Wrong.", reason_fr="Faux.")
    row = Publication.objects.first()
    assert (row.act, row.note_en, row.note_fr) == ("withdraw", "Wrong.", "Faux.")


def test_withdrawing_without_a_reason_says_so(publisher, as_user):
    record = builders.organisation()
    response = send(as_user(publisher), admin_url(record, "withdraw"), reason_en=" ")
    assert "give a reason" in errors_of(response)


def test_withdrawing_what_others_rest_on_keeps_the_reason_typed(publisher, as_user):
    source = builders.source()
    builders.status(builders.project("The plant"), source=source)
    response = as_user(publisher).post(admin_url(source, "withdraw"), {"version": 1, "reason_en": "My reason"})
    page = response.content.decode()
    assert "The plant" in page
    assert "My reason" in page
