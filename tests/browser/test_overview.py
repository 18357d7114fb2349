"""The overview picture as a browser draws it: no word on another, each mark a way to its entry."""

import pytest

WIDTHS = [1920, 1280, 820, 390, 320]
# What can be read of the picture, with where it stands.
WORDS = """() => [...document.querySelectorAll(".overview text, .overview-name, .overview-legend span")]
  .filter(each => each.checkVisibility() && getComputedStyle(each).display !== "none" && each.textContent.trim())
  .map(each => {
    const range = document.createRange();
    range.selectNodeContents(each);
    const box = (each.getBBox ? each : range).getBoundingClientRect();
    return [each.textContent.trim(), box.left, box.top, box.right, box.bottom];
  })"""
# How much the boxes of two lines may touch: letters leave more than that free within them.
LEADING = 4


def overlapping(words: list[list]) -> list[tuple[str, str]]:
    return [
        (one, other)
        for number, (one, *a) in enumerate(words)
        for other, *b in words[number + 1 :]
        if min(a[2], b[2]) - max(a[0], b[0]) > 1 and min(a[3], b[3]) - max(a[1], b[1]) > LEADING
    ]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_word_lies_on_another_or_beyond_the_screen(site, page, language):
    found = {}
    for query in ("", "?as_known=2021-12-31", "?project=verkor-gigafactory", "?key=on"):
        page.goto(f"{site}/{language}/timeline/{query}")
        page.evaluate("document.fonts.ready")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            words = page.evaluate(WORDS)
            assert len(words) > 5
            found[query, width] = overlapping(words)
            found[query, width] += [word for word, left, _top, right, _end in words if left < 0 or right > width]

    assert {where: words for where, words in found.items() if words} == {}


def test_titles_of_key_milestones_are_shown_where_there_is_room(site, page):
    page.goto(f"{site}/en/timeline/")
    seen = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        seen[width] = page.locator(".overview-label:visible").count()

    assert seen == {1920: 6, 1280: 6, 820: 0, 390: 0, 320: 0}


def test_mark_leads_to_its_entry(site, page):
    page.goto(f"{site}/en/timeline/")
    page.locator('.overview-mark[href="#gigafactory-opens"] .overview-bar').click()

    assert page.url.endswith("/en/timeline/#gigafactory-opens")
    assert page.locator("#gigafactory-opens:target").is_visible()


def test_keyboard_passes_the_picture_by(site, page):
    page.goto(f"{site}/en/timeline/")
    assert page.locator(".overview a").count() > 20
    assert (
        page.evaluate("[...document.querySelectorAll('.overview a')].filter(each => each.tabIndex >= 0).length")
        == 0
    )


@pytest.mark.parametrize("media", [{"forced_colors": "active"}, {"media": "print"}, {"color_scheme": "dark"}])
def test_planned_and_happened_differ_without_colour(site, page, media):
    page.emulate_media(**media)
    page.goto(f"{site}/en/timeline/")
    fill = "each => getComputedStyle(each).fill"

    assert "overview-hatch" in page.locator(".overview-mark--announced .overview-bar").first.evaluate(fill)
    assert "rgb" in page.locator(".overview-mark--happened .overview-bar").first.evaluate(fill)
