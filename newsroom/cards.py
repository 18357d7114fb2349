"""The picture that stands for a page where it is shared: PNG of 1200 by 630, in the house's type and colours."""

from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 1200, 630
PAPER, INK, SOFT, RULE, ACCENT = "#fcfbf7", "#1a1c1b", "#55594f", "#d6d3c7", "#0a5a46"
MARGIN, BAR = 72, 16
# Where the title stands, and in which sizes it is tried.
TOP, BOTTOM = 176, 504
SIZES = (84, 76, 68, 60, 54, 48, 42, 36, 32)
LEADING = 1.16
ELLIPSIS = "…"
_TYPEFACE = Path(settings.BASE_DIR) / "projects" / "records" / "static" / "records" / "source-serif-4.woff2"


@dataclass(frozen=True)
class Card:
    """The words of a card."""

    site: str
    kind: str = ""
    title: str = ""
    when: str = ""


@cache
def _font(size: int, weight: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(_TYPEFACE, size)
    font.set_variation_by_axes([weight])
    return font


def drawn(card: Card) -> bytes:
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, WIDTH, BAR), fill=ACCENT)
    _line(draw, MARGIN, 68, card.site, _font(34, 600), ACCENT)
    _line(draw, MARGIN, 120, card.kind, _font(28, 400), SOFT)
    font, lines = fitted(card.title or card.site)
    for number, line in enumerate(lines):
        draw.text((MARGIN, TOP + number * _height(font)), line, font=font, fill=INK)
    draw.line((MARGIN, 540, WIDTH - MARGIN, 540), fill=RULE, width=2)
    _line(draw, MARGIN, 560, card.when, _font(30, 400), SOFT)
    out = BytesIO()
    image.quantize(64).save(out, "PNG", optimize=True)
    return out.getvalue()


def fitted(title: str) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    """The largest type in which the whole title has room, and its lines; in the smallest it may end early."""
    for size in SIZES:
        font = _font(size, 600)
        lines = wrapped(title, font)
        most = int((BOTTOM - TOP) // _height(font))
        if len(lines) <= most:
            return font, lines
    return font, [*lines[: most - 1], _shortened(lines[most - 1] + ELLIPSIS, font)]


def wrapped(text: str, font: ImageFont.FreeTypeFont) -> list[str]:
    """Lines that are no wider than the card; a word that is goes on in the next line."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= _room():
            lines[-1] = longer
            continue
        lines += [word] if lines[-1] else []
        lines[-1] = lines[-1] or word
        while font.getlength(lines[-1]) > _room():
            most = _fitting(lines[-1], font)
            lines[-1:] = [lines[-1][:most], lines[-1][most:]]
    return lines


def _fitting(word: str, font: ImageFont.FreeTypeFont) -> int:
    """How many of its letters have room in a line: one at least."""
    return next((most for most in range(len(word), 1, -1) if font.getlength(word[:most]) <= _room()), 1)


def _line(draw, left: int, top: int, text: str, font: ImageFont.FreeTypeFont, colour: str) -> None:
    draw.text((left, top), _shortened(text, font), font=font, fill=colour)


def _shortened(text: str, font: ImageFont.FreeTypeFont) -> str:
    """The text, ended early where it would not have room in a line."""
    if font.getlength(text) <= _room():
        return text
    text = text.removesuffix(ELLIPSIS)
    while text and font.getlength(text + ELLIPSIS) > _room():
        text = text[:-1]
    return text.rstrip() + ELLIPSIS


def _room() -> int:
    return WIDTH - 2 * MARGIN


def _height(font: ImageFont.FreeTypeFont) -> float:
    return font.size * LEADING
