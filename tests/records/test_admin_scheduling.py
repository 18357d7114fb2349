from datetime import timedelta

import pytest

from projects.records import publishing
from projects.records.models import Bundle, Schedule
from projects.records.publishing import Decision
from projects.records.states import Act
from tests import builders
from tests.builders import NOW
from tests.desk import admin_url, send
from tests.drafts import draft

pytestmark = pytest.mark.django_db
DUE = NOW + timedelta(days=2)
LATER = {"due_at_day": "2025-12-24", "due_at_time": "09:00", "due_at_reading": ""}


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(NOW + timedelta(hours=1), tick=False)


def scheduled(*records, by, bundle=None, act=Act.PUBLISH) -> Schedule:
    decisions = [Decision(record, act) for record in records]
    return publishing.schedule(decisions, by=by, at=NOW, due_at=DUE, bundle=bundle)[0]


def page_of(record, planned) -> str:
    return admin_url(record, "summary").replace("/summary/", f"/schedule/{planned.pk}/")


@pytest.fixture
def planned(publisher):
    return scheduled(builders.organisation("Planned", live=False), by=publisher)


@pytest.fixture
def page(planned):
    return f"/admin/records/organisation/{planned.version.record_uuid}/schedule/{planned.pk}/"


def test_page_says_what_goes_out_when_and_who_decided_it(page, as_user, publisher):
    html = as_user(publisher).get(page).content.decode()
    assert (
        "Version 1 (publish), for Wednesday 17\u00a0December 2025, 10:00 Paris time (09:00 UTC), in 2 days" in html
    )
    assert "publisher scheduled it on" in html


def test_moment_is_changed_with_a_reason(page, planned, as_user, publisher):
    response = send(as_user(publisher), page, do="reschedule", why="Not before Christmas Eve.", **LATER)
    assert response.status_code == 302
    planned.refresh_from_db()
    new = Schedule.objects.pending().get()
    assert (planned.cancelled_why, new.due_at.isoformat()) == (
        "Not before Christmas Eve.",
        "2025-12-24T08:00:00+00:00",
    )


def test_it_is_cancelled_with_a_reason(page, planned, as_user, publisher):
    assert send(as_user(publisher), page, do="cancel", why="The plant is late.").status_code == 302
    planned.refresh_from_db()
    assert (planned.cancelled_by, planned.cancelled_why) == (publisher, "The plant is late.")


@pytest.mark.parametrize("do", ["reschedule", "cancel"])
def test_nothing_is_done_without_a_reason(page, as_user, publisher, do):
    response = send(as_user(publisher), page, do=do, why=" ", **LATER)
    assert response.status_code == 400
    assert "This field is required." in response.content.decode()
    assert Schedule.objects.pending().get().due_at == DUE


@pytest.mark.parametrize(
    ("day", "clock", "words"),
    [
        ("2025-12-01", "09:00", "This moment has passed"),
        ("2026-03-29", "02:30", "does not exist"),
        ("2026-10-25", "02:30", "comes twice"),
        ("", "", "Give a day and a time."),
    ],
)
def test_moment_that_cannot_be_is_refused_with_the_reason_kept(page, as_user, publisher, day, clock, words):
    sent = {"due_at_day": day, "due_at_time": clock, "due_at_reading": ""}
    response = send(as_user(publisher), page, do="reschedule", why="Typed with care.", **sent)
    html = response.content.decode()
    assert response.status_code == 400
    assert words in html
    assert "Typed with care." in html
    assert Schedule.objects.pending().get().due_at == DUE


def test_reading_of_the_night_when_clocks_go_back_is_taken(page, as_user, publisher):
    sent = {"due_at_day": "2026-10-25", "due_at_time": "02:30", "due_at_reading": "second"}
    send(as_user(publisher), page, do="reschedule", why="At night.", **sent)
    assert Schedule.objects.pending().get().due_at.isoformat() == "2026-10-25T01:30:00+00:00"


@pytest.mark.parametrize("role", ["writer", "editor"])
def test_who_does_not_publish_reads_and_is_told_why(page, as_user, request, role):
    response = as_user(request.getfixturevalue(role)).get(page)
    html = response.content.decode()
    assert response.status_code == 200
    assert "Only a publisher publishes, schedules" in html
    assert 'name="do"' not in html


