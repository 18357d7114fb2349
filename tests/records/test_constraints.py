"""What the database promises, broken once each past the models' own checks."""

import functools
from datetime import date

import pytest

from projects.records.models import (
    Bundle,
    BundleItem,
    Leader,
    Publication,
    Version,
)
from tests import builders, rows
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
    return Leader.objects.create(organisation=organisation(), source=source(), name="The head", role_en="CEO")


def entry(**fields):
    """A row of the ledger that is in order but for these fields."""
    first = Publication.objects.get(record_uuid=builders.organisation().pk)
    values = {field.attname: getattr(first, field.attname) for field in Publication._meta.concrete_fields}
    Publication.objects.bulk_create([Publication(**{**values, "sequence": first.sequence + 1, **fields})])


def scheduled_twice():
    first = rows.schedule()
    rows.schedule(first.version)


def twice(model, **fields):
    """The same row once more."""
    record = organisation()
    for _time in range(2):
        model.objects.create(**rows.about(record, **fields))


def in_a_bundle_twice():
    twice(BundleItem, bundle=Bundle.objects.create(name="B", by=rows.person(), made_at=NOW))


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
    "records_publication_readers_are_told_why": lambda: entry(act="correct"),
    "records_version_number_once": lambda: twice(Version, number=1, content={}, made_at=NOW),
    "records_version_number_from_one": lambda: rows.version(number=0),
    "records_version_made_from_an_older_one": lambda: rows.version(number=2, made_from=2),
    "records_review_of_a_language": lambda: rows.review(english=False, french=False),
    "records_usedslug_of_one_record": lambda: [rows.used_slug(), rows.used_slug()],
    "records_bundleitem_once": in_a_bundle_twice,
    "records_schedule_cancelled_or_applied": lambda: rows.schedule(
        cancelled_at=NOW, cancelled_by=rows.person(), cancelled_why="Late.", applied_at=NOW
    ),
    "records_schedule_cancelled_with_a_reason": lambda: rows.schedule(
        cancelled_at=NOW, cancelled_by=rows.person()
    ),
    "records_schedule_version_pending_once": scheduled_twice,
    "records_override_has_a_reason": lambda: rows.override(reason=""),
    "records_override_signed_by_somebody": lambda: rows.override(signed_at=NOW),
    "records_previewlink_expires_after_it_was_made": lambda: rows.link(expires_at=NOW),
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


@pytest.mark.parametrize("act", ["update", "correct", "withdraw"])
def test_act_of_which_readers_are_told_needs_a_note(act):
    with refused("records_publication_readers_are_told_why"):
        entry(act=act)


@pytest.mark.parametrize("act", ["publish", "minor", "restore"])
def test_act_of_which_readers_are_told_nothing_needs_none(act):
    entry(act=act)
    assert Publication.objects.filter(act=act, sequence=2).exists()
