"""What a question wants of each item: which fields, which references in full, and rich text in which form.

A view makes `Selection.of(query, serializer_class)`, refuses its `mistakes`, and hands it to the serializers as
`context["selection"]`; `parameters_of` names the parameters, all but `body` repeatable. `joins` says which foreign
keys the rows need on top of those that they come with, so that what is expanded takes no query of its own.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from django.utils.translation import gettext_lazy as _

from projects.records.problems import error

FIELDS, EXPAND, BODY = "fields", "expand", "body"
# Of JSON in which not every key is there that the item has by itself.
PART_MEDIA_TYPE = "application/vnd.newsroom.part+json"
BODIES = ("html", "text", "markdown", "none")
# How many names deep one can choose, how many references one behind the other can be expanded, and how many
# names may be given.
DEEPEST, FURTHEST, MOST = 3, 2, 100
ALWAYS = ("id", "type")

Path = tuple[str, ...]


@dataclass(frozen=True)
class Node:
    """A value of an item. An object has `children`; one that is a reference has some only once it is expanded.

    `way` is the foreign key that leads to what the reference is of: "" if it is fetched as such.
    """

    children: Mapping[str, "Node"] = field(default_factory=dict)
    is_reference: bool = False
    expanded_only: frozenset[str] = frozenset()
    is_many: bool = False
    way: str = ""
    is_rich: bool = False

    def at(self, path: Path) -> "Node | None":
        node = self
        for name in path:
            node = node.children.get(name)
            if node is None:
                return None
        return node

    def paths(self, deepest: int, before: Path = ()) -> Iterator[Path]:
        for name, child in self.children.items():
            yield (*before, name)
            if deepest > 1:
                yield from child.paths(deepest - 1, (*before, name))


LEAF = Node()


@cache
def shape(serializer_class) -> Node:
    """All that items of this serializer can have, as far down as can be asked for."""
    return _node(serializer_class(), DEEPEST)


def _node(serializer, deepest: int) -> Node:
    """Of a field: a reference knows the serializer of its `brief`, texts know what is `in_words` in them."""
    is_many, serializer = hasattr(serializer, "child"), getattr(serializer, "child", serializer)
    if hasattr(serializer, "in_words"):
        words = Node(dict.fromkeys(serializer.in_words(), LEAF))
        return Node(dict.fromkeys(serializer.languages, words))
    if not hasattr(serializer, "fields"):
        return Node(is_rich=getattr(serializer, "is_rich", False))
    is_reference = hasattr(serializer, "brief")
    own = dict(serializer.fields) if deepest else {}
    whole = own | dict(serializer.brief()().fields) if deepest and is_reference else own
    return Node(
        {name: _node(each, deepest - 1) for name, each in whole.items()},
        is_reference=is_reference,
        expanded_only=frozenset(whole) - frozenset(own),
        is_many=is_many,
        way=serializer.way if is_reference else "",
    )


@cache
def fields_of(serializer_class) -> list[str]:
    """Every name that `fields` may have, in the order of the items."""
    return [".".join(path) for path in shape(serializer_class).paths(DEEPEST)]


@cache
def expand_of(serializer_class) -> list[str]:
    """Every name that `expand` may have."""
    whole = shape(serializer_class)
    return [".".join(path) for path in whole.paths(FURTHEST) if whole.at(path).is_reference]


@cache
def parameters_of(serializer_class) -> list[str]:
    found = [FIELDS]
    if expand_of(serializer_class):
        found.append(EXPAND)
    if any(child.is_rich for child in shape(serializer_class).children.values()):
        found.append(BODY)
    return found


@dataclass(frozen=True)
class Selection:
    """What is chosen of the items of one serializer. `tree` has the chosen names; None stands for all of it."""

    whole: Node
    tree: Mapping | None = None
    expanded: frozenset[Path] = frozenset()
    body: str = "html"
    mistakes: Sequence[dict] = ()

    @classmethod
    def of(cls, query, serializer_class) -> "Selection":
        """From the parameters, as far as they make sense; the rest is in `mistakes`."""
        known, whole = parameters_of(serializer_class), shape(serializer_class)
        fields, wrong_fields = _asked(query, FIELDS, fields_of(serializer_class), DEEPEST)
        expand, wrong_expand = [], []
        if EXPAND in known:
            expand, wrong_expand = _asked(query, EXPAND, expand_of(serializer_class), FURTHEST)
        body = query.get(BODY, "html") if BODY in known else "html"
        wrong_body = [] if body in BODIES else [error(BODY, _("There is no such form here."), body, [*BODIES])]
        return cls(
            whole,
            tree=_tree(fields) if fields else None,
            expanded=frozenset(_expanded(whole, [*expand, *_implied(whole, fields)])),
            body=body,
            mistakes=[*wrong_fields, *wrong_expand, *wrong_body],
        )

    def under(self, path: Path) -> Mapping | None:
        """What is chosen of the object at the end of the path; None if all of it is."""
        tree = self.tree
        for name in path:
            if tree is None:
                return None
            tree = tree.get(name)
        return tree

    @property
    def media_type(self) -> str | None:
        """Of an answer in JSON; None if it is the usual one."""
        return PART_MEDIA_TYPE if self.tree is not None else None

    def expands(self, path: Path) -> bool:
        return path in self.expanded

    def joins(self, *names: str) -> list[str]:
        """Foreign keys to be fetched with the rows: of the list itself, or of what stands under the names."""
        found = {}
        for path in sorted(self.expanded):
            if names and path[0] not in names:
                continue
            nodes = [self.whole.at(path[: length + 1]) for length in range(len(path))]
            if not names and (nodes[0].is_many or not nodes[0].is_reference):
                continue
            way = [node.way for node in nodes if node.way]
            own = [child.way for child in nodes[-1].children.values() if child.is_reference and child.way]
            found |= dict.fromkeys("__".join([*way, key]) for key in own)
            found |= {"__".join(way): None} if way else {}
        return list(found)


def _asked(query, parameter: str, allowed: list[str], deepest: int) -> tuple[list[Path], list[dict]]:
    """What a parameter names, repeated or with commas; and what is wrong with it."""
    names = [name for value in query.getlist(parameter) for name in value.split(",")]
    if len(names) > MOST:
        return [], [error(parameter, _("Give at most 100 names."))]
    known = set(allowed)
    paths = [tuple(name.split(".")) for name in dict.fromkeys(names) if name in known]
    wrong = [_unknown(parameter, name, allowed, deepest) for name in dict.fromkeys(names) if name not in known]
    return paths, wrong


def _unknown(parameter: str, name: str, allowed: list[str], deepest: int) -> dict:
    """The refusal of a name, with those that stand beside the first part of it that is unknown."""
    if not name:
        return error(parameter, _("A name is missing beside a comma. Give names, with one comma between two."))
    if name.count(".") >= deepest:
        words = _("“%(name)s” goes too deep. Give at most %(most)s names with a dot between two.")
        return error(parameter, words % {"name": name[:100], "most": deepest}, name, _beside("", allowed))
    siblings = allowed
    if parameter == FIELDS:
        before = name.rpartition(".")[0]
        while not (siblings := _beside(before, allowed)):
            before = before.rpartition(".")[0]
    words = _("There is no “%(name)s” here.") % {"name": name[:100]}
    return error(parameter, words, name, siblings)


def _beside(before: str, allowed: Iterable[str]) -> list[str]:
    start = f"{before}." if before else ""
    return [name for name in allowed if name.startswith(start) and "." not in name[len(start) :]]


def _tree(paths: Iterable[Path]) -> dict:
    """A name that stands for an object keeps all of it, whatever else is named of it."""
    tree = dict.fromkeys(ALWAYS)
    for path in paths:
        branch = tree
        for name in path[:-1]:
            branch = branch.setdefault(name, {})
            if branch is None:
                break
        else:
            branch[path[-1]] = None
    return tree


def _implied(whole: Node, paths: Iterable[Path]) -> Iterator[Path]:
    """References of which something is named that they have only in full."""
    for path in paths:
        for length in range(1, min(len(path), FURTHEST + 1)):
            node = whole.at(path[:length])
            if node.is_reference and path[length] in node.expanded_only:
                yield path[:length]


def _expanded(whole: Node, paths: Iterable[Path]) -> Iterator[Path]:
    """With the references that lead to those named."""
    for path in paths:
        for length in range(1, len(path) + 1):
            if whole.at(path[:length]).is_reference:
                yield path[:length]
