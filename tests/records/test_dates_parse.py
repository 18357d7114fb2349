"""Each form that is read, under the EDTF of what it says; test_dates.py tells which span that is."""

import unicodedata
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from projects.records.dates import Span
from projects.records.dates_errors import SpanError
from projects.records.dates_label import MONTHS
from projects.records.dates_parse import parse
from tests.records.spans import spans

steady = settings(deadline=None)

READ = {
    "2025-12-11": (
        "11 December 2025 | 11 Dec 2025 | 11 Dec. 2025 | 11th of December 2025 | "
        "the 11th December 2025 | December 11, 2025 | Dec 11 2025 | December 11th, 2025 | "
        "on 11 December 2025 | 11 december, 2025 | 11 décembre 2025 | 11 decembre 2025 | "
        "11 DÉCEMBRE 2025 | le 11 décembre 2025 | 11 déc. 2025 | 11\xa0décembre\u202f2025 | "
        "11 de\u0301cembre 2025 | 2025\u201112\u201111 | on 2025-12-11"
    ),
    "2025-12-01": "1er décembre 2025 | 1 décembre 2025 | 1st December 2025 | le 1er déc 2025",
    "2020-07": (
        "July 2020 | juillet 2020 | Jul 2020 | Jul. 2020 | juil. 2020 | JULY 2020 | july, 2020 | "
        "in July 2020 | en juillet 2020 | July of 2020 | juillet de 2020"
    ),
    "2025-12": "Dec 2025 | décembre 2025 | mid-December 2025 | fin décembre 2025",
    "2025-08": "August 2025 | août 2025 | aout 2025 | Aug 2025",
    "2025-33": "Q1 2025 | T1 2025 | first quarter of 2025 | 1er trimestre 2025",
    "2025-35": (
        "Q3 2025 | q3 2025 | T3 2025 | Q3-2025 | Q3/2025 | 2025 Q3 | 2025-Q3 | 2025Q3 | "
        "third quarter of 2025 | the third quarter of 2025 | 3rd quarter 2025 | 3e trimestre 2025 | "
        "in the third quarter of the year 2025 | au troisième trimestre 2025 | 3ème trimestre de 2025 | "
        "3e trimestre de l’année 2025 | July-September 2025 | July–September 2025 | "
        "juillet-septembre 2025 | 2025-07/2025-09"
    ),
    "2025-40": (
        "H1 2025 | S1 2025 | first half of 2025 | premier semestre 2025 | 1er semestre 2025 | "
        "le premier semestre de 2025 | January to June 2025"
    ),
    "2025-41": "H2 2025 | S2 2025 | second half of 2025 | 2e semestre 2025",
    "203X": "2030s | the 2030s | 2030's | années 2030 | les années 2030 | 203x | 2030-2039",
    "2030~": (
        "circa 2030 | c. 2030 | c.2030 | ca. 2030 | ca 2030 | about 2030 | around 2030 | in 2030~ | "
        "vers 2030 | environ 2030 | 2030 environ | 2030? | 2030% | ~2030 | approximately 2030"
    ),
    "2025-12-11~": "about 11 December 2025 | vers le 11 décembre 2025",
    "2025-35~": "about Q3 2025 | vers le T3 2025",
    "2026-01~/2026-04~": (
        "early 2026 | early in 2026 | beginning of 2026 | the start of 2026 | début 2026 | debut 2026 | "
        "au début de 2026 | début de l'année 2026 | en début d'année 2026"
    ),
    "2023-04~/2023-09~": "mid-2023 | mid 2023 | middle of 2023 | mi-2023 | à la mi-2023 | milieu de 2023",
    "2026-09~/2026-12~": (
        "late 2026 | end of 2026 | the end of 2026 | fin 2026 | fin de 2026 | à la fin de l’année 2026"
    ),
    "../2030": (
        "by 2030 | BY 2030 | by the end of 2030 | by end of 2030 | by end 2030 | no later than 2030 | "
        "before the end of 2030 | d'ici 2030 | d’ici 2030 | d'ici à 2030 | d'ici fin 2030 | "
        "avant fin 2030 | d’ici à la fin de l’année 2030 | d'ici la fin 2030 | by December 2030 | "
        "avant 2031 | before 2031 | before January 2031 | by late December 2030 | au plus tard en 2030"
    ),
    "../2030-04~": "by early 2030 | d’ici début 2030",
    "../2025-12-11": (
        "by 11 December 2025 | by December 11, 2025 | d'ici le 11 décembre 2025 | "
        "d'ici au 11 décembre 2025 | before 11 December 2025 | avant le 11 décembre 2025"
    ),
    "2026/..": (
        "from 2026 | since 2026 | depuis 2026 | à partir de 2026 | a partir de 2026 | dès 2026 | "
        "after 2025 | après 2025 | after December 2025 | après décembre 2025 | after the end of 2025 | "
        "after Q4 2025 | à compter de 2026 | from 1 January 2026"
    ),
    "2026-04/..": "from April 2026 | à partir d’avril 2026 | after March 2026 | dès avril 2026",
    "2025-12-11/..": (
        "from 11 December 2025 | à partir du 11 décembre 2025 | depuis le 11 décembre 2025 | "
        "after 11 December 2025 | après le 11 décembre 2025"
    ),
    "2026-09~/..": "from late 2026 | dès fin 2026",
    "2025": "in 2025 | en 2025 | the year 2025 | l’année 2025 | courant 2025 | 2025/2025",
    "2022/2025": (
        "2022-2025 | 2022–2025 | 2022—2025 | 2022 - 2025 | 2022 – 2025 | 2022 to 2025 | "
        "from 2022 to 2025 | between 2022 and 2025 | de 2022 à 2025 | entre 2022 et 2025 | "
        "from 2022-2025"
    ),
    "2022~/2025~": "c. 2022–2025 | between about 2022 and 2025",
    "2025-06-28/2025-07-03": (
        "28 June 2025 to 3 July 2025 | 28 June to 3 July 2025 | 28 June – 3 July 2025 | "
        "June 28 – July 3, 2025 | du 28 juin au 3 juillet 2025 | "
        "entre le 28 juin et le 3 juillet 2025 | 2025-06-28 – 2025-07-03 | 2025-06-28 - 2025-07-03 | "
        "2025-06-28 to 2025-07-03"
    ),
    "2025-12-11/2025-12-12": (
        "11-12 December 2025 | 11–12 December 2025 | 11 to 12 December 2025 | December 11-12, 2025 | "
        "between 11 and 12 December 2025 | du 11 au 12 décembre 2025 | 11-12 décembre 2025"
    ),
    "2025-12-28/2026-01-03": "28 décembre 2025 au 3 janvier 2026 | December 28, 2025 to January 3, 2026",
    "2025-12-01/2025-12-03": "1er-3 décembre 2025 | du 1er au 3 décembre 2025",
    "2025-01/2025-09": "Q1–Q3 2025 | du 1er au 3e trimestre 2025 | de janvier à septembre 2025",
    "2025-12/2026-01": "December 2025-January 2026 | 2025-12 to 2026-01",
    "2020-07-01/2025-12-11": "July 2020 to 11 December 2025 | 2020-07/2025-12-11",
    "2023-04~/2025-12~": "mid-2023 to 2025 | mid-2023 – 2025 | mi-2023/2025",
}


