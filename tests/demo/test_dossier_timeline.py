"""Every milestone of the dossier is in the demo, with each date that a source gives for it."""

from datetime import date

import pytest

from projects.models import Figure
from projects.records import claims
from tests.demo.dossier import DOSSIER, columns, named, span, the_claim, told
from timeline.models import Milestone, MilestoneDate

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]

MILESTONES = named((fact["id"], fact) for fact in DOSSIER["milestones"])
# Where the dossier names no project and the title does.
PROJECTS_BY_TITLE = {"training-programme": ["hauts-de-france"]}


def _dates():
    """(milestone, what a source says, nature, date) of each date given."""
    for fact in DOSSIER["milestones"]:
        for plan in fact.get("planned", []):
            yield fact["id"], plan, "planned", plan["for"]
        if happened := fact.get("happened"):
            yield fact["id"], happened, "happened", happened["date"]
            for source in fact.get("confirmed_by", []):
                yield fact["id"], {"source": source}, "happened", happened["date"]
        if also := fact.get("also"):
            yield fact["id"], also, "happened", also["date"]


DATES = [told(slug, {**fact, "says": (nature, day)}, nature) for slug, fact, nature, day in _dates()]
NEVER_REPORTED = [param for param in MILESTONES if param.values[1].get("happened") is None]


@pytest.mark.parametrize(("slug", "fact"), MILESTONES)
def test_milestone_is_as_in_the_dossier(slug, fact):
    milestone = Milestone.objects.get(slug=slug)
    assert (milestone.title_en, milestone.title_fr) == (fact["title"]["en"], fact["title"]["fr"])
    assert {project.slug for project in milestone.projects.all()} == set(
        fact.get("projects", PROJECTS_BY_TITLE.get(slug, []))
    )


@pytest.mark.parametrize(("slug", "fact"), MILESTONES)
def test_milestone_has_the_organisations_of_the_dossier(slug, fact):
    organisations = {one.slug for one in Milestone.objects.get(slug=slug).organisations.all()}
    assert set(fact.get("organisations", [])) <= organisations


@pytest.mark.parametrize(("slug", "fact"), DATES)
def test_date_is_given_by_its_source(slug, fact):
    nature, day = fact["says"]
    assert the_claim(MilestoneDate, fact, milestone__slug=slug, nature=nature, **columns(span(day)))


@pytest.mark.parametrize(("slug", "fact"), NEVER_REPORTED)
def test_milestone_of_which_no_source_says_that_it_happened_is_planned(slug, fact):
    milestone = Milestone.objects.get(slug=slug)
    assert milestone.nature == "planned"
    assert not milestone.dates.filter(nature="happened").exists()


@pytest.mark.parametrize(("model", "count"), [(Milestone, 17), (MilestoneDate, len(DATES))])
def test_nothing_is_added_to_the_dossier(model, count):
    assert model.objects.count() == count


def test_founding_is_a_month_though_the_website_gives_the_year_alone():
    assert Milestone.objects.get(slug="founding").span == span("2020-07")
    assert DOSSIER["organisations"]["verkor"]["founded"] == "2020-07"


def test_start_of_cell_production_is_disputed():
    (dispute,) = Milestone.objects.get(slug="cell-production").history(date(2026, 1, 12)).disagreements
    says = {said["source"] for said in DOSSIER["disagreements"][0]["says"]}
    assert {claim.source.slug for claim in dispute} == says
    assert {claim.nature for claim in dispute} == {"happened", "planned"}


def test_two_capacities_of_the_region_in_2030_differ_and_can_both_be_true():
    says = [said["source"] for said in DOSSIER["disagreements"][1]["says"]]
    both = Figure.objects.filter(
        project__slug="hauts-de-france", measure="production-capacity", latest="2030-12-31"
    ).order_by("-low")
    assert [figure.source.slug for figure in both] == says
    assert [figure.value_text("en") for figure in both] == ["167\xa0GWh a year", "more than 100\xa0GWh a year"]
    assert not claims.contradict(*both)


def test_gigafactory_was_ready_at_least_eleven_months_after_its_plan():
    history = Milestone.objects.get(slug="gigafactory-opens").history(date(2026, 1, 12))
    plan, fact = DOSSIER["disagreements"][2]["says"]
    assert history.first_plan.source.slug == plan["source"]
    assert history.current.span == span(DOSSIER["sources"][fact["source"]]["published"])
    assert (history.slip.verdict, history.slip.at_least_months) == ("slipped", 11)


@pytest.mark.parametrize("slug", [param.values[0] for param in MILESTONES if param.values[1].get("planned")])
def test_milestone_that_was_once_planned_has_a_title_for_that_time(slug):
    milestone = Milestone.objects.get(slug=slug)
    assert milestone.plan_title_en
    assert milestone.plan_title_en != milestone.title_en


def test_nothing_in_the_words_for_the_plan_says_that_the_gigafactory_was_inaugurated():
    opening = Milestone.objects.get(slug="gigafactory-opens")
    words = [opening.plan_title_en, opening.plan_title_fr, opening.text_en, opening.text_fr]
    assert [text for text in words if "inaugur" in text] == []


def test_key_milestones_are_those_of_the_story():
    key = Milestone.objects.filter(is_key=True).values_list("slug", flat=True)
    assert {"founding", "renault-partnership", "gigafactory-opens"} <= set(key)
    assert 5 <= len(key) <= 7
