"""Lists in pages: each row once, from either end, however long the list is and whatever happens meanwhile."""

from datetime import date, timedelta

import pytest
from django.core.signing import Signer
from django.db import connection
from django.test.utils import CaptureQueriesContext

from projects.records import paging
from projects.records.models import Source
from tests import builders
from tests.api import ask, mistakes, results
from tests.builders import NOW

pytestmark = pytest.mark.django_db
DAY = date(2021, 6, 28)
ALL, ALIKE = 3000, 2500
PAGE = {"page_size": 100, "fields": "id"}


def sources(count: int, day=None, first: int = 0) -> list[str]:
    """So many live sources in one go, past the door: of one day, or of a day each. Gives their ids."""
    made = [
        Source(slug=f"many-{number}", title=f"Report {number % 7}", kind="report", **_live(day or _day(number)))
        for number in range(first, first + count)
    ]
    return [str(each.pk) for each in Source.objects.bulk_create(made)]


def _live(day) -> dict:
    dated = {"published_earliest": day, "published_latest": day, "known_on": day}
    return {"version": 1, "published_at": NOW, "updated_at": NOW, **dated}


def _day(number: int) -> date:
    return date(2010, 1, 1) + timedelta(days=number)


@pytest.fixture
def many() -> list[str]:
    """Three thousand, of which 2,500 share their date, between older and newer ones."""
    return sources(ALIKE, DAY) + sources(ALL - ALIKE, first=ALIKE)


def walk(answer, onward="next", between=lambda page: None):
    """The pages from this one on."""
    while True:
        page = answer.json()
        yield [item["id"] for item in page["results"]]
        if page[onward] is None:
            return
        between(page)
        answer = follow(page[onward])


def follow(link: str):
    path, _, query = link.removeprefix("http://testserver/api/v1/").partition("?")
    return ask(path, query)


def joined(pages) -> list[str]:
    return [name for page in pages for name in page]


def test_rows_that_share_their_date_come_once_each(many):
    found = joined(walk(ask("sources/", PAGE)))
    assert len(found) == ALL
    assert set(found) == set(many)


