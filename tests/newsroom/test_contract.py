"""What the API promises stands in a copy in the repository, and is never taken back."""

import json
from collections.abc import Iterator
from copy import deepcopy
from datetime import UTC, datetime
from pathlib import Path

import jsonschema
import pytest
from django.conf import settings

from newsroom.api_document import an_item, document, items, operations
from tests.api import ask
from tests.compatibility import breaking

COPY = Path(settings.BASE_DIR) / "newsroom" / "openapi.json"
AFTER_THE_DEMO = datetime(2026, 2, 1, tzinfo=UTC)
OF_LISTS = {"timeline": "Entry", "releases": "Release", "milestones": "Milestone", "projects": "Project"}
OF_LISTS |= {"figures": "Figure", "organisations": "Organisation", "sources": "Source"}
LISTED, NAMED = "/things/", "/things/{name}/"


def small() -> dict:
    """A document with one of each kind."""
    thing = {
        "type": "object",
        "properties": {
            "id": {"type": "string", "format": "uuid"},
            "note": {"type": ["string", "null"]},
            "tags": {"type": "array", "items": {"type": "string"}},
            "part_of": {"oneOf": [{"$ref": "#/components/schemas/Thing"}, {"type": "null"}]},
        },
        "required": ["id", "note"],
    }
    kind = {"type": "array", "items": {"type": "string", "enum": ["large", "small"]}, "maxItems": 100}
    parameters = [
        {"name": "kind", "in": "query", "schema": kind},
        {"name": "size", "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": 100}},
        {"name": "search", "in": "query", "schema": {"type": "string"}},
    ]
    forms = {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}, "text/csv": {}}
    answers = {"200": {"$ref": "#/components/responses/Whole"}, "404": {"description": "Nothing"}}
    listed = {"operationId": "things_list", "parameters": parameters, "responses": answers}
    named = {"operationId": "things_item", "responses": answers}
    return {
        "paths": {LISTED: {"get": listed}, NAMED: {"get": named}},
        "components": {
            "schemas": {"Thing": thing},
            "responses": {"Whole": {"headers": {"ETag": {}}, "content": forms}},
        },
    }


def parameter(drawn: dict, number: int) -> dict:
    return drawn["paths"][LISTED]["get"]["parameters"][number]


def thing(drawn: dict) -> dict:
    return drawn["components"]["schemas"]["Thing"]


def whole(drawn: dict) -> dict:
    return drawn["components"]["responses"]["Whole"]


def adds_parameter(drawn, **more):
    parameters = drawn["paths"][LISTED]["get"]["parameters"]
    parameters.append({"name": "colour", "in": "query", "schema": {"type": "string"}, **more})


def loses_parameter(drawn):
    del drawn["paths"][LISTED]["get"]["parameters"][1]


def requires_parameter(drawn):
    parameter(drawn, 1)["required"] = True


