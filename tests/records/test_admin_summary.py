from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry

from projects.records import publishing, snapshots
from projects.records.drafts import Desk
from projects.records.models import Override, Review, StillRight, Version
from tests import builders
from tests.builders import NOW
from tests.desk import admin_url
from tests.drafts import draft

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(NOW + timedelta(hours=1), tick=False)


def summary(client, record) -> str:
    return client.get(admin_url(record, "summary")).content.decode()


def step(client, record, name, number=None, **fields):
    number = Desk(record).number if number is None else number
    return client.post(admin_url(record, "step"), {"step": name, "number": number, **fields})


@pytest.fixture
def drafted(writer):
    """A live organisation of which a writer drafted another name."""
    record = builders.organisation("Verkor")
    draft(record, by=writer, at=NOW + timedelta(seconds=1), name="Verkor SA")
    return record


def test_address_of_a_record_leads_to_its_summary(writer, as_user):
    url = admin_url(builders.organisation(), "summary")
    assert as_user(writer).get(url.removesuffix("summary/")).headers["Location"] == url


def test_summary_of_nothing_is_not_found(writer, as_user):
    assert as_user(writer).get("/admin/records/organisation/x/summary/").status_code == 404


def test_summary_is_for_the_desk_alone(reader):
    response = reader.get(admin_url(builders.organisation(), "summary"))
    assert response.headers["Location"].startswith("/admin/login/?next=")


def test_summary_of_a_draft_says_so(writer, as_user):
    response = as_user(writer).get(admin_url(builders.organisation(live=False), "summary"))
    assert response.context["state_words"] == "Draft"


def test_summary_of_what_is_live_says_so(writer, as_user):
    response = as_user(writer).get(admin_url(builders.organisation(), "summary"))
    assert response.context["state_words"] == "Live"


def test_summary_of_a_scheduled_change_says_when_it_goes_out(drafted, publisher, as_user):
    decision = publishing.Decision(drafted, "update", note_en="New name.")
    publishing.schedule([decision], by=publisher, at=NOW, due_at=NOW + timedelta(days=2))
    response = as_user(publisher).get(admin_url(drafted, "summary"))
    assert response.context["state_words"].replace("\N{NO-BREAK SPACE}", " ") == (
        "Live with changes: scheduled for Wednesday 17 December 2025, 10:00 Paris time (09:00 UTC)"
    )


def test_summary_says_who_wrote_the_newest_version(drafted, editor, as_user):
    assert "Version 2 is the newest: written by writer" in summary(as_user(editor), drafted)


def test_summary_says_what_differs_from_what_is_live(drafted, writer, as_user):
    [difference] = as_user(writer).get(admin_url(drafted, "summary")).context["differences"]
    assert (difference.label, difference.before, difference.after) == ("Name", "Verkor", "Verkor SA")


def test_summary_shows_a_failed_schedule_with_its_reason(drafted, publisher, as_user, time_machine):
    decision = publishing.Decision(drafted, "update", note_en="New name.")
    [planned] = publishing.schedule([decision], by=publisher, at=NOW, due_at=NOW + timedelta(hours=2))
    type(planned).objects.filter(pk=planned.pk).update(failed_at=NOW, failure_en="Its source is gone.")
    page = summary(as_user(publisher), drafted)
    assert "Live with changes: failed to go out, was due Monday" in page.replace("\xa0", " ")
    assert "This failed and did not go out:</strong> Its source is gone." in page
    assert admin_url(drafted, "summary").replace("summary", f"schedule/{planned.pk}") in page


def offered(client, record) -> set[str]:
    response = client.get(admin_url(record, "summary"))
    return {each["is"].name for each in response.context["possible"]}


EVERYBODY = {"change", "preview", "compare", "view"}


