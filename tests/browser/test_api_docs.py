"""The page that explains the API, as a browser has it."""

import pytest

from tests.browser.test_pages import findings

DOCS = "/api/v1/docs/"


@pytest.fixture
def docs(site, page):
    page.goto(site + DOCS)
    return page


def opened(page):
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_page_with_everything_unfolded_is_accessible(docs, scheme):
    docs.emulate_media(color_scheme=scheme)
    opened(docs)
    assert findings(docs) == []


@pytest.mark.parametrize("width", [320, 1280])
def test_page_with_everything_unfolded_is_no_wider_than_the_screen(docs, width):
    docs.set_viewport_size({"width": width, "height": 800})
    opened(docs)
    assert docs.evaluate("document.documentElement.scrollWidth - innerWidth") == 0


def test_button_copies_its_line(site, open_page):
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(site + DOCS)
    line = page.locator("#group-timeline ~ .address .line").first
    line.get_by_role("button", name="Copy curl").click()
    line.get_by_text("Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == line.locator("code").inner_text()


def test_page_without_scripts_shows_the_same_lines_and_no_buttons(site, open_page):
    page = open_page(java_script_enabled=False)
    page.goto(site + DOCS)
    assert page.locator(".line code").first.is_visible()
    assert page.locator(".line button").count() == 0


def test_page_asks_no_other_host_and_says_nothing(site, docs):
    assert (docs.hosts, docs.complaints) == ({site.removeprefix("http://")}, [])
