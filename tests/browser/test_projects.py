"""The pages of a project as a browser has them: crowded, narrow, in large letters, in colours of the reader’s."""

import pytest

from tests import builders
from tests.browser.test_pages import findings
from tests.projects.test_project_page import crowded

PAGES = ["/en/projects/the-plant/", "/fr/projects/the-plant/", "/en/projects/the-plant/promises/"]
NARROW = {"width": 320, "height": 640}


@pytest.fixture
def plant(live_server, transactional_db):
    """The address of a site with one crowded project."""
    crowded(builders.project("W" * 200, slug="the-plant", place_en="W" * 200, summary_en="W" * 300))
    return live_server.url


def overflow(page) -> int:
    return page.evaluate("document.documentElement.scrollWidth - innerWidth")


@pytest.mark.parametrize("path", PAGES)
def test_crowded_page_is_accessible_and_no_wider_than_a_small_phone(plant, open_page, path):
    page = open_page(viewport=NARROW)
    page.goto(plant + path)

    assert overflow(page) <= 0
    assert findings(page) == []
    assert page.complaints == []


@pytest.mark.parametrize("path", PAGES)
def test_crowded_page_fits_with_letters_twice_as_large(plant, open_page, path):
    page = open_page(viewport={"width": 640, "height": 900})
    page.goto(plant + path)
    page.evaluate("document.documentElement.style.fontSize = '200%'")

    assert overflow(page) <= 0


def test_chart_has_nothing_for_the_keyboard_which_has_the_table(plant, page):
    page.goto(plant + PAGES[0])
    links = page.locator(".chart a")

    assert links.count() > 50
    assert page.locator(".chart a:not([tabindex='-1'])").count() == 0
    assert page.locator("#capacity table a").count() > 50


@pytest.mark.parametrize(
    "options", [{"color_scheme": "dark"}, {"forced_colors": "active"}], ids=["dark", "forced"]
)
def test_what_is_so_is_told_from_the_paper(plant, open_page, options):
    page = open_page(**options)
    page.goto(plant + PAGES[0])
    fill = page.locator(".chart .actual-fill").first.evaluate("each => getComputedStyle(each).fill")
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")

    assert fill != paper


def test_letters_of_the_chart_keep_their_size_on_a_phone(plant, open_page):
    page = open_page(viewport=NARROW)
    page.goto(plant + PAGES[0])

    assert page.locator(".chart text").first.bounding_box()["height"] >= 11


def test_day_of_an_opening_is_broken_within_no_word_on_a_tablet(live_server, transactional_db, open_page):
    plant = builders.project("Plant")
    opening = builders.milestone("It opens", kind="opening", live=False)
    opening.projects.add(plant)
    builders.milestone_date(opening, "happened", "2025-12-11", source=builders.source("2025-12-11"))
    builders.make_live(opening)
    page = open_page(viewport={"width": 768, "height": 900})
    page.goto(f"{live_server.url}/en/projects/")
    day = page.locator(".directory td:nth-child(5) a").first

    assert day.inner_text() == "11\u00a0December 2025"
    assert day.evaluate("each => each.getClientRects().length") == 2
    assert day.evaluate("each => each.getClientRects()[1].width / each.getClientRects()[0].width") < 0.45
