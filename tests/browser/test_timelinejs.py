"""TimelineJS itself, as its makers publish it, shows what it is given."""

from html import unescape
from pathlib import Path

import pytest

from tests.npm import NO_NPM, NPM, unpacked

PACKAGE = "@knight-lab/timelinejs@3.9.11"
PAGE = '<!doctype html><meta charset="utf-8"><title>.</title><div id="here" style="height: 600px"></div>'
DRAW = """async (address) => {
  const given = await (await fetch(address)).json();
  window.timeline = new TL.Timeline("here", structuredClone(given), {font: null, script_path: "/"});
  return given;
}"""
IS_DRAWN = "() => timeline.config && (!timeline.config.isValid() || timeline._loaded.storyslider)"
SLIDES = """() => [...document.querySelectorAll(".tl-slide")].map(slide =>
  [".tl-headline", ".tl-headline-date"].map(name => slide.querySelector(name)?.textContent.trim() ?? ""))"""

pytestmark = pytest.mark.skipif(NPM is None, reason=NO_NPM)


@pytest.fixture(scope="session")
def package(tmp_path_factory) -> Path:
    return unpacked(PACKAGE, tmp_path_factory.mktemp("timelinejs"))


@pytest.fixture
def draw(site, page, package):
    """Draws what stands at an address in a page that has nothing but the package; gives what it was given."""
    page.route(f"{site}/empty.html", lambda route: route.fulfill(content_type="text/html", body=PAGE))
    page.goto(f"{site}/empty.html")
    page.add_style_tag(path=package / "dist/css/timeline.css")
    page.add_script_tag(path=package / "dist/js/timeline.js")

    def drawn(path: str) -> dict:
        given = page.evaluate(DRAW, f"{site}{path}")
        page.wait_for_function(IS_DRAWN)
        assert page.evaluate("timeline.config.getErrors()") == []
        return given

    return drawn


def told(given: dict) -> list[list[str]]:
    """The headline and the date of each slide."""
    title = [unescape(given["title"]["text"]["headline"]), ""]
    return [title, *([unescape(each["text"]["headline"]), each["display_date"]] for each in given["events"])]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", ["timeline", "milestones"])
def test_package_shows_each_event_with_its_date(draw, page, site, name, language):
    given = draw(f"/api/v1/{name}.timelinejs?language={language}")

    assert len(given["events"]) > 10
    assert sorted(page.evaluate(SLIDES)) == sorted(told(given))
    assert page.hosts == {site.removeprefix("http://")}


def test_package_shows_that_there_is_nothing(draw, page):
    given = draw("/api/v1/timeline.timelinejs?year=1900")

    assert page.evaluate(SLIDES) == told(given)
    assert [each["unique_id"] for each in given["events"]] == ["nothing"]