@pytest.mark.parametrize(
    ("role", "more"),
    [
        ("writer", {"submit"}),
        ("editor", {"submit", "approve", "links"}),
        ("publisher", {"submit", "approve", "links", "publish", "withdraw"}),
    ],
)
def test_summary_offers_what_the_role_can_do(request, as_user, drafted, role, more):
    assert offered(as_user(request.getfixturevalue(role)), drafted) == EVERYBODY | more


def test_summary_says_why_a_role_cannot(drafted, writer, as_user):
    assert "Only a publisher publishes, schedules, corrects and withdraws." in summary(as_user(writer), drafted)


def test_summary_says_why_the_state_does_not_allow(publisher, as_user):
    page = summary(as_user(publisher), builders.organisation())
    assert "Nothing waits to be published: what is live is the newest version." in page


def test_summary_does_not_offer_to_approve_what_one_wrote(editor, as_user):
    record = builders.organisation()
    draft(record, by=editor, name="Verkor SA")
    assert "approve" not in offered(as_user(editor), record)
    assert "Whoever wrote the last version does not approve it" in summary(as_user(editor), record)


@pytest.mark.parametrize("versions", [1, 60])
def test_summary_takes_as_many_queries_however_long_its_history(
    drafted, writer, editor, publisher, as_user, versions, django_assert_max_num_queries
):
    for number in range(versions):
        draft(drafted, by=writer, name=f"Name {number}")
        publishing.submit(drafted, by=writer, at=NOW)
    client = as_user(publisher)
    with django_assert_max_num_queries(15):
        response = client.get(admin_url(drafted, "summary"))
    assert len(response.context["events"]) <= 50
    assert response.context["has_more"] is (versions > 1)


def test_whole_history_is_shown_when_it_is_asked_for(drafted, writer, as_user):
    for number in range(60):
        draft(drafted, by=writer, name=f"Name {number}")
    response = as_user(writer).get(admin_url(drafted, "summary") + "?all")
    assert (len(response.context["events"]), response.context["has_more"]) == (63, False)


def test_history_tells_every_kind_of_event_the_newest_first(drafted, writer, editor, publisher, as_user):
    moments = iter(NOW + timedelta(minutes=minute) for minute in range(1, 20))
    publishing.submit(drafted, by=writer, at=next(moments), note="Please.")
    publishing.send_back(drafted, by=editor, at=next(moments), note="Too long.")
    publishing.approve(drafted, by=editor, at=next(moments), languages=("fr",))
    decision = publishing.Decision(drafted, "update", note_en="New name.")
    due_at = NOW + timedelta(days=1)
    [planned] = publishing.schedule([decision], by=publisher, at=next(moments), due_at=due_at)
    publishing.cancel(planned, by=publisher, at=next(moments), why="Not yet.")
    publishing.confirm(drafted, "fr", by=editor, at=next(moments))
    publishing.update(drafted, by=publisher, at=next(moments), note_en="New name.")
    response = as_user(writer).get(admin_url(drafted, "summary"))
    assert [(event.kind, event.by) for event in response.context["events"]] == [
        ("entered", "publisher"),
        ("still-right-fr", "editor"),
        ("cancelled", "publisher"),
        ("scheduled", "publisher"),
        ("approved-fr", "editor"),
        ("sent-back", "editor"),
        ("submitted", "writer"),
        ("saved", "writer"),
        ("entered", "press"),
        ("saved", "press"),
    ]
    assert response.context["events"][0].other == "editor"


def test_history_shows_notes_and_reasons(drafted, writer, editor, as_user):
    publishing.submit(drafted, by=writer, at=NOW)
    publishing.send_back(drafted, by=editor, at=NOW, note="The date is wrong.")
    assert "The date is wrong." in summary(as_user(writer), drafted)


def test_french_behind_is_said_with_what_changed(writer, editor, as_user):
    record = builders.project("Plant", name_fr="Usine")
    draft(record, by=writer, name_en="The plant")
    page = summary(as_user(editor), record)
    assert "French is behind English." in page
    assert "The French is still right" in page


