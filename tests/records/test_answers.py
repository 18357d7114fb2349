"""What every answer of the API says in its headers, and when it says nothing else."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from django.utils.http import parse_http_date

from projects.records import publishing
from projects.records.answers import Deprecated
from projects.records.api import SourceViewSet
from tests import builders, rows
from tests.api import LATER, ask
from tests.builders import NOW
from tests.drafts import draft, rewritten, somebody

pytestmark = pytest.mark.django_db
LIST, ITEM = "sources/", "sources/report/"
SECOND = timedelta(seconds=1)
MIDNIGHT = datetime(2025, 12, 17, 23, tzinfo=UTC)


@pytest.fixture(autouse=True)
def report():
    return builders.source(slug="report", title="The report")


def http(moment: datetime) -> str:
    return format_datetime(moment, usegmt=True)


def tag(path=LIST, query=None, **options) -> str:
    return ask(path, query, **options).headers["ETag"]


# The tag.


def test_tag_is_strong_and_has_the_number_of_the_ledger():
    assert tag().startswith('"1-')


def test_tag_stays_while_nothing_happens():
    assert tag() == tag(at=LATER + timedelta(minutes=5))


ACTS = {
    "publish": lambda source: builders.organisation(),
    "update": lambda source: rewritten(source, title="Renamed"),
    "minor": lambda source: rewritten(source, act="minor", title="Renamed"),
    "correct": lambda source: rewritten(source, act="correct", title="Renamed"),
    "withdraw": lambda source: builders.withdraw(source),
}


@pytest.mark.parametrize("act", ACTS)
def test_tag_changes_with(report, act):
    before = tag()
    ACTS[act](report)
    assert tag() != before


def test_tag_changes_with_a_restoration(report):
    builders.withdraw(report)
    before = tag()
    publishing.restore(report, by=somebody("press"), at=LATER)
    assert tag() != before


def test_tag_stays_while_a_draft_is_written(report):
    before = tag()
    draft(report, title="Renamed")
    assert tag() == before


def test_tag_changes_at_midnight_where_readers_are():
    assert tag(at=MIDNIGHT - SECOND) != tag(at=MIDNIGHT)


OTHERS = [
    (LIST, {"page_size": 7}),
    (LIST, {"language": "fr"}),
    (LIST, {"format": "ndjson"}),
    (ITEM, {}),
    ("organisations/", {}),
]


@pytest.mark.parametrize(("path", "query"), OTHERS)
def test_tag_differs_with_the_address(path, query):
    assert tag(path, query) != tag()


def test_tag_differs_with_the_form_asked_for_in_a_header():
    assert tag(accept="application/x-ndjson") != tag()


@pytest.mark.parametrize("path", [LIST, ITEM])
def test_head_has_the_headers_of_get(path):
    names = ("ETag", "Last-Modified", "Cache-Control", "Link", "Vary", "Content-Language", "Content-Type")
    full, head = ask(path), ask(path, method="head")
    assert {name: head.headers[name] for name in names} == {name: full.headers[name] for name in names}


# Whoever has it already.

QUERIES = {LIST: 1, ITEM: 1, "timeline/": 1, "sources.ndjson": 1, "": 1, "openapi.json": 1}


@pytest.mark.parametrize(("path", "most"), QUERIES.items(), ids=[path or "root" for path in QUERIES])
def test_known_tag_is_answered_before_anything_is_looked_up(path, most, django_assert_max_num_queries):
    known = tag(path)
    with django_assert_max_num_queries(most):  # what the answer would be made from
        answer = ask(path, if_none_match=known)
    assert (answer.status_code, answer.content, answer.headers["ETag"]) == (304, b"", known)


def test_known_moment_is_answered_before_the_list_is_looked_up(django_assert_max_num_queries):
    known = ask(LIST).headers["Last-Modified"]
    with django_assert_max_num_queries(1):
        assert ask(LIST, if_modified_since=known).status_code == 304


IF_NONE_MATCH = {
    "the tag": ("{tag}", 304),
    "the tag, weak": ("W/{tag}", 304),
    "a list with it": ('"other", W/"another",{tag}', 304),
    "another tag": ('"other"', 200),
    "a list without it": ('"other", "another"', 200),
    "anything": ("*", 304),
    "no tag at all": ("nonsense", 200),
    "nothing": ("", 200),
    "very many": (", ".join(f'"{number}"' for number in range(900)), 200),
}


@pytest.mark.parametrize(("header", "status"), IF_NONE_MATCH.values(), ids=IF_NONE_MATCH)
@pytest.mark.parametrize("path", [LIST, ITEM])
def test_if_none_match_has(path, header, status):
    assert ask(path, if_none_match=header.replace("{tag}", tag(path))).status_code == status


IF_MATCH = {"the tag": ("{tag}", 200), "the tag, weak": ("W/{tag}", 412), "anything": ("*", 200)}
IF_MATCH |= {"another": ('"other"', 412), "a list": ('"other", {tag}', 200)}


@pytest.mark.parametrize(("header", "status"), IF_MATCH.values(), ids=IF_MATCH)
@pytest.mark.parametrize("path", [LIST, ITEM, "", "openapi.json"])
def test_if_match_has(path, header, status):
    assert ask(path, if_match=header.replace("{tag}", tag(path))).status_code == status


def test_failed_precondition_is_a_problem_that_nobody_keeps():
    answer = ask(LIST, if_match='"other"')
    assert (answer.headers["Content-Type"], answer.json()["status"]) == ("application/problem+json", 412)
    assert answer.headers["Cache-Control"] == "no-store"


MOMENTS = [
    ("if_modified_since", 0 * SECOND, 304),
    ("if_modified_since", SECOND, 304),
    ("if_modified_since", -SECOND, 200),
    ("if_unmodified_since", 0 * SECOND, 200),
    ("if_unmodified_since", SECOND, 200),
    ("if_unmodified_since", -SECOND, 412),
]


@pytest.mark.parametrize(("header", "apart", "status"), MOMENTS)
@pytest.mark.parametrize("path", [LIST, ITEM, "openapi.json"])
def test_answer_depends_on_the_moment_in(path, header, apart, status):
    changed = datetime.fromtimestamp(parse_http_date(ask(path).headers["Last-Modified"]), UTC)
    assert ask(path, **{header: http(changed + apart)}).status_code == status


def test_tag_decides_where_a_moment_is_given_too():
    assert ask(LIST, if_none_match='"other"', if_modified_since=http(LATER)).status_code == 200


CONDITIONS = [{"if_modified_since": http(LATER)}, {"if_none_match": "*"}, {"if_match": '"other"'}]
CONDITIONS += [{"if_unmodified_since": http(NOW - timedelta(days=9))}, {"if_none_match": '"1-old"'}]
REFUSED = [
    (LIST, {"nonsense": 1}, 400),
    ("sources/nowhere/", {}, 404),
    (LIST, {"page": 9}, 404),
    ("?x=1", {}, 400),
]


@pytest.mark.parametrize(("path", "query", "status"), REFUSED)
@pytest.mark.parametrize("condition", CONDITIONS, ids=str)
def test_condition_changes_nothing_where_there_is_no_answer(condition, path, query, status):
    assert ask(path, query, **condition).status_code == status


def test_what_was_withdrawn_is_gone_for_whoever_had_it(report):
    known = tag(ITEM)
    builders.withdraw(report)
    assert ask(ITEM, if_none_match=known).status_code == ask(ITEM, if_match=known).status_code == 410


def test_other_preconditions_than_a_tag_wait_until_there_is_an_answer():
    assert ask("sources/nowhere/", if_none_match='"other"', if_match='"past"').status_code == 404


# How long an answer may be kept.


@pytest.fixture
def every_status(report):
    """An address for each status, with what it takes to get it."""
    rewritten(builders.source(slug="once"), act="minor", slug="now")
    builders.withdraw(builders.source(slug="gone"))
    return {
        200: (LIST, {}),
        301: ("sources/once/", {}),
        304: (LIST, {"if_none_match": "*"}),
        400: (f"{LIST}?nonsense=1", {}),
        404: ("sources/nowhere/", {}),
        405: (LIST, {"method": "post"}),
        406: (LIST, {"accept": "text/html"}),
        410: ("sources/gone/", {}),
        412: (LIST, {"if_match": '"other"'}),
    }


KEPT = {200: True, 301: True, 304: True, 400: True, 404: True, 406: True, 410: True, 405: False, 412: False}


@pytest.mark.parametrize(("status", "is_kept"), KEPT.items())
def test_answer_may_be_kept_if_it_depends_on_the_address_alone(every_status, status, is_kept):
    path, options = every_status[status]
    answer = ask(path, **options)
    assert answer.status_code == status
    assert answer.headers["Cache-Control"] == ("public, max-age=60" if is_kept else "no-store")


@pytest.mark.parametrize("path", [LIST, ITEM, "sources/nowhere/"])
def test_answer_is_kept_until_the_next_scheduled_act(path):
    rows.schedule(due_at=LATER + 7 * SECOND)
    assert ask(path).headers["Cache-Control"] == "public, max-age=7"


def test_answer_is_kept_until_midnight():
    assert ask(LIST, at=MIDNIGHT - 5 * SECOND).headers["Cache-Control"] == "public, max-age=5"


def test_failure_is_kept_by_nobody(monkeypatch):
    monkeypatch.setattr(SourceViewSet, "list", lambda *args: 1 / 0)
    assert ask(LIST).headers["Cache-Control"] == "no-store"


# The others.


@pytest.mark.parametrize(("language", "named"), [("en", "en"), ("fr", "fr"), ("all", "en, fr")])
@pytest.mark.parametrize("path", [LIST, ITEM, "sources/nowhere/"])
def test_language_of_the_answer_is_named(path, language, named):
    assert ask(path, {"language": language}).headers["Content-Language"] == named


@pytest.mark.parametrize("path", [LIST, ITEM, "", "sources/nowhere/", "sources.ndjson"])
def test_licence_is_linked(path):
    assert '<http://testserver/api/v1/docs/#licence>; rel="license"' in ask(path).headers["Link"]


def test_next_page_is_linked():
    builders.source()
    answer = ask(LIST, {"page_size": 1})
    assert f'<{answer.json()["next"]}>; rel="next"' in answer.headers["Link"]


def test_what_is_not_deprecated_does_not_say_so():
    assert {"Deprecation", "Sunset"} & set(ask(LIST).headers) == set()


def test_what_is_deprecated_says_since_when_and_until_when(monkeypatch):
    since, sunset = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)
    monkeypatch.setattr(SourceViewSet, "deprecated", Deprecated(since, sunset, "https://example.org/new"))
    headers = ask(LIST).headers
    assert headers["Deprecation"] == "@1767225600"
    assert headers["Sunset"] == "Fri, 01 Jan 2027 00:00:00 GMT"
    assert '<https://example.org/new>; rel="deprecation"' in headers["Link"]
