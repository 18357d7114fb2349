from itertools import permutations

import pytest

from projects.figures import interval
from projects.records import claims
from projects.records.claims import Interval
from tests.records.saying import happened, planned

# Each list has the current claim first.
CURRENT = {
    "one plan": [planned("2025")],
    "the newer plan": [planned("2026", published="2022"), planned("2025", published="2021")],
    "what happened, before a newer plan": [happened("2025", published="2025"), planned("2026", published="2026")],
    "the newer account of what happened": [
        happened("July 2020", published="2021"),
        happened("August 2020", published="2020"),
    ],
    "the sharper account, though older": [
        happened("July 2020", published="2020"),
        happened("2020", published="2025"),
    ],
    "the sharpest of three": [
        happened("2020-07-14", published="2020"),
        happened("July 2020", published="2021"),
        happened("2020", published="2022"),
    ],
    "the newer of two that overlap": [
        happened("2020-06/2020-08", published="2022"),
        happened("2020-07/2020-09", published="2021"),
    ],
    "the newer of two that say the same": [
        happened("July 2020", published="2022"),
        happened("July 2020", published="2021"),
    ],
    "the newer plan, though vaguer": [planned("2026", published="2023"), planned("July 2026", published="2022")],
    "a day, before “by the end of it”": [happened("2025-12-11"), happened("by 2025", published="2026")],
    "the lower id of two of one day": [planned("2025", pk=1), planned("2026", pk=2)],
}


@pytest.mark.parametrize("said", CURRENT.values(), ids=CURRENT)
def test_current_whatever_the_order(said):
    assert all(claims.current(order) is said[0] for order in permutations(said))


def test_current_of_no_claims():
    assert claims.current([]) is None


def test_by_publisher_newest_first():
    old, new = planned("2025", published="2021"), planned("2026", published="2022")
    other = planned("2024", publisher="Envision")
    assert claims.by_publisher([old, other, new]) == {
        ("Verkor", "opening"): [new, old],
        ("Envision", "opening"): [other],
    }


def test_by_publisher_keeps_keys_apart():
    opening, closing = planned("2025"), planned("2050", key="closing")
    assert claims.by_publisher([opening, closing]) == {
        ("Verkor", "opening"): [opening],
        ("Verkor", "closing"): [closing],
    }


def number(qualifier, low, high=None):
    return interval(low, high, qualifier)


# Whether two publishers who say this of one thing disagree.
DISAGREEMENTS = {
    "the same": (happened("2020"), happened("2020"), False),
    "a year and a month in it": (happened("2020"), happened("July 2020"), False),
    "two years": (happened("2020"), happened("2021"), True),
    "two months that touch": (happened("July 2020"), happened("August 2020"), True),
    "spans that overlap": (happened("2020-06/2020-08"), happened("2020-08/2020-09"), False),
    "two plans apart": (planned("2025"), planned("2026"), True),
    "by a day, and before it": (planned("by 2030"), planned("2027"), False),
    "by a day, and after it": (planned("by 2030"), planned("2031"), True),
    "from a day, and by an earlier one": (planned("from 2031"), planned("by 2030"), True),
    "167 and more than 100": (happened(number("exact", 167, 167)), happened(number("more-than", 100)), False),
    "100 and more than 100": (happened(number("exact", 100, 100)), happened(number("more-than", 100)), True),
    "100 and at least 100": (happened(number("exact", 100, 100)), happened(number("at-least", 100)), False),
    "100 and less than 100": (happened(number("exact", 100, 100)), happened(number("less-than", None, 100)), True),
    "100 and at most 100": (happened(number("exact", 100, 100)), happened(number("at-most", None, 100)), False),
    "happened, and not yet, on one day": (
        happened("2025-12-11", published="2025-12-11"),
        planned("2026", published="2025-12-11"),
        True,
    ),
    "happened, and not yet, in spans that overlap": (
        happened("2025", published="2025-12"),
        planned("2026", published="2025"),
        True,
    ),
    "happened, said provably later than not yet": (
        happened("2025", published="2025-12-11"),
        planned("2026", published="2025-12-10"),
        False,
    ),
    "happened, said provably before not yet": (
        happened("2025", published="2024"),
        planned("2026", published="2025"),
        False,
    ),
    "happened, and not yet, said nobody knows when": (
        happened("2025", published="2025"),
        planned("2026", published=""),
        True,
    ),
}


@pytest.mark.parametrize(("one", "other", "expected"), DISAGREEMENTS.values(), ids=DISAGREEMENTS)
def test_disagreements_of_two_publishers(one, other, expected):
    other.publisher = "Le Monde"
    both_ways = [bool(claims.disagreements(pair)) for pair in ([one, other], [other, one])]
    assert both_ways == [expected, expected]


def test_one_publisher_does_not_disagree_with_itself():
    assert claims.disagreements([planned("2025", published="2021"), planned("2027", published="2022")]) == []


def test_what_a_publisher_said_before_is_history():
    old, new = planned("2025", published="2021"), planned("2027", published="2022")
    assert claims.disagreements([old, new, planned("2027", publisher="Le Monde")]) == []


def test_claims_on_different_things_do_not_disagree():
    assert claims.disagreements([planned("2025"), planned("2027", "Le Monde", key="closing")]) == []


def test_three_publishers_disagree_in_pairs():
    said = [planned("2025"), planned("2026", "Le Monde"), planned("2027", "Les Échos")]
    assert len(claims.disagreements(said)) == 3


HOLDS_MORE = [
    (Interval(1, 9), Interval(2, 8), True),
    (Interval(1, 9), Interval(1, 8), True),
    (Interval(1, 9), Interval(1, 9), False),
    (Interval(1, 9), Interval(0, 8), False),
    (Interval(1, 9), Interval(2, None), False),
    (Interval(None, 9), Interval(1, 9), True),
    (Interval(1, None), Interval(None, 9), False),
    (Interval(None, None), Interval(1, None), True),
]


@pytest.mark.parametrize(("outer", "inner", "expected"), HOLDS_MORE)
def test_holds_more_than(outer, inner, expected):
    assert outer.holds_more_than(inner) is expected
