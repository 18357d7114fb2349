"""Cases that break the named constraints which every record, claim, span or nested record has.

A case is a function that makes a sound row and breaks it past the models' own checks, by an UPDATE or bulk INSERT.
"""

from contextlib import contextmanager, nullcontext
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import UniqueConstraint

from tests.builders import NOW
from tests.ledger import unlocked


def named_constraints(app_label: str) -> dict:
    """All named constraints of an app, with their models."""
    models = apps.get_app_config(app_label).get_models()
    return {constraint.name: (constraint, model) for model in models for constraint in model._meta.constraints}


@contextmanager
def refused(says: str):
    """The database refuses what is done here, in words with this name in them; all else is kept."""
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        yield
    assert says in str(caught.value)


def assert_refused(app_label: str, name: str, case) -> None:
    constraint, model = named_constraints(app_label)[name]
    # The triggers against circles would be quicker.
    circles_allowed = unlocked(model._meta.db_table) if name.endswith("_itself") else nullcontext()
    with circles_allowed, refused(_said_of(constraint, model)):
        case()


def assert_circle_refused(make, name: str) -> None:
    """Of three rows, the first comes to hang on the last."""
    first, second, third = make(), make(), make()
    row(second).update(**{name: first})
    row(third).update(**{name: second})
    with refused(f"{first._meta.db_table}_no_circle"):
        row(first).update(**{name: third})


def _said_of(constraint, model) -> str:
    """The database's word for it: its name. SQLite says which columns are not unique."""
    if constraint.name.endswith("_has_a_source"):
        return "source_id"  # the column itself refuses to be empty, before any constraint is asked
    if connection.vendor == "sqlite" and isinstance(constraint, UniqueConstraint):
        columns = [model._meta.get_field(name).column for name in constraint.fields]
        return ", ".join(f"{model._meta.db_table}.{column}" for column in columns)
    return constraint.name


def row(made):
    """The row of an object, to be updated without the model being asked."""
    return type(made)._base_manager.filter(pk=made.pk)


def record_cases(prefix: str, make) -> dict:
    """`make` makes a draft."""
    return {
        f"{prefix}_slug_unique": lambda: row(make()).update(slug=make().slug),
        f"{prefix}_slug_not_reserved": lambda: row(make()).update(slug="timeline"),
        f"{prefix}_slug_begins_with_a_letter": lambda: row(make()).update(slug="2021"),
        f"{prefix}_published_has_a_version": lambda: row(make()).update(version=1),
        f"{prefix}_withdrawn_after_published": lambda: row(make()).update(
            version=1, published_at=NOW, withdrawn_at=NOW - timedelta(seconds=1)
        ),
    }


def nested_cases(prefix: str, make) -> dict:
    def part_of_itself():
        made = make()
        row(made).update(part_of=made)

    return {f"{prefix}_not_part_of_itself": part_of_itself}


def claim_cases(prefix: str, make) -> dict:
    return {
        f"{prefix}_has_a_source": lambda: row(make()).update(source=None),
        f"{prefix}_withdrawn_with_a_reason": lambda: row(make()).update(withdrawn_on=date(2025, 1, 1)),
    }


def dated_cases(prefix: str, make) -> dict:
    backwards = {"earliest": date(2026, 1, 1), "latest": date(2025, 12, 31)}
    return {
        f"{prefix}_earliest_not_after_latest": lambda: row(make()).update(**backwards),
        f"{prefix}_has_a_bound": lambda: row(make()).update(earliest=None, latest=None),
    }
