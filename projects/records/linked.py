"""Rows of several types in one query, each with whom it belongs to, however many kinds of links a list shows.

Each row comes as JSON, which all types have in common, and is made into what the model would have loaded.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import models
from django.db.models import F, Func, QuerySet, Value, Window
from django.db.models.functions import Cast, JSONObject, RowNumber
from django.utils import timezone


@dataclass(frozen=True)
class Wanted:
    """Rows of one type, in the order of their model; `owner` is the look-up that leads from each to its owner.

    `joins` are foreign keys that come with each row, as `select_related` takes them.
    """

    rows: QuerySet
    owner: str = "pk"
    joins: Sequence[str] = ()

    def query(self, number: int, owners: Iterable) -> QuerySet:
        place = Window(RowNumber(), order_by=list(self.rows.model._meta.ordering))
        return (
            self.rows.filter(**{f"{self.owner}__in": owners})
            .order_by()
            .values(
                in_part=Value(number),
                of_owner=F(f"{self.owner}__pk" if self.owner != "pk" else "pk"),
                in_place=place,
                as_json=_as_json(self.rows.model, _tree(self.joins)),
            )
        )

    def read(self, found: Mapping) -> models.Model:
        return _row(self.rows.model, found, _tree(self.joins))


def fetch(wanted: Sequence[tuple[Wanted, Iterable]]) -> list[dict]:
    """For each that is wanted, of owners with these ids, the rows by the id of their owner. In one query."""
    queries = [each.query(number, list(owners)) for number, (each, owners) in enumerate(wanted)]
    found = (
        queries[0].union(*queries[1:], all=True) if queries[1:] else [row for query in queries for row in query]
    )
    by_part = [defaultdict(list) for _ in wanted]
    for row in sorted(found, key=lambda row: row["in_place"]):
        by_part[row["in_part"]][row["of_owner"]].append(wanted[row["in_part"]][0].read(row["as_json"]))
    return by_part


def give(records: Sequence[models.Model], **wanted: Wanted) -> None:
    """Gives each record lists of what belongs to it, under these names."""
    owners = [record.pk for record in records]
    for name, found in zip(wanted, fetch([(each, owners) for each in wanted.values()]), strict=True):
        for record in records:
            setattr(record, name, found[record.pk])


def _tree(joins: Iterable[str]) -> dict:
    tree = {}
    for join in joins:
        branch = tree
        for name in join.split("__"):
            branch = branch.setdefault(name, {})
    return tree


def _as_json(model: type[models.Model], tree: Mapping, before: str = "") -> Func:
    columns = {field.attname: _column(field, before) for field in model._meta.concrete_fields}
    for name, branch in tree.items():
        columns[name] = _as_json(model._meta.get_field(name).related_model, branch, f"{before}{name}__")
    return _Json(**columns)


class _Json(JSONObject):
    def as_sql(self, compiler, connection, **context):
        """Without Django's question whether SQLite knows JSON, which is a query on each new connection."""
        return Func.as_sql(self, compiler, connection, **context)


def _column(field: models.Field, before: str):
    column = F(f"{before}{field.attname}")
    # As a number of JSON it would be read in binary.
    return Cast(column, models.CharField()) if isinstance(field, models.DecimalField) else column


def _row(model: type[models.Model], found: Mapping, tree: Mapping) -> models.Model:
    fields = model._meta.concrete_fields
    values = [_value(field, found[field.attname]) for field in fields]
    row = model.from_db(None, [field.attname for field in fields], values)
    for name, branch in tree.items():
        field = model._meta.get_field(name)
        if getattr(row, field.attname) is not None:
            setattr(row, name, _row(field.related_model, found[name], branch))
    return row


def _value(field: models.Field, plain):
    value = field.to_python(plain)
    # SQLite stores moments without their zone, which is UTC.
    is_naive = isinstance(value, datetime) and timezone.is_naive(value)
    return value.replace(tzinfo=UTC) if is_naive else value
