"""In which order lists come. Each part of it is a column of the rows, so that a page can begin at any row."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import rest_framework as filters
from django_filters.fields import BaseCSVField


@dataclass(frozen=True)
class Part:
    """One column of an order. What has no value there comes last, either way round."""

    column: str
    is_descending: bool

    def term(self, is_reversed: bool = False):
        column = F(self.column)
        if self.is_descending == is_reversed:
            return column.asc(nulls_first=True) if is_reversed else column.asc(nulls_last=True)
        return column.desc(nulls_first=True) if is_reversed else column.desc(nulls_last=True)

    def same(self, value) -> Q:
        return Q(**{f"{self.column}__isnull": True}) if value is None else Q(**{self.column: value})

    def further(self, value, is_reversed: bool = False) -> Q:
        """What comes after a row with this value; with `is_reversed`, before it."""
        lookup = "lt" if self.is_descending != is_reversed else "gt"
        if value is None:
            return Q(**{f"{self.column}__isnull": False}) if is_reversed else Q(pk__in=[])
        beyond = Q(**{f"{self.column}__{lookup}": value})
        return beyond if is_reversed else beyond | Q(**{f"{self.column}__isnull": True})


class Ordered:
    """The rows of one queryset, or of several of the same columns, in one order in which nothing ties."""

    def __init__(self, querysets: Sequence[QuerySet], parts: Sequence[Part], is_reversed: bool = False):
        self.querysets, self.parts, self.is_reversed = querysets, parts, is_reversed

    def _united(self) -> QuerySet:
        first, *others = self.querysets
        terms = [part.term(self.is_reversed) for part in self.parts]
        if not others:
            return first.order_by(*terms)
        return first.order_by().union(*(each.order_by() for each in others), all=True).order_by(*terms)

    def count(self) -> int:
        return self._united().count()

    def __getitem__(self, rows: slice) -> list:
        return list(self._united()[rows])

    def beyond(self, values: Sequence, is_reversed: bool = False, with_it: bool = False) -> "Ordered":
        """What comes after the place where a row with these values stands or would stand; reversed: before.

        `with_it` begins with that row, if it is still there.
        """
        found, same = Q(pk__in=[]), Q()
        for part, value in zip(self.parts, values, strict=True):
            found |= same & part.further(value, is_reversed)
            same &= part.same(value)
        found |= same if with_it else Q(pk__in=[])
        return Ordered([each.filter(found) for each in self.querysets], self.parts, is_reversed)

    def values_of(self, row) -> list:
        """Where the row stands: the values that `beyond` takes."""
        return [row[part.column] if isinstance(row, dict) else getattr(row, part.column) for part in self.parts]

    def to_python(self, plain: Sequence) -> list:
        """Values again that were JSON on the way. Raises ValidationError or TypeError for what is none."""
        known = self.querysets[0].query.annotations
        fields = [known[part.column].output_field for part in self.parts]
        return [
            value if value is None else field.to_python(value) for field, value in zip(fields, plain, strict=True)
        ]


class _Names(BaseCSVField):
    """Names between commas, none of which is empty."""

    def clean(self, value):
        if value and "" in value:
            raise ValidationError(_("There is nothing before, after or between the commas. Give a value there."))
        return super().clean(value)


class Ordering(filters.OrderingFilter):
    """By the names given; the id always decides last.

    Each name stands for a column, for a function that returns an expression, or for several of these.
    """

    base_field_class = _Names

    def __init__(self, *, default: str, **names):
        label = _("Names separated by commas; a hyphen before a name turns its order round.")
        super().__init__(fields=[(name, name) for name in names], label=label)
        self.default, self.names = default, names

    def filter(self, qs, value):
        columns = {f"by_{number}": column for number, (column, _) in enumerate(self._terms(value))}
        return qs.annotate(**columns)

    def parts(self, value) -> list[Part]:
        """The order that `filter` gave the columns for."""
        return [
            Part(f"by_{number}", is_descending) for number, (_, is_descending) in enumerate(self._terms(value))
        ]

    def _terms(self, value) -> list[tuple]:
        directions = {}
        for term in value or self.default.split(","):
            directions.setdefault(term.removeprefix("-"), term.startswith("-"))
        asked = [
            (column, is_descending) for name, is_descending in directions.items() for column in self._columns(name)
        ]
        return [*asked, (F("pk"), False)]

    def _columns(self, name: str) -> list:
        columns = self.names[name]
        columns = columns if isinstance(columns, tuple) else (columns,)
        return [column() if callable(column) else F(column) for column in columns]
