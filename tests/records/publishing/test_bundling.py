from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError

from projects.records import publishing
from projects.records.drafts import Desk
from projects.records.models import Bundle, Organisation
from projects.records.publishing import Decision, bundling
from projects.records.states import Act
from tests import builders
from tests.builders import NOW
from tests.drafts import draft

pytestmark = pytest.mark.django_db
DUE = NOW + timedelta(days=2)


def new() -> Organisation:
    return builders.organisation(live=False)


def bundle_of(*records, by) -> Bundle:
    made = publishing.bundle("Opening", by=by, at=NOW)
    for record in records:
        publishing.collect(made, record, by=by)
    return made


def published(*records) -> list[Decision]:
    return [Decision(record, Act.PUBLISH) for record in records]


def words(found) -> str:
    return " ".join(finding.words for findings in found.values() for finding in findings)


@pytest.fixture
def stranger(db):
    """Somebody of the staff without any role."""
    return User.objects.create_user("stranger", is_staff=True)


def test_who_does_not_write_makes_no_bundle(stranger):
    with pytest.raises(PermissionDenied):
        publishing.bundle("Mine", by=stranger, at=NOW)


def test_who_does_not_write_puts_nothing_in(stranger, writer):
    with pytest.raises(PermissionDenied):
        publishing.collect(bundle_of(by=writer), new(), by=stranger)


def test_who_does_not_write_leaves_nothing_out(stranger, writer):
    with pytest.raises(PermissionDenied):
        publishing.leave_out(bundle_of(new(), by=writer).items.get(), by=stranger)


@pytest.mark.parametrize("role", ["writer", "editor"])
def test_who_does_not_publish_decides_nothing(request, role):
    person, record = request.getfixturevalue(role), new()
    bundle = bundle_of(record, by=person)
    with pytest.raises(PermissionDenied):
        publishing.go_out_together(bundle, published(record), by=person, at=NOW)
    with pytest.raises(PermissionDenied):
        publishing.schedule_together(bundle, published(record), by=person, at=NOW, due_at=DUE)


def test_bundle_that_went_out_takes_and_loses_nothing(publisher):
    record = new()
    bundle = bundle_of(record, by=publisher)
    publishing.go_out_together(bundle, published(record), by=publisher, at=NOW)
    with pytest.raises(ValidationError, match="went out already"):
        publishing.collect(bundle, new(), by=publisher)
    with pytest.raises(ValidationError, match="went out already"):
        publishing.leave_out(bundle.items.get(), by=publisher)


def test_bundle_goes_out_once(publisher):
    record = new()
    bundle = bundle_of(record, by=publisher)
    publishing.go_out_together(bundle, published(record), by=publisher, at=NOW)
    draft(record, name="Another draft")
    with pytest.raises(ValidationError, match="went out already"):
        publishing.go_out_together(bundle, [Decision(record, Act.MINOR)], by=publisher, at=DUE)


def test_bundle_that_is_scheduled_does_not_go_out_by_hand(publisher):
    record = new()
    bundle = bundle_of(record, by=publisher)
    publishing.schedule_together(bundle, published(record), by=publisher, at=NOW, due_at=DUE)
    with pytest.raises(ValidationError, match="is scheduled already"):
        publishing.go_out_together(bundle, published(record), by=publisher, at=NOW)


def test_nothing_goes_out_of_an_empty_bundle(publisher):
    with pytest.raises(ValidationError, match="Somebody changed the bundle"):
        publishing.go_out_together(bundle_of(by=publisher), [], by=publisher, at=NOW)


def test_only_the_whole_of_a_bundle_is_decided(publisher):
    one, other = new(), new()
    bundle = bundle_of(one, other, by=publisher)
    for decisions in (published(one), published(one, other, new())):
        with pytest.raises(ValidationError, match="Somebody changed the bundle"):
            publishing.go_out_together(bundle, decisions, by=publisher, at=NOW)
    assert not Organisation.objects.public(NOW).filter(pk__in=[one.pk, other.pk]).exists()


def test_what_goes_out_before_the_moment_is_in_nobodys_way(publisher):
    source, plant = builders.source(live=False), builders.project(live=False)
    builders.status(plant, source=source)
    publishing.schedule(published(source), by=publisher, at=NOW, due_at=DUE)
    said = [words(bundling.look([Desk(plant)], now=NOW, at=at)) for at in (NOW, DUE)]
    assert ["is not public" in each for each in said] == [True, False]


def test_what_goes_out_with_another_of_the_bundle_is_in_nobodys_way(publisher):
    """A release takes its own source along, although nobody put it in."""
    source, plant = builders.source(live=False), builders.project(live=False)
    builders.status(plant, source=source)
    release = builders.release(live=False, source=source)
    alone, both = [plant], [plant, release]
    said = [words(bundling.look([Desk(each) for each in group], now=NOW, at=NOW)) for group in (alone, both)]
    assert ["is not public" in each for each in said] == [True, False]


def test_looking_leaves_no_trace(publisher):
    record = builders.organisation("Before")
    draft(record, name="After")
    bundling.look([Desk(record)], now=NOW, at=DUE)
    record.refresh_from_db()
    assert (record.name, record.version) == ("Before", 1)


def test_draft_that_names_what_is_no_more_is_told_of(publisher):
    whole, part = new(), builders.organisation("Part")
    draft(part, part_of=whole)
    whole.delete()
    assert "names a record that is no more" in words(bundling.look([Desk(part)], now=NOW, at=NOW))
