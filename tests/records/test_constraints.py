"""What the database promises, broken once each past the models' own checks."""

import functools
from datetime import date

import pytest
from django.db import connection

from projects.records.models import Leader, Publication
from tests import builders
from tests.builders import NOW
from tests.constraints import (
    assert_circle_refused,
    assert_refused,
    claim_cases,
    named_constraints,
    nested_cases,
    record_cases,
    refused,
    row,
)

pytestmark = pytest.mark.django_db

organisation = functools.partial(builders.organisation, live=False)
source = functools.partial(builders.source, live=False)


def leader():
    return Leader.objects.create(
        organisation=organisation(), source=source(), name="Benoit Lemaignan", role_en="CEO"
    )


def entry(**fields):
    """A row of the ledger that is in order but for these fields."""
    first = Publication.objects.get(record_uuid=builders.organisation().pk)
    values = {field.attname: getattr(first, field.attname) for field in Publication._meta.concrete_fields}
    Publication.objects.bulk_create([Publication(**{**values, "sequence": first.sequence + 1, **fields})])


def via_itself():
    made = source()
    row(made).update(via=made)


CASES = {
    **record_cases("records_source", source),
    **record_cases("records_organisation", organisation),
    **nested_cases("records_organisation", organisation),
    **claim_cases("records_leader", leader),
    "records_source_has_a_date": lambda: row(source()).update(published_earliest=None, published_latest=None),
    "records_source_published_earliest_not_after_latest": lambda: row(source()).update(
        published_earliest=date(2022, 1, 1)
    ),
    "records_source_not_via_itself": via_itself,
    "records_publication_sequence_from_one": lambda: entry(sequence=0),
    "records_publication_withdrawal_has_a_reason": lambda: entry(act="withdraw"),
}


def test_each_constraint_has_a_case():
    assert set(CASES) == set(named_constraints("records"))


@pytest.mark.parametrize("name", CASES)
def test_the_database_refuses(name):
    assert_refused("records", name, CASES[name])


@pytest.mark.parametrize(("make", "name"), [(organisation, "part_of"), (source, "via")], ids=["part_of", "via"])
def test_the_database_refuses_a_circle(make, name):
    assert_circle_refused(make, name)


def test_a_row_of_the_ledger_that_is_in_order_is_taken():
    entry()
    assert Publication.objects.count() == 2


STATEMENTS = [
    "UPDATE records_publication SET note_en = 'Nothing happened.'",
    "DELETE FROM records_publication",
    pytest.param("TRUNCATE records_publication CASCADE", marks=pytest.mark.postgresql),
]


@pytest.mark.parametrize("statement", STATEMENTS)
def test_the_ledger_is_append_only(statement):
    builders.organisation()
    connection.check_constraints()  # PostgreSQL truncates no table of which it still has to check rows
    with refused("records_publication_append_only"), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_ledger_stays_as_it_was_through_the_models_too():
    builders.organisation()
    with refused("records_publication_append_only"):
        Publication.objects.update(at=NOW)
