"""What the database promises, broken once each past the models' own checks."""

import functools
from datetime import date

import pytest

from projects.models import Statement
from tests import builders
from tests.constraints import (
    assert_circle_refused,
    assert_refused,
    claim_cases,
    dated_cases,
    named_constraints,
    nested_cases,
    record_cases,
    row,
)

pytestmark = pytest.mark.django_db

project = functools.partial(builders.project, live=False)
organisation = functools.partial(builders.organisation, live=False)


def status():
    return builders.status(project())


def figure():
    return builders.figure(project())


def participation():
    return builders.participation(project(), organisation())


def statement():
    return Statement.objects.create(project=project(), source=builders.source(), text_en="It is built of wood.")


CASES = {
    **record_cases("projects_project", project),
    **nested_cases("projects_project", project),
    "projects_project_latitude_with_longitude": lambda: row(project()).update(latitude=51),
    **claim_cases("projects_statusreport", status),
    **dated_cases("projects_statusreport", status),
    **claim_cases("projects_figure", figure),
    "projects_figure_about_one_thing": lambda: row(figure()).update(organisation=organisation()),
    "projects_figure_low_not_above_high": lambda: row(figure()).update(low=20, high=16),
    "projects_figure_has_a_number": lambda: row(figure()).update(low=None, high=None),
    "projects_figure_earliest_not_after_latest": lambda: row(figure()).update(
        earliest=date(2026, 1, 1), latest=date(2025, 12, 31)
    ),
    **claim_cases("projects_participation", participation),
    "projects_participation_about_one_thing": lambda: row(participation()).update(project=None),
    **claim_cases("projects_statement", statement),
}


def test_each_constraint_has_a_case():
    assert set(CASES) == set(named_constraints("projects"))


@pytest.mark.parametrize("name", CASES)
def test_the_database_refuses(name):
    assert_refused("projects", name, CASES[name])


def test_a_figure_about_nothing_is_refused_too():
    assert_refused("projects", "projects_figure_about_one_thing", lambda: row(figure()).update(project=None))


def test_the_database_refuses_a_circle():
    assert_circle_refused(project, "part_of")
