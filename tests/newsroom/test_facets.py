"""The counts that a list gives beside its items."""

from datetime import UTC, datetime

import pytest

from tests.api import ask

AFTER_THE_DEMO = datetime(2026, 2, 1, tzinfo=UTC)
# As many queries as any list may take; each with what it can be counted by.
MOST_QUERIES = 8
COUNTED_BY = {
    "timeline": "type,kind,status,project,organisation,year",
    "releases": "kind,project,organisation,topic,year",
    "milestones": "kind,status,project,organisation,year,key",
    "projects": "kind,status,organisation",
    "figures": "measure,nature,project,organisation,party,source",
    "organisations": "country,part_of",
    "sources": "kind,organisation,year",
    "corrections": "type",
}


def asked(name: str, query: dict) -> dict:
    return ask(f"{name}/", query, at=AFTER_THE_DEMO).json()


@pytest.mark.parametrize("name", COUNTED_BY)
def test_list_gives_every_count_that_is_asked_for(demo, name):
    found = asked(name, {"facets": COUNTED_BY[name], "page_size": 1})
    assert list(found["facets"]) == COUNTED_BY[name].split(",")


@pytest.mark.parametrize("name", COUNTED_BY)
def test_list_gives_no_counts_unasked(demo, name):
    assert asked(name, {"page_size": 1})["facets"] is None


@pytest.mark.parametrize("name", COUNTED_BY)
def test_counting_takes_no_query_more(demo, name, django_assert_max_num_queries):
    with django_assert_max_num_queries(MOST_QUERIES):
        asked(name, {"facets": COUNTED_BY[name], "page_size": 100})


def test_count_of_a_value_is_that_of_the_list_with_its_filter(demo):
    counts = asked("timeline", {"facets": "kind", "kind": "policy"})["facets"]["kind"]
    alone = {each["value"]: asked("timeline", {"kind": each["value"]})["count"] for each in counts}
    assert {each["value"]: each["count"] for each in counts} == alone
