"""The public pages as a browser has them: valid, accessible, silent, and the same without JavaScript."""

import html5lib
import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.pages import PAGES, address

SIZES = {"phone": {"width": 320, "height": 640}, "desktop": {"width": 1280, "height": 900}}
ERRORS = {"not found": "/en/nowhere/", "bad request": "/en/timeline/?as_known=someday"}


def addresses(language: str) -> list[str]:
    return [address(name, language) for name in PAGES] + list(ERRORS.values())


def findings(page) -> list[str]:
    violations = Axe().run(page).response["violations"]
    return [f"{v['id']}: {node['html'][:120]}" for v in violations for node in v["nodes"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_page_is_accessible(site, open_page, language, scheme):
    page = open_page(color_scheme=scheme)
    found = {}
    for path in addresses(language):
        page.goto(site + path)
        found[path] = findings(page)

    assert {path: said for path, said in found.items() if said} == {}


@pytest.mark.parametrize("size", SIZES)
def test_no_page_is_wider_than_the_screen(site, open_page, size):
    page = open_page(viewport=SIZES[size])
    overflow = {}
    for path in addresses("en") + addresses("fr"):
        page.goto(site + path)
        overflow[path] = page.evaluate("document.documentElement.scrollWidth - innerWidth")

    assert {path: by for path, by in overflow.items() if by > 0} == {}


def test_every_page_is_silent_and_asks_no_other_host(site, page):
    for name in PAGES:
        page.goto(site + address(name, "en"), wait_until="networkidle")

    assert page.complaints == []
    assert page.hosts == {site.removeprefix("http://")}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_page_is_well_formed(demo, reader, language):
    for name in PAGES:
        html5lib.HTMLParser(strict=True).parse(reader.get(address(name, language)).content)


@pytest.mark.parametrize("javascript", [True, False])
def test_reader_goes_from_timeline_to_project_to_the_other_language(site, open_page, javascript):
    page = open_page(java_script_enabled=javascript)
    page.goto(f"{site}/en/")
    page.get_by_role("navigation", name="Sections").get_by_role("link", name="Timeline").click()
    page.get_by_text("Filter the timeline").click()
    page.get_by_label("Words").fill("inaugurated")
    page.get_by_role("button", name="Show").click()
    assert page.get_by_role("heading", level=3).all_inner_texts() == [
        "The first gigafactory is inaugurated in Bourbourg"
    ]

    page.get_by_role("link", name="Verkor gigafactory").first.click()
    assert page.get_by_role("heading", level=1).inner_text() == "Verkor gigafactory"

    page.get_by_role("link", name="Français").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Gigafactory de Verkor"


def test_reader_looks_back_to_an_earlier_day_and_returns(site, page):
    page.goto(f"{site}/en/timeline/?as_known=2021-12-31")
    assert page.get_by_text("announced for 2024").is_visible()

    page.get_by_role("link", name="Back to what is known today").click()
    assert page.get_by_text("Slipped by at least 11 months").first.is_visible()


def test_printed_timeline_holds_every_entry(site, page):
    page.goto(f"{site}/en/timeline/")
    entries = page.locator(".entry").count()
    page.emulate_media(media="print")

    assert page.locator(".entry:visible").count() == entries
    assert not page.get_by_text("Filter the timeline").is_visible()
