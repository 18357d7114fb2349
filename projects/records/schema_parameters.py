"""What the OpenAPI document says of parameters: just what is read, told by those who read it."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from projects.records import changes
from projects.records.languages import LANGUAGES
from projects.records.ordering import Ordering
from projects.records.paging import PAGE_SIZE, Pages
from projects.records.parameters import BOTH, DIALECT, EXCEL, LANGUAGE
from projects.records.query_fields import MOST_VALUES, SLUG, UUID, whole
from projects.records.representations import FORMAT
from projects.records.schema_parts import shared
from projects.records.selection import BODIES, BODY, EXPAND, FIELDS, expand_of, fields_of

NAME = "name"
_WORD = {"type": "string"}
_KINDS = {FIELDS: "Field", EXPAND: "Expandable"}


def described(view, is_item: bool) -> list[dict]:
    """Every parameter of a view, sorted by name; that of the path first."""
    found = [_in_path(view)] if is_item else []
    return found + sorted(_in_query(view, is_item), key=lambda each: each["name"])


def in_query(name: str, description, schema: dict, *, explode: bool | None = None) -> dict:
    """One parameter. What `explode` is said of may be repeated or, if it is false, has commas between values."""
    style = {} if explode is None else {"style": "form", "explode": explode}
    return {"name": name, "in": "query", "description": str(description), "schema": schema, **style}


def several(schema: dict) -> dict:
    return {"type": "array", "items": schema, "minItems": 1, "maxItems": MOST_VALUES}


def _in_path(view) -> dict:
    has_slugs = "slug" in view.get_serializer_class()().fields
    pattern, words = (f"({UUID}|{SLUG})", _("uuid or slug")) if has_slugs else (UUID, _("uuid"))
    schema = {**_WORD, "pattern": whole(pattern), "maxLength": 100}
    return {"name": NAME, "in": "path", "required": True, "description": str(words), "schema": schema}


def _in_query(view, is_item: bool) -> Iterator[dict]:
    yield from _of_answers(view)
    if is_item:
        yield from _of_item(view)
    elif hasattr(view, "paginator"):
        yield from _of_list(view)


def _of_answers(view) -> Iterator[dict]:
    """What every address knows, and what each view adds in the same way."""
    for name in view.parameters:
        yield from _KNOWN[name](view)


def _language(view) -> Iterator[dict]:
    words = _("Language of texts and labels; “all” gives every text in both, under “texts”.")
    yield in_query(LANGUAGE, words, {**_WORD, "enum": [*LANGUAGES, BOTH], "default": LANGUAGES[0]})


def _format(view) -> Iterator[dict]:
    words = _("The form of the answer; a suffix of the address and the header Accept say the same.")
    forms = [form.name for form in view.forms]
    yield in_query(FORMAT, words, {**_WORD, "enum": forms, "default": forms[0]})


def _dialect(view) -> Iterator[dict]:
    words = _("“excel”: CSV as that program reads it. Other forms take no notice of it.")
    yield in_query(DIALECT, words, {**_WORD, "enum": [EXCEL]})


def _fields(view) -> Iterator[dict]:
    words = _(
        "Only these fields, and “id” and “type”: with dots into objects. Repeat it or use commas for several."
    )
    yield in_query(FIELDS, words, several(shared("schemas", _kind(view, FIELDS))), explode=True)


def _expand(view) -> Iterator[dict]:
    words = _("What is otherwise only named, with all of its own columns. Repeat it or use commas for several.")
    yield in_query(EXPAND, words, several(shared("schemas", _kind(view, EXPAND))), explode=True)


def _kind(view, name: str) -> str:
    """What clients made from the document call the words of `fields` or of `expand`: ProjectField."""
    item = view.serializer_class.__name__.removesuffix("Serializer")
    return f"{item}{_KINDS[name]}"


def words_of(view) -> dict[str, dict]:
    """The schemas that several addresses share: what can be named in `fields` and in `expand`."""
    allowed = {FIELDS: fields_of, EXPAND: expand_of}
    return {
        _kind(view, name): _words(allowed[name](view.serializer_class)) for name in {*allowed} & {*view.parameters}
    }


def _words(allowed: list[str]) -> dict:
    """With names for languages whose names have neither dots nor hyphens, and no two the same."""
    names = [_in_code(word) for word in allowed]
    return {**_WORD, "enum": allowed, "x-enum-varnames": names}


def _in_code(word: str) -> str:
    name = word.removeprefix("-").replace(".", "_DOT_").replace("-", "_").upper()
    return f"{name}_DESCENDING" if word.startswith("-") else name


def _body(view) -> Iterator[dict]:
    words = _("The form of rich text; “none” leaves it out.")
    yield in_query(BODY, words, {**_WORD, "enum": [*BODIES], "default": BODIES[0]})


def _since(view) -> Iterator[dict]:
    words = _("Where the last answer ended, as its “next” has it; without it, everything that is public now.")
    yield in_query(changes.SINCE, words, {**_WORD, "pattern": changes.PATTERN})


def _page_size(view) -> Iterator[dict]:
    yield from (each for each in Pages().get_schema_operation_parameters(view) if each["name"] == PAGE_SIZE)


_KNOWN = {
    PAGE_SIZE: _page_size,
    changes.SINCE: _since,
    FIELDS: _fields,
    EXPAND: _expand,
    BODY: _body,
    LANGUAGE: _language,
    FORMAT: _format,
    DIALECT: _dialect,
}


def _of_item(view) -> Iterator[dict]:
    for name, words in view.item_parameters.items():
        yield in_query(name, words, {**_WORD, "format": "date"})


def _of_list(view) -> Iterator[dict]:
    yield from view.paginator.get_schema_operation_parameters(view)
    for name, each in view.filterset_class.base_filters.items():
        yield _of_ordering(name, each) if isinstance(each, Ordering) else _of_filter(name, each)


def _of_ordering(name: str, ordering: Ordering) -> dict:
    """Names with commas between them; the address has the parameter once."""
    names = [f"{sign}{each}" for each in ordering.names for sign in ("", "-")]
    schema = {**several(_words(names)), "default": ordering.default.split(",")}
    return in_query(name, ordering.label, schema, explode=False)


def _of_filter(name: str, each) -> dict:
    """Values of a list may stand between commas as well as in parameters of their own."""
    schema = dict(each.schema)
    if each.is_list:
        words = _("%(meaning)s Repeat it or use commas for several.") % {"meaning": each.label}
        return in_query(name, words, several(schema), explode=True)
    return in_query(name, each.label, schema)
