"""What no page was asked by its reader, and what a page says of what it does not know."""

import re

import pytest

from projects.records.asking import Ignored, ignored

KNOWN = ["as_known", "kind", "order", "organisation", "project", "q", "page"]


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("foo", None),
        ("knd", "kind"),
        ("Project", "project"),
        ("organization", "organisation"),
        ("search", "q"),
        ("sort", "order"),
        ("ordering", "order"),
    ],
)
def test_stranger_is_named_with_what_comes_nearest(name, nearest):
    assert ignored([name], KNOWN) == [Ignored(name, nearest)]


def test_stranger_that_another_page_would_know_by_another_name_is_not_taken_for_it():
    assert ignored(["search"], ["page", "as_known"]) == [Ignored("search", None)]


@pytest.mark.parametrize("name", ["", "kind", "utm_source", "fbclid", "gclid", "mc_cid", "_ga", "mtm_campaign"])
def test_what_is_known_empty_or_counts_visits_is_no_stranger(name):
    assert ignored([name], KNOWN) == []


def test_only_the_first_strangers_are_named_and_long_names_are_cut():
    found = ignored([f"{'x' * 5000}{number}" for number in range(9)], KNOWN)

    assert [len(each.name) for each in found] == [61] * 5


@pytest.mark.parametrize(
    "path", ["", "timeline/", "projects/", "news/", "organisations/", "sources/", "corrections/"]
)
def test_page_says_what_it_ignored_and_stands(reader, path):
    response = reader.get(f"/en/{path}", {"foo": "1"})

    assert response.status_code == 200
    assert "“foo” is no filter here and was ignored." in response.content.decode()


def test_page_that_ignored_something_offers_the_nearest_name(reader):
    html = reader.get("/en/timeline/", {"knd": "party"}).content.decode()

    assert re.search("“knd” is no filter here and was ignored. Did you mean “kind”\\?", html)


@pytest.mark.parametrize(
    "path",
    ["timeline/?kind=company", "timeline/?all=1", "timeline/?utm_source=x", "news/?topic=", "sources/?page=1"],
)
def test_page_is_silent_on_what_it_knows_and_on_what_counts_visits(reader, path):
    assert "was ignored" not in reader.get(f"/en/{path}").content.decode()


def test_name_that_is_markup_is_shown_as_it_was_typed(reader):
    html = reader.get("/en/projects/", {"<script>": "1"}).content.decode()

    assert "“&lt;script&gt;” is no filter here" in html
