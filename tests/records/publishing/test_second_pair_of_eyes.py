from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from projects.records import publishing, snapshots
from projects.records.models import Override
from tests import builders
from tests.builders import NOW
from tests.drafts import LATER, draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def required(settings):
    settings.SECOND_PAIR_OF_EYES = "required"


@pytest.mark.usefixtures("required")
def test_approval_is_needed_where_it_is_required(publisher):
    record = builders.organisation(live=False)
    publishing.save(record, snapshots.take(record), by=publisher, at=NOW)
    with pytest.raises(PermissionDenied, match="approval of somebody who did not write it"):
        publishing.publish(record, by=publisher, at=NOW)


@pytest.mark.usefixtures("required")
def test_approved_version_goes_out_and_the_ledger_says_by_whom(publisher, editor):
    record = builders.organisation(live=False)
    publishing.save(record, snapshots.take(record), by=publisher, at=NOW)
    publishing.approve(record, by=editor, at=NOW)
    assert publishing.publish(record, by=publisher, at=NOW).approved_by == editor


def test_version_newer_than_the_approved_one_does_not_go_out(request, publisher, editor):
    record = builders.organisation()
    request.getfixturevalue("required")
    draft(record, by=publisher, name="Approved")
    publishing.approve(record, by=editor, at=NOW)
    draft(record, by=publisher, name="Not looked at")
    with pytest.raises(PermissionDenied):
        publishing.minor(record, by=publisher, at=LATER)


@pytest.mark.usefixtures("required")
def test_approval_of_one_language_is_none_of_the_other(publisher, editor, administrator):
    record = builders.organisation(live=False)
    publishing.save(record, snapshots.take(record), by=publisher, at=NOW)
    publishing.approve(record, by=editor, at=NOW, languages=("fr",))
    with pytest.raises(PermissionDenied):
        publishing.publish(record, by=publisher, at=NOW)
    publishing.approve(record, by=administrator, at=NOW, languages=("en",))
    assert publishing.publish(record, by=publisher, at=NOW).approved_by == editor


@pytest.mark.usefixtures("required")
def test_emergency_goes_out_with_a_reason_and_stays_flagged(publisher):
    record = builders.organisation(live=False)
    row = publishing.publish(record, by=publisher, at=NOW, override="The wire has it already.")
    flagged = Override.objects.get()
    assert (flagged.publication, flagged.reason, flagged.signed_at) == (row, "The wire has it already.", None)


def test_nothing_is_flagged_where_no_second_pair_is_required(publisher):
    publishing.publish(builders.organisation(live=False), by=publisher, at=NOW, override="Needless.")
    assert not Override.objects.exists()


@pytest.fixture
def override(required, publisher):
    record = builders.organisation(live=False)
    return publishing.publish(record, by=publisher, at=NOW, override="Urgent.").override_row


def test_somebody_else_signs_an_override(override, editor):
    publishing.sign(override, by=editor, at=LATER)
    override.refresh_from_db()
    assert (override.signed_by, override.signed_at) == (editor, LATER)


def test_nobody_signs_an_own_override(override, publisher):
    with pytest.raises(PermissionDenied, match="ask somebody else"):
        publishing.sign(override, by=publisher, at=LATER)


def test_signature_stays_that_of_the_first(override, editor, administrator):
    publishing.sign(override, by=editor, at=LATER)
    publishing.sign(override, by=administrator, at=LATER + timedelta(days=1))
    override.refresh_from_db()
    assert override.signed_by == editor
