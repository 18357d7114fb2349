"""The desk as people use it: from a draft to a correction, two at once, and all of it accessible."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from newsroom.models import PressRelease
from tests import builders
from tests.browser.test_pages import findings
from tests.conftest import PASSWORD, member
from tests.desk import admin_url
from tests.drafts import draft

BEFORE = datetime(2026, 1, 7, 8, 0, tzinfo=UTC)
DUE = datetime(2026, 1, 9, 8, 0, tzinfo=UTC)  # 09:00 in Paris
A_SECOND = timedelta(seconds=1)


@pytest.fixture
def at_the_desk(open_page, live_server, transactional_db):
    """Opens a browser in which that role is logged in."""

    def log_in(role: str, **options):
        member(role)
        page = open_page(**options)
        page.goto(f"{live_server.url}/admin/login/")
        page.fill("#id_username", role)
        page.fill("#id_password", PASSWORD)
        page.click("input[type=submit]")
        return page

    return log_in


@pytest.fixture
def release(transactional_db):
    """A draft that has what it needs but a title."""
    texts = {
        "lead_en": "The lead.",
        "lead_fr": "Le chapô.",
        "body_en": "<p>The text.</p>",
        "body_fr": "<p>Le texte.</p>",
    }
    made = builders.release("", title_fr="", live=False, slug="it-opens", **texts)
    made.issuers.add(builders.organisation())
    return made


def read(reader, path: str) -> tuple[int, str]:
    response = reader.get(path)
    return response.status_code, response.content.decode()


def state_of(page) -> str:
    return page.locator(".state-words").inner_text()


def write(writer) -> None:
    writer.get_by_role("link", name="Edit", exact=True).click()
    writer.get_by_label("Title in English").fill("It opens on Friday")
    writer.get_by_label("Title in French").fill("Elle ouvre vendredi")
    writer.get_by_role("button", name="Save draft", exact=True).click()
    writer.get_by_text("Ask for review").first.click()
    writer.get_by_role("button", name="Ask for review").click()


def approve(editor) -> None:
    editor.get_by_text("Approve").first.click()
    editor.get_by_role("button", name="Approve").click()


def schedule(publisher) -> None:
    publisher.get_by_role("link", name="Review and publish").click()
    publisher.get_by_label("At a moment to come").check()
    publisher.get_by_label("Day", exact=True).fill("2026-01-09")
    publisher.get_by_label("Time in Paris").fill("09:00")
    publisher.get_by_role("button", name="Look at what will happen").click()
    publisher.get_by_text("Friday 9 January 2026, 09:00 Paris time (08:00 UTC), in 2 days").first.wait_for()
    publisher.get_by_role("button", name="Schedule for 9 January 2026, 09:00").click()


def correct(publisher) -> None:
    publisher.get_by_role("link", name="Review and publish").click()
    publisher.get_by_label("Yes, something was wrong").check()
    for warning in publisher.locator(".desk-page form input[type=checkbox]").all():
        warning.check()
    publisher.get_by_label("Note in English").fill("The day was wrong.")
    publisher.get_by_role("button", name="Look at what will happen").click()
    publisher.get_by_role("button", name="Publish the correction now").click()


@pytest.mark.parametrize("javascript", [True, False])
def test_release_goes_from_draft_to_correction(
    javascript, at_the_desk, live_server, release, reader, time_machine
):
    """Written, reviewed, scheduled, out at its second, corrected; the old text stays readable."""
    time_machine.move_to(BEFORE)
    people = [
        ("writer", write, "In review"),
        ("editor", approve, "Approved"),
        ("publisher", schedule, "Scheduled"),
    ]
    for role, act, state in people:
        page = at_the_desk(role, java_script_enabled=javascript)
        page.goto(live_server.url + admin_url(release, "summary"))
        act(page)
        assert state_of(page).startswith(state)

    time_machine.move_to(DUE - A_SECOND)
    assert read(reader, "/en/news/it-opens/")[0] == 404
    time_machine.move_to(DUE)
    status, text = read(reader, "/en/news/it-opens/")
    assert (status, "It opens on Friday" in text) == (200, True)

    draft(PressRelease.objects.get(), title_en="It opened on Thursday", at=DUE)
    page.goto(live_server.url + admin_url(release, "summary"))
    correct(page)
    assert state_of(page) == "Live"
    text = read(reader, "/en/news/it-opens/")[1]
    assert "It opened on Thursday" in text
    assert "The day was wrong." in text
    assert "The day was wrong." in read(reader, "/en/corrections/")[1]
    [before] = re.findall(r'href="([^"]+/versions/[^"]+)"', text)
    assert "It opens on Friday" in read(reader, before)[1]


def test_second_to_save_chooses_between_three_columns(at_the_desk, live_server, release):
    change = live_server.url + admin_url(release)
    mine, theirs = at_the_desk("writer"), at_the_desk("editor")
    for page in (mine, theirs):
        page.goto(change)
    theirs.get_by_label("Title in English").fill("Theirs")
    theirs.get_by_label("Lead in English").fill("Their lead.")
    theirs.get_by_role("button", name="Save draft", exact=True).click()
    mine.get_by_label("Title in English").fill("Mine")
    mine.get_by_label("Lead in French").fill("Mon chapô.")
    mine.get_by_role("button", name="Save draft", exact=True).click()
    assert mine.get_by_text("Nothing of yours is saved yet, and nothing is lost.").is_visible()
    assert findings(mine) == []

    mine.get_by_role("button", name="Save both as one draft").click()
    release.refresh_from_db()
    assert (release.title_en, release.lead_en, release.lead_fr) == ("Mine", "Their lead.", "Mon chapô.")


# Django’s own box for choosing several records names its search field for sighted people only.
CHOOSER = [".select2-selection--multiple"]
PAGES = ["summary", "change", "publish", "withdraw", "compare", "links"]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_pages_of_the_desk_are_accessible_and_fit_a_phone(at_the_desk, live_server, language):
    live = builders.release("Live")
    draft(live, title_en="Draft")
    new = builders.milestone(live=False)
    page = at_the_desk("publisher", locale=language)
    addresses = [admin_url(record, name) for record in (live, new) for name in PAGES]
    found, overflow = {}, {}
    for address in ["/admin/", *addresses, "/admin/records/bundle/", "/admin/records/publication/"]:
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.goto(live_server.url + address)
            found[address, scheme] = findings(page, context={"exclude": [CHOOSER]})
        page.set_viewport_size({"width": 390, "height": 800})
        overflow[address] = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        page.set_viewport_size({"width": 1280, "height": 900})

    assert {address: said for address, said in found.items() if said} == {}
    assert {address: by for address, by in overflow.items() if by > 0} == {}
