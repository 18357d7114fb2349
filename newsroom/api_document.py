"""The OpenAPI document, drawn from the code once for each language and kept as it is sent."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from drf_spectacular.generators import SchemaGenerator

from projects.records import schema_answers
from projects.records.representations import JSON
from projects.records.schema_names import named
from projects.records.schema_parts import text

ABOUT = _(
    "Press releases, project records and milestones of one newsroom, each number and each date with its source. "
    "Free to read, without a key, from any site. Answers are the same for everybody who asks."
)
# Of the demonstration, so that every example answers there.
EXAMPLES = {
    "as_known": "2025-12-31",
    "country": ["FR"],
    "date_after": "2024-01-01",
    "date_before": "2025-12-31",
    "measure": ["production-capacity"],
    "milestone": ["gigafactory-opens"],
    "organisation": ["verkor"],
    "page_size": 50,
    "party": ["renault-group"],
    "project": ["verkor-gigafactory"],
    "published_after": "2024-01-01",
    "q": "batteries",
    "search": "batteries",
    "topic": ["production"],
    "updated_after": "2024-01-01",
    "value_min": 10,
    "year": [2025],
}
ITEMS = {
    "releases": "inauguration",
    "milestones": "gigafactory-opens",
    "projects": "verkor-gigafactory",
    "organisations": "verkor",
    "sources": "mickledore",
}
TYPES = {each: each.lower() for each in ("Release", "Milestone", "Project", "Organisation", "Source", "Topic")}
TYPES |= {"Cited": "source", "Contact": "contact", "Correction": "correction", "Figure": "figure"}
_FORMS = re.compile("(Brief|Reference|ReferenceShort)$")
EXAMPLES_FILE = Path(__file__).parent / "openapi_examples.json"


@cache
def items() -> dict[str, dict]:
    """An item of each list of the demonstration, shortened."""
    return json.loads(EXAMPLES_FILE.read_bytes())


def an_item(name: str) -> str:
    """What the address of an item of that list can end in."""
    return ITEMS.get(name) or items()[name]["id"]


@cache
def document(language: str) -> dict:
    """It depends on the code alone, so that everybody has the same."""
    with translation.override(language):
        return SchemaGenerator().get_schema(request=None, public=True)


@cache
def written(language: str) -> bytes:
    """As it is sent."""
    return json.dumps(document(language), ensure_ascii=False, separators=(",", ":")).encode()


def complete(result: dict, **asked) -> dict:
    """What is said of the whole, added to what each view says of itself: the last step of drawing the document."""
    for kind, shared in schema_answers.components().items():
        result["components"][kind] = {**result["components"].get(kind, {}), **shared}
    for path, operation in operations(result):
        _add_examples(path, operation)
    drawn = _plain(result)
    drawn["components"]["schemas"] = _schemas(drawn["components"]["schemas"])
    head = {"openapi": drawn["openapi"], "info": drawn["info"] | _info(), "servers": [{"url": "/"}]}
    body = {"paths": drawn["paths"], "components": drawn["components"]}
    return {**head, "tags": _tags(drawn), "security": [], **body}


def operations(drawn: dict) -> list[tuple[str, dict]]:
    return [(path, item["get"]) for path, item in drawn["paths"].items()]


def _schemas(schemas: dict) -> dict:
    """Each with the type of record that it is of, where that is certain."""
    schemas = named(schemas)
    for name, schema in schemas.items():
        record_type = TYPES.get(_FORMS.sub("", name))
        if record_type and "type" in schema.get("properties", {}):
            schema["properties"]["type"] = text(const=record_type)
    return dict(sorted(schemas.items()))


def _info() -> dict:
    docs = reverse("api-docs")
    licence = _(
        "May be quoted and reproduced, if this newsroom is named and, for each number and date, its source"
    )
    return {
        "description": str(ABOUT),
        "contact": {"name": str(_("How to use it")), "url": docs},
        "license": {"name": str(licence), "url": f"{docs}#licence"},
    }


def _tags(result: dict) -> list[dict]:
    """One for each list, with what the list says of itself."""
    told = {operation["tags"][0]: operation["description"] for _path, operation in reversed(operations(result))}
    return [{"name": name, "description": told[name]} for name in sorted(told)]


def _add_examples(path: str, operation: dict) -> None:
    name = operation["tags"][0]
    if "{name}" in path:
        operation["responses"]["200"]["content"][JSON.media_type]["example"] = items()[name]
    for parameter in operation.get("parameters", []):
        is_in_path = parameter["in"] == "path"
        example = an_item(name) if is_in_path else EXAMPLES.get(parameter["name"])
        if example is not None:
            parameter["example"] = example


def _plain(node: Any) -> Any:
    """Without what says nothing to those who only read."""
    if isinstance(node, list):
        return [_plain(each) for each in node]
    if not isinstance(node, dict):
        return node
    kept = {name: _plain(value) for name, value in node.items() if name not in ("readOnly", "x-spec-enum-id")}
    if len(kept.get("allOf", [])) == 1:
        kept = {**kept.pop("allOf")[0], **kept}
    return kept
