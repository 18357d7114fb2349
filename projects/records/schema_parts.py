"""Small pieces of JSON Schema of which the OpenAPI document is made."""


def shared(kind: str, name: str) -> dict:
    """The component of that name, which stands in the document once."""
    return {"$ref": f"#/components/{kind}/{name}"}


def text(description="", **more) -> dict:
    return {"type": "string", **_said(description), **more}


def thing(description, properties: dict, optional: dict | None = None) -> dict:
    """An object. It always has the properties, and perhaps the optional ones."""
    properties, required = {**properties, **(optional or {})}, list(properties)
    return {"type": "object", **_said(description), "properties": properties, "required": required}


def several_of(item: dict, description="") -> dict:
    return {"type": "array", **_said(description), "items": item}


def _said(description) -> dict:
    return {"description": str(description)} if description else {}
