from datetime import timedelta

import pytest

from projects.records import publishing
from projects.records.drafts import Desk
from projects.records.models import Override, Publication, Schedule
from tests import builders
from tests.builders import NOW
from tests.desk import admin_url, form_of
from tests.drafts import draft

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(time_machine, settings):
    time_machine.move_to(NOW + timedelta(hours=1), tick=False)
    settings.SECOND_PAIR_OF_EYES = "off"


def ledger() -> list[tuple]:
    return list(Publication.objects.order_by("sequence").values_list("act", "version", "by__username"))


@pytest.fixture
def drafted(writer):
    """A live organisation of which a writer drafted another name."""
    record = builders.organisation("Verkor")
    draft(record, by=writer, name="Verkor SA")
    return record


@pytest.fixture
def client(publisher, as_user):
    return as_user(publisher)


def answer(client, record, **answers):
    """Answers the questions of the first page."""
    url = admin_url(record, "publish")
    return client.post(url, {**form_of(client.get(url)), **answers})


def press(client, record, **answers):
    """Answers the questions, then presses the button of the second page."""
    return client.post(admin_url(record, "publish"), sure_of(answer(client, record, **answers)))


def sure_of(response) -> dict:
    return {**form_of(response), "sure": "1"}


def text(response) -> str:
    return response.content.decode().replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("role", ["writer", "editor"])
def test_page_tells_whoever_may_not_publish_why(request, as_user, drafted, role):
    response = as_user(request.getfixturevalue(role)).get(admin_url(drafted, "publish"))
    assert response.status_code == 200
    assert "Only a publisher publishes" in text(response)


@pytest.mark.parametrize("role", ["writer", "editor"])
def test_forged_post_is_refused(request, as_user, drafted, role):
    client = as_user(request.getfixturevalue(role))
    answers = {"number": 2, "act": "minor", "when": "now", "sure": "1"}
    response = client.post(admin_url(drafted, "publish"), answers)
    assert (response.status_code, len(ledger())) == (403, 1)
    assert "Only a publisher publishes" in text(response)


def test_reader_is_sent_to_the_login(reader):
    response = reader.get(admin_url(builders.organisation(), "publish"))
    assert response.headers["Location"].startswith("/admin/login/?next=")


def test_page_about_nothing_is_not_found(client):
    assert client.get("/admin/records/organisation/x/publish/").status_code == 404


def test_page_of_what_has_no_draft_says_that_nothing_waits(client):
    assert "Nothing waits to be published" in text(client.get(admin_url(builders.organisation(), "publish")))


def test_what_is_new_is_published_in_two_steps(client):
    record = builders.organisation(live=False)
    second = answer(client, record)
    assert ledger() == []
    assert "Publish now" in text(second)
    client.post(admin_url(record, "publish"), sure_of(second))
    record.refresh_from_db()
    assert (record.published_at, ledger()) == (NOW + timedelta(hours=1), [("publish", 1, "publisher")])


def test_question_is_put_in_plain_words(client, drafted):
    assert "Do readers have to know that this changed?" in text(client.get(admin_url(drafted, "publish")))


def test_question_has_to_be_answered(client, drafted):
    response = answer(client, drafted)
    assert response.status_code == 400
    assert "Choose an answer." in text(response)


@pytest.mark.parametrize(
    ("act", "button"),
    [
        ("minor", "Publish the small change now"),
        ("update", "Publish the update now"),
        ("correct", "Publish the correction now"),
    ],
)
def test_button_says_what_it_does(client, drafted, act, button):
    second = answer(client, drafted, act=act, note_en="Its name changed.")
    assert f">{button}</button>" in text(second)
    client.post(admin_url(drafted, "publish"), sure_of(second))
    assert ledger()[1:] == [(act, 2, "publisher")]


@pytest.mark.parametrize("act", ["update", "correct"])
def test_readers_are_told_what_changed(client, drafted, act):
    response = answer(client, drafted, act=act, note_en=" ")
    assert response.status_code == 400
    assert "Readers are told what changed: write a note." in text(response)


def test_notes_in_both_languages_reach_the_ledger(client, drafted):
    press(client, drafted, act="update", note_en="A new name.", note_fr="Un nouveau nom.")
    row = Publication.objects.first()
    assert (row.note_en, row.note_fr) == ("A new name.", "Un nouveau nom.")


def test_second_page_says_when_and_in_which_languages_it_goes_live(client, writer):
    record = builders.project("Plant", name_fr="Usine")
    draft(record, by=writer, summary_en="A plant.", summary_fr="Une usine.")
    later = {"when": "later", "due_at_day": "2025-12-17", "due_at_time": "09:00"}
    page = text(answer(client, record, act="minor", **later))
    when = "Wednesday 17 December 2025, 09:00 Paris time (08:00 UTC), in 2 days"
    assert f"It goes live in English and French on {when}." in page
    assert "Schedule for 17 December 2025, 09:00" in page


