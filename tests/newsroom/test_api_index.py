"""The API's front door, its OpenAPI document, and its page."""

from datetime import UTC, datetime
from http import HTTPStatus

import jsonschema
import pytest
from django.core.management import call_command

from newsroom.api_document import document, operations, written
from projects.models import Project
from tests.api import ask, mistakes
from tests.builders import organisation
from tests.drafts import rewritten

LISTS = ["timeline", "releases", "milestones", "projects", "figures", "organisations", "sources", "corrections"]
WITHOUT_ITEMS = ["timeline", "corrections"]
AFTER_THE_DEMO = datetime(2026, 2, 1, tzinfo=UTC)


def test_root_leads_to_every_list(db):
    addresses = ask("").json()
    assert [addresses.pop(name) for name in LISTS] == [f"http://testserver/api/v1/{name}/" for name in LISTS]
    assert set(addresses) == {"openapi", "docs", "changes"}


def test_root_knows_no_filters(db):
    assert [(entry["parameter"], entry["allowed"]) for entry in mistakes("", {"kind": "x"})] == [
        ("kind", ["format", "language"])
    ]


def test_document_is_valid_and_complete(tmp_path):
    drawn = tmp_path / "openapi.json"
    call_command("spectacular", file=drawn, format="openapi-json", validate=True, fail_on_warn=True)
    assert drawn.read_text().startswith('{\n    "openapi": "3.1')


def test_document_names_every_address():
    items = {f"/api/v1/{name}/{{name}}/" for name in LISTS if name not in WITHOUT_ITEMS}
    lists = {f"/api/v1/{name}/" for name in LISTS}
    assert lists | items | {"/api/v1/", "/api/v1/openapi.json"} <= set(document("en")["paths"])


@pytest.mark.parametrize("name", LISTS)
def test_document_names_every_parameter(name, db):
    operation = document("en")["paths"][f"/api/v1/{name}/"]["get"]
    (entry,) = mistakes(f"{name}/", {"unknown": "x"})
    assert sorted(parameter["name"] for parameter in operation["parameters"]) == entry["allowed"]


@pytest.mark.parametrize(("path", "operation"), operations(document("en")))
def test_document_names_every_status(path, operation):
    more = {"/api/v1/changes/": {"410"}}.get(path, {"301", "410"} if "{name}" in path else set())
    every = {"200", "304", "400", "404", "406", "412", "429", "500"}
    assert set(operation["responses"]) == every | more


def test_document_is_served_as_json(db):
    answer = ask("openapi.json")
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.json()["openapi"] == "3.1.0"


def test_document_is_served_from_memory(db, django_assert_num_queries):
    organisation()
    written("en")
    with django_assert_num_queries(1):  # the edition, by the middleware
        assert ask("openapi.json").content == written("en")


def test_document_that_the_client_has_is_not_sent_again(db):
    tag = ask("openapi.json").headers["ETag"]
    assert ask("openapi.json", **{"if-none-match": tag}).status_code == HTTPStatus.NOT_MODIFIED
    assert ask("openapi.json", {"language": "fr"}).headers["ETag"] != tag


@pytest.mark.parametrize("path", ["", "projects/", "projects/nothing/", "projects", "docs/", "openapi.json", "x"])
def test_answers_vary_neither_by_language_nor_by_cookie(db, path):
    answers = [ask(path, **{"accept-language": language}) for language in ("en", "fr")]
    assert answers[0].content == answers[1].content
    assert not {"accept-language", "cookie"} & set(answers[0].headers.get("Vary", "").lower().split(", "))


@pytest.mark.parametrize("path", ["nonsense", "nonsense/", "projects/one/two/", "openapi.yaml"])
def test_unknown_address_is_a_problem(db, path):
    answer = ask(path)
    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("path", ["projects", "docs"])
def test_address_without_its_last_slash_leads_there(path):
    answer = ask(path, "language=fr")
    assert (answer.status_code, answer.headers["Location"]) == (301, f"/api/v1/{path}/?language=fr")


def test_writing_to_an_address_without_its_slash_is_a_problem():
    assert ask("projects", method="post").headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_answers_are_as_the_document_says(language, demo):
    rewritten(Project.objects.get(slug="verkor-gigafactory"), at=AFTER_THE_DEMO, act="correct", place_en="Dunkirk")
    drawn = document("en")
    for name in LISTS:
        answer = drawn["paths"][f"/api/v1/{name}/"]["get"]["responses"]["200"]["content"]["application/json"]
        given = ask(f"{name}/", {"page_size": 100, "language": language}, at=AFTER_THE_DEMO).json()
        assert given["count"] > 0
        jsonschema.validate(given, {**drawn, **answer["schema"]}, jsonschema.Draft202012Validator)
