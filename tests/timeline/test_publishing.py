from contextlib import nullcontext
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from projects.records import publishing
from tests import builders
from tests.builders import NOW
from tests.drafts import draft


def test_milestone_without_a_date_is_not_published(publisher):
    undated = builders.milestone(live=False)

    with pytest.raises(ValidationError, match="It has no date"):
        publishing.publish(undated, by=publisher, at=NOW)


def test_milestone_whose_last_date_was_withdrawn_is_not_published_anew(publisher):
    milestone = builders.milestone(happened="2025")
    gone = {"withdrawn_on": "2025-12-01", "withdrawn_why": "Wrong."}
    draft(milestone, change=lambda row: row.dates.update(**gone))

    with pytest.raises(ValidationError, match="It has no date"):
        publishing.correct(milestone, by=publisher, at=NOW, note_en="It did not happen.")


def test_claim_is_not_withdrawn_ahead_of_its_day(db):
    claim = builders.milestone_date(builders.milestone(live=False), "planned", "2030", source=None)
    claim.withdrawn_on, claim.withdrawn_why = date(9999, 12, 31), "Wrong."

    with pytest.raises(ValidationError, match="Give a day up to today"):
        claim.full_clean()


@pytest.mark.parametrize(
    ("when", "is_told_ahead"), [("3 December 2025", False), ("4 December 2025", True), ("2030", True)]
)
def test_source_tells_what_happened_up_to_its_own_day(db, when, is_told_ahead):
    source = builders.source("3 December 2025")
    claim = builders.milestone_date(builders.milestone(live=False), "happened", when, source=source)

    with pytest.raises(ValidationError) if is_told_ahead else nullcontext():
        claim.full_clean()
