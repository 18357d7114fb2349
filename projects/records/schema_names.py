"""Gives each object of the OpenAPI document a name, by which clients call the type that they make of it."""

from projects.records.languages import LANGUAGES
from projects.records.schema_parts import shared


def named(schemas: dict) -> dict:
    """The schemas, with those of objects within them beside them, each under a name made from where it stood."""
    found = {}
    for name, schema in schemas.items():
        found[name] = _without_objects(name, schema, found)
    return found


def _without_objects(name: str, schema: dict, found: dict) -> dict:
    """The schema with references in place of the objects in it, which are added to what was found."""
    schema = dict(schema)
    if "properties" in schema:
        is_in_both = set(schema["properties"]) == set(LANGUAGES)
        schema["properties"] = {
            each: _placed(f"{name}{'Each' if is_in_both else _capitalised(each)}", value, found)
            for each, value in schema["properties"].items()
        }
    for word in ("anyOf", "oneOf"):
        if word in schema:
            schema[word] = [_placed(f"{name}Short", value, found) for value in schema[word]]
    if "items" in schema:
        schema["items"] = _placed(f"{name}Item", schema["items"], found)
    return schema


def _placed(name: str, schema: dict, found: dict) -> dict:
    if "properties" not in schema:
        return _without_objects(name, schema, found)
    found[name] = _without_objects(name, {**schema, "type": "object"}, found)
    reference = shared("schemas", name)
    return {"oneOf": [reference, {"type": "null"}]} if "null" in schema["type"] else reference


def _capitalised(name: str) -> str:
    return "".join(word.capitalize() for word in name.split("_"))
