"""The order of the directory: total, the same everywhere, and what nobody has said comes last."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from projects.entries import Entry, arranged, opening
from projects.records.dates import Span

STATUSES = ["announced", "permitting", "under-construction", "inaugurated", "operational", "suspended"]
LASTING = ("permitting", "under-construction", "operational", "suspended")


def figure(low, high=None):
    return SimpleNamespace(current=SimpleNamespace(low=low and Decimal(low), high=high and Decimal(high)))


def report(status, span=None, pk=1):
    span = span or Span.year(2025)
    return SimpleNamespace(
        status=status, span=span, latest=span.latest, approx=span.approx, LASTING=LASTING, pk=pk
    )


def entry(name, pk=1, **told):
    return Entry(SimpleNamespace(name=name, pk=pk, latitude=None, longitude=None), **told)


def names(entries, column="name", is_descending=False):
    return [each.project.name for each in arranged(entries, column, is_descending, STATUSES)]


def test_names_are_sorted_without_regard_to_accents_and_case():
    entries = [entry(name) for name in ("usine", "Zephyr", "École", "acier", "Énergie", "Eau")]
    assert names(entries) == ["acier", "Eau", "École", "Énergie", "usine", "Zephyr"]


def test_names_are_sorted_the_other_way_round():
    assert names([entry("A"), entry("B")], is_descending=True) == ["B", "A"]


def test_one_name_twice_is_in_the_order_of_the_ids():
    entries = [entry("A", pk=2), entry("A", pk=1)]
    assert [each.project.pk for each in arranged(entries, "name", False, STATUSES)] == [1, 2]


def test_statuses_are_sorted_by_how_far_a_project_is():
    entries = [entry(status, report=report(status)) for status in reversed(STATUSES)]
    assert names(entries, "status") == STATUSES


@pytest.mark.parametrize("name", ["capacity-now", "capacity-aimed"])
def test_capacities_are_sorted_by_their_number(name):
    entries = [entry(low, **{name.replace("-", "_"): figure(low)}) for low in ("100", "9", "16.5")]
    assert names(entries, name) == ["9", "16.5", "100"]


def test_number_without_a_lower_bound_goes_by_its_upper():
    entries = [entry("at most 20", capacity_now=figure(None, 20)), entry("16", capacity_now=figure(16))]
    assert names(entries, "capacity-now") == ["16", "at most 20"]


def test_openings_are_sorted_by_their_time():
    entries = [entry(str(year), opens_span=Span.year(year)) for year in (2030, 2023, 2025)]
    assert names(entries, "opens") == ["2023", "2025", "2030"]


@pytest.mark.parametrize("is_descending", [False, True])
@pytest.mark.parametrize(
    ("column", "told"),
    [
        ("status", {"report": report("announced")}),
        ("capacity-now", {"capacity_now": figure(0)}),
        ("capacity-aimed", {"capacity_aimed": figure(16)}),
        ("opens", {"opens_span": Span.year(2025)}),
    ],
)
def test_what_nobody_has_said_comes_last_either_way(column, told, is_descending):
    entries = [entry("A"), entry("B", **told), entry("C")]
    assert names(entries, column, is_descending) == ["B", "A", "C"]


def test_what_is_equal_is_in_the_order_of_the_names_either_way():
    entries = [entry(name, capacity_now=figure(16)) for name in "CAB"]
    assert names(entries, "capacity-now", is_descending=True) == ["A", "B", "C"]


@pytest.mark.parametrize("status", ["announced", "permitting", "under-construction", "suspended"])
def test_report_of_what_is_not_open_tells_no_opening(status):
    assert opening([report(status)]) is None


def test_inauguration_tells_the_day_of_the_opening():
    told = report("inaugurated", Span.day(date(2025, 12, 11)))
    assert opening([told]) == (told, told.span)


def test_operation_tells_by_when_it_opened():
    told = report("operational", Span.month(2025, 6))
    assert opening([told]) == (told, Span(None, date(2025, 6, 30)))


def test_operation_from_a_day_on_tells_that_day():
    told = report("operational", Span(date(2025, 6, 1), None))
    assert opening([told]) == (told, told.span)


def test_first_report_of_an_opening_counts():
    first, second = report("inaugurated", Span.year(2023), 2), report("operational", Span.year(2025), 1)
    assert opening([second, first])[0] is first


@pytest.mark.parametrize("status", STATUSES)
def test_project_is_open_while_its_status_says_so(status):
    assert entry("A", report=report(status)).has_opened is (status in ("inaugurated", "operational"))


def test_project_without_a_status_is_not_open():
    assert entry("A").has_opened is False