BREAKING = {
    "address gone": (lambda drawn: drawn["paths"].pop(NAMED), "GET /things/{name}/: it is gone"),
    "operation renamed": (
        lambda drawn: drawn["paths"][NAMED]["get"].update(operationId="thing"),
        "GET /things/{name}/: it is called thing instead of things_item",
    ),
    "parameter gone": (loses_parameter, "GET /things/: parameter “size” is gone"),
    "parameter required": (requires_parameter, "GET /things/: parameter “size” has become required"),
    "parameter new and required": (
        lambda drawn: adds_parameter(drawn, required=True),
        "GET /things/: parameter “colour” is new and required",
    ),
    "parameter written in another way": (
        lambda drawn: parameter(drawn, 0).update(explode=False),
        "GET /things/: parameter “kind” is written in another way",
    ),
    "parameter of another type": (
        lambda drawn: parameter(drawn, 1)["schema"].update(type="boolean"),
        "GET /things/: parameter “size” takes boolean instead of integer",
    ),
    "word of a parameter gone": (
        lambda drawn: parameter(drawn, 0)["schema"]["items"]["enum"].remove("small"),
        "GET /things/: parameter “kind” no longer takes small",
    ),
    "parameter with a new pattern": (
        lambda drawn: parameter(drawn, 2)["schema"].update(pattern="^a"),
        "GET /things/: parameter “search” takes only what fits its new pattern",
    ),
    "parameter limited to words": (
        lambda drawn: parameter(drawn, 2)["schema"].update(enum=["a"]),
        "GET /things/: parameter “search” takes only certain values now",
    ),
    "lower maximum": (
        lambda drawn: parameter(drawn, 1)["schema"].update(maximum=50),
        "GET /things/: parameter “size” has a lower maximum",
    ),
    "higher minimum": (
        lambda drawn: parameter(drawn, 1)["schema"].update(minimum=2),
        "GET /things/: parameter “size” has a higher minimum",
    ),
    "status gone": (
        lambda drawn: drawn["paths"][NAMED]["get"].update(responses={"404": {}}),
        "GET /things/{name}/: the answer 200 is gone",
    ),
    "header gone": (lambda drawn: whole(drawn)["headers"].clear(), "GET /things/: 200: the header ETag is gone"),
    "form gone": (
        lambda drawn: whole(drawn)["content"].pop("text/csv"),
        "GET /things/: 200: the form text/csv is gone",
    ),
    "key gone": (lambda drawn: thing(drawn)["properties"].pop("note"), "Thing.note is gone"),
    "key not always there": (
        lambda drawn: thing(drawn)["required"].remove("note"),
        "Thing.note is no longer always there",
    ),
    "value of another type": (
        lambda drawn: thing(drawn)["properties"]["note"].update(type="integer"),
        "Thing.note: it is integer instead of null or string",
    ),
    "value that may be null": (
        lambda drawn: thing(drawn)["properties"]["id"].update(type=["string", "null"]),
        "Thing.id: it is null or string instead of string",
    ),
    "value of another format": (
        lambda drawn: thing(drawn)["properties"]["id"].update(format="uri"),
        "Thing.id: its format is uri instead of uuid",
    ),
    "item of a list of another type": (
        lambda drawn: thing(drawn)["properties"]["tags"].update(items={"type": "integer"}),
        "Thing.tags[]: it is integer instead of string",
    ),
    "value that can be something else": (
        lambda drawn: thing(drawn)["properties"]["part_of"]["oneOf"].append({"type": "string"}),
        "Thing.part_of: it can be something else now",
    ),
}
HARMLESS = {
    "nothing": lambda drawn: None,
    "new address": lambda drawn: drawn["paths"].update({"/others/": {"get": {"responses": {}}}}),
    "new parameter": adds_parameter,
    "new word of a parameter": lambda drawn: parameter(drawn, 0)["schema"]["items"]["enum"].append("tiny"),
    "higher maximum": lambda drawn: parameter(drawn, 1)["schema"].update(maximum=200),
    "no maximum": lambda drawn: parameter(drawn, 1)["schema"].pop("maximum"),
    "new form": lambda drawn: whole(drawn)["content"].update({"text/markdown": {}}),
    "new header": lambda drawn: whole(drawn)["headers"].update(Link={}),
    "new key": lambda drawn: thing(drawn)["properties"].update(colour={"type": "string"}),
    "key that is always there": lambda drawn: thing(drawn)["required"].append("tags"),
    "value that is never null": lambda drawn: thing(drawn)["properties"]["note"].update(type="string"),
    "other words": lambda drawn: thing(drawn).update(description="Anything"),
}


@pytest.fixture
def promised() -> dict:
    return json.loads(COPY.read_bytes())


@pytest.mark.parametrize("change", BREAKING)
def test_what_breaks_clients_is_found(change):
    changes, words = BREAKING[change]
    now = small()
    changes(now)
    assert words in breaking(small(), now)


@pytest.mark.parametrize("change", HARMLESS)
def test_what_does_no_harm_is_let_pass(change):
    now = small()
    HARMLESS[change](now)
    assert breaking(small(), now) == []


def test_nothing_that_was_promised_is_taken_back(promised):
    assert breaking(promised, document("en")) == []


def test_loss_is_found_in_the_document_itself(promised):
    now = deepcopy(document("en"))
    del now["components"]["schemas"]["Release"]["properties"]["title"]
    assert breaking(promised, now) == ["Release.title is gone"]


def test_copy_is_up_to_date(promised):
    """`make openapi` makes it anew."""
    assert promised == document("en")


def examples() -> Iterator[tuple[str, dict]]:
    """Each address with each parameter that has an example; the demonstration has no corrections."""
    for path, operation in operations(document("en")):
        for given in operation["parameters"]:
            if "example" in given and operation["tags"] != ["corrections"]:
                address = path.removeprefix("/api/v1/")
                is_in_path = given["in"] == "path"
                if "{name}" in address:
                    address = address.format(name=an_item(operation["tags"][0]))
                yield address, {} if is_in_path else {given["name"]: given["example"]}


def test_examples_of_parameters_lead_somewhere(demo):
    answers = {f"{path} {asked}": ask(path, asked, at=AFTER_THE_DEMO) for path, asked in examples()}
    empty = [
        each for each, answer in answers.items() if answer.status_code != 200 or answer.json().get("count") == 0
    ]
    assert empty == []


@pytest.mark.parametrize("name", items())
def test_example_of_an_answer_is_as_the_document_says(name):
    drawn = document("en")
    schema = drawn["components"]["schemas"][OF_LISTS[name]]
    jsonschema.validate(items()[name], {**drawn, **schema}, jsonschema.Draft202012Validator)
