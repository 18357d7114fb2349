"""When projects open, as the directory has it: by what happened, else by what is planned."""

import re

import pytest

from tests import builders
from tests.pages import plain
from timeline.models import Milestone

pytestmark = pytest.mark.django_db


@pytest.fixture
def plant():
    return builders.project("The plant", slug="the-plant")


@pytest.fixture
def opens(reader):
    """What the column says of each project, without its source."""

    def ask(**query):
        html = plain(reader.get("/en/projects/", query).content.decode())
        cells = re.findall(r'<td data-label="Opens">(.*?)</td>', html, re.DOTALL)
        return [re.sub(r"<[^>]+>", "", cell.split('<span class="told">')[0]).strip() for cell in cells]

    return ask


def of(plant, kind="opening", **fields):
    made = builders.milestone(kind=kind, **fields)
    made.projects.add(plant)
    return made


def test_opening_that_happened_is_when_it_did(plant, opens):
    of(plant, happened="2025-12-11")
    assert opens() == ["11 December 2025"]


def test_opening_that_is_planned_is_announced(plant, opens):
    of(plant, planned="2027")
    assert opens() == ["announced for 2027"]


def test_production_that_began_tells_when_a_project_opened(plant, opens):
    of(plant, kind="production", happened="2023-12")
    assert opens() == ["December 2023"]


@pytest.mark.parametrize("kind", sorted({*Milestone.Kind.values} - {"opening", "production"}))
def test_milestone_of_another_kind_tells_nothing(plant, opens, kind):
    of(plant, kind=kind, happened="2025")
    assert opens() == ["–not known"]


def test_production_that_is_planned_tells_nothing(plant, opens):
    """It may be more of what is there already."""
    of(plant, kind="production", planned="2030")
    assert opens() == ["–not known"]


def test_first_of_several_openings_counts(plant, opens):
    of(plant, happened="2025"), of(plant, happened="2023")
    assert opens() == ["2023"]


def test_what_happened_counts_before_an_opening_that_is_planned(plant, opens):
    of(plant, planned="2022"), of(plant, kind="production", happened="2023")
    assert opens() == ["2023"]


def test_opening_counts_before_production_that_began_earlier(plant, opens):
    of(plant, happened="2025"), of(plant, kind="production", happened="2024")
    assert opens() == ["2025"]


def test_report_that_it_is_open_counts_before_a_plan(plant, opens):
    of(plant, planned="2022"), builders.status(plant, "operational", "2025-09")
    assert opens() == ["by the end of September 2025"]


@pytest.mark.parametrize(("reported", "words"), [("2023", "2023"), ("2025-09", "June 2025")])
def test_the_earlier_of_report_and_production_counts(plant, opens, reported, words):
    of(plant, kind="production", happened="2025-06"), builders.status(plant, "inaugurated", reported)
    assert opens() == [words]


def test_milestone_that_is_a_draft_is_not_counted(plant, opens):
    of(plant, happened="2025", live=False)
    assert opens() == ["–not known"]


def test_opening_is_told_as_it_was_known_on_an_earlier_day(plant, opens):
    opening = of(plant, planned="2024")
    builders.milestone_date(opening, "happened", "2025-12-11", source=builders.source("2025-12-11"))
    assert opens(as_known="2021-12-31") == ["announced for 2024"]


def test_opening_leads_to_its_milestone_and_source(reader, plant):
    of(plant, slug="it-opens", happened="2025-12-11")
    html = reader.get("/en/projects/").content.decode()
    assert '<a href="/en/timeline/it-opens/">' in html
    assert "/en/sources/" in html.split("/en/timeline/it-opens/")[1].split("</td>")[0]


def test_openings_are_sorted_by_their_time_whatever_tells_it(opens):
    of(builders.project("A"), planned="2027"), of(builders.project("B"), happened="2023")
    builders.status(builders.project("C"), "inaugurated", "2025"), builders.project("D")
    assert opens(sort="opens") == ["2023", "2025", "announced for 2027", "–not known"]


def test_one_opening_of_two_projects_is_told_of_both(opens, plant):
    of(plant, happened="2025").projects.add(builders.project("Other"))
    assert opens() == ["2025", "2025"]
