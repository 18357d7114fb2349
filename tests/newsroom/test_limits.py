"""How often one address may ask the API."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client

from newsroom import environment
from tests.api import LATER

pytestmark = pytest.mark.django_db
LIST = "/api/v1/sources/"
NAMES = ("RateLimit-Policy", "RateLimit", "Retry-After")


@pytest.fixture(autouse=True)
def _three_a_minute(settings, time_machine):
    time_machine.move_to(LATER + timedelta(seconds=20), tick=False)
    settings.API_RATE = (3, 60)
    cache.clear()
    yield
    cache.clear()


def ask(path=LIST, method="get", address="192.0.2.1", **headers):
    return getattr(Client(headers=headers, REMOTE_ADDR=address), method)(path)


def statuses(times: int, **options) -> list[int]:
    return [ask(**options).status_code for _ in range(times)]


def told(answer) -> list[str | None]:
    return [answer.headers.get(name) for name in NAMES]


def test_answer_tells_how_much_is_left():
    policy = '"default";q=3;w=60'
    assert [told(ask()) for _ in range(2)] == [
        [policy, '"default";r=2;t=40', None],
        [policy, '"default";r=1;t=40', None],
    ]


def test_who_asks_too_often_is_told_when_to_come_again():
    answer = [ask() for _ in range(4)][-1]
    assert told(answer) == ['"default";q=3;w=60', '"default";r=0;t=40', "40"]
    assert (answer.status_code, answer.json()["status"]) == (429, 429)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_refusal_costs_no_query(django_assert_num_queries):
    statuses(3)
    with django_assert_num_queries(0):
        assert statuses(1) == [429]


def test_refusal_is_in_the_language_asked_for():
    statuses(3)
    answer = ask(f"{LIST}?language=fr")
    assert answer.headers["Content-Language"] == "fr"


def test_limit_begins_anew_with_the_next_window(time_machine):
    assert statuses(4)[-1] == 429
    time_machine.move_to(LATER + timedelta(seconds=60), tick=False)
    assert told(ask())[1] == '"default";r=2;t=60'


def test_others_are_not_to_blame():
    statuses(4)
    assert statuses(1, address="192.0.2.2") == [200]


@pytest.mark.parametrize(
    ("first", "second", "is_same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("", "", True),
    ],
)
def test_address_is_the_network_of_ipv6(first, second, is_same):
    statuses(3, address=first)
    assert statuses(1, address=second) == [429 if is_same else 200]


@pytest.mark.parametrize(("is_behind", "status"), [(False, 429), (True, 200)])
def test_forwarded_address_counts_only_behind_a_proxy(settings, is_behind, status):
    settings.BEHIND_PROXY = is_behind
    statuses(3, x_forwarded_for="198.51.100.1")
    assert statuses(1, x_forwarded_for="198.51.100.2") == [status]


def test_forged_addresses_help_nobody_behind_a_proxy(settings):
    settings.BEHIND_PROXY = True
    asked = [ask(x_forwarded_for=f"10.0.0.{number}, 198.51.100.1").status_code for number in range(4)]
    assert asked == [200, 200, 200, 429]


COUNTED = {
    "known already": {"if_none_match": "*"},
    "head": {"method": "head"},
    "post": {"method": "post"},
    "nowhere": {"path": "/api/v1/nowhere/"},
    "nonsense": {"path": f"{LIST}?nonsense=1"},
    "document": {"path": "/api/v1/docs/"},
    "no version": {"path": "/api/"},
    "unreadable": {"path": "/api/v1/%00/"},
}


@pytest.mark.parametrize("options", COUNTED.values(), ids=COUNTED)
def test_every_request_counts_and_is_told(options):
    assert told(ask(**options))[1] == '"default";r=2;t=40'


def test_asking_first_as_browsers_do_does_not_count():
    ask(method="options", origin="https://a.example", access_control_request_method="GET")
    assert told(ask())[1] == '"default";r=2;t=40'


@pytest.mark.parametrize("path", ["/en/", "/en/news/feed.atom", "/healthz"])
def test_pages_and_feeds_are_not_limited(path):
    assert told(ask(path)) == [None] * 3


def test_nothing_is_limited_where_that_is_off(settings):
    settings.API_RATE = None
    assert told(ask()) == [None] * 3


def test_count_that_the_cache_dropped_begins_anew(monkeypatch):
    monkeypatch.setattr(cache, "add", lambda *args: False)
    assert told(ask())[1] == '"default";r=2;t=40'


RATES = [("600/minute", (600, 60)), ("10/second", (10, 1)), ("5/Hour", (5, 3600)), (" 1/day ", (1, 86_400))]


@pytest.mark.parametrize(("words", "expected"), [*RATES, ("off", None), ("OFF", None)])
def test_rate_is_read(monkeypatch, words, expected):
    monkeypatch.setenv("API_RATE", words)
    assert environment.rate("API_RATE", "600/minute") == expected


@pytest.mark.parametrize("words", ["", "600", "0/minute", "-1/minute", "600/week", "600/minutes", "on", "1e3/day"])
def test_rate_that_makes_no_sense_is_refused(monkeypatch, words):
    monkeypatch.setenv("API_RATE", words)
    with pytest.raises(SystemExit, match=f"API_RATE: “{words}” is no rate; give one such as 600/minute"):
        environment.rate("API_RATE", "600/minute")
