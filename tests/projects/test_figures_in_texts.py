from decimal import Decimal
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects import figures, measures
from projects.figures_in_texts import Amount, amounts, said

SAID = [
    ("16 GWh", 16, "GWh"),
    ("16\u00a0GWh par an", 16, "GWh"),
    ("a 50MW line", 50, "MW"),
    ("1,200 direct jobs", 1200, ""),
    ("1 200 emplois", 1200, ""),
    ("1\u202f200 emplois directs", 1200, ""),
    ("500 000 véhicules", 500_000, ""),
    ("€850 million", 850_000_000, "EUR"),
    ("EUR 850 million", 850_000_000, "EUR"),
    ("850 M€", 850_000_000, "EUR"),
    ("850 MEUR", 850_000_000, "EUR"),
    ("80m€", 80_000_000, "EUR"),
    ("850 millions d’euros", 850_000_000, "EUR"),
    ("850 millions d'euros", 850_000_000, "EUR"),
    ("€1.5bn", 1_500_000_000, "EUR"),
    ("1,5 milliard d’euros", 1_500_000_000, "EUR"),
    ("1.200.000 euros", 1_200_000, "EUR"),
    ("20%", 20, "%"),
    ("plus de 20 %.", 20, "%"),
    ("20 per cent", 20, "%"),
    ("a 12-year contract", 12, "years"),
    ("pendant 11,8 ans", Decimal("11.8"), "years"),
    ("5 m of wall", 5, "m"),
    ("12 hectares", 12, "ha"),
    ("2000 jobs", 2000, ""),
    ("In 2023, 500 people", 500, ""),
]


@pytest.mark.parametrize(("text", "value", "kind"), SAID)
def test_number_is_read_in_either_spelling(text, value, kind):
    [number] = said(text)
    assert Amount(Decimal(value), kind) in number.readings


SILENT = [
    "On 11 December 2025, in 2026 and in December 2025",
    "le 1er décembre 2025, les 3 et 4 mai",
    "December 11, 2025 and May 3rd",
    "11/12/2025, 2025-12-11, 11.12.2025",
    "2022-2025, 2022–2025, Q3 2025, T3 2025",
    "at 09:00, 9h30, à 9 h, 9.30 am",
    "Zephyr-2, A390, CO2, 3D, 2nd, 1er",
    "phase 2, line 1, ISO 9001, Article 5, n° 12, No. 7, page 3",
    "38000 Grenoble, 59630 Bourbourg",
    "+33 1 23 45 67 89 or 01 23 45 67 89",
    "RCS Grenoble 123 456 789",
    "Regulation (EU) 2023/1542, 24/7",
    "https://example.org/2/34 and press12@example.org",
    "twelve years",
    "",
]


@pytest.mark.parametrize("text", SILENT)
def test_what_is_no_amount_is_left_alone(text):
    assert [number.words for number in said(text)] == []


def test_several_numbers_are_read_in_their_order():
    words = [number.words for number in said("10 to 12 GWh, 1,200 jobs and 33 MW.")]
    assert words == ["10", "12 GWh", "1,200", "33 MW"]


UNITS = sorted({measure.unit for measure in measures.MEASURES.values()}, key=str)
NUMBERS = st.one_of(
    st.integers(1, 10**7).map(Decimal), st.decimals(Decimal("0.1"), 9999, places=1), st.just(Decimal(1200))
).filter(lambda value: not (value == int(value) and 1900 <= value < 2100))


@given(NUMBERS, st.sampled_from(UNITS))
def test_figure_is_found_in_its_own_words_of_either_language(value, unit):
    figure = amounts(value, value, unit.code)
    for language in ("en", "fr"):
        text = f"Word {figures.words(value, value, 'exact', unit, language)}."
        assert [number.is_said_by(figure) for number in said(text)] == [True]


@given(NUMBERS, st.sampled_from(UNITS))
def test_another_figure_is_not_found(value, unit):
    other = amounts(value * 7 + 1, None, unit.code)
    text = figures.words(value, value, "exact", unit, "en").replace(",", "\u202f")
    assert not any(number.is_said_by(other) for number in said(text))


def test_number_of_one_unit_is_not_said_by_another():
    [number] = said("16 GWh")
    assert not number.is_said_by(amounts(Decimal(16), None, "MW"))


def test_number_without_unit_may_be_of_any():
    [number] = said("16 of them")
    assert number.is_said_by(amounts(Decimal(16), None, "MW"))


def test_either_bound_of_a_figure_is_said():
    [low, high] = said("between 10 GWh and 20 GWh")
    figure = amounts(Decimal(10), Decimal(20), "GWh/year")
    assert (low.is_said_by(figure), high.is_said_by(figure)) == (True, True)


@given(st.text(alphabet="0123456789.,- \u202f€%MmkGWh/de’", max_size=40))
def test_any_text_can_be_read(text):
    assert all(number.readings for number in said(text))


def test_long_text_without_a_space_is_read_at_once():
    """As somebody may paste one; it was read again from each of its letters."""
    began = process_time()
    assert not list(said("x" * 200_000))
    assert process_time() - began < 2


def test_mail_address_is_no_figure():
    assert not list(said("Write to press2@plant2.example, or (to 2desk@plant.example)."))
