from datetime import UTC, datetime

import pytest

from projects.records import checks
from tests import builders

pytestmark = pytest.mark.django_db

PLANS = [
    ("2025-12-20", datetime(2025, 12, 20, 22, 59, tzinfo=UTC), False),
    ("2025-12-20", datetime(2025, 12, 20, 23, 0, tzinfo=UTC), True),
    ("2025", datetime(2025, 12, 31, 12, 0, tzinfo=UTC), False),
    ("2025", datetime(2026, 1, 1, 12, 0, tzinfo=UTC), True),
    ("by 2025", datetime(2026, 1, 1, 12, 0, tzinfo=UTC), True),
    ("from 2025", datetime(2030, 1, 1, 12, 0, tzinfo=UTC), False),
]


def codes(milestone, at):
    return [finding.code for finding in checks.find(milestone, at) if finding.code != "french-missing"]


@pytest.mark.parametrize(("planned", "at", "passed"), PLANS)
def test_plan_that_has_passed_without_an_outcome_is_warned_of(planned, at, passed):
    milestone = builders.milestone(planned=planned, live=False)
    assert codes(milestone, at) == (["plan-passed"] if passed else [])


def test_passed_plan_is_mended_at_its_dates():
    milestone = builders.milestone(planned="2024", live=False)
    [finding] = [each for each in checks.find(milestone, builders.NOW) if each.code == "plan-passed"]
    assert (finding.is_grave, finding.field, "2024" in finding.words) == (False, "dates", True)


def test_plan_with_an_outcome_has_not_merely_passed():
    milestone = builders.milestone(planned="2021", happened="2021", live=False)
    assert codes(milestone, builders.NOW) == []


def test_milestone_without_a_date_is_kept_back():
    assert codes(builders.milestone(live=False), builders.NOW) == ["date-missing"]


def test_milestone_without_a_title_is_kept_back():
    milestone = builders.milestone("", planned="2030", live=False)
    assert codes(milestone, builders.NOW) == ["title-missing"]


@pytest.mark.parametrize("about", ["projects", "organisations"])
def test_number_of_what_the_milestone_is_about_is_fine(about):
    subject = builders.project() if about == "projects" else builders.organisation()
    builders.figure(subject, low=50)
    milestone = builders.milestone("Capacity reaches 50 GWh a year", planned="2030", live=False)
    before = codes(milestone, builders.NOW)
    getattr(milestone, about).add(subject)
    assert (before, codes(milestone, builders.NOW)) == (["number-unknown"], [])
