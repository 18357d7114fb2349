"""Who may read the answers to machines, and what they may be kept by: the same for everybody who asks."""

from datetime import timedelta

import pytest
from django.test import Client

from projects.records.api import SourceViewSet
from tests import builders, rows
from tests.api import LATER
from tests.drafts import rewritten

pytestmark = pytest.mark.django_db
API = [
    "/api/",
    "/api/v1/",
    "/api/v1/openapi.json",
    "/api/v1/docs/",
    "/api/v1/sources/",
    "/api/v1/sources.ndjson",
    "/api/v1/sources/report/",
    "/api/v1/sources/once/",
    "/api/v1/sources/nowhere/",
    "/api/v1/sources/?nonsense=1",
    "/api/v1/nowhere/",
    "/api/v1/sources",
]
FEEDS = ["/en/news/feed.atom", "/fr/corrections/feed.atom"]
EXPOSED = ["ETag", "Last-Modified", "Link", "RateLimit", "RateLimit-Policy", "Retry-After", "Content-Language"]
EXPOSED += ["Content-Disposition", "Deprecation", "Sunset"]


@pytest.fixture(autouse=True)
def _two_days_later(time_machine):
    time_machine.move_to(LATER, tick=False)


@pytest.fixture
def sources():
    builders.source(slug="report")
    rewritten(builders.source(slug="once"), act="minor", slug="now")


# Scripts of other sites.


@pytest.mark.parametrize("path", [*API, *FEEDS])
@pytest.mark.parametrize("headers", [{}, {"origin": "https://example.org"}])
def test_scripts_of_any_site_may_read(reader, path, headers):
    """It is said without being asked for too, since a cache keeps one answer for all."""
    answer = reader.get(path, headers=headers)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Access-Control-Expose-Headers"].split(", ") == EXPOSED
    assert "Access-Control-Allow-Credentials" not in answer.headers


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_scripts_may_read_that_they_may_not_write(reader, method):
    answer = getattr(reader, method)("/api/v1/sources/", headers={"origin": "https://example.org"})
    assert (answer.status_code, answer.headers["Access-Control-Allow-Origin"]) == (405, "*")


def test_scripts_may_read_that_something_failed(reader, monkeypatch):
    monkeypatch.setattr(SourceViewSet, "list", lambda *args: 1 / 0)
    reader.raise_request_exception = False
    answer = reader.get("/api/v1/sources/")
    assert (answer.status_code, answer.headers["Access-Control-Allow-Origin"]) == (500, "*")


@pytest.mark.parametrize("path", ["/en/", "/en/news/", "/admin/login/", "/healthz", "/apiary/"])
def test_scripts_of_other_sites_may_not_read_pages(reader, path):
    assert "Access-Control-Allow-Origin" not in reader.get(path, headers={"origin": "https://a.example"}).headers


PREFLIGHT = {
    "origin": "https://example.org",
    "access-control-request-method": "GET",
    "access-control-request-headers": "if-none-match",
}


@pytest.mark.parametrize("path", [*API, *FEEDS])
def test_browser_that_asks_first_is_told_what_it_may(reader, path, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = reader.options(path, headers=PREFLIGHT)
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "If-None-Match" in answer.headers["Access-Control-Allow-Headers"].split(", ")
    assert answer.headers["Access-Control-Max-Age"] == "86400"


@pytest.mark.parametrize("path", ["/api/v1/sources/", "/api/v1/sources/report/", "/api/v1/"])
def test_options_tell_the_methods(reader, path):
    answer = reader.options(path)
    assert (answer.status_code, answer.headers["Allow"]) == (204, "GET, HEAD, OPTIONS")


# The same for everybody.


@pytest.mark.parametrize("path", [*API, *FEEDS])
@pytest.mark.parametrize("cookie", [{}, {"sessionid": "bogus", "csrftoken": "bogus", "django_language": "fr"}])
def test_answer_sets_no_cookie_and_varies_by_none(sources, path, cookie):
    client = Client()
    client.cookies.load(cookie)
    answer = client.get(path, headers={"accept-language": "fr"})
    assert not answer.cookies
    assert set(answer.headers.get("Vary", "Accept").split(", ")) == {"Accept"}


@pytest.mark.parametrize("path", [*API, *FEEDS])
def test_answer_is_the_same_for_the_desk(sources, reader, as_user, editor, path):
    told, of_desk = reader.get(path), as_user(editor).get(path)
    assert (of_desk.status_code, dict(of_desk.headers)) == (told.status_code, dict(told.headers))
    assert of_desk.getvalue() == told.getvalue()


@pytest.mark.parametrize("path", API)
def test_reader_of_an_answer_never_gets_a_page(sources, reader, path):
    assert reader.get(path).headers["Content-Type"].startswith("text/html") is (path == "/api/v1/docs/")


# Feeds are as fresh as answers of the API.


@pytest.mark.parametrize("path", FEEDS)
def test_feed_is_kept_until_the_next_scheduled_act(reader, path):
    rows.schedule(due_at=LATER + timedelta(seconds=7))
    assert reader.get(path).headers["Cache-Control"] == "public, max-age=7"


@pytest.mark.parametrize("path", FEEDS)
@pytest.mark.parametrize(("known", "header"), [("ETag", "if_none_match"), ("Last-Modified", "if_modified_since")])
def test_feed_that_is_known_is_not_looked_up(sources, reader, path, known, header, django_assert_num_queries):
    headers = {header: reader.get(path).headers[known]}
    with django_assert_num_queries(1):  # what it would be made from
        answer = reader.get(path, headers=headers)
    assert (answer.status_code, answer.content) == (304, b"")


@pytest.mark.parametrize("path", FEEDS)
def test_feed_is_told_anew_after_an_act(reader, path):
    known = reader.get(path).headers["ETag"]
    builders.organisation()
    assert reader.get(path, headers={"if_none_match": known}).status_code == 200


def test_feeds_have_tags_of_their_own(reader):
    assert len({reader.get(path).headers["ETag"] for path in (*FEEDS, "/fr/news/feed.atom")}) == 3


@pytest.mark.parametrize("path", FEEDS)
def test_feed_that_is_held_on_to_after_it_changed_is_refused(reader, path):
    answer = reader.get(path, headers={"if_match": '"other"'})
    assert (answer.status_code, answer.headers["Cache-Control"]) == (412, "no-store")


@pytest.mark.parametrize("path", FEEDS)
def test_feed_changed_not_later_than_now(reader, path):
    builders.organisation()
    assert reader.get(path).headers["Last-Modified"] <= "Wed, 17 Dec 2025 09:00:00 GMT"
