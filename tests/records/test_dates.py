from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from projects.records.dates import Span
from tests.records.spans import spans

steady = settings(deadline=None)

NEW_YEAR, DAY = date(2026, 1, 1), date(2025, 12, 11)


def approx(span):
    return Span(span.earliest, span.latest, approx=True)


def days(first, last):
    return Span(date.fromisoformat(first) if first else None, date.fromisoformat(last) if last else None)


FORMS = [
    # span, precision, EDTF, English, French
    (Span.day(DAY), "day", "2025-12-11", "11 December 2025", "11 décembre 2025"),
    (Span.day(date(2025, 12, 1)), "day", "2025-12-01", "1 December 2025", "1er décembre 2025"),
    (Span.month(2020, 7), "month", "2020-07", "July 2020", "juillet 2020"),
    (Span.month(2024, 2), "month", "2024-02", "February 2024", "février 2024"),
    (Span.quarter(2025, 1), "quarter", "2025-33", "Q1 2025", "T1 2025"),
    (Span.quarter(2025, 3), "quarter", "2025-35", "Q3 2025", "T3 2025"),
    (Span.quarter(2025, 4), "quarter", "2025-36", "Q4 2025", "T4 2025"),
    (Span.half(2025, 1), "half", "2025-40", "H1 2025", "S1 2025"),
    (Span.half(2025, 2), "half", "2025-41", "H2 2025", "S2 2025"),
    (Span.year(2030), "year", "2030", "2030", "2030"),
    (Span.year(476), "year", "0476", "0476", "0476"),
    (Span.decade(2030), "decade", "203X", "the 2030s", "les années 2030"),
    (days("2022-01-01", "2025-12-31"), "range", "2022/2025", "2022–2025", "2022-2025"),
    (days("2022-01-01", "2031-12-31"), "range", "2022/2031", "2022–2031", "2022-2031"),
    (days("2025-02-01", "2025-05-31"), "range", "2025-02/2025-05", "February–May 2025", "février-mai 2025"),
    (
        days("2025-02-01", "2025-04-30"),
        "range",
        "2025-02/2025-04",
        "February–April 2025",
        "février-avril 2025",
    ),
    (
        *(days("2024-11-01", "2025-03-31"), "range", "2024-11/2025-03"),
        *("November 2024 – March 2025", "novembre 2024 – mars 2025"),
    ),
    (
        *(days("2025-12-11", "2025-12-12"), "range", "2025-12-11/2025-12-12"),
        *("11–12 December 2025", "11-12 décembre 2025"),
    ),
    (
        *(days("2025-12-01", "2025-12-03"), "range", "2025-12-01/2025-12-03"),
        *("1–3 December 2025", "1er-3 décembre 2025"),
    ),
    (
        *(days("2025-06-28", "2025-07-03"), "range", "2025-06-28/2025-07-03"),
        *("28 June – 3 July 2025", "28 juin – 3 juillet 2025"),
    ),
    (
        *(days("2024-12-28", "2025-01-03"), "range", "2024-12-28/2025-01-03"),
        *("28 December 2024 – 3 January 2025", "28 décembre 2024 – 3 janvier 2025"),
    ),
    (
        *(days("2020-07-01", "2025-12-11"), "range", "2020-07-01/2025-12-11"),
        *("July 2020 – 11 December 2025", "juillet 2020 – 11 décembre 2025"),
    ),
    (days(None, "2030-12-31"), "by", "../2030", "by 2030", "d’ici 2030"),
    (days(None, "2025-11-30"), "by", "../2025-11", "by November 2025", "d’ici novembre 2025"),
    (days(None, "2025-12-11"), "by", "../2025-12-11", "by 11 December 2025", "d’ici le 11 décembre 2025"),
    (days("2026-01-01", None), "from", "2026/..", "from 2026", "à partir de 2026"),
    (days("2026-03-01", None), "from", "2026-03/..", "from March 2026", "à partir de mars 2026"),
    (days("2026-04-01", None), "from", "2026-04/..", "from April 2026", "à partir d’avril 2026"),
    (days("2026-08-01", None), "from", "2026-08/..", "from August 2026", "à partir d’août 2026"),
    (days("2026-10-01", None), "from", "2026-10/..", "from October 2026", "à partir d’octobre 2026"),
    (days("2026-05-12", None), "from", "2026-05-12/..", "from 12 May 2026", "à partir du 12 mai 2026"),
    (approx(Span.year(2030)), "year", "2030~", "about 2030", "vers 2030"),
    (approx(Span.day(DAY)), "day", "2025-12-11~", "about 11 December 2025", "vers le 11 décembre 2025"),
    (approx(Span.quarter(2025, 3)), "quarter", "2025-35~", "about Q3 2025", "vers le T3 2025"),
    (approx(Span.decade(2030)), "decade", "203X~", "about the 2030s", "vers les années 2030"),
    (approx(days("2022-01-01", "2025-12-31")), "range", "2022~/2025~", "about 2022–2025", "vers 2022-2025"),
    (approx(days("2026-01-01", "2026-04-30")), "range", "2026-01~/2026-04~", "early 2026", "début 2026"),
    (approx(days("2023-04-01", "2023-09-30")), "range", "2023-04~/2023-09~", "mid-2023", "mi-2023"),
    (
        *(approx(days("2023-04-02", "2023-09-12")), "range", "2023-04-02~/2023-09-12~"),
        *("about 2 April – 12 September 2023", "vers 2 avril – 12 septembre 2023"),
    ),
    (approx(days("2026-09-01", "2026-12-31")), "range", "2026-09~/2026-12~", "late 2026", "fin 2026"),
    (approx(days(None, "2030-12-31")), "by", "../2030~", "by about 2030", "d’ici 2030 environ"),
    (approx(days("2026-01-01", None)), "from", "2026~/..", "from about 2026", "à partir de 2026 environ"),
]