def test_second_page_says_what_is_called_off(client, drafted, publisher):
    decision = publishing.Decision(drafted, "minor")
    publishing.schedule([decision], by=publisher, at=NOW, due_at=NOW + timedelta(days=2))
    assert "The schedule of version 2 for Wednesday 17 December 2025" in text(answer(client, drafted, act="minor"))


def test_second_page_leads_back_with_all_that_was_typed(client, drafted):
    second = answer(client, drafted, act="update", note_en="Kept words.")
    first = client.post(admin_url(drafted, "publish"), {**form_of(second), "back": "1"})
    assert form_of(first)["note_en"] == ["Kept words."]


def test_update_is_scheduled(client, drafted):
    later = {"when": "later", "due_at_day": "2025-12-17", "due_at_time": "09:00"}
    response = press(client, drafted, act="update", note_en="A new name.", **later)
    planned = Schedule.objects.get()
    assert response.headers["Location"] == admin_url(drafted, "summary")
    assert (planned.due_at.isoformat(), planned.act) == ("2025-12-17T08:00:00+00:00", "update")


def test_moment_is_asked_for(client, drafted):
    assert "Give the day and the time." in text(answer(client, drafted, act="minor", when="later"))


def test_moment_is_not_asked_for_where_it_goes_out_now(client, drafted):
    response = answer(client, drafted, act="minor", when="now", due_at_day="nonsense")
    assert "Publish the small change now" in text(response)


def test_moment_that_does_not_exist_is_answered_in_words(client, drafted):
    later = {"when": "later", "due_at_day": "2026-03-29", "due_at_time": "02:30"}
    assert "does not exist" in text(answer(client, drafted, act="minor", **later))


def test_moment_that_comes_twice_is_offered_in_both_readings(client, drafted):
    later = {"when": "later", "due_at_day": "2026-10-25", "due_at_time": "02:30"}
    page = text(answer(client, drafted, act="minor", **later))
    assert "02:30 summer time (00:30 UTC)" in page
    assert "02:30 winter time (01:30 UTC)" in page


def test_moment_that_has_passed_is_answered_in_words(client, drafted):
    later = {"when": "later", "due_at_day": "2025-12-14", "due_at_time": "09:00"}
    response = answer(client, drafted, act="minor", **later)
    assert response.status_code == 400
    assert "This moment has passed" in text(response)


def test_what_must_be_mended_leads_to_its_field(client):
    record = builders.release(live=False)
    page = text(client.get(admin_url(record, "publish")))
    assert f"{admin_url(record)}#id_issuers" in page
    assert "Look at what will happen" not in page


def test_what_must_be_mended_leads_to_its_rows(client):
    record = builders.milestone(live=False)
    assert f"{admin_url(record)}#dates-group" in text(client.get(admin_url(record, "publish")))


def test_what_must_be_mended_elsewhere_leads_there(client):
    record, hidden = builders.project(live=False), builders.source(live=False)
    builders.status(record, source=hidden)
    assert admin_url(hidden, "summary") in text(client.get(admin_url(record, "publish")))


def test_what_is_worth_a_look_is_shown_before_the_rest_is_mended(client):
    record = builders.release("IT OPENS AT LAST", live=False)
    page = text(client.get(admin_url(record, "publish")))
    assert "Nobody issues it" in page
    assert "The title is in capitals" in page
    assert "Look at what will happen" not in page


def test_what_must_be_mended_keeps_it_from_going_out(client):
    record, hidden = builders.project(live=False), builders.source(live=False)
    builders.status(record, source=hidden)
    publishing.keep(record, at=NOW)
    answers = {"number": Desk(record).number, "when": "now", "sure": "1"}
    shown = client.get(admin_url(record, "publish")).context["warnings"]
    accepted = [each["key"] for each in shown]
    response = client.post(admin_url(record, "publish"), answers | {"accepted": accepted})
    record.refresh_from_db()
    assert (response.status_code, record.version) == (400, 0)
    assert admin_url(hidden, "summary") in text(response)


def test_advice_of_a_second_pair_of_eyes_has_to_be_accepted(client, drafted, settings):
    settings.SECOND_PAIR_OF_EYES = "advised"
    [warning] = client.get(admin_url(drafted, "publish")).context["warnings"]
    assert answer(client, drafted, act="minor").status_code == 400
    press(client, drafted, act="minor", accepted=[warning["key"]])
    assert ledger()[1:] == [("minor", 2, "publisher")]


def test_warning_is_asked_about_again_by_the_server(client, drafted, settings):
    settings.SECOND_PAIR_OF_EYES = "advised"
    answers = {"number": 2, "act": "minor", "when": "now", "sure": "1", "accepted": ["forged"]}
    assert client.post(admin_url(drafted, "publish"), answers).status_code == 400
    assert len(ledger()) == 1


