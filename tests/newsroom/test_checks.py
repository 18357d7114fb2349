import pytest

from projects.records import checks
from tests import builders
from tests.builders import NOW

pytestmark = pytest.mark.django_db


def found(release, code="number-unknown"):
    return [finding for finding in checks.find(release, NOW) if finding.code == code]


@pytest.fixture
def release():
    """About a plant of 16 GWh a year, issued by a company with 1,200 employees."""
    plant, company = builders.project(), builders.organisation()
    builders.figure(plant, low=16)
    builders.figure(company, measure="employees", low=1200)
    made = builders.release(live=False, issuers=[company], lead_en="It opens.", body_en="<p>More.</p>")
    made.projects.add(plant)
    return made


@pytest.mark.parametrize("name", ["title_en", "title_fr", "lead_en", "lead_fr", "body_en", "body_fr"])
def test_number_that_no_figure_has_is_warned_of_where_it_stands(release, name):
    setattr(release, name, "A plant of 17 GWh")
    [finding] = found(release)
    assert (finding.is_grave, finding.field, "17 GWh" in finding.words) == (False, name, True)


@pytest.mark.parametrize("text", ["16 GWh", "16\u00a0GWh par an", "1,200 people", "1 200 emplois", "In 2025"])
def test_number_of_a_project_or_issuer_is_fine(release, text):
    release.body_en = f"<p>{text}</p>"
    assert found(release) == []


def test_nearest_figure_is_named(release):
    release.lead_en = "It makes 17 GWh."
    assert "16\u00a0GWh a year" in found(release)[0].words


def test_figure_of_another_kind_is_not_near(release):
    release.lead_en = "It costs €17."
    assert "GWh" not in found(release)[0].words


def test_number_in_several_texts_is_one_finding(release):
    release.title_en, release.lead_en, release.lead_fr = "17 GWh", "17 GWh a year", "17 GWh par an"
    [finding] = found(release)
    assert all(name in finding.words for name in ("title in English", "lead in English", "lead in French"))


def test_figure_of_a_project_that_is_not_linked_does_not_count(release):
    release.projects.clear()
    release.lead_en = "16 GWh"
    assert len(found(release)) == 1


def test_figure_that_was_withdrawn_does_not_count(release):
    plant = release.projects.get()
    plant.figures.update(withdrawn_on=NOW.date(), withdrawn_why="It was wrong.")
    release.lead_en = "16 GWh"
    assert len(found(release)) == 1


def test_release_that_nobody_issues_is_kept_back(release):
    release.issuers.clear()
    assert [finding.is_grave for finding in found(release, "issuer-missing")] == [True]


def test_number_in_the_summary_of_a_project_is_held_against_its_own_figures():
    plant = builders.project(summary_en="It makes 17 GWh.")
    builders.figure(plant, low=16)
    assert [finding.field for finding in found(plant)] == ["summary_en"]
