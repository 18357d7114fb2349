import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from projects.records.dates_errors import EXAMPLES, MESSAGES, SpanError
from projects.records.dates_parse import parse

REFUSED = {
    "empty": "",
    "ambiguous": (
        "01/02/2023 | 1.2.2023 | 12/11 | 31/12/2023 | 01-02-2023 | 1 2 2023 | 12/2025 | 2025/12 | "
        "2023/02/01 | 2011–12 | 11-12 | by 01/02/2023 | 01/02/23 | 11/12 December 2025 | 5 2025 | "
        "28/06/2025 – 03/07/2025 | about 01/02/2023 | July 20 – September 2025 | July 20 – 11 December 2025"
    ),
    "impossible": (
        "31 February 2025 | 29 février 2025 | February 30, 2025 | 2025-02-31 | 2025-13 | 2025-00 | "
        "2025-37 | 2025-42 | 0 December 2025 | Q5 2025 | T0 2025 | H3 2025 | third half of 2025 | "
        "2025-26 | by 31 June 2025 | 30–31 June 2025 | 2025-13-01"
    ),
    "reversed": (
        "2025-2022 | from 2025 to 2022 | 3 July – 28 June 2025 | 12-11 December 2025 | 2025/2022 | "
        "December – January 2025 | 2025 – March 2025 | March 2025 – 2025 | de 2025 à 2022 | "
        "2025 – December 2025 | 2030 to the 2030s | 11-11 December 2025"
    ),
    "year": (
        "0000 | 10000 | 20251211 | 25 | Q3 25 | July 20 | 11 December 25 | 30s | year 0 | 000X | "
        "by 30 | 0000-01-01 | 2022-10000 | after 9999 | before 0001 | July 12025"
    ),
    "unreadable": (
        "soon | July | 11 December | summer 2025 | été 2025 | 2035s | 20XX | 2025 2026 | "
        "2022 and 2025 | ../.. | /2030 | 2030/ | by | from | by by 2030 | 2025-12-11T10:00 | "
        "2025-12-2026-01 | Q3 | – | ٢٠٢٥ | ²025 | 11 Ⅻ 2025 | 2\u030825 | before mid-2030 | "
        "after early 2026 | by 2022-2025 | 2022–2024–2026 | early early 2026 | mid-11 December 2025 | "
        "mid to late 2025 | fifth quarter of 2025 | 11 Foo 2025 | Foo 11 2025 | <b>2025</b> | {text} | "
        "11 - December 12, 2025 | July-September | foo 31 bar 2025 | 11 to foo 2025 | the to 2030 | "
        "early 2030s | by the early 2030s | before late July 2025 | after early July 2025"
    ),
}
# What cannot be told apart, or seen, in a list.
ODD = [
    *[("empty", text) for text in (" ", "\u00a0", "\n\t")],
    *[("too_long", text) for text in ("a" * 10_000, "2" * 10_000, "1 - " * 26, " " * 101, "2030".rjust(101))],
    *[("unreadable", text) for text in ("\x00", "2025\x00", "\ud800", "2025\udfff", "２０２５", "202５")],
]


def refusal(text):
    with pytest.raises(SpanError) as error:
        parse(text)
    return error.value


@pytest.mark.parametrize(
    ("code", "text"), [(code, text) for code, texts in REFUSED.items() for text in texts.split(" | ")] + ODD
)
def test_parse_refuses(code, text):
    assert refusal(text).code == code


def test_every_code_has_a_case():
    assert {*REFUSED, *(code for code, _ in ODD)} == set(MESSAGES) - {"either"}


@pytest.mark.parametrize("code", MESSAGES)
def test_every_message_is_in_both_languages(code):
    assert set(MESSAGES[code]) == {"en", "fr"}


def test_message_of_two_readings_in_english():
    assert refusal("01/02/2023").message("en").replace("\u00a0", " ") == (
        "“01/02/2023” could be 1 February 2023 or 2 January 2023: write “1 February 2023” or “2023-02-01”."
    )


def test_message_of_two_readings_in_french():
    assert refusal("01/02/2023").message("fr").replace("\u00a0", " ") == (
        "« 01/02/2023 » peut être le 1er février 2023 ou le 2 janvier 2023 : "
        "écrivez « 1er février 2023 » ou « 2023-02-01 »."
    )


@pytest.mark.parametrize("text", ["31/12/2023", "01/01/2023", "12/11", "00/13/2023", "01/02/0000"])
def test_message_offers_no_choice_where_there_are_not_two_days(text):
    assert refusal(text).readings == ()


def test_error_reads_as_its_english_message():
    error = refusal("soon")
    assert str(error) == error.message("en")


def test_message_names_the_text_and_examples():
    assert refusal("soon").message("en") == (
        f"“soon” cannot be read as a date: write one such as {EXAMPLES['en']}."
    )


def test_message_in_french_breaks_no_line_at_its_punctuation():
    assert "«\u00a0bientôt\u00a0»" in refusal("bientôt").message("fr")


@pytest.mark.parametrize(("length", "quoted"), [(40, "x" * 40), (41, "x" * 39 + "…"), (5000, "x" * 39 + "…")])
def test_message_quotes_forty_characters(length, quoted):
    assert refusal("x" * length).text == quoted


def test_message_drops_what_is_not_seen():
    assert refusal("so\x00\ud800on\u202e\n").text == "soon"


@pytest.mark.parametrize("language", EXAMPLES)
def test_examples_in_the_messages_can_be_read(language):
    quotes = EXAMPLES[language].translate(str.maketrans("«»", "“”")).split("“")[1:]
    assert all(parse(quote.split("”")[0]) for quote in quotes)


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=())))
def test_message_quotes_no_controls_of_any_text(text):
    quoted = SpanError("unreadable", text).text
    assert not any(unicodedata.category(char).startswith("C") for char in quoted)
