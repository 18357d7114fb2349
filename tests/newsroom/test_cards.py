"""The picture that stands for a page."""

from io import BytesIO

import pytest
from PIL import Image

from newsroom import cards
from newsroom.cards import Card

TITLES = {
    "short": ("Plant opens", 84),
    "of 300 letters": (("L’usine géante et ses ateliers, " * 10)[:300], 36),
    "of one word of 200 letters": ("W" * 200, 32),
    "of nothing": ("", 84),
}


def picture(**words) -> Image.Image:
    return Image.open(BytesIO(cards.drawn(Card("Newsroom", **words)))).convert("RGB")


@pytest.mark.parametrize("title", [title for title, _size in TITLES.values()], ids=TITLES)
def test_card_has_the_size_that_is_told(title):
    assert picture(kind="Press release", title=title, when="2026").size == (1200, 630)


@pytest.mark.parametrize(("title", "least"), TITLES.values(), ids=TITLES)
def test_title_is_as_large_as_it_has_room_and_whole(title, least):
    font, lines = cards.fitted(title)
    assert font.size >= least
    assert "".join(lines).replace(" ", "") == title.replace(" ", "")
    assert all(font.getlength(line) <= cards.WIDTH - 2 * cards.MARGIN for line in lines)
    assert len(lines) * font.size * cards.LEADING <= cards.BOTTOM - cards.TOP


def test_title_that_never_fits_ends_early_and_says_so():
    _font, lines = cards.fitted("W" * 900)
    assert lines[-1].endswith("…")


@pytest.mark.parametrize("words", [{"title": "Other"}, {"kind": "Other"}, {"when": "Other"}])
def test_card_shows_each_of_its_words(words):
    same = {"kind": "Same", "title": "Same", "when": "Same"}
    assert picture(**same).tobytes() != picture(**same | words).tobytes()


def test_nothing_is_drawn_beyond_the_margins():
    shown = picture(kind="K" * 200, title="W" * 300, when="D" * 200)
    edge = shown.crop((cards.WIDTH - cards.MARGIN + 6, cards.BAR + 1, cards.WIDTH, cards.HEIGHT))
    assert edge.getcolors() == [(edge.width * edge.height, edge.getpixel((0, 0)))]
