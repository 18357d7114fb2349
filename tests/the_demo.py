"""The demonstration in the database, quickly: read from its fixtures once, from then on written row by row."""

from functools import cache

from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, models, transaction

FIXTURES = ["records", "projects", "timeline", "newsroom"]
_rows: dict[type[models.Model], list[tuple]] = {}


def load() -> None:
    """Into a database without records; unchecked: that it passes its checks is tried where loading is."""
    if not _rows:
        before = {model: set(_read(model)) for model in _models()}
        call_command("loaddata", *FIXTURES, unchecked=True, verbosity=0)
        read = {model: [row for row in _read(model) if row not in before[model]] for model in _models()}
        _rows.update({model: rows for model, rows in read.items() if rows})
        return
    # Within one transaction rows may come before those that they name.
    with transaction.atomic(), connection.cursor() as cursor:
        for model, rows in _rows.items():
            cursor.executemany(_insertion(model), rows)
        for statement in connection.ops.sequence_reset_sql(no_style(), list(_rows)):
            cursor.execute(statement)


@cache
def _models() -> list[type[models.Model]]:
    return apps.get_models(include_auto_created=True)


def _columns(model) -> str:
    return ", ".join(connection.ops.quote_name(field.column) for field in model._meta.concrete_fields)


def _read(model) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {_columns(model)} FROM {connection.ops.quote_name(model._meta.db_table)}")
        return cursor.fetchall()


def _insertion(model) -> str:
    places = ", ".join(["%s"] * len(model._meta.concrete_fields))
    return f"INSERT INTO {connection.ops.quote_name(model._meta.db_table)} ({_columns(model)}) VALUES ({places})"
