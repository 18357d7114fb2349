from datetime import date

import pytest
from hypothesis import given, settings

from projects.records.dates import Span
from projects.records.slips import WORDS, Slip, compare
from tests.records.spans import spans

steady = settings(deadline=None)

BY_2024 = Span(None, date(2024, 12, 31))
FROM_2026 = Span(date(2026, 1, 1), None)
ABOUT_2025 = Span(date(2025, 1, 1), date(2025, 12, 31), approx=True)
OPENING = Span.day(date(2025, 12, 11))


@pytest.mark.parametrize(
    ("plan", "then", "verdict"),
    [
        (Span.year(2024), OPENING, "slipped"),
        (BY_2024, OPENING, "slipped"),
        (Span.year(2024), FROM_2026, "slipped"),
        (Span.day(date(2025, 12, 10)), OPENING, "slipped"),
        (Span.year(2024), ABOUT_2025, "slipped"),
        (OPENING, Span.year(2024), "brought-forward"),
        (FROM_2026, OPENING, "brought-forward"),
        (OPENING, BY_2024, "brought-forward"),
        (ABOUT_2025, Span.year(2024), "brought-forward"),
        (Span.year(2025), OPENING, "narrowed"),
        (Span(None, date(2025, 12, 31)), Span.year(2025), "narrowed"),
        (FROM_2026, Span.year(2030), "narrowed"),
        (OPENING, Span.year(2025), "vaguer"),
        (Span.year(2030), FROM_2026, "vaguer"),
        (OPENING, OPENING, "unchanged"),
        (Span.year(2025), ABOUT_2025, "unchanged"),
        (BY_2024, BY_2024, "unchanged"),
        (Span.half(2025, 1), Span(date(2025, 6, 30), date(2025, 7, 31)), "not-provable"),
        (BY_2024, Span(date(2024, 6, 1), None), "not-provable"),
    ],
)
def test_verdict(plan, then, verdict):
    assert compare(plan, then).verdict == verdict


def test_slip_is_measured_between_the_nearest_and_the_farthest_days():
    assert compare(Span.year(2024), OPENING) == Slip("slipped", 345, 710, 11)


def test_move_forward_is_measured_like_a_slip():
    assert compare(OPENING, Span.year(2024)) == Slip("brought-forward", 345, 710, 11)


def test_slip_of_an_open_plan_has_no_most():
    assert compare(BY_2024, OPENING) == Slip("slipped", 345, None, 11)


def test_slip_to_an_open_plan_has_no_most():
    assert compare(Span.year(2024), FROM_2026) == Slip("slipped", 366, None, 12)


def test_move_forward_of_an_open_plan_has_no_most():
    assert compare(FROM_2026, OPENING) == Slip("brought-forward", 21, None, 0)


def test_plan_that_did_not_move_has_no_measures():
    slip = compare(Span.year(2025), OPENING)
    assert (slip, slip.least("en")) == (Slip("narrowed", None, None, None), "")


@pytest.mark.parametrize(
    ("end", "months"),
    [(date(2025, 2, 14), 0), (date(2025, 2, 15), 1), (date(2026, 1, 14), 11), (date(2026, 1, 15), 12)],
)
def test_months_are_whole(end, months):
    assert compare(Span.day(date(2025, 1, 15)), Span.day(end)).at_least_months == months


@pytest.mark.parametrize(
    ("last", "first", "english", "french"),
    [
        (date(2025, 12, 10), date(2025, 12, 11), "1 day", "1 jour"),
        (date(2025, 11, 29), date(2025, 12, 11), "12 days", "12 jours"),
        (date(2025, 1, 31), date(2025, 3, 30), "58 days", "58 jours"),
        (date(2025, 1, 31), date(2025, 3, 31), "2 months", "2 mois"),
        (date(2024, 12, 31), date(2025, 12, 11), "11 months", "11 mois"),
        (date(2023, 1, 1), date(2024, 12, 31), "23 months", "23 mois"),
        (date(2023, 1, 1), date(2025, 1, 1), "2 years", "2 ans"),
        (date(2023, 1, 1), date(2025, 2, 1), "2 years and 1 month", "2 ans et 1 mois"),
        (date(2023, 1, 1), date(2025, 4, 20), "2 years and 3 months", "2 ans et 3 mois"),
    ],
)
def test_words_of_a_slip_say_the_least_that_is_proven(last, first, english, french):
    slip = compare(Span.day(last), Span.day(first))
    assert (slip.words("en"), slip.words("fr")) == (
        f"slipped by at least {english}",
        f"décalé d’au moins {french}",
    )


def test_words_of_a_move_forward():
    slip = compare(OPENING, Span.year(2024))
    assert (slip.words("en"), slip.words("fr")) == (
        "brought forward by at least 11 months",
        "avancé d’au moins 11 mois",
    )


@pytest.mark.parametrize(
    ("verdict", "english", "french"),
    [
        ("narrowed", "narrowed", "précisé"),
        ("vaguer", "made vaguer", "rendu plus vague"),
        ("unchanged", "unchanged", "inchangé"),
        ("not-provable", "not provable", "non démontrable"),
    ],
)
def test_words_of_a_plan_that_did_not_move(verdict, english, french):
    slip = Slip(verdict)
    assert (slip.words("en"), slip.words("fr")) == (english, french)


MIRROR = {
    **{
        "slipped": "brought-forward",
        "brought-forward": "slipped",
        "narrowed": "vaguer",
        "vaguer": "narrowed",
    },
    **{"unchanged": "unchanged", "not-provable": "not-provable"},
}


def test_every_verdict_has_words_in_both_languages():
    assert set(WORDS["en"]) == set(WORDS["fr"]) == set(MIRROR)


@steady
@given(spans, spans)
def test_verdict_the_other_way_round_is_its_mirror(plan, then):
    assert compare(then, plan).verdict == MIRROR[compare(plan, then).verdict]


@steady
@given(spans, spans)
def test_slip_is_proven_only_where_the_spans_do_not_overlap(plan, then):
    moved = compare(plan, then).verdict in ("slipped", "brought-forward")
    assert moved is not plan.overlaps(then)


@steady
@given(spans, spans)
def test_least_is_never_more_than_the_most(plan, then):
    slip = compare(plan, then)
    assert slip.at_most_days is None or 0 < slip.at_least_days <= slip.at_most_days
