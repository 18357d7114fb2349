"""The desk's index: what there is to do for whoever looks, what needs attention, what is live now."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from newsroom import admin_questions
from newsroom.admin_sections import SECTIONS
from projects.records import publishing, snapshots
from projects.records.admin.pages import url_of
from projects.records.models import Publication, Version
from tests import builders, rows
from tests.builders import NOW
from tests.dashboard import AT, SOON, drafted, failed, part, scheduled
from tests.drafts import draft

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(AT, tick=False)


def test_my_draft_is_named_with_its_kind_and_leads_to_its_page(writer, open_desk):
    release = drafted(writer)
    page = open_desk(writer)
    assert "It opens Press release: saved 1 hour ago Draft" in part(page, "drafts")
    assert f'href="{url_of(release, "summary")}"' in page.content.decode()


def test_draft_of_something_live_is_mine_too(writer, open_desk):
    draft(builders.project("The plant"), by=writer, summary_en="More.")
    assert "The plant" in part(open_desk(writer), "drafts")


def test_draft_of_somebody_else_is_not_mine(writer, editor, open_desk):
    drafted(editor)
    assert "You have no drafts." in part(open_desk(writer), "drafts")


def test_draft_that_somebody_took_over_is_theirs(writer, editor, open_desk):
    draft(drafted(writer), by=editor, lead_en="Another.")
    assert ("It opens" in part(open_desk(writer), "drafts"), "It opens" in part(open_desk(editor), "drafts")) == (
        False,
        True,
    )


def test_draft_that_says_what_is_live_waits_for_nothing(writer, open_desk):
    record = builders.project("The plant")
    before = snapshots.take(record)
    draft(record, by=writer, summary_en="More.")
    publishing.save(record, before, by=writer, at=AT)
    assert "The plant" not in part(open_desk(writer), "drafts")


def test_draft_of_what_was_deleted_is_gone(writer, open_desk):
    drafted(writer).delete()
    assert "You have no drafts." in part(open_desk(writer), "drafts")


def test_draft_that_went_out_is_gone(writer, publisher, open_desk):
    publishing.publish(drafted(writer), by=publisher, at=AT)
    assert "You have no drafts." in part(open_desk(writer), "drafts")


def test_draft_says_that_it_was_sent_back(writer, editor, open_desk):
    release = drafted(writer)
    publishing.submit(release, by=writer, at=NOW)
    publishing.send_back(release, by=editor, at=NOW, note="The lead.")
    assert "Sent back" in part(open_desk(writer), "drafts")


@pytest.mark.parametrize(("role", "sees"), [("writer", False), ("editor", True), ("publisher", True)])
def test_list_of_reviews_is_for_whoever_reviews(request, open_desk, role, sees):
    assert bool(part(open_desk(request.getfixturevalue(role)), "review")) is sees


def test_submitted_draft_waits_for_review_with_its_author(writer, editor, open_desk):
    publishing.submit(drafted(writer), by=writer, at=NOW)
    assert "It opens Press release: saved by writer 1 hour ago" in part(open_desk(editor), "review")


def test_own_submitted_draft_waits_for_others(editor, open_desk):
    publishing.submit(drafted(editor), by=editor, at=NOW)
    assert "Nobody waits for your review." in part(open_desk(editor), "review")


def test_approved_draft_waits_for_the_publisher_alone(writer, editor, publisher, open_desk):
    release = drafted(writer)
    publishing.submit(release, by=writer, at=NOW)
    publishing.approve(release, by=editor, at=NOW)
    assert "It opens" in part(open_desk(publisher), "ready")
    assert part(open_desk(editor), "ready") == ""


def test_what_is_due_tomorrow_says_when_in_words(writer, open_desk):
    scheduled(drafted(writer))
    page = open_desk(writer)
    assert "Tuesday 16 December 2025, 12:00 Paris time (11:00 UTC), in 1 day" in part(page, "due")
    assert "It opens" not in part(page, "drafts")


def test_what_is_due_after_tomorrow_waits(writer, open_desk):
    scheduled(drafted(writer), NOW + timedelta(hours=37, minutes=59))
    assert "It opens" in part(open_desk(writer), "due")
    scheduled(drafted(writer, "Later on"), NOW + timedelta(hours=38))  # midnight in Paris
    page = open_desk(writer)
    assert "Later on" not in part(page, "due")
    assert "Later on" in part(page, "later")


def test_what_is_live_is_told_in_words(writer, open_desk):
    record = builders.withdraw(builders.project("The plant"), reason_en="Sold.", at=NOW)
    page = open_desk(writer)
    assert "The plant Project: withdrawn by press 1 hour ago Sold." in part(page, "live")
    assert str(record.pk) not in re.sub(r'href="[^"]*"', "", page.content.decode())


def test_empty_desk_is_friendly(writer, open_desk):
    page = open_desk(writer)
    words = page.content.decode()
    said = [
        "You have no drafts.",
        "Nothing is due today or tomorrow",
        "Nothing needs attention",
        "Nothing is public yet",
    ]
    assert [each for each in said if each not in words] == []


def test_three_buttons_lead_to_what_is_written(writer, open_desk):
    page = open_desk(writer).content.decode()
    models = ["newsroom_pressrelease", "timeline_milestone", "projects_project"]
    assert all(f'class="button" href="{reverse(f"admin:{name}_add")}"' in page for name in models)


def test_somebody_without_a_role_is_told_whom_to_ask(open_desk):
    person = User.objects.create_user("guest", is_staff=True)
    page = open_desk(person)
    assert (page.status_code, "You have no role" in page.content.decode()) == (200, True)
    assert part(page, "live") == ""


def test_list_is_cut_and_leads_to_the_whole(writer, open_desk):
    for number in range(9):
        drafted(writer, f"Draft {number}")
    page = open_desk(writer)
    assert part(page, "drafts").count("Press release:") == 8
    assert reverse("admin:desk-list", args=["drafts"]) in page.content.decode()
    assert open_desk(writer, "drafts").content.decode().count("Press release:") == 9


def test_list_of_eight_is_whole(writer, open_desk):
    for number in range(8):
        drafted(writer, f"Draft {number}")
    assert "All of" not in part(open_desk(writer), "drafts")


@pytest.mark.parametrize("name", SECTIONS)
def test_every_list_has_a_page(publisher, open_desk, name):
    assert open_desk(publisher, name).status_code == 200


@pytest.mark.parametrize("page", ["0", "-1", "x", "999999999999", "\0"])
def test_page_of_a_list_that_is_none_is_answered(publisher, open_desk, page):
    assert open_desk(publisher, "live", p=page).status_code in (200, 400)


def test_list_that_is_none_is_not_found(publisher, open_desk):
    assert open_desk(publisher, "nothing").status_code == 404


@pytest.mark.parametrize("name", ["review", "ready", "unsigned"])
def test_list_of_another_role_is_refused(writer, open_desk, name):
    assert open_desk(writer, name).status_code == 403


def test_dashboard_is_for_the_desk_alone(client):
    assert client.get(reverse("admin:desk-list", args=["drafts"])).status_code == 302


def test_title_with_signs_of_markup_in_it_is_text(writer, open_desk):
    drafted(writer, "1 < 2 & “3” > 2")
    assert "1 &lt; 2 &amp; “3” &gt; 2" in open_desk(writer).content.decode()


def test_dashboard_is_french_in_french(writer, as_user):
    scheduled(drafted(writer))
    page = as_user(writer).get(reverse("admin:index"), headers={"accept-language": "fr"})
    assert "16 décembre 2025" in part(page, "due")


@pytest.fixture
def busy(writer, publisher, alone):
    """More of everything than the dashboard shows."""
    plants = [builders.project(f"Plant {n}", summary_en="One.", summary_fr="Une.") for n in range(10)]
    newspaper = builders.source(publisher="A newspaper")
    for number, plant in enumerate(plants):
        builders.figure(plant, low=16), builders.figure(plant, low=18, source=newspaper)
        builders.milestone(f"Plan {number}", planned="2024")
        draft(plant, by=publisher, summary_en="Two.")
        mine, due, failing = (drafted(writer, f"{word} {number}") for word in ("Mine", "Due", "Failing"))
        publishing.submit(mine, by=writer, at=NOW)
        rows.schedule(publishing.keep(due, at=NOW), due_at=SOON)
        failed(failing)
        alone(drafted(publisher, f"Alone {number}"))


@pytest.mark.parametrize("role", ["writer", "editor", "publisher", "administrator"])
def test_dashboard_asks_no_more_for_many(busy, request, as_user, role, django_assert_max_num_queries):
    """Who asks (4), what is due (2), drafts, schedules, dates, figures, French (2), ledger, overrides, names."""
    client = as_user(request.getfixturevalue(role))
    with django_assert_max_num_queries(15):
        page = client.get(reverse("admin:index"))
    assert [
        name for name in ("failed", "overdue", "disagreements", "french", "live") if not part(page, name)
    ] == []


def test_questions_of_the_dashboard_give_no_more_than_asked(busy, writer):
    assert {kind: len(found) for kind, found in admin_questions.schedules(AT, 9).items()} == {
        "failed": 9,
        "due": 9,
    }
    assert len(admin_questions.drafts(writer, 9)["mine"]) == 9
    assert [len(part) for part in admin_questions.ledger(9)] == [9, 9]


def test_dashboard_changes_nothing(busy, writer, open_desk):
    before = (Version.objects.count(), Publication.objects.count())
    open_desk(writer)
    assert (Version.objects.count(), Publication.objects.count()) == before
