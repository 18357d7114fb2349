"""What came of targets: a table of what sources say, on a day, and the outcome that follows."""

from datetime import date
from decimal import Decimal
from itertools import count
from uuid import UUID

import pytest

from projects import promises
from projects.models import Figure
from projects.records.dates import Span
from projects.records.dates_parse import parse
from projects.records.models import Source
from tests.records.saying import happened, planned

ON = date(2026, 6, 1)
PLANT = UUID(int=1)
_number = count(1)


def figure(nature, amount, when=None, said="2021-06-28", by="Verkor", **fields) -> Figure:
    """A number as it comes from the database, without one. `amount` is "16", "30-50", ">16", "~16" or "<16"."""
    signs = {">": "more-than", "<": "less-than", "~": "about"}
    qualifier = signs.get(amount[0], "between" if "-" in amount else "exact")
    low, high = (Decimal(each) for each in (amount.strip("><~").split("-") * 2)[:2])
    bounds = {"more-than": (low, None), "less-than": (None, high)}.get(qualifier, (low, high))
    source = Source(publisher=by, known_on=parse(said).latest)
    source.published = parse(said)
    made = Figure(project_id=PLANT, measure="production-capacity", nature=nature, source=source, **fields)
    made.pk, made.qualifier, (made.low, made.high) = UUID(int=next(_number)), qualifier, bounds
    made.span = parse(when) if when else None
    return made


def target(amount="16", when="2024", **more):
    return figure("target", amount, when, **more)


def actual(amount="16", when="2025-12-11", said="2025-12-11", **more):
    return figure("actual", amount, when, said, **more)


def outcomes(figures, on=ON) -> list[str]:
    return [promise.outcome for promise in promises.by_due_day(promises.of_figures(figures, on))]


NUMBERS = {
    "nothing but the target, whose time is to come": ([target(when="2030")], ["open"]),
    "nothing but the target, whose last day is today": ([target(when="2026-06-01")], ["open"]),
    "nothing but the target, whose time has passed": ([target()], ["overdue"]),
    "by a day that has passed": ([target(when="by 2024")], ["overdue"]),
    "from a day on that has passed": ([target(when="from 2024")], ["open"]),
    "no time was named": ([target(when=None)], ["open"]),
    "reached within its time": ([target(), actual(when="March 2024")], ["met"]),
    "reached on its last day": ([target(), actual(when="2024-12-31")], ["met"]),
    "reached before its time": ([target(), actual(when="2023")], ["met"]),
    "reached the day after": ([target(), actual(when="2025-01-01")], ["late"]),
    "reached in one of two years, one of them in time": ([target(), actual(when="2024-2025")], ["unproven"]),
    "reached by a day after its time": ([target(), actual(when=None)], ["unproven"]),
    "reached by the day on which the source appeared": ([target(), actual(when=None, said="2024-06-01")], ["met"]),
    "reached, though no time was named": ([target(when=None), actual()], ["met"]),
    "reached from a day on": ([target(when="from 2024"), actual()], ["met"]),
    "reached twice, first in time": ([target(), actual(), actual(when="2024", said="2026-01-01")], ["met"]),
    "more than was aimed at": ([target(), actual("20", "2024")], ["met"]),
    "the low end of a range": ([target("30-50"), actual("30", "2024")], ["met"]),
    "below a range, after its time": ([target("30-50"), actual("29")], ["late"]),
    "below it, in its time": ([target(), actual("9", "2024")], ["overdue"]),
    "below it, before its time": ([target(when="2030"), actual("9")], ["open"]),
    "more than was not reached by as much": ([target(">100"), actual("100", "2024")], ["overdue"]),
    "more than was reached by more than": ([target(">100"), actual(">100", "2024")], ["met"]),
    "more than may not be enough": ([target("16"), actual(">15", "2024")], ["overdue"]),
    "about as much": ([target("16"), actual("~16", "2024")], ["met"]),
    "as much as was aimed at, about": ([target("~20"), actual("18", "2024")], ["met"]),
    "less than was aimed at, about": ([target("~20"), actual("14")], ["late"]),
    "less than as the aim, and less": ([target("<10"), actual("9", "2024")], ["met"]),
    "less than as the aim, and as much": ([target("<10"), actual("10", "2024")], ["overdue"]),
    "less than as the aim, and less than": ([target("<10"), actual("<10", "2024")], ["met"]),
    "known before it was aimed at": ([target(), actual(when="2020", said="2020-12-31")], ["overdue"]),
    "a number of another party": ([target(), actual(when="2024", party_id=UUID(int=2))], ["overdue"]),
    "another number for that time, by the same": (
        [target(when="2030"), target("12", "2030", said="2025")],
        ["superseded", "open"],
    ),
    "another number for another time": ([target(), target("50", "2030", said="2025")], ["overdue", "open"]),
    "another number for that time, by somebody else": (
        [target(when="2030"), target("12", "2030", said="2025", by="Press")],
        ["open", "open"],
    ),
    "another number in the same source": ([target(when="2030"), target("12", "2030")], ["open", "open"]),
    "put off before its time": ([target(when="2030"), target(when="2032", said="2025")], ["superseded", "open"]),
    "put off, and its time has passed": ([target(), target(when="2030", said="2025")], ["late", "open"]),
    "put off by others, and its time has passed": (
        [target(), target(when="2030", said="2025", by="Press")],
        ["late", "open"],
    ),
    "made vaguer, its time has passed": (
        [target(), target(when="2024-2026", said="2025")],
        ["superseded", "open"],
    ),
    "changed, and then repeated as it was": (
        [target(when="2030"), target("12", "2030", said="2022"), target(when="2030", said="2025")],
        ["superseded", "open"],
    ),
    "repeated by somebody else": ([target(when="2030"), target(when="2030", said="2025", by="Press")], ["open"]),
    "met, though it had been changed": (
        [target(), target("12", said="2023"), actual(when="2024")],
        ["met", "met"],
    ),
    "no target": ([actual(), figure("expected", "12", "2024"), figure("stated", "12", "2024")], []),
}


