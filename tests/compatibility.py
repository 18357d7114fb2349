"""Holds two OpenAPI documents against each other: what would break a client of the older one, in words."""

from collections.abc import Iterator

# Of what is asked, each of these may only rise, or only fall; a limit that is gone does no harm.
MAY_RISE = ("maximum", "maxLength", "maxItems")
MAY_FALL = ("minimum", "minLength", "minItems")


def breaking(old: dict, new: dict) -> list[str]:
    """Each thing that a client of `old` could do or read and can no longer, or no longer in the same way."""
    return list(dict.fromkeys(_Comparison(old, new).found()))


class _Comparison:
    def __init__(self, old: dict, new: dict):
        self.old, self.new, self.seen = old, new, set()

    def found(self) -> Iterator[str]:
        for path, item in self.old["paths"].items():
            for method, operation in item.items():
                now = self.new["paths"].get(path, {}).get(method)
                where = f"{method.upper()} {path}"
                if now is None:
                    yield f"{where}: it is gone"
                else:
                    yield from self.of_operation(where, operation, now)

    def of_operation(self, where: str, old: dict, new: dict) -> Iterator[str]:
        if old.get("operationId") != new.get("operationId"):
            yield f"{where}: it is called {new.get('operationId')} instead of {old.get('operationId')}"
        yield from self.of_parameters(where, old, new)
        for status, answer in old["responses"].items():
            if status not in new["responses"]:
                yield f"{where}: the answer {status} is gone"
            else:
                yield from self.of_answer(f"{where}: {status}", answer, new["responses"][status])

    def of_parameters(self, where: str, old: dict, new: dict) -> Iterator[str]:
        before, now = _by_name(old), _by_name(new)
        for key, parameter in before.items():
            named = f"{where}: parameter “{key[0]}”"
            if key not in now:
                yield f"{named} is gone"
                continue
            if now[key].get("required") and not parameter.get("required"):
                yield f"{named} has become required"
            if parameter.get("explode", True) != now[key].get("explode", True):
                yield f"{named} is written in another way"
            yield from self.of_question(named, parameter["schema"], now[key]["schema"])
        for key, parameter in now.items():
            if key not in before and parameter.get("required"):
                yield f"{where}: parameter “{key[0]}” is new and required"

    def of_question(self, where: str, old: dict, new: dict) -> Iterator[str]:
        """What could be asked must still be possible."""
        old, new = self.resolved(self.old, old), self.resolved(self.new, new)
        if _types(new) and _types(old) - _types(new):
            yield f"{where} takes {_said(new)} instead of {_said(old)}"
        for value in old.get("enum", []):
            if "enum" in new and value not in new["enum"]:
                yield f"{where} no longer takes {value}"
        for word in ("pattern", "format", "const"):
            if word in new and new[word] != old.get(word):
                yield f"{where} takes only what fits its new {word}"
        if "enum" in new and "enum" not in old:
            yield f"{where} takes only certain values now"
        yield from self.of_limits(where, old, new)
        if "items" in old and "items" in new:
            yield from self.of_question(where, old["items"], new["items"])

    def of_limits(self, where: str, old: dict, new: dict) -> Iterator[str]:
        for word in MAY_RISE:
            if word in new and new[word] < old.get(word, float("inf")):
                yield f"{where} has a lower {word}"
        for word in MAY_FALL:
            if word in new and new[word] > old.get(word, float("-inf")):
                yield f"{where} has a higher {word}"

    def of_answer(self, where: str, old: dict, new: dict) -> Iterator[str]:
        old, new = self.resolved(self.old, old), self.resolved(self.new, new)
        for name in old.get("headers", {}):
            if name not in new.get("headers", {}):
                yield f"{where}: the header {name} is gone"
        for form, content in old.get("content", {}).items():
            if form not in new.get("content", {}):
                yield f"{where}: the form {form} is gone"
            else:
                yield from self.of_value(
                    f"{where} {form}", content.get("schema", {}), new["content"][form].get("schema", {})
                )

    def of_value(self, where: str, old: dict, new: dict) -> Iterator[str]:
        """What could be read must still be there, and be what it was."""
        names = old.get("$ref"), new.get("$ref")
        if all(names):
            if names in self.seen:
                return
            self.seen.add(names)
            where = names[0].rsplit("/", 1)[-1]
        old, new = self.resolved(self.old, old), self.resolved(self.new, new)
        if _types(old) and (not _types(new) or _types(new) - _types(old)):
            yield f"{where}: it is {_said(new)} instead of {_said(old)}"
        if old.get("format") != new.get("format") and "format" in old:
            yield f"{where}: its format is {new.get('format')} instead of {old['format']}"
        yield from self.of_properties(where, old, new)
        if "items" in old:
            yield from self.of_value(f"{where}[]", old["items"], new.get("items", {}))
        yield from self.of_choices(where, old, new)

    def of_properties(self, where: str, old: dict, new: dict) -> Iterator[str]:
        now = new.get("properties", {})
        for name, value in old.get("properties", {}).items():
            if name not in now:
                yield f"{where}.{name} is gone"
                continue
            if name in old.get("required", []) and name not in new.get("required", []):
                yield f"{where}.{name} is no longer always there"
            yield from self.of_value(f"{where}.{name}", value, now[name])

    def of_choices(self, where: str, old: dict, new: dict) -> Iterator[str]:
        """One of several: each that was possible is held against the one in its place."""
        for word in ("oneOf", "anyOf", "allOf"):
            before, now = old.get(word, []), new.get(word, [])
            if len(now) > len(before) and word != "allOf":
                yield f"{where}: it can be something else now"
            for one, other in zip(before, now, strict=False):
                yield from self.of_value(where, one, other)

    def resolved(self, document: dict, node: dict) -> dict:
        if "$ref" not in node:
            return node
        found = document
        for name in node["$ref"].removeprefix("#/").split("/"):
            found = found[name]
        return {**self.resolved(document, found), **{name: node[name] for name in node if name != "$ref"}}


def _by_name(operation: dict) -> dict:
    return {(each["name"], each["in"]): each for each in operation.get("parameters", [])}


def _types(schema: dict) -> set[str]:
    """An integer is a number, too; null is one more type."""
    types = schema.get("type", [])
    return {types} if isinstance(types, str) else set(types)


def _said(schema: dict) -> str:
    return " or ".join(sorted(_types(schema))) or "anything"