def test_way_back_is_the_way_there(many):
    forwards = list(walk(ask("sources/", PAGE)))
    last = ask("sources/", {**PAGE, "page": ALL // 100})
    assert list(walk(last, "previous"))[::-1] == forwards


def test_rows_that_stay_come_once_while_others_come_and_go(many):
    doomed, turns = many[::3], iter(range(ALL))

    def meanwhile(page):
        gone, doomed[:20] = doomed[:20], []
        Source.objects.filter(pk__in=gone).delete()
        sources(20, DAY, first=ALL + 20 * next(turns))

    found = joined(walk(ask("sources/", PAGE), between=meanwhile))
    stayed = set(many) - set(many[::3])
    assert len(found) == len(set(found))
    assert stayed <= set(found)


def test_number_of_queries_does_not_grow_with_the_list(many):
    with CaptureQueriesContext(connection) as of_many:
        ask("sources/", PAGE)
    Source.objects.filter(pk__in=many[100:]).delete()
    with CaptureQueriesContext(connection) as of_few:
        ask("sources/", PAGE)
    assert len(of_many) == len(of_few) <= 8


# One step.


@pytest.fixture
def five() -> list[str]:
    """The newest first, as the list has them."""
    return sources(5)[::-1]


def test_previous_of_the_second_page_is_the_first(five):
    first = ask("sources/", {"page_size": 2}).json()
    again = follow(follow(first["next"]).json()["previous"]).json()
    assert again["results"] == first["results"]
    assert again["previous"] is None


def test_only_page_leads_nowhere(five):
    page = ask("sources/").json()
    assert (page["count"], page["next"], page["previous"]) == (5, None, None)


@pytest.mark.parametrize(("number", "expected"), [(1, slice(0, 2)), (2, slice(2, 4)), (3, slice(4, 5))])
def test_page_by_number(five, number, expected):
    page = results("sources/", {"page_size": 2, "page": number})
    assert [item["id"] for item in page] == five[expected]


@pytest.mark.parametrize("number", [4, 10_000, 999_999_999])
def test_page_beyond_the_end_leads_nowhere(five, number):
    answer = ask("sources/", {"page_size": 2, "page": number})
    assert (answer.status_code, answer.json()["errors"][0]["parameter"]) == (404, "page")


def test_first_page_of_nothing_is_empty():
    assert results("sources/", {"page": 1}) == []


@pytest.mark.parametrize("size", ["0", "101", "1000000000", "-1", "1.0", "1e1", "٣", "1" * 5000])
def test_page_size_has_bounds(size):
    assert [each["parameter"] for each in mistakes("sources/", {"page_size": size})] == ["page_size"]


@pytest.mark.parametrize("number", ["0", "-1", "x", "1.5", "1" * 10, "٣"])
def test_page_is_a_whole_number(number):
    assert [each["parameter"] for each in mistakes("sources/", {"page": number})] == ["page"]


def test_from_the_last_numbered_page_a_cursor_leads_on(five, monkeypatch):
    monkeypatch.setattr("projects.records.paging.BY_NUMBER", 4)
    pages = list(walk(ask("sources/", {"page_size": 2, "page": 1})))
    assert joined(pages) == five
    assert ask("sources/", {"page_size": 2, "page": 3}).status_code == 404


@pytest.mark.parametrize(("onward", "back"), [("next", "previous"), ("previous", "next")])
def test_empty_page_beyond_an_end_leads_back_to_all_that_is_left(five, onward, back):
    middle = follow(ask("sources/", {"page_size": 2}).json()["next"]).json()
    own = {item["id"] for item in middle["results"]}
    Source.objects.exclude(pk__in=own).delete()
    beyond = follow(middle[onward]).json()
    assert (beyond["results"], beyond[onward]) == ([], None)
    assert {item["id"] for item in follow(beyond[back]).json()["results"]} == own


# Cursors.


def cursor_of(path="sources/", **query) -> str:
    link = ask(path, {"page_size": 2, **query}).json()["next"]
    return link.partition("cursor=")[2].partition("&")[0].replace("%3A", ":")


def test_cursor_altered_by_a_byte_leads_nowhere(five):
    """At each of its places: it is never a failure, and never another page."""
    cursor = cursor_of()
    refused = set()
    for place, letter in enumerate(cursor):
        altered = cursor[:place] + ("A" if letter != "A" else "B") + cursor[place + 1 :]
        answer = ask("sources/", {"page_size": 2, "cursor": altered})
        refused.add((answer.status_code, answer.json()["errors"][0]["parameter"]))
    assert refused == {(404, "cursor")}


@pytest.mark.parametrize("letter", ["%00", "%FF", "%20", "%2B", "é", "/", "%25", "=", "%0A"])
def test_cursor_of_other_letters_is_malformed(five, letter):
    cursor = cursor_of()
    answer = ask("sources/", f"cursor={cursor[:9]}{letter}{cursor[10:]}")
    assert (answer.status_code, answer.json()["errors"][0]["parameter"]) == (400, "cursor")


@pytest.mark.parametrize("cut", [1, 5, 30, -1])
def test_cursor_that_was_cut_is_refused(five, cut):
    assert ask("sources/", {"cursor": cursor_of()[:cut]}).status_code in (400, 404)


OTHERS = [
    ("sources/", {"ordering": "title"}),
    ("sources/", {"ordering": "date"}),
    ("sources/", {"ordering": "-date,title"}),
    ("sources/", {"language": "fr"}),
    ("sources/", {"as_known": "2025-01-01"}),
    ("organisations/", {}),
    ("timeline/", {}),
    ("corrections/", {}),
]


@pytest.mark.parametrize(("path", "query"), OTHERS)
def test_cursor_of_another_list_or_order_leads_nowhere(five, path, query):
    answer = ask(path, {"cursor": cursor_of(), **query})
    assert (answer.status_code, answer.json()["errors"][0]["parameter"]) == (404, "cursor")


def test_cursor_of_another_key_leads_nowhere(five, monkeypatch):
    cursor = cursor_of()
    monkeypatch.setattr(paging, "_SIGNER", Signer(key="another", salt="projects.records.paging"))
    assert ask("sources/", {"cursor": cursor}).status_code == 404


def test_cursor_is_good_under_other_filters(five):
    """It is a place in the order, not in what was found."""
    found = results("sources/", {"cursor": cursor_of(), "kind": "report"})
    assert [item["id"] for item in found] == five[2:]


def test_links_keep_the_question(five):
    link = ask("sources/", {"page_size": 2, "kind": "report", "language": "fr"}).json()["next"]
    assert {"page_size=2", "kind=report", "language=fr"} <= set(link.partition("?")[2].split("&"))


def test_longest_cursor_is_of_the_pattern():
    """The longest titles that there can be still make a cursor that is accepted."""
    for number in range(2):
        builders.source(title="É" * 300, slug=f"long-{number}")
    first = ask("sources/", {"page_size": 1, "ordering": "title,date,published_at,updated_at"})
    assert follow(first.json()["next"]).status_code == 200
