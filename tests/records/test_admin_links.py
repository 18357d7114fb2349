"""The page of the desk on which links for people outside are made and revoked."""

import re
from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry

from newsroom.models import Contact
from projects.records.models import PreviewLink
from tests import builders
from tests.desk import admin_url, send
from tests.drafts import LATER
from tests.pages import plain
from tests.previews import invited, release

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_day_later")]


def secret_of(response) -> str:
    return re.search(r"http://testserver(/en/preview/[^<]+)<", response.content.decode())[1]


def test_editor_lets_somebody_in(editor, as_user, reader):
    made = release()

    response = send(as_user(editor), admin_url(made, "links"), recipient="A. Reader, The Paper", days="3")

    link = PreviewLink.objects.get()
    assert (link.recipient, link.by) == ("A. Reader, The Paper", editor)
    assert link.expires_at == LATER + timedelta(hours=1, days=3)
    assert reader.get(secret_of(response)).status_code == 200


def test_link_opens_until_the_moment_given(editor, as_user):
    moment = {"until_day": "2025-12-20", "until_time": "09:00"}
    send(as_user(editor), admin_url(release(), "links"), recipient="A. Reader", days="3", **moment)

    assert PreviewLink.objects.get().expires_at.isoformat() == "2025-12-20T08:00:00+00:00"


def test_secret_is_shown_once(editor, as_user):
    made, client = release(), as_user(editor)
    response = send(client, admin_url(made, "links"), recipient="A. Reader")

    assert "no-store" in response.headers["Cache-Control"]
    assert secret_of(response).split("/")[3] not in client.get(admin_url(made, "links")).content.decode()


def test_pressing_twice_lets_in_once(editor, as_user):
    made, client = release(), as_user(editor)
    data = {"newest": "0", "recipient": "A. Reader", "days": "3"}

    answers = [client.post(admin_url(made, "links"), data).status_code for _ in range(2)]

    assert answers == [200, 409]
    assert PreviewLink.objects.count() == 1


def test_openings_are_listed(editor, as_user, reader):
    made = release()
    reader.get(invited(made), headers={"user-agent": "Reader 1.0"})

    html = plain(as_user(editor).get(admin_url(made, "links")).content.decode())

    assert "Opened 1 time" in html
    assert "Reader 1.0" in html
    assert "Tuesday 16 December 2025, 11:00 Paris time" in html


def test_link_is_revoked(editor, as_user, reader):
    made = release()
    address = invited(made)

    as_user(editor).post(admin_url(made, "links"), {"revoke": PreviewLink.objects.get().pk})

    assert reader.get(address).status_code == 404
    assert PreviewLink.objects.get().revoked_by == editor


def test_making_and_revoking_are_in_the_log(editor, as_user):
    made, client = release(), as_user(editor)
    send(client, admin_url(made, "links"), recipient="A. Reader")
    client.post(admin_url(made, "links"), {"revoke": PreviewLink.objects.get().pk})

    assert [entry.user for entry in LogEntry.objects.filter(object_id=made.pk)] == [editor, editor]
    assert "A. Reader" in LogEntry.objects.first().get_change_message()


def test_writer_sees_why_not(writer, as_user):
    html = as_user(writer).get(admin_url(release(), "links")).content.decode()

    assert "Only an editor or a publisher lets somebody in" in html
    assert 'name="recipient"' not in html


@pytest.mark.parametrize("data", [{"newest": "0", "recipient": "A. Reader", "days": "3"}, {"revoke": "{link}"}])
def test_writer_changes_nothing(writer, as_user, data):
    made = release()
    invited(made)
    link = PreviewLink.objects.get()
    data = {**data, "newest": link.pk} if "newest" in data else {"revoke": link.pk}

    response = as_user(writer).post(admin_url(made, "links"), data)

    assert response.status_code == 403
    assert PreviewLink.objects.get().revoked_at is None


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"recipient": "A. Reader", "days": "3"},
        {"newest": "0", "recipient": "", "days": "3"},
        {"newest": "0", "recipient": "A. Reader", "days": ""},
        {"newest": "0", "recipient": "A. Reader", "days": "-1"},
        {"newest": "0", "recipient": "A. Reader", "days": "9" * 30},
        {"newest": "0", "recipient": "A" * 201, "days": "3"},
        {"newest": "0", "recipient": "A. Reader", "until_day": "2020-01-01", "until_time": "09:00"},
        {"newest": "0", "recipient": "A. Reader", "until_day": "nonsense", "until_time": "09:00"},
        {"revoke": "x"},
        {"revoke": "9" * 30},
        {"revoke": "99"},
    ],
)
def test_what_makes_no_sense_is_refused_in_words(editor, as_user, data):
    response = as_user(editor).post(admin_url(release(), "links"), data)

    assert response.status_code == 400
    assert "error" in response.content.decode()
    assert PreviewLink.objects.count() == 0


def test_link_of_another_record_is_not_revoked_from_here(editor, as_user):
    invited(release())
    other = release(slug="other")

    as_user(editor).post(admin_url(other, "links"), {"revoke": PreviewLink.objects.get().pk})

    assert PreviewLink.objects.get().revoked_at is None


def test_record_that_is_public_needs_no_link(editor, as_user):
    html = as_user(editor).get(admin_url(builders.project(), "links")).content.decode()

    assert "send the public address" in html


def test_record_without_a_page_has_no_links(editor, as_user):
    made = Contact.objects.create(slug="desk", name_en="Press desk", email="press@example.org")

    assert "It has no page of its own" in as_user(editor).get(admin_url(made, "links")).content.decode()
