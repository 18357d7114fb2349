"""The timeline as a browser has it: walked by keyboard, filtered without reload, long, narrow and on paper."""

import gzip
import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from projects.records.models import Source
from tests import builders
from timeline.models import Milestone, MilestoneDate

NARROW = {"width": 320, "height": 640}
PHONE = {"width": 390, "height": 844}
WIDE = {"width": 1280, "height": 900}
HOUSE = Path(__file__).parents[2]
# Scripts of the desk are not asked for by any public page.
OF_THE_DESK = {"editor.js"}
MOST_SCRIPT = 5 * 1024
FOCUSED = """() => {
  const at = document.activeElement, box = at.getBoundingClientRect(), style = getComputedStyle(at);
  return at === document.body ? null : {
    name: at.tagName + " " + (at.getAttribute("href") ?? at.name ?? at.textContent.trim()),
    isVisible: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight,
    isMarked: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    isCovered: !document.elementsFromPoint(box.left + Math.min(box.width / 2, 40), box.top + box.height / 2)
      .slice(0, 1).every((top) => at.contains(top) || top.contains(at)),
  };
}"""

# What makes the page wider than the screen, unless it is in a box that scrolls by itself.
BEYOND = """() => document.documentElement.scrollWidth <= innerWidth ? []
  : [...document.querySelectorAll("main *")]
  .filter((at) => at.getBoundingClientRect().right > innerWidth + 1).map((at) => at.tagName + "." + at.className)
  .slice(0, 5)"""


def walk(page) -> list[dict]:
    """What gets the focus, Tab by Tab, until it leaves the page or comes round."""
    stops = []
    for _press in range(400):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop is None or (stops and stop["name"] == stops[0]["name"]):
            return stops
        stops.append(stop)
    raise AssertionError("The keyboard is trapped.")


def headings(page) -> list[str]:
    return page.locator("main h3").all_inner_texts()


def fill_in(page, words: str) -> None:
    page.get_by_text("Filter the timeline").click()
    page.get_by_label("Words").fill(words)
    page.get_by_role("button", name="Show").click()


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("size", [PHONE, WIDE])
def test_keyboard_reaches_every_entry_filter_and_link(site, open_page, javascript, size):
    page = open_page(java_script_enabled=javascript, viewport=size, reduced_motion="reduce")
    page.goto(f"{site}/en/timeline/")
    page.get_by_text("Filter the timeline").click()
    page.mouse.click(1, 1)
    links = page.locator("main a:visible:not(.overview a), main :is(input, select, button, summary):visible")
    expected = links.evaluate_all(
        "all => all.map((at) => at.tagName + ' ' + (at.getAttribute('href') ?? at.name ?? at.textContent.trim()))"
    )

    stops = walk(page)

    assert set(expected) - {stop["name"] for stop in stops} == set()
    assert [stop["name"] for stop in stops if not stop["isMarked"]] == []
    assert [stop["name"] for stop in stops if not stop["isVisible"] or stop["isCovered"]] == []


def test_filter_is_answered_without_reload_and_says_how_many_it_found(site, page):
    page.goto(f"{site}/en/timeline/")
    page.evaluate("window.isSamePage = true")

    fill_in(page, "inaugurated")

    page.wait_for_url("**/timeline/?q=inaugurated")
    assert headings(page) == ["The first gigafactory is inaugurated in Bourbourg"]
    assert page.evaluate("window.isSamePage")
    expect(page.get_by_role("status")).to_have_text("1 milestone")


def test_filter_without_reload_keeps_focus_and_what_is_typed(site, page):
    page.goto(f"{site}/en/timeline/")
    page.get_by_text("Filter the timeline").click()
    page.get_by_label("Words").fill("inaugurated")

    page.get_by_label("Words").press("Enter")

    page.wait_for_url("**/timeline/?q=inaugurated")
    expect(page.locator("main h3")).to_have_count(1)
    assert page.evaluate("document.activeElement.name") == "q"
    assert page.get_by_label("Words").input_value() == "inaugurated"


def test_other_language_keeps_what_was_filtered_without_reload(site, page):
    page.goto(f"{site}/en/timeline/")
    page.evaluate("window.isSamePage = true")

    fill_in(page, "inaugurated")

    french = page.get_by_role("link", name="Français")
    expect(french).to_have_attribute("href", "/fr/timeline/?q=inaugurated")
    assert page.evaluate("window.isSamePage")


def test_back_and_forth_follow_the_filters(site, page):
    page.goto(f"{site}/en/timeline/")
    everything = len(headings(page))
    fill_in(page, "inaugurated")
    page.wait_for_url("**/timeline/?q=inaugurated")

    page.go_back()
    expect(page.locator("main h3")).to_have_count(everything)
    assert page.locator("[name=q]").input_value() == ""

    page.go_forward()
    expect(page.locator("main h3")).to_have_count(1)
    assert page.locator("[name=q]").input_value() == "inaugurated"


def test_filter_that_makes_no_sense_is_answered_the_plain_way(site, page):
    page.goto(f"{site}/en/timeline/")
    page.get_by_text("Filter the timeline").click()
    page.locator("[name=as_known]").evaluate("(box) => { box.type = 'text'; box.value = 'someday'; }")
    page.get_by_role("button", name="Show").click()

    page.wait_for_url("**/timeline/?as_known=someday")
    assert page.get_by_text("Give a day as year-month-day").is_visible()


def test_filter_goes_the_plain_way_when_the_answer_fails(site, page):
    page.goto(f"{site}/en/timeline/")
    asked_by = []

    def fail_scripts(route):
        asked_by.append(route.request.resource_type)
        route.abort() if asked_by[-1] == "fetch" else route.continue_()

    page.route("**/timeline/?q=*", fail_scripts)

    fill_in(page, "inaugurated")

    expect(page.locator("main h3")).to_have_count(1)
    assert asked_by == ["fetch", "document"]


