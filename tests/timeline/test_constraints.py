"""What the database promises, broken once each past the models' own checks."""

import functools

import pytest

from tests import builders
from tests.constraints import assert_refused, claim_cases, dated_cases, named_constraints, record_cases, row

pytestmark = pytest.mark.django_db

milestone = functools.partial(builders.milestone, live=False)


def milestone_date():
    return builders.milestone_date(milestone(), "planned", "2025")


CASES = {
    **record_cases("timeline_milestone", milestone),
    "timeline_milestone_nature_with_a_bound": lambda: row(milestone()).update(nature="planned"),
    **claim_cases("timeline_milestonedate", milestone_date),
    **dated_cases("timeline_milestonedate", milestone_date),
}


def test_each_constraint_has_a_case():
    assert set(CASES) == set(named_constraints("timeline"))


@pytest.mark.parametrize("name", CASES)
def test_the_database_refuses(name):
    assert_refused("timeline", name, CASES[name])


def test_a_day_of_a_milestone_without_its_nature_is_refused_too():
    assert_refused(
        "timeline",
        "timeline_milestone_nature_with_a_bound",
        lambda: row(milestone(planned="2025")).update(nature=""),
    )
