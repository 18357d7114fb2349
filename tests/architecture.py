"""Draws the arrows of the house from its code: who names whom, from which floor to which."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import cached_property
from pathlib import Path

# From the ground up. The tests stand outside: they may name everyone, and nobody names them.
FLOORS = ["projects.records", "projects", "timeline", "newsroom", "tests"]
# By what each floor is called in strings, templates and migrations.
LABELS = {floor.split(".")[-1]: height for height, floor in enumerate(FLOORS)}
TOP_LEVEL = {"newsroom", "timeline", "projects", "fixtures", "tests", "manage.py", "requirements.txt"} | {
    "README.md", "pyproject.toml", "Makefile",
}  # fmt: skip

# From the top down; two rooms of one line do not name each other.
ROOMS = [
    {"apps", "formats", "settings", "urls", "wsgi"},
    {"middleware"},
    {"admin", "context", "feeds", "management", "sitemaps", "views"},
    {"cards", "pdf", "structured"},
    {"api", "errors", "roles"},
    {"answers", "schema"},
    {"calendar", "changes", "geojson", "markdown", "ninjs", "representations", "timelinejs"},
    {"editions", "linked", "paging", "serializers"},
    {"asking", "filters", "forms", "publishing", "templatetags"},
    {"checks", "previews", "rehearsal", "search", "wording"},
    {"drafts", "translations"},
    {"snapshots"},
    {"facets", "parameters", "permissions", "query"},
    {"models", "selection"},
    {"texts"},
    {"environment", "fields", "ordering", "problems", "querysets"},
    {
        "analysis",
        "charts",
        "citations",
        "claims",
        "comparisons",
        "contents",
        "dates",
        "entries",
        "figures",
        "findings",
        "histories",
        "languages",
        "maps",
        "measures",
        "moments",
        "overview",
        "promises",
        "quotes",
        "richtext",
        "sharing",
    }
    | {"slips", "states"},
]
PURE = ROOMS[-1]
IMPURE = ("django.db", "django.http", "rest_framework")
UNWANTED = ("django.dispatch", "django.db.models.signals", "django.contrib.contenttypes.fields")

_DOTTED = re.compile(rf"({'|'.join(LABELS)})(\.\w+)+")
_IN_A_FOLDER = re.compile(rf"({'|'.join(LABELS)})(/[\w.-]+)+")
_TAG = re.compile(r"{%-?\s*(extends|include|static|load)\s+(.*?)-?%}", re.DOTALL)
_QUOTED = re.compile(r"""["']([^"']+)["']""")


@dataclass(frozen=True)
class Arrow:
    """One file names something: `kind` says how, `target` is a dotted name or the label of a floor."""

    path: str
    line: int
    kind: str
    target: str

    @property
    def height(self) -> int | None:
        return height(self.target)

    def __str__(self):
        return f"{self.path}:{self.line} {self.kind} {self.target}"


def height(name: str) -> int | None:
    """The floor on which a dotted name, or a label such as "records", stands; None if it is none of ours."""
    if name.startswith("projects.records.") or name == "projects.records":
        return 0
    return LABELS.get(name.split(".")[0])


@dataclass(frozen=True)
class Source:
    """One file of the house."""

    root: Path
    path: Path

    @property
    def name(self) -> str:
        return self.path.relative_to(self.root).as_posix()

    @property
    def module(self) -> str:
        return self.name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    @property
    def height(self) -> int | None:
        return height(self.module)

    @property
    def room(self) -> str:
        """The first name below the floor; rooms of several files share what stands before the underscore."""
        below = self.module.removeprefix(FLOORS[self.height]).strip(".").split(".")[0]
        return below.split("_")[0]

    @property
    def is_migration(self) -> bool:
        return "/migrations/" in self.name

    @cached_property
    def text(self) -> str:
        return self.path.read_text()

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, self.name)

    def functions(self) -> Iterator[ast.FunctionDef]:
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))

    def imports(self) -> Iterator[Arrow]:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import | ast.ImportFrom):
                yield from (Arrow(self.name, node.lineno, "imports", name) for name in self._imported(node))

    def _imported(self, node: ast.Import | ast.ImportFrom) -> list[str]:
        if isinstance(node, ast.Import):
            return [alias.name for alias in node.names]
        base = node.module or ""
        if node.level:
            parents = self.module.split(".")
            package = parents if self.path.name == "__init__.py" else parents[:-1]
            base = ".".join([*package[: len(package) - node.level + 1], *([base] if base else [])])
        return [f"{base}.{alias.name}" for alias in node.names]

    def strings(self) -> Iterator[Arrow]:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                if _DOTTED.fullmatch(node.value) or _IN_A_FOLDER.fullmatch(node.value):
                    yield Arrow(self.name, node.lineno, "names", node.value.replace("/", "."))
            elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "get_model":
                words = [word.value for word in node.args if isinstance(word, ast.Constant)]
                yield Arrow(self.name, node.lineno, "asks for", ".".join(words))

    def migration_dependencies(self) -> Iterator[Arrow]:
        for node in ast.walk(self.tree) if self.is_migration else ():
            if isinstance(node, ast.Tuple) and len(node.elts) == 2:
                label, name = (getattr(element, "value", None) for element in node.elts)
                if isinstance(name, str) and label in LABELS and name[:4].isdigit():
                    yield Arrow(self.name, node.lineno, "migrates after", label)

    def template_tags(self, libraries: dict[str, str]) -> Iterator[Arrow]:
        for match in _TAG.finditer(self.text):
            line = self.text.count("\n", 0, match.start()) + 1
            tag, rest = match.groups()
            if tag == "load":
                names = [libraries[word] for word in rest.split() if word in libraries]
            else:
                names = [path.split("/")[0] for path in _QUOTED.findall(rest) if "/" in path]
            yield from (Arrow(self.name, line, f"{tag}s", name) for name in names)


class House:
    """The code below a folder that is laid out as this project is."""

    def __init__(self, root: Path):
        self.root = root

    @cached_property
    def python(self) -> list[Source]:
        found = [
            path for floor in ("newsroom", "timeline", "projects", "tests") for path in self._below(floor, "*.py")
        ]
        return [Source(self.root, path) for path in found]

    @cached_property
    def templates(self) -> list[Source]:
        found = [path for floor in ("newsroom", "timeline", "projects") for path in self._below(floor, "*.html")]
        return [Source(self.root, path) for path in found]

    def _below(self, folder: str, pattern: str) -> list[Path]:
        return sorted((self.root / folder).rglob(pattern))

    @cached_property
    def libraries(self) -> dict[str, str]:
        """Our template tags, with the module that each comes from."""
        return {
            source.path.stem: source.module for source in self.python if source.path.parent.name == "templatetags"
        }

    def arrows(self) -> Iterator[tuple[Source, Arrow]]:
        for source in self.python:
            for arrow in (*source.imports(), *source.strings(), *source.migration_dependencies()):
                yield source, arrow
        for template in self.templates:
            for arrow in template.template_tags(self.libraries):
                yield template, arrow

    def upward(self) -> list[Arrow]:
        """Arrows to a higher floor."""
        return [a for source, a in self.arrows() if a.height is not None and a.height > source.height]

    def upward_within(self) -> list[Arrow]:
        """Imports of a higher room, or of a neighbour on the same line, on the same floor."""
        found = []
        for source in self.python:
            is_housed = source.height < LABELS["tests"] and not source.is_migration
            for arrow in source.imports() if is_housed and _line(source.room) is not None else ():
                room = arrow.target.removeprefix(FLOORS[source.height]).strip(".").split(".")[0].split("_")[0]
                is_ours = arrow.height == source.height and _line(room) is not None and room != source.room
                if is_ours and (
                    _line(room) < _line(source.room) or _line(room) == _line(source.room) < len(ROOMS) - 1
                ):
                    found.append(arrow)
        return found

    def homeless(self) -> list[str]:
        """Modules for which the table of rooms has no line."""
        housed = (source for source in self.python if source.height < LABELS["tests"] and not source.is_migration)
        return [source.name for source in housed if source.room and _line(source.room) is None]

    def impure(self) -> list[Arrow]:
        """What pure rooms import of the database and of requests."""
        pure = (source for source in self.python if source.room in PURE and source.height < LABELS["tests"])
        return [arrow for source in pure for arrow in source.imports() if _is_in(arrow.target, IMPURE)]

    def unwanted(self) -> list[Arrow]:
        """Signals, generic foreign keys, and migrations that import our code."""
        return [
            arrow
            for source in self.python
            for arrow in source.imports()
            if _is_in(arrow.target, UNWANTED) or (source.is_migration and arrow.height is not None)
        ]

    def imports_in_functions(self) -> list[str]:
        return [
            f"{source.name} in {function.name}"
            for source in self.python
            for function in source.functions()
            for node in ast.walk(function)
            if isinstance(node, ast.Import | ast.ImportFrom)
        ]

    def long_files(self, limit: int) -> list[str]:
        lengths = {s.name: s.text.count("\n") for s in (*self.python, *self.templates) if not s.is_migration}
        return [f"{name}: {length} lines" for name, length in lengths.items() if length > limit]

    def long_functions(self, limit: int) -> list[str]:
        return [
            f"{source.name}:{function.lineno} {function.name}"
            for source in self.python
            for function in source.functions()
            if function.end_lineno - function.lineno >= limit
        ]

    def strangers(self) -> list[str]:
        """Names of the top level that the plan of the house does not have."""
        ignored = [line.strip("/") for line in (self.root / ".gitignore").read_text().splitlines()]
        names = [path.name for path in self.root.iterdir() if not path.name.startswith(".")]
        return [name for name in names if name not in TOP_LEVEL and not any(fnmatch(name, i) for i in ignored)]


def _line(room: str) -> int | None:
    return next((number for number, rooms in enumerate(ROOMS) if room in rooms), None)


def _is_in(name: str, packages: tuple[str, ...]) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)