@pytest.mark.parametrize(("span", "precision"), [(form[0], form[1]) for form in FORMS])
def test_precision_is_computed(span, precision):
    assert span.precision == precision


@pytest.mark.parametrize(("span", "edtf"), [(form[0], form[2]) for form in FORMS])
def test_edtf_is_the_exchange_form(span, edtf):
    assert span.edtf() == edtf


@pytest.mark.parametrize(("span", "words"), [(form[0], form[3]) for form in FORMS])
def test_label_in_english(span, words):
    assert span.label("en").replace("\u00a0", " ") == words


@pytest.mark.parametrize(("span", "words"), [(form[0], form[4]) for form in FORMS])
def test_label_in_french(span, words):
    assert span.label("fr").replace("\u00a0", " ") == words


@pytest.mark.parametrize(("language", "words"), [("en", "11\u00a0December 2025"), ("fr", "11\u00a0décembre 2025")])
def test_label_keeps_day_and_month_on_one_line(language, words):
    assert Span.day(DAY).label(language) == words


def test_span_without_bounds_is_refused():
    with pytest.raises(ValueError, match="at least one bound"):
        Span(None, None)


def test_span_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="before it begins"):
        Span(NEW_YEAR, DAY)


def test_decade_that_does_not_begin_it_is_refused():
    with pytest.raises(ValueError, match="2035"):
        Span.decade(2035)


@pytest.mark.parametrize(
    ("make", "number"), [(Span.month, 13), (Span.quarter, 0), (Span.quarter, 5), (Span.half, 3)]
)
def test_unit_that_does_not_exist_is_refused(make, number):
    with pytest.raises(ValueError, match="month must be in 1..12"):
        make(2025, number)


def test_leap_february_has_29_days():
    assert Span.month(2024, 2).latest == date(2024, 2, 29)


def test_order_is_the_timeline_order():
    ordered = [
        Span.day(date(2024, 12, 31)),
        Span.day(date(2025, 1, 1)),
        Span.month(2025, 1),
        Span.year(2025),
        approx(Span.year(2025)),
        days("2025-01-01", None),
        days("2025-06-01", "2025-06-02"),
        Span.day(date(2025, 12, 31)),
        days(None, "2025-12-31"),
    ]
    assert sorted({*ordered}) == ordered


@pytest.mark.parametrize(
    ("span", "key"),
    [
        (Span.year(2025), (date(2025, 1, 1), date(2025, 12, 31))),
        (days(None, "2025-12-31"), (date(2025, 12, 31), date(2025, 12, 31))),
        (days("2025-01-01", None), (date(2025, 1, 1), date.max)),
    ],
)
def test_sort_key_puts_an_open_span_by_its_other_bound(span, key):
    assert span.sort_key == key


def test_span_is_not_ordered_with_other_things():
    with pytest.raises(TypeError):
        _ = Span.year(2025) < DAY


OVERLAPS = [
    (Span.year(2025), Span.month(2025, 12), True),
    (Span.year(2025), Span.day(NEW_YEAR), False),
    (Span.year(2025), days("2025-12-31", "2026-06-30"), True),
    (days(None, "2025-12-10"), Span.day(DAY), False),
    (days(None, "2025-12-11"), Span.day(DAY), True),
    (days("2026-01-01", None), Span.year(2030), True),
    (days("2026-01-01", None), days(None, "2025-12-31"), False),
    (days("2026-01-01", None), days(None, "2026-01-01"), True),
]


@pytest.mark.parametrize(("one", "other", "answer"), OVERLAPS)
def test_overlaps(one, other, answer):
    assert one.overlaps(other) is answer


@pytest.mark.parametrize(("one", "other", "answer"), OVERLAPS)
def test_overlaps_is_mutual(one, other, answer):
    assert other.overlaps(one) is answer


@pytest.mark.parametrize(
    ("one", "other", "answer"),
    [
        (Span.year(2025), Span.month(2025, 12), True),
        (Span.year(2025), Span.year(2025), True),
        (Span.month(2025, 12), Span.year(2025), False),
        (Span.year(2025), days("2025-12-31", "2026-01-01"), False),
        (days(None, "2030-12-31"), Span.year(2030), True),
        (Span.year(2030), days(None, "2030-12-31"), False),
        (days("2026-01-01", None), Span.year(2030), True),
        (Span(NEW_YEAR, date.max), Span(NEW_YEAR, None), False),
        (Span(NEW_YEAR, None), Span(NEW_YEAR, date.max), True),
        (Span(date.min, NEW_YEAR), Span(None, NEW_YEAR), False),
    ],
)
def test_contains(one, other, answer):
    assert one.contains(other) is answer


@pytest.mark.parametrize(
    ("one", "other", "answer"),
    [
        (Span.month(2025, 12), Span.year(2025), True),
        (Span.year(2025), Span.month(2025, 12), False),
        (Span.year(2025), approx(Span.year(2025)), False),
        (Span.year(2030), days(None, "2030-12-31"), True),
    ],
)
def test_narrower_than(one, other, answer):
    assert one.narrower_than(other) is answer


@steady
@given(spans, spans)
def test_order_is_total(one, other):
    assert [one < other, one == other, one > other].count(True) == 1


@steady
@given(st.lists(spans))
def test_order_agrees_with_the_sort_key(some):
    assert all(one.sort_key <= other.sort_key for one, other in pairwise(sorted(some)))
