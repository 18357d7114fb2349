"""The API's front door, its OpenAPI document, and its page."""

import re
from datetime import UTC, datetime
from http import HTTPStatus

import jsonschema
import pytest
from django.core.management import call_command

from newsroom.api_index import document
from projects.models import Project
from tests.api import ask, mistakes
from tests.drafts import rewritten

LISTS = ["timeline", "releases", "milestones", "projects", "figures", "organisations", "sources", "corrections"]
WITHOUT_ITEMS = ["timeline", "corrections"]
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
    items = {f"/api/v1/{name}/{{name}}/" for name in LISTS if name not in WITHOUT_ITEMS}
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


def test_page_shows_every_address_with_a_line_to_try(db):
    page = ask("docs/").content.decode()
    missing = [path for path in document("en")["paths"] if f"<code>{path}</code>" not in page]
    assert missing == []
    assert "curl http://testserver/api/v1/timeline/" in page


def test_page_has_no_line_for_an_item_that_is_not_there(db):
    assert len(re.findall("curl http", ask("docs/").content.decode())) == len(LISTS)


def test_each_line_to_try_on_the_page_answers(demo):
    page = ask("docs/", at=AFTER_THE_DEMO).content.decode()
    tried = re.findall("curl http://testserver/api/v1/([^<]+)", page)
    assert len(tried) == len(document("en")["paths"])
    assert {path: ask(path, at=AFTER_THE_DEMO).status_code for path in tried} == dict.fromkeys(tried, 200)


@pytest.mark.parametrize(("language", "title"), [("en", "Parameters"), ("fr", "Paramètres")])
def test_page_is_in_the_language_asked_for(db, language, title):
    answer = ask("docs/", {"language": language}, **{"accept-language": "de"})
    page = answer.content.decode()
    assert f'<html lang="{language}">' in page
    assert f">{title}</caption>" in page
    assert f'rel="canonical" href="http://testserver/api/v1/docs/?language={language}"' in page


def test_page_leads_to_the_other_language(db):
    page = ask("docs/", {"language": "en"}).content.decode()
    assert '<a href="/api/v1/docs/?language=fr"' in page
    assert 'hreflang="fr" href="http://testserver/api/v1/docs/?language=fr"' in page


def test_pages_lead_to_the_page_in_their_language(reader):
    assert 'href="/api/v1/docs/?language=fr"' in reader.get("/fr/").content.decode()


@pytest.mark.parametrize("path", ["", "projects/", "projects/nothing/", "projects", "docs/", "openapi.json", "x"])
def test_answers_vary_neither_by_language_nor_by_cookie(db, path):
    answers = [ask(path, **{"accept-language": language}) for language in ("en", "fr")]
    assert answers[0].content == answers[1].content
    assert not {"accept-language", "cookie"} & set(answers[0].headers.get("Vary", "").lower().split(", "))


def test_page_shows_every_parameter(db):
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
    rewritten(Project.objects.get(slug="verkor-gigafactory"), at=AFTER_THE_DEMO, act="correct", place_en="Dunkirk")
    drawn = document("en")
    for name in LISTS:
        answer = drawn["paths"][f"/api/v1/{name}/"]["get"]["responses"]["200"]["content"]["application/json"]
        given = ask(f"{name}/", {"page_size": 100, "language": language}, at=AFTER_THE_DEMO).json()
        assert given["count"] > 0
        jsonschema.validate(given, {**drawn, **answer["schema"]}, jsonschema.Draft202012Validator)