@pytest.mark.parametrize("role", ["writer", "editor"])
@pytest.mark.parametrize("do", ["reschedule", "cancel"])
@pytest.mark.parametrize("why", ["Because.", ""])
def test_forged_change_by_who_does_not_publish_changes_nothing(page, as_user, request, role, do, why):
    response = as_user(request.getfixturevalue(role)).post(page, {"do": do, "why": why, **LATER})
    assert response.status_code == 403
    assert Schedule.objects.pending().get().due_at == DUE


@pytest.mark.parametrize("sent", [{}, {"do": "publish"}, {"do": "\0"}, {"do": ["cancel", "x"], "why": "y"}])
def test_step_that_is_none_is_refused_in_words(page, as_user, publisher, sent):
    response = as_user(publisher).post(page, sent)
    assert response.status_code == 400
    assert "There is no such step." in response.content.decode()


def test_pressing_twice_does_it_once_and_says_that_it_is_done(page, planned, as_user, publisher):
    client = as_user(publisher)
    sent = {"do": "cancel", "why": "Late."}
    client.post(page, sent)
    response = client.post(page, sent)
    html = response.content.decode()
    assert response.status_code == 400
    assert "This was carried out or cancelled already." in html
    assert "publisher cancelled it on" in html


def test_what_went_out_meanwhile_cannot_be_cancelled(page, planned, as_user, publisher):
    publishing.catch_up(DUE)
    response = as_user(publisher).post(page, {"do": "cancel", "why": "Too late."})
    html = response.content.decode()
    assert response.status_code == 400
    assert "It went out on" in html
    assert "Too late." in html


def test_failed_one_says_why(publisher, as_user):
    source, plant = builders.source(title="The report"), builders.project("Plant", live=False)
    builders.status(plant, source=source)
    planned = scheduled(plant, by=publisher)
    builders.withdraw(source, at=NOW)
    publishing.catch_up(DUE)
    html = as_user(publisher).get(page_of(plant, planned)).content.decode()
    assert "This failed and did not go out:" in html
    assert "The report" in html


@pytest.fixture
def bundled(publisher):
    one, other = builders.organisation("One", live=False), builders.organisation("Other", live=False)
    bundle = Bundle.objects.create(name="Both", by=publisher, made_at=NOW)
    return one, scheduled(one, other, by=publisher, bundle=bundle)


def test_page_of_a_bundle_says_what_it_holds_for(bundled, as_user, publisher):
    html = as_user(publisher).get(page_of(*bundled)).content.decode()
    assert "Bundle “Both”" in html
    assert "Other</a>" in html
    assert "What you decide here holds for all of them" in html


def test_bundle_is_cancelled_as_a_whole(bundled, as_user, publisher):
    send(as_user(publisher), page_of(*bundled), do="cancel", why="Not yet.")
    assert not Schedule.objects.pending().exists()


def test_bundle_is_moved_as_a_whole(bundled, as_user, publisher):
    send(as_user(publisher), page_of(*bundled), do="reschedule", why="Later.", **LATER)
    moments = set(Schedule.objects.pending().values_list("due_at", "bundle__name"))
    assert len(moments) == 1
    assert Schedule.objects.pending().count() == 2


def test_schedule_of_another_record_is_not_found(planned, as_user, publisher):
    other = builders.organisation(live=False)
    assert as_user(publisher).get(page_of(other, planned)).status_code == 404


@pytest.mark.parametrize("number", [0, 10**30])
def test_schedule_that_never_was_is_not_found(planned, as_user, publisher, number):
    address = f"/admin/records/organisation/{planned.version.record_uuid}/schedule/{number}/"
    assert as_user(publisher).get(address).status_code == 404


def test_update_of_what_is_live_shows_its_note(publisher, as_user):
    record = builders.organisation()
    draft(record, name="Renamed")
    [planned] = publishing.schedule(
        [Decision(record, Act.UPDATE, note_en="It has a new name.")], by=publisher, at=NOW, due_at=DUE
    )
    assert "It has a new name." in as_user(publisher).get(page_of(record, planned)).content.decode()
