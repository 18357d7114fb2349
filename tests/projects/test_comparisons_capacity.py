"""The one capacity that stands for now, and the one aimed at."""

import pytest

from projects.comparisons_capacity import aimed_at, now
from projects.models import Figure
from tests.builders import figure, organisation, project, source

pytestmark = pytest.mark.django_db


@pytest.fixture
def plant():
    return project()


def low(comparison):
    return comparison and comparison.current.low


def told():
    return list(Figure.objects.select_related("source__via"))


def test_nothing_said_is_nothing():
    assert (now([]), aimed_at([])) == (None, None)


@pytest.mark.parametrize("nature", ["expected", "stated"])
def test_what_is_neither_so_nor_aimed_at_counts_for_neither(plant, nature):
    figure(plant, nature=nature)
    assert (now(told()), aimed_at(told())) == (None, None)


def test_now_is_what_is_so_and_not_what_is_aimed_at(plant):
    figure(plant, low=16, nature="actual"), figure(plant, low=50, nature="target")
    assert (low(now(told())), low(aimed_at(told()))) == (16, 50)


def test_now_is_what_is_so_at_the_latest_time(plant):
    figure(plant, low=9, when="2024", source=source("2025-06-01")), figure(plant, low=12, when="2025")
    assert low(now(told())) == 12


def test_number_for_no_time_is_of_the_time_of_its_source(plant):
    figure(plant, low=9, source=source("2025-06-01")), figure(plant, low=7, when="2024", source=source("2025-09"))
    assert low(now(told())) == 9


def test_source_without_a_date_counts_from_when_it_was_read(plant):
    undated = source(None, accessed="2025-12-01")
    figure(plant, low=9, source=undated), figure(plant, low=7, when="2024")
    assert low(now(told())) == 9


def test_newest_source_of_one_time_counts(plant):
    figure(plant, low=9, source=source("2025-06-01")), figure(plant, low=10, source=source("2025-09-01"))
    assert low(now(told())) == 10


def test_aim_is_the_target_for_the_latest_time(plant):
    figure(plant, low=50, nature="target", when="2030"), figure(plant, low=30, nature="target", when="2027")
    assert low(aimed_at(told())) == 50


def test_target_for_no_time_comes_after_one_for_a_time(plant):
    figure(plant, low=60, nature="target"), figure(plant, low=30, nature="target", when="2027")
    assert low(aimed_at(told())) == 30


@pytest.mark.parametrize(("nature", "choose"), [("actual", now), ("target", aimed_at)])
def test_what_is_for_somebody_is_not_the_capacity_of_the_whole(plant, nature, choose):
    figure(plant, low=10, nature=nature, when="2040", party=organisation()), figure(plant, low=16, nature=nature)
    assert low(choose(told())) == 16


def test_sources_that_disagree_are_told(plant):
    figure(plant, low=9, when="2025", source=source("2025-06-01", publisher="Verkor"))
    figure(plant, low=10, when="2025", source=source("2025-06-01", publisher="Reuters"))
    assert now(told()).disagree
