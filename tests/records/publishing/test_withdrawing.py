from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from projects.models import Participation
from projects.records import publishing
from projects.records.models import Organisation
from projects.records.states import Act, ImpossibleMove, Standing
from tests import builders
from tests.drafts import LATER, draft

pytestmark = pytest.mark.django_db
A_MOMENT = timedelta(microseconds=1)


def test_withdraw_takes_the_record_away_from_that_moment_on(publisher):
    record = builders.organisation()
    publishing.withdraw(record, by=publisher, at=LATER, reason_en="Wrong.")
    assert (record.is_public(LATER), record.is_public(LATER - A_MOMENT)) == (False, True)


def test_withdraw_keeps_the_reason_in_the_ledger(publisher):
    row = publishing.withdraw(builders.organisation(), by=publisher, at=LATER, reason_en="No.", reason_fr="Non.")
    assert (row.act, row.note_en, row.note_fr) == (Act.WITHDRAW, "No.", "Non.")


@pytest.mark.parametrize("reason", [" ", "\u200b\u202e", "<b></b>"])
def test_withdraw_without_a_reason_is_refused(publisher, reason):
    with pytest.raises(ValidationError, match="give a reason"):
        publishing.withdraw(builders.organisation(), by=publisher, at=LATER, reason_en=reason)


def test_withdraw_keeps_the_reason_clean(publisher):
    reason = "<script>alert(1)</script>It was \u202ewrong.\0"
    row = publishing.withdraw(builders.organisation(), by=publisher, at=LATER, reason_en=reason)
    assert row.note_en == "It was wrong."


def test_withdraw_of_a_draft_is_impossible(publisher):
    with pytest.raises(ImpossibleMove):
        publishing.withdraw(builders.organisation(live=False), by=publisher, at=LATER, reason_en="Wrong.")


def test_withdraw_of_a_source_on_which_something_rests_is_refused(publisher):
    source = builders.source()
    builders.status(builders.project("The plant"), source=source)
    with pytest.raises(ValidationError, match="The plant"):
        publishing.withdraw(source, by=publisher, at=LATER, reason_en="Wrong.")


def test_record_that_names_itself_is_no_dependant_of_itself(publisher):
    company = builders.organisation()
    Participation.objects.create(
        organisation=company, participant=company, role="shareholder", source=builders.source()
    )
    publishing.withdraw(company, by=publisher, at=LATER, reason_en="Wrong.")
    assert company.standing == Standing.WITHDRAWN


def test_withdrawn_record_is_restored_as_it_was(publisher):
    record = builders.organisation()
    publishing.withdraw(record, by=publisher, at=LATER, reason_en="Wrong.")
    publishing.restore(record, by=publisher, at=LATER + timedelta(days=1))
    assert (record.standing, record.version, record.withdrawn_at) == (Standing.LIVE, 1, None)


def test_withdrawn_record_is_restored_with_its_draft(publisher):
    record = builders.organisation("Before")
    publishing.withdraw(record, by=publisher, at=LATER, reason_en="Wrong.")
    draft(record, name="Mended")
    publishing.restore(record, by=publisher, at=LATER + timedelta(days=1))
    assert (Organisation.objects.get().name, record.version) == ("Mended", 2)