def test_earlier_day_brings_its_banner_without_reload_and_takes_it_away(site, page):
    page.goto(f"{site}/en/timeline/")
    page.get_by_text("Filter the timeline").click()
    page.get_by_label("As known on").fill("2021-12-31")
    page.get_by_role("button", name="Show").click()
    page.get_by_text("This page shows what was known on").wait_for()

    page.get_by_role("link", name="Back to what is known today").click()

    expect(page.locator("main .banner")).to_have_count(0)


@pytest.mark.parametrize("size", [PHONE, WIDE])
def test_deep_link_marks_its_entry_below_what_sticks(site, open_page, size):
    page = open_page(viewport=size, reduced_motion="reduce")
    page.goto(f"{site}/en/timeline/#gigafactory-opens")
    page.wait_for_timeout(300)

    entry = page.locator("#gigafactory-opens")
    assert entry.evaluate("(at) => at.matches(':target') && getComputedStyle(at).outlineStyle") == "solid"
    box, sticky = entry.bounding_box(), page.locator("nav.years").bounding_box()
    is_beside = sticky["x"] + sticky["width"] <= box["x"]
    assert is_beside or box["y"] >= sticky["y"] + sticky["height"] - 1


def test_years_stay_in_sight_and_lead_to_their_headings(site, open_page):
    page = open_page(viewport=PHONE, reduced_motion="reduce")
    page.goto(f"{site}/en/timeline/")

    page.get_by_role("navigation", name="Years").get_by_role("link", name="Announced 2030").click()
    page.wait_for_timeout(300)

    heading, sticky = page.locator("#announced-2030").bounding_box(), page.locator("nav.years").bounding_box()
    assert sticky["y"] == 0
    assert sticky["height"] - 1 <= heading["y"] < PHONE["height"]


def test_awkward_entries_break_nothing_on_a_narrow_screen(live_server, transactional_db, page):
    long = builders.milestone("Long title " * 27, happened="2025", text_en="word " * 400)
    word = builders.milestone("x" * 200, happened="2025", text_en="y" * 200, title_fr="z" * 200)
    bare = builders.milestone("", title_fr="Sans traduction", happened="2024")
    long.projects.add(builders.project("p" * 200), builders.project("Plant " * 30))
    page.set_viewport_size(NARROW)

    overflow = {}
    for path in (
        "/en/timeline/",
        "/en/timeline/?kind=party",
        *(each.get_absolute_url() for each in (long, word, bare)),
    ):
        page.goto(live_server.url + path)
        overflow[path] = page.evaluate(BEYOND)

    assert {path: found for path, found in overflow.items() if found} == {}


def squeezed(text: str) -> str:
    """Without spaces and hyphens, which lines of paper break at, and with one sort of apostrophe."""
    return re.sub(r"[\s\u00ad-]+", "", text).replace("\u02bc", "’").casefold()


def test_paper_holds_every_title_date_and_source(site, page):
    page.goto(f"{site}/en/timeline/")
    labels = [label.strip() for label in page.locator(".entry > .when").all_text_contents()]
    page.emulate_media(media="print")
    pdf = PdfReader(io.BytesIO(page.pdf(format="A4")))
    printed = squeezed("".join(sheet.extract_text() for sheet in pdf.pages))

    titles = [str(each.title_now) for each in Milestone.objects.all()]
    cited = Source.objects.filter(pk__in=MilestoneDate.objects.values("source"))
    addresses = [each.url or site + each.get_absolute_url() for each in cited]
    for words in (titles, labels, addresses):
        assert [each for each in words if squeezed(each) not in printed] == []
    assert "[1]" in printed
    assert squeezed("Filter the timeline") not in printed


def test_sources_of_the_list_are_those_that_its_entries_cite(site, page):
    page.goto(f"{site}/en/timeline/")
    cited = page.locator(".entry cite a").evaluate_all("all => all.map((link) => link.pathname)")
    listed = page.locator(".bibliography cite a").evaluate_all("all => all.map((link) => link.pathname)")

    assert set(cited) <= set(listed)


def test_copy_button_appears_with_javascript_and_copies_the_address(site, open_page):
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{site}/en/timeline/gigafactory-opens/")

    page.get_by_role("button", name="Copy the address").click()

    page.get_by_role("button", name="Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == f"{site}/en/timeline/gigafactory-opens/"
    expect(page.get_by_role("status")).to_have_text("Copied")


def test_copy_button_is_not_there_without_javascript(site, open_page):
    page = open_page(java_script_enabled=False)
    page.goto(f"{site}/en/timeline/gigafactory-opens/")

    assert page.get_by_role("button", name="Copy the address").count() == 0


def test_scripts_of_the_whole_site_are_small():
    scripts = [path for path in HOUSE.glob("*/**/static/**/*.js") if path.name not in OF_THE_DESK]
    public = [path for path in scripts if path.parts[len(HOUSE.parts)] in ("newsroom", "timeline", "projects")]

    assert "site.js" in {path.name for path in public}
    assert sum(len(gzip.compress(path.read_bytes())) for path in public) <= MOST_SCRIPT


def test_all_on_one_page_are_painted_while_the_answer_still_comes(live_server, transactional_db, page):
    builders.many_milestones(2_000)
    page.goto(f"{live_server.url}/en/sources/")  # whatever is done but once is done

    page.goto(f"{live_server.url}/en/timeline/?all=1", timeout=120_000, wait_until="load")
    painted = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")

    assert painted < page.evaluate("performance.getEntriesByType('navigation')[0].responseEnd")
    assert page.locator(".entry").count() == 2_000
