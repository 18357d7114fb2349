"""Forms beside JSON: whole unless asked for in pages, in batches, without a body where none is asked for."""

import json

import pytest
import time_machine
from django.db import connection
from django.test.client import Client
from django.test.utils import CaptureQueriesContext

from projects.records import answers
from tests.api import LATER, ask, results, slugs
from tests.builders import milestone, project, source

pytestmark = pytest.mark.django_db


def lines(path: str, query=None, **headers) -> list[dict]:
    answer = ask(path, query, **headers)
    assert answer.status_code == 200, answer.content
    assert answer.headers["Content-Type"].startswith("application/x-ndjson")
    return [json.loads(line) for line in answer.getvalue().decode().split("\n")[:-1]]


def given(path: str, query=None) -> list[str]:
    return [item["slug"] for item in lines(path, query)]


def test_line_is_the_item_as_json_has_it():
    milestone(happened="July 2020")

    assert lines("milestones.ndjson") == results("milestones/")


def test_item_is_one_line():
    made = project()
    answer = ask(f"projects/{made.slug}.ndjson")

    assert answer.content.count(b"\n") == 1
    assert answer.headers["Content-Disposition"] == f'inline; filename="{made.slug}.ndjson"'


def test_list_without_items_is_empty():
    assert ask("sources.ndjson").getvalue() == b""


@pytest.mark.parametrize(
    ("path", "query", "headers"),
    [
        ("sources.ndjson", {}, {}),
        ("sources/", {"format": "ndjson"}, {}),
        ("sources/", {}, {"accept": "application/x-ndjson"}),
    ],
    ids=["suffix", "format", "header"],
)
def test_form_is_asked_for_in_three_ways(path, query, headers):
    made = source()

    assert [item["slug"] for item in lines(path, query, **headers)] == [made.slug]


def test_list_comes_whole_and_in_order():
    for _ in range(25):
        source()

    assert given("sources.ndjson") == slugs("sources/", {"page_size": 25})


def test_list_comes_whole_in_several_batches(monkeypatch):
    monkeypatch.setattr(answers, "BATCH", 2)
    made = {source(slug=f"source-of-batch-{number}").slug for number in range(5)}

    assert len(given("sources.ndjson")) == 5
    assert set(given("sources.ndjson")) == made


def test_list_has_the_filters_of_its_pages():
    source(kind="press-release")
    kept = source(kind="dataset")

    assert given("sources.ndjson", {"kind": "dataset"}) == [kept.slug]


def test_page_is_given_with_the_way_to_the_next():
    for _ in range(3):
        source()
    answer = ask("sources.ndjson", {"page_size": 2})

    assert answer.getvalue().count(b"\n") == 2
    assert 'rel="next"' in answer.headers["Link"]


def test_pages_follow_each_other_to_the_end():
    for _ in range(3):
        source()
    first, second = (given("sources.ndjson", {"page_size": 2, "page": page}) for page in (1, 2))

    assert [*first, *second] == slugs("sources/")


@pytest.mark.parametrize("path", ["sources.ndjson", "sources.csv", "projects.geojson", "timeline.timelinejs"])
def test_head_has_the_headers_alone(path):
    got, headed = ask(path), ask(path, method="head")

    assert headed.getvalue() == b""
    assert headed.headers["Content-Type"] == got.headers["Content-Type"]


def many(count: int) -> None:
    """Public sources in one go, past the door."""
    first = source()
    model, fields = type(first), {"kind": first.kind, "version": 1, "published_at": first.published_at}
    model.objects.bulk_create(
        model(slug=f"many-{number}", title="Many", known_on=first.known_on, accessed=first.known_on, **fields)
        for number in range(count)
    )


def test_long_list_begins_before_its_last_row_was_asked_for():
    many(5000)
    with time_machine.travel(LATER, tick=False):
        answer = Client().get("/api/v1/sources.ndjson")
        parts = iter(answer.streaming_content)
        with CaptureQueriesContext(connection) as first:
            begun = next(parts)
        with CaptureQueriesContext(connection) as others:
            rest = [part.count(b"\n") for part in parts]

    assert begun.count(b"\n") == answers.BATCH
    assert begun.count(b"\n") + sum(rest) == 5001
    assert max(rest) <= answers.BATCH
    assert len(first) < len(others) / 20
