"""Requests that mean no good: none fails, takes much, or learns anything of what is hidden."""

import pytest
from django.db import connection
from django.test import Client

from tests import builders, leaks
from tests.api import ask
from tests.hostile import Attack

pytestmark = pytest.mark.django_db
SEEDS, OF_EACH = range(3), 500
MOST_QUERIES, MOST_BYTES = 12, 2 * 1024 * 1024
# The page of the API for people, which shows an example of everything.
MOST_OF_THE_PAGE = 30


class Counter:
    """How many queries were made, as a wrapper around each."""

    made = 0

    def __call__(self, execute, sql, params, many, context):
        self.made += 1
        return execute(sql, params, many, context)


def stage(many: int = 60) -> tuple[list[str], list[tuple[str, str]]]:
    """So many public records, and hidden ones of each kind. Gives names and places to ask for."""
    with leaks.repeatable():
        based = leaks.base()
        hidden = leaks.planted(based)
    builders.many_milestones(many, project=based[leaks.Project], release=based[leaks.PressRelease])
    names = [leaks.BASE, leaks.HIDDEN, leaks.GONE, "never-was", "A", *(str(each.pk) for each in hidden.values())]
    names += [str(each.pk) for each in based.values()]
    return names, list(_places())


def _places():
    for prefix in ("milestones", "timeline", "sources"):
        link = ask(f"{prefix}/", {"page_size": 2}).json()["next"]
        yield f"{prefix}/?cursor=", link.partition("cursor=")[2].partition("&")[0]
    yield "changes/?since=", ask("changes/").json()["next"].partition("since=")[2].partition("&")[0]


def told(client, request) -> tuple[object, bytes, int]:
    """The answer, its body, and how many queries it took."""
    counter = Counter()
    with connection.execute_wrapper(counter):
        answer = client.generic(request.method, request.path, request.body, headers=request.headers)
        body = answer.getvalue()
    return answer, body, counter.made


def faults(request, answer, body: bytes, queries: int) -> list[str]:
    """What is wrong with the answer to a hostile request."""
    text = (body.decode(errors="replace") + str(answer.headers)).casefold()
    is_page = answer.status_code in (301, 302) or answer.headers.get("Content-Type", "").startswith("text/html")
    is_known_page = (
        answer.status_code in (301, 302) or "/docs/" in request.path or not request.path.startswith("/api")
    )
    most = MOST_OF_THE_PAGE if "/docs/" in request.path else MOST_QUERIES
    wrong = {
        f"status {answer.status_code}": answer.status_code >= 500,
        f"{queries} queries": queries > most,
        f"{len(body)} bytes": len(body) > MOST_BYTES,
        "a canary": any(word in text and word not in request.path for word in (leaks.CANARY, leaks.NUMBER)),
        "a page": is_page and not is_known_page,
        "a cookie": bool(answer.cookies) and request.path.startswith("/api/"),
    }
    return [name for name, is_so in wrong.items() if is_so]


@pytest.mark.parametrize("seed", SEEDS)
def test_hostile_requests_are_answered_in_peace(time_machine, caplog, seed):
    caplog.set_level("CRITICAL", "django.request")
    time_machine.move_to(leaks.WALKED_AT, tick=False)
    attack = Attack(seed, *stage())
    client = Client(raise_request_exception=False)
    found = {}
    for _ in range(OF_EACH):
        request = attack.next()
        if wrong := faults(request, *told(client, request)):
            found[str(request)] = wrong
    assert found == {}


def test_same_seed_makes_the_same_requests():
    one, other = (Attack(7, ["a"], [("changes/?since=", "1-a")]) for _ in range(2))
    assert [one.next() for _ in range(50)] == [other.next() for _ in range(50)]
