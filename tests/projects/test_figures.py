from decimal import Decimal

import pytest

from projects import figures
from projects.measures import COUNT, EUR_BILLION, EUR_MILLION, GWH_A_YEAR, MEASURES, PERCENT
from projects.records.claims import Interval

# A thin space between thousands and a fixed one before the unit, as they are written in `figures`.
NUMBERS = [
    ("0", "0", "0"),
    ("16.0000", "16", "16"),
    ("100.0000", "100", "100"),
    ("11.8", "11.8", "11,8"),
    ("0.5000", "0.5", "0,5"),
    ("1200", "1,200", "1\u202f200"),
    ("1234567.25", "1,234,567.25", "1\u202f234\u202f567,25"),
]


@pytest.mark.parametrize(("value", "english", "french"), NUMBERS)
def test_number(value, english, french):
    written = [figures.number(Decimal(value), language) for language in ("en", "fr")]
    assert written == [english, french]


WORDS = [
    (16, 16, "exact", GWH_A_YEAR, "16\xa0GWh a year", "16\xa0GWh par an"),
    (16, 16, "about", GWH_A_YEAR, "about 16\xa0GWh a year", "environ 16\xa0GWh par an"),
    (1200, None, "more-than", COUNT, "more than 1,200", "plus de 1\u202f200"),
    (2, None, "at-least", EUR_BILLION, "at least €2\xa0billion", "au moins 2\xa0milliards d’euros"),
    (None, 650, "less-than", EUR_MILLION, "less than €650\xa0million", "moins de 650\xa0millions d’euros"),
    (None, 5, "at-most", PERCENT, "at most 5%", "au plus 5\xa0%"),
    (1200, 1500, "between", COUNT, "between 1,200 and 1,500", "entre 1\u202f200 et 1\u202f500"),
    (1, 2, "between", EUR_BILLION, "between €1 and €2\xa0billion", "entre 1 et 2\xa0milliards d’euros"),
]


@pytest.mark.parametrize(("low", "high", "qualifier", "unit", "english", "french"), WORDS)
def test_words(low, high, qualifier, unit, english, french):
    bounds = [None if bound is None else Decimal(bound) for bound in (low, high)]
    written = [figures.words(*bounds, qualifier, unit, language) for language in ("en", "fr")]
    assert written == [english, french]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("qualifier", figures.QUALIFIERS)
@pytest.mark.parametrize("measure", MEASURES)
def test_words_of_each_measure_and_qualifier(measure, qualifier, language):
    words = figures.words(Decimal(1500), Decimal(1600), qualifier, MEASURES[measure].unit, language)
    assert figures.number(Decimal(1500), language) in words


INTERVALS = [
    (16, 16, "exact", Interval(16, 16)),
    (100, None, "more-than", Interval(100, None, above_low=True)),
    (100, None, "at-least", Interval(100, None)),
    (None, 100, "less-than", Interval(None, 100, below_high=True)),
    (None, 100, "at-most", Interval(None, 100)),
    (1200, 1500, "between", Interval(1200, 1500)),
    (16, 16, "about", Interval(Decimal("15.5"), Decimal("16.5"))),
    (1200, 1200, "about", Interval(1150, 1250)),
    ("11.8", "11.8", "about", Interval(Decimal("11.75"), Decimal("11.85"))),
    (0, 0, "about", Interval(0, 0)),
]


@pytest.mark.parametrize(("low", "high", "qualifier", "expected"), INTERVALS)
def test_interval(low, high, qualifier, expected):
    bounds = [None if bound is None else Decimal(bound) for bound in (low, high)]
    assert figures.interval(*bounds, qualifier) == expected


# (about, exactly, whether both can be true)
ROUNDED = [(1200, "1249", True), (1200, "1251", False), (16, "16.4", True), (16, "17", False), (100, "140", True)]


@pytest.mark.parametrize(("about", "exactly", "expected"), ROUNDED)
def test_about_is_as_wide_as_it_was_rounded(about, exactly, expected):
    about = figures.interval(Decimal(about), Decimal(about), "about")
    assert about.overlaps(figures.interval(Decimal(exactly), Decimal(exactly), "exact")) is expected
