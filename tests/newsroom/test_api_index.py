"""The API's front door, its OpenAPI document, and its page."""

from datetime import UTC, datetime
from http import HTTPStatus

import jsonschema
import pytest
from django.core.management import call_command

from newsroom.api_index import document
from tests.api import ask, mistakes

LISTS = ["timeline", "releases", "milestones", "projects", "figures", "organisations", "sources"]
AFTER_THE_DEMO = datetime(2026, 2, 1, tzinfo=UTC)


def test_root_leads_to_every_list(db):
    addresses = ask("").json()
    assert [addresses.pop(name) for name in LISTS] == [f"http://testserver/api/v1/{name}/" for name in LISTS]
    assert set(addresses) == {"openapi", "docs"}


def test_root_knows_no_filters():
    assert [entry["parameter"] for entry in mistakes("", {"kind": "x"})] == ["kind"]


def test_document_is_valid_and_complete(tmp_path):
    drawn = tmp_path / "openapi.json"
    call_command("spectacular", file=drawn, format="openapi-json", validate=True, fail_on_warn=True)
    assert drawn.read_text().startswith('{\n    "openapi": "3.1')


def test_document_names_every_address():
    items = {f"/api/v1/{name}/{{name}}/" for name in LISTS if name != "timeline"}
    assert set(document("en")["paths"]) == items | {f"/api/v1/{name}/" for name in LISTS}


@pytest.mark.parametrize("name", LISTS)
def test_document_names_every_parameter(name, db):
    operation = document("en")["paths"][f"/api/v1/{name}/"]["get"]
    (entry,) = mistakes(f"{name}/", {"unknown": "x"})
    assert sorted(parameter["name"] for parameter in operation["parameters"]) == entry["allowed"]


@pytest.mark.parametrize("name", LISTS)
def test_document_names_every_refusal(name):
    operations = [
        item["get"] for path, item in document("en")["paths"].items() if path.startswith(f"/api/v1/{name}")
    ]
    for operation in operations:
        is_list = operation["operationId"].endswith("_list")
        assert set(operation["responses"]) == {"200", "400", "404"} | (set() if is_list else {"410"})


def test_document_is_served_as_json():
    answer = ask("openapi.json")
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.json()["openapi"] == "3.1.0"


def test_page_shows_every_address_with_a_line_to_try():
    page = ask("docs/").content.decode()
    missing = [path for path in document("en")["paths"] if f"<code>{path}</code>" not in page]
    assert missing == []
    assert "curl http://testserver/api/v1/timeline/" in page


def test_page_shows_every_parameter():
    page = ask("docs/").content.decode()
    operations = [item["get"] for item in document("en")["paths"].values()]
    names = {parameter["name"] for operation in operations for parameter in operation["parameters"]}
    assert [name for name in names if f"<code>{name}</code>" not in page] == []


@pytest.mark.parametrize("path", ["nonsense", "nonsense/", "projects/one/two/", "openapi.yaml"])
def test_unknown_address_is_a_problem(path):
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
    drawn = document("en")
    for name in LISTS:
        answer = drawn["paths"][f"/api/v1/{name}/"]["get"]["responses"]["200"]["content"]["application/json"]
        given = ask(f"{name}/", {"page_size": 100, "language": language}, at=AFTER_THE_DEMO).json()
        assert given["count"] > 0
        jsonschema.validate(given, {**drawn, **answer["schema"]}, jsonschema.Draft202012Validator)
