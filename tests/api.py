"""Asks the API, two days after everything of a test was published."""

from datetime import timedelta

import time_machine
from django.test import Client

from tests.builders import NOW

LATER = NOW + timedelta(days=2)


def ask(path: str, query=None, method="get", at=LATER, **headers):
    """The answer of `/api/v1/` + path; the query is a dict, or a string as it stands in an address."""
    client = Client(headers=headers, raise_request_exception=False)
    with time_machine.travel(at, tick=False):
        if isinstance(query, str):
            return getattr(client, method)(f"/api/v1/{path}?{query}")
        return getattr(client, method)(f"/api/v1/{path}", query or {})


def results(path: str, query=None) -> list[dict]:
    answer = ask(path, query)
    assert answer.status_code == 200, answer.content
    return answer.json()["results"]


def slugs(path: str, query=None) -> list[str]:
    return [item["slug"] for item in results(path, query)]


def mistakes(path: str, query=None) -> list[dict]:
    """What the API has to say against each parameter."""
    answer = ask(path, query)
    assert answer.status_code == 400, answer.content
    assert answer.headers["Content-Type"] == "application/problem+json"
    return answer.json()["errors"]