@pytest.mark.parametrize(
    ("edtf", "text"), [(edtf, text) for edtf, texts in READ.items() for text in texts.split(" | ")]
)
def test_parse_reads(edtf, text):
    assert parse(text).edtf() == edtf


@pytest.mark.parametrize("language", MONTHS)
@pytest.mark.parametrize("month", range(1, 13))
def test_parse_reads_every_month(language, month):
    assert parse(f"{MONTHS[language][month - 1]} 2025") == Span.month(2025, month)


@pytest.mark.parametrize("text", [" July  2020 ", "\tJuly\u202f2020\n", "July\u00a02020", "July\r\n2020"])
def test_parse_minds_no_blanks(text):
    assert parse(text) == Span.month(2020, 7)


def test_parse_takes_a_hundred_characters():
    assert parse("2030".rjust(100)) == Span.year(2030)


def test_parse_after_a_day_keeps_that_day():
    assert parse("after 11 December 2025").earliest == date(2025, 12, 11)


@pytest.mark.parametrize(
    ("text", "approx"), [("the end of 2030", True), ("by the end of 2030", False), ("late June 2030", False)]
)
def test_end_of_a_year_is_vague_only_by_itself(text, approx):
    assert parse(text).approx is approx


@steady
@given(spans)
def test_edtf_reads_back(span):
    assert parse(span.edtf()) == span


@steady
@given(spans, st.sampled_from(["en", "fr"]))
def test_label_reads_back(span, language):
    assert parse(span.label(language)) == span


@steady
@given(spans, st.sampled_from(["en", "fr"]))
def test_label_reads_back_from_bare_capitals(span, language):
    decomposed = unicodedata.normalize("NFD", span.label(language).upper())
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    assert parse(bare) == span


# Pieces of dates in any order come closer to dates than letters do.
PIECES = [
    *(
        "by ",
        "from ",
        "before ",
        "after ",
        "about ",
        "vers ",
        " to ",
        " and ",
        "between ",
        "de ",
        " à ",
        "d'ici ",
    ),
    *(
        "fin ",
        "early ",
        "mid-",
        "the ",
        " of ",
        "le ",
        "1er ",
        "q3 ",
        "first ",
        "half ",
        "trimestre ",
        "july ",
    ),
    *("décembre ", "années ", "11", "31", "0", "2025", "2030", "203x", "2030s", "10000", "12", "01"),
    *("/", "-", "–", ".", "..", "~", "?", ", ", " "),
]
letters = st.text(st.characters(exclude_categories=()))
texts = letters | st.lists(st.sampled_from(PIECES), max_size=10).map("".join)


def read_or_none(text):
    with suppress(SpanError):
        return parse(text)


@steady
@given(texts)
@example("9999-12-31/..")
@example("before 0001")
def test_any_text_is_read_or_refused(text):
    span = read_or_none(text)
    assert span is None or parse(span.edtf()) == span
