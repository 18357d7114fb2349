"""What Markdown is made of: whatever was typed stays what it is."""

from datetime import UTC, datetime
from decimal import Decimal
from types import SimpleNamespace
from uuid import UUID

import pytest
import yaml

from projects.records.dates_parse import parse
from projects.records.languages import LocalText
from projects.records.representations_markdown import (
    Notes,
    auto_link,
    escaped,
    front_matter,
    heading,
    in_line,
    label_line,
    link,
    local,
    paragraphs,
    table,
)
from tests.markdown import drawn, words

TYPED = [
    "2 * 3 * 4 and *this* and **that**",
    "a_b_c and _this_",
    "# no heading #",
    "## nor this",
    "- no list",
    "+ nor this",
    "1. nor this",
    "12) nor this",
    "11.8 GWh",
    "> no quotation",
    "<b>no tag</b> and <https://example.com> and a < b > c",
    "[no link](https://example.com) and ![no picture](x) and [^1]",
    "`no code` and ``nor this``",
    "~~not struck~~",
    "a | b",
    "---",
    "===",
    "    no code either",
    "back\\slash and \\* and \\",
    "&copy; &#35; &amp; AT&T",
    "$x$",
    "“Café” – 電池 🔋",
]


@pytest.mark.parametrize("typed", TYPED)
def test_text_stays_text(typed):
    assert words(escaped(typed)) == typed.strip()


@pytest.mark.parametrize("typed", TYPED)
def test_text_stays_text_in_a_heading(typed):
    assert drawn(heading(2, typed)).startswith("<h2>")
    assert words(heading(2, typed)) == typed.strip()


@pytest.mark.parametrize("typed", TYPED)
def test_text_stays_text_in_a_table(typed):
    made = drawn(table(["Column", "Other"], [[in_line(typed), "end"]]))
    assert (made.count("<td>"), made.count("<table>")) == (2, 1)


@pytest.mark.parametrize("typed", TYPED)
def test_line_stays_text_under_another(typed):
    assert words(escaped(f"Above\n{typed}")) == f"Above\n{typed.strip()}"


def test_each_line_is_a_paragraph():
    assert drawn(paragraphs("One.\n\n Two.\nThree.")) == "<p>One.</p>\n<p>Two.</p>\n<p>Three.</p>\n"


@pytest.mark.parametrize(
    "address", ["https://example.com/a(b)c", "https://example.com/a b", "https://example.com/<x>"]
)
def test_address_with_awkward_signs_leads_there(address):
    assert [drawn(link("Text", address)).count("<a href="), drawn(auto_link(address)).count("<a href=")] == [1, 1]


def test_label_stands_out():
    assert label_line("status", "open") == "**Status:** open"


def test_borrowed_text_says_so():
    assert local(LocalText("Bonjour", "fr", is_fallback=True)) == "Bonjour *(Not yet translated)*"


VALUES = {
    "nothing": None,
    "truth": True,
    "number": Decimal("50.95000"),
    "small": Decimal("0.00001"),
    "whole": 3,
    "text": 'a: b # c "d" \\ - [e] {f} & *g !h %i @j',
    "lines": "one\ntwo\ttab",
    "breaks": "a\u0085b\u2028c\u2029d\ufeffe",
    "signs": "é 電 🔋",
    "long": "word " * 500,
    "word": "yes",
    "list": ["a", {"b": None}],
    "empty": [],
}


@pytest.mark.parametrize(("name", "value"), VALUES.items(), ids=VALUES)
def test_front_matter_is_read_back(name, value):
    read = yaml.safe_load(front_matter({name: value, "end": 1}).strip("-"))
    expected = float(value) if isinstance(value, Decimal) else value
    assert read == {name: expected, "end": 1}


def test_front_matter_has_a_line_for_each_value():
    made = front_matter({"at": datetime(2025, 12, 11, microsecond=5, tzinfo=UTC), "id": UUID(int=1)})
    assert made.splitlines() == [
        "---",
        'at: "2025-12-11T00:00:00Z"',
        'id: "00000000-0000-0000-0000-000000000001"',
        "---",
    ]


def claim(locator="", url="https://example.com/", quote="", note="", pk=1):
    source = SimpleNamespace(pk=pk, publisher="A_B", title="T*", published=parse("2025"), url=url)
    return SimpleNamespace(source=source, locator=locator, quote=quote, note=note)


def test_source_is_a_footnote():
    notes = Notes(None)
    assert (notes.mark(claim("p. 3")), notes.written()) == (
        "[^1]",
        "[^1]: A\\_B, 2025, “T\\*”, p. 3. <https://example.com/>",
    )


def test_source_is_numbered_once_for_each_place_in_it():
    notes = Notes(None)
    assert [notes.mark(claim(place)) for place in ("p. 3", "p. 4", "p. 3")] == ["[^1]", "[^2]", "[^1]"]


def test_quote_and_note_stand_beside_the_mark():
    assert Notes(None).said(claim(quote="so *many*", note="at most")) == "[^1] “so \\*many\\*” – at most"