def test_writer_asks_for_a_review(drafted, writer, as_user):
    response = step(as_user(writer), drafted, "submit", note="Please.")
    assert response.headers["Location"] == admin_url(drafted, "summary")
    assert Review.objects.get().note == "Please."


def test_step_is_in_the_log(drafted, writer, as_user):
    step(as_user(writer), drafted, "submit")
    assert LogEntry.objects.get().change_message == "A review of version 2 was asked for."


def test_step_pressed_twice_is_done_once(drafted, writer, as_user):
    client = as_user(writer)
    step(client, drafted, "submit")
    assert step(client, drafted, "submit").status_code == 302
    assert Review.objects.count() == 1


def test_editor_approves_one_language(drafted, editor, as_user):
    step(as_user(editor), drafted, "approve", languages=["fr"])
    review = Review.objects.get()
    assert (review.decision, review.english, review.french) == ("approved", False, True)


def test_sending_back_without_a_note_says_so(drafted, writer, editor, as_user):
    publishing.submit(drafted, by=writer, at=NOW)
    response = step(as_user(editor), drafted, "send-back", note=" ")
    assert response.status_code == 400
    assert "Say what is to be mended." in response.content.decode()
    assert "This field is required." not in response.content.decode()
    assert Review.objects.count() == 1


@pytest.mark.parametrize("name", ["approve", "send-back", "confirm", "sign"])
def test_writer_who_forges_a_step_is_refused(drafted, writer, as_user, name):
    fields = {"languages": ["en"], "note": "Forged.", "language": "fr", "override": 1}
    assert step(as_user(writer), drafted, name, **fields).status_code == 403
    assert (Review.objects.count(), StillRight.objects.count()) == (0, 0)


def test_step_from_a_stale_page_is_refused_and_says_what_changed(drafted, writer, editor, as_user):
    draft(drafted, by=writer, name="Verkor Group")
    response = step(as_user(editor), drafted, "approve", number=2, languages=["en"], note="My own words.")
    page = response.content.decode()
    assert (response.status_code, Review.objects.count()) == (409, 0)
    assert [each.after for each in response.context["meanwhile"]] == ["Verkor Group"]
    assert "My own words." in page


@pytest.mark.parametrize("number", ["", "x", "-1", "9" * 5000, "\0"])
def test_step_with_a_senseless_number_does_nothing(drafted, writer, as_user, number):
    assert step(as_user(writer), drafted, "submit", number=number).status_code == 400
    assert Review.objects.count() == 0


@pytest.mark.parametrize("name", ["", "publish", "x", "__class__"])
def test_step_that_there_is_not_does_nothing(drafted, publisher, as_user, name):
    assert step(as_user(publisher), drafted, name).status_code == 400


def test_step_is_only_posted(drafted, writer, as_user):
    response = as_user(writer).get(admin_url(drafted, "step"))
    assert response.headers["Location"] == admin_url(drafted, "summary")


def test_impossible_step_keeps_the_note_and_says_what_is_possible(drafted, editor, as_user):
    response = step(as_user(editor), drafted, "send-back", note="Kept words.")
    page = response.content.decode()
    assert response.status_code == 400
    assert "Kept words." in page
    assert "possible:" in page


def test_old_version_comes_back_as_a_new_draft(drafted, writer, as_user):
    step(as_user(writer), drafted, "revert", version=1)
    newest = Desk(drafted).newest
    assert (newest.number, newest.content["fields"]["name"], newest.author) == (3, "Verkor", writer)


def test_restoring_pressed_twice_makes_one_version(drafted, writer, as_user):
    client = as_user(writer)
    step(client, drafted, "revert", number=2, version=1)
    assert step(client, drafted, "revert", number=2, version=1).status_code == 302
    assert Version.objects.about(drafted).count() == 3


