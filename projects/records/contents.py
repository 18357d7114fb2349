"""Contents of records as data: what differs between two, and how two that were made from one go together. Pure.

A content is `{"fields": {column: value}, "links": {name: [uuid, …]}, "rows": {label: {uuid: {column: value}}}}`,
with values as JSON has them, links sorted, and labels such as "projects.figure".
"""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any, NamedTuple

EMPTY = {"fields": {}, "links": {}, "rows": {}}


class Change(NamedTuple):
    """One place in which two contents differ; None for what is not there.

    `path` is ("fields", column), ("links", name), ("rows", label, uuid) for a row added or removed, or
    ("rows", label, uuid, column).
    """

    path: tuple[str, ...]
    before: Any
    after: Any


class Collision(NamedTuple):
    """One place that two people changed in different ways."""

    path: tuple[str, ...]
    before: Any
    mine: Any
    theirs: Any

    @property
    def key(self) -> str:
        return "/".join(self.path)


def changes(before: Mapping, after: Mapping) -> list[Change]:
    """Every difference, fields first, then links, then rows."""
    found = []
    for part in ("fields", "links"):
        found += _values((part,), before[part], after[part])
    for label in {**before["rows"], **after["rows"]}:
        old, new = before["rows"].get(label, {}), after["rows"].get(label, {})
        for uuid in {**old, **new}:
            found += _row(("rows", label, uuid), old.get(uuid), new.get(uuid))
    return found


def _row(path, old, new) -> Iterator[Change]:
    if old is None or new is None:
        yield Change(path, old, new)
    else:
        yield from _values(path, old, new)


def _values(path, old, new) -> Iterator[Change]:
    for name in {**old, **new}:
        if old.get(name) != new.get(name):
            yield Change((*path, name), old.get(name), new.get(name))


def is_same(one: Mapping, other: Mapping) -> bool:
    return not changes(one, other)


def merge(before: Mapping, mine: Mapping, theirs: Mapping) -> tuple[dict, list[Collision]]:
    """Their content with all of my changes that do not collide with one of theirs, and those that do."""
    merged, collisions = deepcopy(dict(theirs)), {}
    for change in changes(before, mine):
        collision = _collision(change, before, mine, theirs)
        if collision is None:
            put(merged, change.path, _linked(change, theirs) if change.path[0] == "links" else change.after)
        elif collision.mine != collision.theirs:
            collisions[collision.path] = collision
    return merged, list(collisions.values())


def _collision(change: Change, before, mine, theirs) -> Collision | None:
    """Where the change meets one of theirs. Links never do: what either added or removed is added or removed."""
    if change.path[0] == "links":
        return None
    row = change.path[:3]
    one_removed_it = change.path[0] == "rows" and None in (get(mine, row), get(theirs, row))
    path = row if one_removed_it else change.path
    if get(before, path) == get(theirs, path):
        return None
    return Collision(path, get(before, path), get(mine, path), get(theirs, path))


def _linked(change: Change, theirs) -> list:
    before, mine = set(change.before or []), set(change.after or [])
    now = set(get(theirs, change.path) or [])
    return sorted((now | (mine - before)) - (before - mine))


def resolve(merged: Mapping, collisions: list[Collision], chosen: Mapping[str, str]) -> dict:
    """The merged content with "mine" or "theirs" as was chosen for each collision by its key; else theirs."""
    resolved = deepcopy(dict(merged))
    for collision in collisions:
        if chosen.get(collision.key) == "mine":
            put(resolved, collision.path, collision.mine)
    return resolved


def get(content: Mapping, path: tuple[str, ...]) -> Any:
    """What is at the path; None if there is nothing."""
    for part in path:
        if content is None:
            return None
        content = content.get(part)
    return content


def put(content: dict, path: tuple[str, ...], value: Any) -> None:
    """Puts the value at the path, in place; a row that is None is taken out."""
    *way, last = path
    for part in way:
        content = content.setdefault(part, {})
    if value is None and path[0] == "rows" and len(path) == 3:
        content.pop(last, None)
    else:
        content[last] = deepcopy(value)


def texts_changed(before: Mapping, after: Mapping, language: str) -> list[Change]:
    """The texts in this language, whose columns end in `_en` or `_fr`, that differ.

    Of rows that came or went neither language is the translation.
    """
    found = changes(before, after)
    return [each for each in found if len(each.path) != 3 and each.path[-1].endswith(f"_{language}")]
