from datetime import date

import pytest

from tests.records.saying import happened, planned
from timeline.histories import History

ON = date(2025, 12, 15)
FIRST_PLAN = planned("2025", published="2021-06-28")
OPENING = happened("2025-12-11")

STATUSES = {
    "no dates": ([], ""),
    "happened": ([FIRST_PLAN, OPENING], "happened"),
    "planned for this year": ([FIRST_PLAN], "announced"),
    "planned for today": ([planned("2025-12-15")], "announced"),
    "planned for yesterday": ([planned("2025-12-14")], "overdue"),
    "planned by a day that has passed": ([planned("by 2024")], "overdue"),
    "planned from a day that has passed": ([planned("from 2024")], "announced"),
}


@pytest.mark.parametrize(("dates", "expected"), STATUSES.values(), ids=STATUSES)
def test_status(dates, expected):
    assert History(dates, ON).status == expected


# Verdict of the first plan against the current claim; whether it moved.
SLIPS = {
    "no dates": ([], None, False),
    "one plan": ([FIRST_PLAN], None, False),
    "happened, and never planned": ([OPENING], None, False),
    "happened as planned": ([FIRST_PLAN, OPENING], "narrowed", False),
    "happened later": ([planned("2024", published="2021"), OPENING], "slipped", True),
    "happened earlier": ([planned("2026", published="2021"), OPENING], "brought-forward", True),
    "planned again for later": ([FIRST_PLAN, planned("2026", published="2023")], "slipped", True),
    "slipped, then came back": (
        [FIRST_PLAN, planned("2027", published="2023"), planned("2025", published="2024")],
        "unchanged",
        False,
    ),
}


@pytest.mark.parametrize(("dates", "verdict", "has_moved"), SLIPS.values(), ids=SLIPS)
def test_slip_from_the_first_plan_to_the_current_claim(dates, verdict, has_moved):
    history = History(reversed(dates), ON)
    assert (history.slip and history.slip.verdict, history.has_moved) == (verdict, has_moved)


def test_agreeing_are_those_that_say_just_the_same():
    first, again = planned("2025", published="2021"), planned("2025", "Le Monde", published="2022")
    others = [planned("July 2025", "Envision", published="2020"), planned("circa 2025", "Arte", published="2020")]
    assert History([again, *others, first], ON).agreeing == [first, again]


def test_agreeing_of_no_dates():
    assert History([], ON).agreeing == []


def test_a_plan_for_the_same_day_does_not_agree_with_what_happened():
    assert History([planned("2025-12-11"), OPENING], ON).agreeing == [OPENING]


def test_steps_are_oldest_first_and_what_happened_last():
    second = planned("2026", published="2023")
    late_plan = planned("2027", "Le Monde", published="2026")
    steps = History([OPENING, late_plan, second, FIRST_PLAN], ON).steps
    assert [step.claim for step in steps] == [FIRST_PLAN, second, late_plan, OPENING]


def test_each_step_is_compared_to_the_one_before():
    steps = History([FIRST_PLAN, planned("2026", published="2023"), happened("2025")], ON).steps
    assert [step.slip and step.slip.verdict for step in steps] == [None, "slipped", "brought-forward"]


def test_disagreements_are_of_the_newest_of_each_publisher():
    ours, theirs = planned("2025", published="2021"), planned("2027", "Le Monde", published="2022")
    assert History([planned("2024", published="2020"), ours, theirs], ON).disagreements == [(theirs, ours)]


# How many dates say something else than the one before them.
CHANGES = {
    "no dates": ([], 0),
    "one plan": ([FIRST_PLAN], 0),
    "the same plan twice": ([FIRST_PLAN, planned("2025", published="2023")], 0),
    "another plan": ([FIRST_PLAN, planned("2026", published="2023")], 1),
    "about the same": ([FIRST_PLAN, planned("about 2025", published="2023")], 1),
    "happened as planned": ([planned("2025-12-11", published="2023"), OPENING], 1),
    "slipped, then came back": (
        [FIRST_PLAN, planned("2027", published="2023"), planned("2025", published="2024")],
        2,
    ),
}


@pytest.mark.parametrize(("dates", "expected"), CHANGES.values(), ids=CHANGES)
def test_changes(dates, expected):
    assert History(dates, ON).changes == expected