def test_old_version_that_names_what_is_no_more_does_not_come_back(writer, as_user):
    record, partner = builders.organisation(), builders.organisation(live=False)
    draft(record, by=writer, part_of=partner)
    draft(record, by=writer, part_of=None)
    partner.delete()
    response = step(as_user(writer), record, "revert", version=2)
    assert response.status_code == 400
    assert "names a record that is no more" in response.content.decode()
    assert Desk(record).number == 3


@pytest.mark.parametrize("version", ["7", "0", "x", ""])
def test_version_that_is_not_there_does_not_come_back(drafted, writer, as_user, version):
    assert step(as_user(writer), drafted, "revert", version=version).status_code == 400
    assert Desk(drafted).number == 2


def test_draft_is_discarded(drafted, writer, as_user):
    step(as_user(writer), drafted, "discard")
    assert Desk(drafted).draft is None
    assert Version.objects.about(drafted).count() == 3


def test_editor_confirms_that_the_french_is_still_right(writer, editor, as_user):
    record = builders.project("Plant", name_fr="Usine")
    draft(record, by=writer, name_en="The plant")
    step(as_user(editor), record, "confirm", language="fr")
    assert "French is behind English." not in summary(as_user(editor), record)


@pytest.fixture
def overridden(drafted, publisher, settings):
    settings.SECOND_PAIR_OF_EYES = "required"
    publishing.update(drafted, by=publisher, at=NOW, note_en="New name.", override="Nobody else is awake.")
    return drafted


def test_override_is_signed_by_somebody_else(overridden, editor, as_user):
    client = as_user(editor)
    assert "Nobody else is awake." in summary(client, overridden)
    step(client, overridden, "sign", override=Override.objects.get().pk)
    assert Override.objects.get().signed_by == editor


def test_override_is_not_signed_by_whoever_made_it(overridden, publisher, as_user):
    response = step(as_user(publisher), overridden, "sign", override=Override.objects.get().pk)
    assert (response.status_code, Override.objects.get().signed_by) == (403, None)


def test_override_of_another_record_is_not_signed_here(overridden, editor, as_user):
    response = step(as_user(editor), builders.organisation(live=False), "sign", override=Override.objects.get().pk)
    assert (response.status_code, Override.objects.get().signed_by) == (400, None)


def test_what_is_typed_by_others_is_escaped(drafted, writer, as_user):
    publishing.submit(drafted, by=writer, at=NOW, note="<script>alert(1)</script>")
    assert "<script>alert" not in summary(as_user(writer), drafted)


@pytest.mark.parametrize(
    "make", [builders.organisation, builders.source, builders.project, builders.milestone, builders.release]
)
def test_every_type_has_its_summary(publisher, as_user, make):
    record = make(live=False)
    publishing.save(record, snapshots.take(record), by=publisher, at=NOW)
    assert as_user(publisher).get(admin_url(record, "summary")).status_code == 200


def test_one_button_leads_on_from_each_stage(drafted, writer, editor, publisher, as_user):
    def leading(person):
        page = as_user(person).get(admin_url(drafted, "summary"))
        return [each["is"].name for each in page.context["possible"] if each["is_next"]]

    as_a_draft = [leading(writer), leading(publisher)]
    publishing.submit(drafted, by=writer, at=NOW)
    in_review = [leading(writer), leading(editor)]
    publishing.approve(drafted, by=editor, at=NOW)
    assert (as_a_draft, in_review) == ([["submit"], ["publish"]], [[], ["approve"]])
    assert [leading(editor), leading(publisher)] == [[], ["publish"]]


def test_form_leads_back_to_the_summary_which_has_the_history(drafted, writer, as_user):
    page = as_user(writer).get(admin_url(drafted)).content.decode()
    trail = page.split('class="breadcrumbs"')[1].split("</div>")[0]
    assert f'href="{admin_url(drafted, "summary")}"' in trail
    assert admin_url(drafted, "history") not in page