def test_approval_of_somebody_else_leaves_nothing_to_accept(client, drafted, editor, settings):
    settings.SECOND_PAIR_OF_EYES = "advised"
    publishing.approve(drafted, by=editor, at=NOW)
    assert client.get(admin_url(drafted, "publish")).context["warnings"] == []


def test_required_second_pair_of_eyes_disables_the_button(client, drafted, settings):
    settings.SECOND_PAIR_OF_EYES = "required"
    assert 'disabled aria-describedby="held-up"' in text(client.get(admin_url(drafted, "publish")))
    assert answer(client, drafted, act="minor").status_code == 400


def test_emergency_goes_ahead_with_a_reason(client, drafted, settings):
    settings.SECOND_PAIR_OF_EYES = "required"
    press(client, drafted, act="minor", override="Nobody else is awake.")
    assert Override.objects.get().reason == "Nobody else is awake."


def test_stale_page_is_refused_with_what_changed(client, drafted, writer):
    second = answer(client, drafted, act="update", note_en="Kept words.")
    draft(drafted, by=writer, name="Verkor Group")
    response = client.post(admin_url(drafted, "publish"), sure_of(second))
    assert (response.status_code, len(ledger())) == (409, 1)
    assert response.context["columns"] == [
        {"label": "Name", "seen": "Verkor SA", "now": "Verkor Group", "live": "Verkor"}
    ]
    assert form_of(response)["note_en"] == ["Kept words."]


def test_stale_page_answered_again_publishes_what_was_shown(client, drafted, writer):
    second = answer(client, drafted, act="minor")
    draft(drafted, by=writer, name="Verkor Group")
    refused = client.post(admin_url(drafted, "publish"), sure_of(second))
    again = client.post(admin_url(drafted, "publish"), form_of(refused))
    client.post(admin_url(drafted, "publish"), sure_of(again))
    assert ledger()[1:] == [("minor", 3, "publisher")]


@pytest.mark.parametrize(
    "answers",
    [
        {"act": "update", "note_en": "A new name."},
        {"act": "minor", "when": "later", "due_at_day": "2025-12-17", "due_at_time": "09:00"},
    ],
)
def test_button_pressed_twice_does_it_once_and_says_that_it_is_done(client, drafted, answers):
    pressed = sure_of(answer(client, drafted, **answers))
    said = [client.post(admin_url(drafted, "publish"), pressed, follow=True) for _press in range(2)]
    assert len(ledger()) + Schedule.objects.count() == 2
    words = [[str(message) for message in response.context["messages"]] for response in said]
    assert words[0] == words[1]


def test_button_of_what_is_new_pressed_twice_publishes_once(client):
    record = builders.organisation(live=False)
    pressed = sure_of(answer(client, record))
    for _press in range(2):
        assert client.post(admin_url(record, "publish"), pressed).status_code == 302
    assert len(ledger()) == 1


@pytest.mark.parametrize("number", ["", "x", "-1", "9" * 5000, "1.5"])
def test_senseless_number_does_nothing(client, drafted, number):
    answers = {"number": number, "act": "minor", "when": "now", "sure": "1"}
    response = client.post(admin_url(drafted, "publish"), answers)
    assert (response.status_code, len(ledger())) == (400, 1)


@pytest.mark.parametrize("act", ["publish", "withdraw", "restore", "save", "x", ""])
def test_act_that_is_not_offered_does_nothing(client, drafted, act):
    answers = {"number": 2, "act": act, "when": "now", "sure": "1"}
    assert client.post(admin_url(drafted, "publish"), answers).status_code == 400
    assert len(ledger()) == 1


def test_empty_post_does_nothing(client, drafted):
    assert client.post(admin_url(drafted, "publish"), {}).status_code == 400


def test_withdrawn_record_is_restored_with_its_draft(client, drafted):
    builders.withdraw(drafted, at=NOW + timedelta(minutes=1))
    second = answer(client, drafted)
    assert "Restore now" in text(second)
    client.post(admin_url(drafted, "publish"), sure_of(second))
    drafted.refresh_from_db()
    assert (drafted.name, drafted.is_public(NOW + timedelta(hours=2))) == ("Verkor SA", True)


def test_trying_it_first_leaves_nothing_behind(client, drafted):
    answer(client, drafted, act="minor")
    drafted.refresh_from_db()
    assert (drafted.name, len(ledger()), Schedule.objects.count()) == ("Verkor", 1, 0)


def test_draft_that_names_what_is_no_more_says_so(client, writer):
    record, partner = builders.organisation(), builders.organisation(live=False)
    draft(record, by=writer, part_of=partner)
    partner.delete()
    assert "names a record that is no more" in text(client.get(admin_url(record, "publish")))


@pytest.mark.parametrize(
    ("make", "words"), [(builders.withdraw, "Review and restore"), (None, "Review and publish")]
)
def test_page_says_what_can_come_of_it(client, make, words):
    record = builders.organisation()
    if make:
        make(record)
    for page in ("summary", "publish"):
        assert words in text(client.get(admin_url(record, page)))
