"""Every order of every list is total, and can be gone through from any of its rows in either direction."""

import json
from datetime import UTC, datetime

import pytest
import time_machine
from django.utils import translation
from rest_framework.request import Request
from rest_framework.test import APIRequestFactory

from newsroom.api_urls import router
from projects.records.models import Organisation
from projects.records.ordering import Ordered
from projects.records.paging import _plain
from projects.records.representations import JSON
from tests import builders
from tests.api import mistakes, results
from tests.drafts import rewritten

LONG_AFTER = datetime(2027, 6, 1, tzinfo=UTC)
LISTS = {prefix: viewset for prefix, viewset, _name in router.registry}
ORDERS = [
    (prefix, f"{sign}{name}")
    for prefix, viewset in LISTS.items()
    for name in viewset.filterset_class.base_filters["ordering"].names
    for sign in ("", "-")
]
ORDERS += [("milestones", "kind,-date"), ("figures", "-value,date,nature"), ("timeline", ""), ("figures", "")]


def rows_of(prefix: str, ordering: str, **query) -> Ordered:
    """What the list's view has to give pages of."""
    query = {"ordering": ordering, **query} if ordering else query
    view = LISTS[prefix](action="list", kwargs={}, format_kwarg=None, form=JSON)
    view.request = Request(APIRequestFactory().get("/", query))
    return view.filter_queryset(view.get_queryset())


def key(row):
    return (row["type"], row["key"]) if isinstance(row, dict) else row.pk


def keys(rows: Ordered) -> list:
    return [key(row) for row in rows[:10_000]]


def is_broken(prefix: str, ordering: str) -> bool:
    """Whether a walk from some row loses others or repeats them. Values come back from JSON, as from a cursor."""
    rows = rows_of(prefix, ordering)
    full = rows[:10_000]
    names = [key(row) for row in full]
    assert len(set(names)) == len(names) == rows.count() > 0
    for place in (0, len(full) // 3, len(full) // 2, len(full) - 1):
        values = rows.to_python(json.loads(json.dumps([_plain(value) for value in rows.values_of(full[place])])))
        beyond, before = keys(rows.beyond(values)), keys(rows.beyond(values, is_reversed=True))
        if (beyond, before) != (names[place + 1 :], names[:place][::-1]):
            return True
    return False


def test_list_goes_on_from_any_row_in_either_direction(demo):
    """All lists in one test, since the demo takes its time. Nothing was corrected there yet."""
    for organisation in Organisation.objects.all()[:5]:
        rewritten(organisation, at=datetime(2026, 3, 1, tzinfo=UTC), act="correct", seat="Elsewhere")
    with time_machine.travel(LONG_AFTER, tick=False):
        for language in ("en", "fr"):
            with translation.override(language):
                assert [order for order in ORDERS if is_broken(*order)] == []


@pytest.mark.parametrize("ordering", ["date", "-date"])
def test_what_has_no_value_comes_last_either_way(db, ordering):
    plant = builders.project()
    builders.figure(plant, low=1)
    for when in ("2021", "2022"):
        builders.figure(plant, when=when)
    found = [item["date"] and item["date"]["edtf"] for item in results("figures/", {"ordering": ordering})]
    assert found == (["2021", "2022", None] if ordering == "date" else ["2022", "2021", None])


@pytest.mark.parametrize("ordering", ["date", "-date"])
def test_pages_go_through_what_has_no_value(db, ordering):
    plant = builders.project()
    for low in (1, 2, 3):
        builders.figure(plant, low=low)
    builders.figure(plant, when="2021")
    with time_machine.travel(LONG_AFTER, tick=False):
        rows = rows_of("figures", ordering)
        full = rows[:10]
        assert keys(rows.beyond(rows.values_of(full[1]))) == [key(row) for row in full[2:]]
        assert keys(rows.beyond(rows.values_of(full[2]), is_reversed=True)) == [key(full[1]), key(full[0])]


def test_second_name_decides_where_the_first_ties(db):
    for kind, when in (("production", "2021"), ("production", "2022"), ("financing", "2020")):
        builders.milestone(kind=kind, happened=when)
    found = results("milestones/", {"ordering": "kind,-date"})
    assert [(item["kind"], item["date"]["edtf"]) for item in found] == [
        ("financing", "2020"),
        ("production", "2022"),
        ("production", "2021"),
    ]


@pytest.mark.parametrize("ordering", ["nonsense", "pk", "-slug", "--title", "title__gt", "?"])
def test_order_that_there_is_not_is_refused(db, ordering):
    (entry,) = mistakes("sources/", {"ordering": ordering})
    assert entry["parameter"] == "ordering"
    assert {"title", "-title", "date"} <= set(entry["allowed"])


@pytest.mark.parametrize("ordering", ["title,,date", ",", "title,", ",-date"])
def test_order_without_a_name_between_commas_is_refused(db, ordering):
    assert [entry["parameter"] for entry in mistakes("sources/", {"ordering": ordering})] == ["ordering"]


@pytest.mark.parametrize("ordering", ["title,title", "title,-title", "title,date,title,-date"])
def test_name_that_comes_again_changes_nothing(db, ordering):
    for title in ("B", "A"):
        builders.source(title=title)
    assert [item["title"] for item in results("sources/", {"ordering": ordering})] == ["A", "B"]
