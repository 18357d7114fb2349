"""Whatever goes wrong below /api/ is a problem by RFC 9457, and what is not public cannot be told from nothing."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.conf import settings as configured
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from projects.records.api import SourceViewSet
from projects.records.filters_lists import SourceFilters
from projects.records.serializers import SourceSerializer
from tests import builders, rows
from tests.api import LATER, ask
from tests.builders import NOW
from tests.nouns import BUILD, NOUNS

pytestmark = pytest.mark.django_db
TOO_MANY = "&".join(["a=1"] * (configured.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1))


@pytest.fixture
def client(settings):
    settings.ALLOWED_HOSTS = ["testserver"]
    return Client(raise_request_exception=False)


ADDRESSES = {
    "/api": 404,
    "/api/": 404,
    "/api/v2/": 404,
    "/api/v2/sources/": 404,
    "/api/v1/nowhere/": 404,
    "/api/v1/sources/nowhere/": 404,
    "/api/v1/sources/%00/": 400,
    "/api/v1/sources/%ff%fe/": 404,
    "/api/v1/sources/%F0%9F%8F%AD/": 404,
    "/api/v1/sources/a%2Fb/": 404,
    "/api/v1/sources/" + "a" * 8000 + "/": 404,
    "/api/v1/sources/?" + "a" * 8000: 400,
    "/api/v1/sources/?search=%ff": 400,
    "/api/v1/sources/?%ff=1": 400,
    "/api/v1/sources/?search=%00": 400,
    f"/api/v1/sources/?{TOO_MANY}": 400,
    f"/api/v1/nowhere?language=fr&{TOO_MANY}": 400,
    "/api/v1/sources/?format=xml": 406,
    "/api/v1/sources.xml": 406,
    "/api/v1/sources/nowhere.xml": 406,
    "/api/v1/timeline/?page=0": 400,
}


def is_problem(answer, status: int) -> bool:
    told = answer.json()
    is_one = answer.headers["Content-Type"] == "application/problem+json" and told["type"] == "about:blank"
    return is_one and (answer.status_code, told["status"]) == (status, status) and bool(told["detail"])


@pytest.mark.parametrize("debug", [False, True])
@pytest.mark.parametrize(("path", "status"), ADDRESSES.items(), ids=lambda word: str(word)[:50])
def test_address_that_leads_to_nothing_is_a_problem(client, settings, path, status, debug):
    settings.DEBUG = debug
    assert is_problem(client.get(path), status)


HEADERS = {
    "a host that is not ours": ({"host": "evil.example.com"}, 400),
    "a host that is none": ({"host": "a b"}, 400),
    "a form that there is not": ({"accept": "text/html"}, 406),
    "a form that is none": ({"accept": "nonsense"}, 406),
    "an empty form": ({"accept": ";q=0"}, 406),
    "four thousand letters of forms": ({"accept": "application/x-" + "a" * 4000}, 406),
    "a state that is past": ({"if_match": '"past"'}, 412),
}


@pytest.mark.parametrize(("headers", "status"), HEADERS.values(), ids=HEADERS)
def test_header_that_nobody_can_follow_is_a_problem(client, headers, status):
    assert is_problem(client.get("/api/v1/sources/", headers=headers), status)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "A" * 1000])
@pytest.mark.parametrize("path", ["", "sources/", "sources/nowhere/", "openapi.json", "docs/", "sources.ndjson"])
def test_method_that_would_write_is_a_problem(client, method, path, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):  # the edition of a ledger that has nothing
        answer = client.generic(method, f"/api/v1/{path}")
    assert is_problem(answer, 405)
    assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"


FAILURES = {
    "a view": (SourceViewSet, "list"),
    "a filter": (SourceFilters, "filter_queryset"),
    "a serializer": (SourceSerializer, "to_representation"),
    "an item": (SourceViewSet, "retrieve"),
}


@pytest.mark.parametrize("debug", [False, True])
@pytest.mark.parametrize("error", [RuntimeError, OperationalError, RecursionError, MemoryError])
@pytest.mark.parametrize(("owner", "name"), FAILURES.values(), ids=FAILURES)
def test_failure_is_a_problem(client, settings, monkeypatch, owner, name, error, debug):
    settings.DEBUG = debug
    builders.source(slug="report")
    client.get("/api/v1/sources/")

    def fail(*args, **kwargs):
        raise error("secret")

    monkeypatch.setattr(owner, name, fail)
    path = "sources/report/" if name == "retrieve" else "sources/"
    answer = client.get(f"/api/v1/{path}")
    assert is_problem(answer, 500)
    assert (answer.headers["Cache-Control"], b"secret" in answer.content) == ("no-store", False)


def test_database_that_does_not_answer_is_a_problem(client, monkeypatch):
    def fail(*args, **kwargs):
        raise OperationalError("secret")

    monkeypatch.setattr(connection, "ensure_connection", fail)
    monkeypatch.setattr(connection, "cursor", fail)
    assert is_problem(client.get("/api/v1/sources/"), 500)


PLACES = ["sources/nowhere/", "nowhere/", "sources/?page=9", "sources/?x=1", "sources/?format=xml", "%00/"]


def in_language(client, path: str, language: str):
    return client.get(f"/api/v1/{path}{'&' if '?' in path else '?'}language={language}")


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("path", PLACES)
def test_problem_names_the_language_asked_for(client, path, language):
    assert in_language(client, path, language).headers["Content-Language"] == language


@pytest.mark.parametrize("path", ["sources/?x=1", "%00/"])
def test_problem_is_in_the_language_asked_for(client, path):
    english, french = (in_language(client, path, language).json() for language in ("en", "fr"))
    assert french["detail"] != english["detail"]


# What is not public, and what never was.

LISTS = {noun: f"{noun}s" for noun in NOUNS}
FORMS = ["json", "ndjson", "csv", "md", "ics", "xml"]


def drafted(noun):
    fields = {"issuers": [builders.organisation()]} if noun == "release" else {}
    return BUILD[noun](live=False, slug="quiet", **fields)


def scheduled(noun):
    made = drafted(noun)
    version = rows.version(made, number=1)
    rows.schedule(version, due_at=LATER + timedelta(days=3))
    return made


def of_tomorrow(noun):
    return builders.make_live(drafted(noun), at=LATER + timedelta(days=1))


def withdrawn_before_it_was_seen(noun):
    """As a fixture, or a clock that was ahead, can leave it."""
    made = drafted(noun)
    days = {"version": 1, "published_at": LATER + timedelta(days=2), "withdrawn_at": LATER + timedelta(days=3)}
    type(made).objects.filter(pk=made.pk).update(**days)
    return made


HIDDEN = [drafted, scheduled, of_tomorrow, withdrawn_before_it_was_seen]


def told(path: str) -> tuple:
    """All that a reader gets, and how much was looked up for it."""
    with CaptureQueriesContext(connection) as queries:
        answer = ask(path)
    return answer.status_code, dict(answer.headers), answer.content, len(queries)


@pytest.mark.parametrize("hide", HIDDEN, ids=lambda hide: hide.__name__)
@pytest.mark.parametrize("noun", NOUNS)
def test_what_is_not_public_is_answered_as_what_never_was(noun, hide):
    hidden = hide(noun)
    for form in FORMS:
        for name, unknown in ((hidden.pk, uuid4()), ("quiet", "never-was")):
            found, nothing = (told(f"{LISTS[noun]}/{each}.{form}") for each in (name, unknown))
            assert found == nothing
            assert found[0] in (404, 406)


@pytest.mark.parametrize("form", FORMS)
def test_figure_of_what_is_not_public_is_answered_as_what_never_was(form):
    hidden = builders.figure(builders.project(live=False))
    assert told(f"figures/{hidden.pk}.{form}") == told(f"figures/{uuid4()}.{form}")


@pytest.mark.parametrize("form", ["", *FORMS[:3]])
@pytest.mark.parametrize("noun", NOUNS)
def test_what_was_withdrawn_is_gone_in_each_form(noun, form):
    builders.withdraw(BUILD[noun](slug="gone"), reason_en="It was a forgery.")
    answer = ask(f"{LISTS[noun]}/gone.{form}" if form else f"{LISTS[noun]}/gone/")
    assert is_problem(answer, 410)
    assert answer.json()["reason"] == "It was a forgery."
    assert answer.json()["withdrawn"] == (NOW + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
