"""Items as lines of CSV (RFC 4180). Its columns follow from the serializer, never from what the items hold."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from projects.records.parameters import BOTH, DIALECT, EXCEL
from projects.records.representations import Form, dumped

_BYTE_ORDER_MARK = "\ufeff"
# With these a cell begins that a spreadsheet takes for a formula, though it is text.
_LIKE_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Column:
    """One value of the items, at the end of a path through their objects. A list of references is their slugs."""

    path: tuple[str, ...]
    is_references: bool = False
    is_words: bool = False

    @property
    def name(self) -> str:
        return ".".join(self.path)

    def text(self, item: dict) -> str:
        return "".join(self._written(self._value(item)))

    def cell(self, item: dict) -> str:
        """As a spreadsheet may have it: no text can be taken for a formula, and numbers stay numbers."""
        value, text = self._value(item), self.text(item)
        return f"'{text}" if isinstance(value, str) and text.startswith(_LIKE_FORMULAS) else text

    def _value(self, item: dict):
        value = item
        for name in self.path:
            value = None if value is None else value[name]
        return value

    def _written(self, value) -> str:
        if value is None:
            return ""
        if self.is_references:
            return ";".join(reference["slug"] for reference in value)
        if self.is_words:
            return ";".join(str(word) for word in value)
        return dumped(value) if isinstance(value, dict | list | bool) else str(value)


def columns(serializer: serializers.Serializer, path: tuple[str, ...] = ()) -> Iterator[Column]:
    """What the items of a serializer have, as it stands: also one of which only some fields were chosen."""
    for name, field in serializer.fields.items():
        yield from _columns_of(field, (*path, name))


def _columns_of(field: serializers.Field, path: tuple[str, ...]) -> Iterable[Column]:
    if hasattr(field, "in_words"):
        is_asked = field.context.get("language") == BOTH
        return [Column((*path, code, word)) for code, words in field.shown().items() for word in words if is_asked]
    if isinstance(field, serializers.ListSerializer):
        return [Column(path, is_references=_is_plain_reference(field.child))]
    if isinstance(field, serializers.ListField):
        is_words = not hasattr(field.child, "child") and not hasattr(field.child, "fields")
        return [Column(path, is_words=is_words)]
    return columns(field, path) if hasattr(field, "fields") else [Column(path)]


def _is_plain_reference(item: serializers.BaseSerializer) -> bool:
    """Whether it has a slug, and nothing more was asked for than references have by themselves."""
    return "slug" in item.fields and set(item.fields) <= set(item._declared_fields)


class Csv(Form):
    """A line for each item, after one with the names of the columns.

    `dialect=excel` writes what the spreadsheet of that name opens well: marked as UTF-8, with semicolons.
    """

    name = "csv"
    media_type = "text/csv"
    content_type = "text/csv; charset=utf-8; header=present"
    description = _("CSV, one item a line")

    def head(self, view):
        return _head(view, columns(view.get_serializer()))

    def part(self, view, items, is_first):
        return _body(view, list(columns(view.get_serializer())), view.represent(items))


CSV = Csv()


def sheet(view, names: Iterable[str], items: Iterable[dict]) -> str:
    """Items without objects in them as a whole, each with a value for each of these names."""
    shown = [Column((name,)) for name in names]
    return _head(view, shown) + _body(view, shown, items)


def _head(view, shown: Iterable[Column]) -> str:
    return (_BYTE_ORDER_MARK if _is_for_excel(view) else "") + _lines(view, [[column.name for column in shown]])


def _body(view, shown: list[Column], items: Iterable[dict]) -> str:
    write = Column.cell if _is_for_excel(view) else Column.text
    return _lines(view, ([write(column, item) for column in shown] for item in items))


def _is_for_excel(view) -> bool:
    return view.request.GET.get(DIALECT) == EXCEL


def _lines(view, rows: Iterable[list[str]]) -> str:
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=";" if _is_for_excel(view) else ",").writerows(rows)
    return written.getvalue()