@pytest.mark.parametrize(("figures", "expected"), NUMBERS.values(), ids=NUMBERS)
def test_outcome_of_numbers(figures, expected):
    assert sorted(outcomes(figures)) == sorted(outcomes(figures[::-1])) == sorted(expected)


def test_outcome_is_that_of_the_day():
    figures = [target()]
    assert (outcomes(figures, date(2024, 12, 31)), outcomes(figures, date(2025, 1, 1))) == (["open"], ["overdue"])


PLANS = {
    "planned, and no more": ([planned("2030")], ["open"]),
    "planned for a time that has passed": ([planned("2024")], ["overdue"]),
    "planned from a day that has passed": ([planned("from 2024")], ["open"]),
    "happened as planned": ([planned("2025"), happened("2025-12-11")], ["met"]),
    "happened earlier": ([planned("2026"), happened("2025-12-11")], ["met"]),
    "happened later": ([planned("2024"), happened("2025-12-11")], ["late"]),
    "happened, perhaps in time": ([planned("2025-06-01"), happened("2025")], ["unproven"]),
    "happened, of a plan without a last day": ([planned("from 2025-12-11"), happened("by 2025")], ["met"]),
    "planned again": ([planned("2029"), planned("2030", published="2025")], ["superseded", "open"]),
    "planned again by somebody else": ([planned("2029"), planned("2030", "Press", "2025")], ["open", "open"]),
    "planned again, too late": ([planned("2024"), planned("2030", published="2025")], ["late", "open"]),
    "planned again, and happened": (
        [planned("2023"), planned("2025", published="2022"), happened("2025-12-11")],
        ["late", "met"],
    ),
    "never planned": ([happened("2025-12-11")], []),
    "two milestones": ([planned("2024"), happened("2024", key="another")], ["overdue"]),
}


@pytest.mark.parametrize(("dates", "expected"), PLANS.values(), ids=PLANS)
def test_outcome_of_plans(dates, expected):
    made = promises.of_dates(dates, ON)
    assert sorted(promise.outcome for promise in made) == sorted(expected)


def test_lateness_is_counted_from_the_last_day_to_the_first_on_which_it_was_so():
    [promise] = promises.of_figures([target(), actual()], ON)
    assert promise.slip.least("en") == "11 months"


def test_evidence_of_a_target_that_was_missed_is_the_newest_number_that_falls_short():
    short = actual("9", when="June 2025"), actual("12", when="December 2025", said="2025-12-31")
    [promise] = promises.of_figures([target(), *short], ON)
    assert promise.evidence is short[1]


def test_evidence_of_what_happened_is_whoever_said_it_first():
    repeated, first = happened("2025-12-11", "Press", "2025-12-31"), happened("2025-12-11")
    [promise] = promises.of_dates([planned("2024"), repeated, first], ON)
    assert promise.evidence is first


def test_announcements_are_told_with_the_oldest_first():
    later, first = target(said="2025", by="Press"), target(said="2021")
    [promise] = promises.of_figures([later, first], ON)
    assert promise.claims == [first, later]


def test_targets_that_cannot_both_be_true_are_disputed():
    made = promises.of_figures([target(), target("20", by="Press")], ON)
    assert [promise.is_disputed for promise in made] == [True, True]


def test_targets_that_can_both_be_true_are_not_disputed():
    made = promises.of_figures([target(), target(">15", by="Press")], ON)
    assert [promise.is_disputed for promise in made] == [False, False]


def test_promises_are_in_the_order_in_which_they_are_due():
    made = promises.of_figures([target(when=None), target(when="2030"), target(when="by 2025")], ON)
    assert [promise.span for promise in promises.by_due_day(made)] == [parse("by 2025"), Span.year(2030), None]


def test_promises_for_one_day_are_in_the_order_in_which_they_were_announced():
    made = promises.of_figures([target("20", said="2022"), target("16", said="2021")], ON)
    assert [promise.first.low for promise in promises.by_due_day(made)] == [16, 20]


def test_outcomes_are_counted_in_a_fixed_order():
    made = promises.of_figures([target("20"), target(when="2030"), target("30")], ON)
    assert list(promises.counted(made).items()) == [("open", 1), ("overdue", 2)]
