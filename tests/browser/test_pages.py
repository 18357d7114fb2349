"""The public pages as a browser has them: accessible, silent, and the same without JavaScript."""

from http import HTTPStatus

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.pages import addresses, set_the_stage

SIZES = [{"width": 320, "height": 640}, {"width": 1280, "height": 900}]


@pytest.fixture
def stage(site, monkeypatch):
    """The site, with what the other states of its pages need."""
    set_the_stage(monkeypatch)
    return site


def findings(page, context=None, **options) -> list[str]:
    options = {"resultTypes": ["violations"], **options}
    violations = Axe().run(page, context=context, options=options).response["violations"]
    return [f"{v['id']}: {node['html'][:120]}" for v in violations for node in v["nodes"]]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_page_is_accessible(stage, page, language):
    found = {}
    for path in addresses(language):
        page.emulate_media(color_scheme="light")
        page.goto(stage + path)
        found[path] = findings(page)
        page.emulate_media(color_scheme="dark")  # which changes colours alone
        found[f"{path} (dark)"] = findings(page, runOnly=["color-contrast"])

    assert {path: said for path, said in found.items() if said} == {}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_page_is_wider_than_the_screen(stage, page, language):
    overflow = {}
    for path in addresses(language):
        page.goto(stage + path)
        for size in SIZES:
            page.set_viewport_size(size)
            overflow[path, size["width"]] = page.evaluate("document.documentElement.scrollWidth - innerWidth")

    assert {path: by for path, by in overflow.items() if by > 0} == {}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_page_is_silent_and_asks_no_other_host(stage, page, language):
    """But for what Chromium itself says of an answer that is an error."""
    expected = []
    for path, status in addresses(language).items():
        assert (path, page.goto(stage + path).status) == (path, status)
        if status != HTTPStatus.OK:
            said = f"Failed to load resource: the server responded with a status of {status}"
            expected.append(f"{said} ({HTTPStatus(status).phrase})")

    assert page.complaints == expected
    assert page.hosts == {stage.removeprefix("http://")}


@pytest.mark.parametrize("javascript", [True, False])
def test_reader_goes_from_timeline_to_project_to_the_other_language(site, open_page, javascript):
    page = open_page(java_script_enabled=javascript)
    page.goto(f"{site}/en/")
    page.get_by_role("navigation", name="Sections").get_by_role("link", name="Timeline").click()
    page.get_by_text("Filter the timeline").click()
    page.get_by_label("Words").fill("inaugurated")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**/timeline/?q=inaugurated*")
    assert page.get_by_role("heading", level=3).all_inner_texts() == [
        "The first gigafactory is inaugurated in Bourbourg"
    ]

    page.get_by_role("link", name="Verkor gigafactory").first.click()
    assert page.get_by_role("heading", level=1).inner_text() == "Verkor gigafactory"

    page.get_by_role("link", name="Français").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Gigafactory de Verkor"


def test_reader_looks_back_to_an_earlier_day_and_returns(site, page):
    page.goto(f"{site}/en/timeline/?as_known=2021-12-31")
    assert page.locator(".when", has_text="announced for 2024").is_visible()

    page.get_by_role("link", name="Back to what is known today").click()
    assert page.locator(".verdict", has_text="Slipped by at least 11 months").first.is_visible()


def test_printed_timeline_holds_every_entry(site, page):
    page.goto(f"{site}/en/timeline/")
    entries = page.locator(".entry").count()
    page.emulate_media(media="print")

    assert page.locator(".entry:visible").count() == entries > 10
    assert not page.get_by_text("Filter the timeline").is_visible()
