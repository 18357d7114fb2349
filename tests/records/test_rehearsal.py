"""Snapshots taken and applied, and looked at in between."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from newsroom.models import Boilerplate
from projects.records import snapshots
from projects.records.models import Leader, Organisation, Source
from projects.records.rehearsal import rehearse
from tests import builders
from tests.builders import NOW

pytestmark = pytest.mark.django_db


def release():
    """With one of everything."""
    made = builders.release(title_fr="Première", body_en="<p>Text.</p>", live=False)
    made.issuers.add(builders.organisation())
    made.projects.add(builders.project())
    Boilerplate.objects.create(release=made, organisation=builders.organisation(), text_en="About.")
    return builders.make_live(made)


def plant():
    made = builders.project(latitude="50.95", longitude="2.31")
    source = builders.source()
    builders.status(made, source=source)
    builders.figure(made, low="16.5", when="by 2030", source=source)
    builders.participation(made, builders.organisation(), source=source)
    return made


def led():
    made = builders.organisation()
    Leader.objects.create(organisation=made, name="A", role_en="Head", source=builders.source())
    return made


MAKERS = [release, plant, led, builders.source, lambda: builders.milestone(planned="2024", happened="2025-12-11")]
IDS = ["release", "project", "organisation", "source", "milestone"]


@pytest.mark.parametrize("make", MAKERS, ids=IDS)
def test_what_was_taken_is_applied_and_taken_again(make):
    record = make()
    content = snapshots.take(record)
    snapshots.apply(record, content)
    assert snapshots.take(record) == content


@pytest.mark.parametrize("make", MAKERS, ids=IDS)
def test_rows_and_links_that_are_gone_come_back_as_they_were(make):
    record = make()
    content = snapshots.take(record)
    for carried, name in snapshots.carried_by(type(record)):
        carried.objects.filter(**{name: record}).delete()
    for field in snapshots.links(type(record)):
        getattr(record, field.name).clear()
    snapshots.apply(record, content)
    assert snapshots.take(record) == content


@pytest.mark.parametrize("make", MAKERS, ids=IDS)
def test_content_is_plain_data(make):
    def is_plain(value) -> bool:
        if isinstance(value, dict):
            return all(isinstance(key, str) and is_plain(each) for key, each in value.items())
        if isinstance(value, list):
            return all(map(is_plain, value))
        return value is None or isinstance(value, str | int | bool)

    assert is_plain(snapshots.take(make()))


def test_every_carried_row_and_every_column_that_is_edited_is_taken():
    content = snapshots.take(plant())
    assert set(content["rows"]) == {
        "projects.figure",
        "projects.participation",
        "projects.statement",
        "projects.statusreport",
    }
    [figure] = content["rows"]["projects.figure"].values()
    assert (figure["low"], figure["latest"], figure["approx"]) == ("16.5000", "2030-12-31", False)


def test_what_publishing_keeps_is_not_taken():
    assert set(snapshots.take(builders.source())["fields"]) & {"version", "published_at", "known_on"} == set()


def test_column_that_a_content_does_not_know_keeps_its_value():
    record = builders.organisation(seat="Grenoble")
    content = snapshots.take(record)
    del content["fields"]["seat"]
    snapshots.apply(record, {**content, "fields": {**content["fields"], "gone": "x"}})
    assert Organisation.objects.get().seat == "Grenoble"


def test_source_that_a_release_has_is_not_emptied_by_an_older_content():
    record = release()
    content = snapshots.take(record)
    content["fields"]["source_id"] = None
    snapshots.apply(record, content)
    assert record.source is not None


def test_row_holds_the_content_within_the_rehearsal_and_not_after():
    record = builders.organisation("Live")
    content = snapshots.take(record)
    content["fields"]["name"] = "Draft"
    with rehearse(record, content) as row:
        within = (row.name, Organisation.objects.get().name)
    assert (within, Organisation.objects.get().name) == (("Draft", "Draft"), "Live")


def test_rehearsal_leaves_all_as_it_was_when_it_fails():
    record = builders.organisation("Live")
    content = snapshots.take(record)
    content["fields"]["name"] = "Draft"
    with pytest.raises(ZeroDivisionError), rehearse(record, content):
        1 / 0  # noqa: B018
    assert Organisation.objects.get().name == "Live"


def test_rehearsal_within_a_transaction_undoes_itself_alone():
    record = builders.organisation("Live")
    with transaction.atomic():
        Organisation.objects.update(seat="Grenoble")
        with rehearse(record, snapshots.take(record)):
            Organisation.objects.update(seat="Dunkirk")
    assert Organisation.objects.get().seat == "Grenoble"


@pytest.mark.parametrize("live", [True, False])
def test_rehearsed_record_counts_as_public_from_then_on(live):
    record = builders.organisation(live=live)
    moment = NOW + timedelta(days=9)
    with rehearse(record, public_at=moment):
        assert Organisation.objects.public(moment).exists()
    assert Organisation.objects.public(moment).exists() is live


def test_content_that_names_what_is_no_more_is_refused():
    record = builders.organisation()
    leader = Leader.objects.create(organisation=record, name="A", role_en="Head", source=builders.source())
    content = snapshots.take(record)
    leader.delete()
    Source.objects.all().delete()
    with pytest.raises(IntegrityError), rehearse(record, content):
        pass


def test_queries_of_applying_do_not_grow_with_the_rows():
    def queries(count: int) -> int:
        record, source = builders.project(), builders.source()
        for number in range(count):
            builders.figure(record, low=number, source=source)
        content = snapshots.take(record)
        record.figures.all().delete()
        before = len(connection.queries_log)
        connection.force_debug_cursor = True
        snapshots.apply(record, content)
        connection.force_debug_cursor = False
        return len(connection.queries_log) - before

    assert queries(2) == queries(20)
