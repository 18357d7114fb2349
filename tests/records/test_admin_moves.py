from datetime import timedelta

import pytest

from projects.records.models import Publication
from projects.records.states import Standing
from tests import builders
from tests.builders import NOW
from tests.desk import admin_url, errors_of, form_of, send
from tests.drafts import draft

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(NOW + timedelta(hours=1), tick=False)


def ledger() -> list[tuple]:
    return list(Publication.objects.order_by("sequence").values_list("act", "version", "by__username"))


@pytest.mark.parametrize("role", ["writer", "editor"])
def test_whoever_forges_withdrawing_is_refused(request, as_user, role):
    record = builders.organisation()
    client = as_user(request.getfixturevalue(role))
    response = client.post(admin_url(record, "withdraw"), {"number": 1, "reason_en": "Forged."})
    record.refresh_from_db()
    assert (response.status_code, record.standing) == (403, Standing.LIVE)
    assert "Only a publisher publishes" in response.content.decode()


def test_reader_is_sent_to_the_login(reader):
    response = reader.get(admin_url(builders.organisation(), "withdraw"))
    assert response.headers["Location"].startswith("/admin/login/?next=")


def test_page_before_withdrawing_says_what_will_happen_and_does_nothing(publisher, as_user):
    record = builders.organisation()
    page = as_user(publisher).get(admin_url(record, "withdraw")).content.decode()
    assert "It leaves every list, feed and search at once." in page
    assert len(ledger()) == 1


def test_publisher_withdraws_with_a_reason(publisher, as_user):
    record = builders.organisation()
    send(as_user(publisher), admin_url(record, "withdraw"), reason_en="Wrong.", reason_fr="Faux.")
    row = Publication.objects.first()
    assert (row.act, row.note_en, row.note_fr) == ("withdraw", "Wrong.", "Faux.")


def test_withdrawing_pressed_twice_is_done_once_and_said_to_be_done(publisher, as_user):
    record, client = builders.organisation(), as_user(publisher)
    form = form_of(client.get(admin_url(record, "withdraw"))) | {"reason_en": "Wrong."}
    answers = [client.post(admin_url(record, "withdraw"), form) for _press in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert len(ledger()) == 2


def test_withdrawing_without_a_reason_says_so(publisher, as_user):
    record = builders.organisation()
    response = send(as_user(publisher), admin_url(record, "withdraw"), reason_en=" ")
    assert "give a reason" in errors_of(response)


def test_withdrawing_from_a_stale_page_is_refused_and_keeps_the_reason(publisher, writer, as_user):
    record, client = builders.organisation(), as_user(publisher)
    form = form_of(client.get(admin_url(record, "withdraw"))) | {"reason_en": "My reason"}
    draft(record, by=writer, name="Another name")
    response = client.post(admin_url(record, "withdraw"), form)
    assert (response.status_code, len(ledger())) == (409, 1)
    assert form_of(response)["reason_en"] == ["My reason"]


@pytest.mark.parametrize("number", ["", "x", "-1", "9" * 5000])
def test_withdrawing_with_a_senseless_number_does_nothing(publisher, as_user, number):
    record = builders.organisation()
    sent = {"number": number, "reason_en": "Wrong."}
    assert as_user(publisher).post(admin_url(record, "withdraw"), sent).status_code == 400
    assert len(ledger()) == 1


def test_withdrawing_what_was_never_published_says_so(publisher, as_user):
    record = builders.organisation(live=False)
    response = as_user(publisher).post(admin_url(record, "withdraw"), {"number": 0, "reason_en": "Wrong."})
    assert "there is nothing to withdraw" in response.content.decode()
    assert ledger() == []


def test_page_of_a_move_about_nothing_is_not_found(publisher, as_user):
    assert as_user(publisher).get("/admin/records/organisation/x/withdraw/").status_code == 404


def test_what_rests_on_it_is_a_link(publisher, as_user):
    source, plant = builders.source(), builders.project("The plant", live=False)
    builders.status(plant, source=source)
    builders.make_live(plant)
    page = as_user(publisher).get(admin_url(source, "withdraw")).content.decode()
    assert admin_url(plant, "summary") in page


def test_withdrawing_what_others_rest_on_keeps_the_reason_typed(publisher, as_user):
    source, plant = builders.source(), builders.project("The plant", live=False)
    builders.status(plant, source=source)
    builders.make_live(plant)
    sent = {"number": 1, "reason_en": "My reason"}
    response = as_user(publisher).post(admin_url(source, "withdraw"), sent)
    page = response.content.decode()
    assert response.status_code == 400
    assert "The plant" in page
    assert "My reason" in page
