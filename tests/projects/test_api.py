"""Projects, figures and organisations in the API."""

import json
from datetime import date
from decimal import Decimal

import pytest

from projects.models import Figure, Participation, Project, Statement
from projects.records.models import Organisation
from tests.api import ask, mistakes, results, slugs
from tests.builders import NOW, figure, organisation, participation, project, source, status, withdraw

pytestmark = pytest.mark.django_db


def many_projects(number: int, said) -> None:
    """So many live projects and organisations in one go, each project with a figure, past the door."""
    live = {"version": 1, "published_at": NOW, "updated_at": NOW}
    made = Project.objects.bulk_create(
        Project(slug=f"many-{each}", kind="gigafactory", name_en=f"Plant {each}", **live) for each in range(number)
    )
    partners = Organisation.objects.bulk_create(
        Organisation(slug=f"partner-{each}", name=f"Partner {each}", **live) for each in range(number)
    )
    Figure.objects.bulk_create(
        Figure(project=each, measure="investment", nature="target", low=1, high=1, source=said) for each in made
    )
    Participation.objects.bulk_create(
        Participation(project=plant, participant=partner, role="developer", source=said)
        for plant, partner in zip(made, partners, strict=True)
    )


def test_status_is_the_newest_by_its_own_date():
    plant = project(slug="plant")
    status(plant, "inaugurated", "2025-12-11", source("2025-12-11"))
    status(plant, "announced", "2021", source("2025-12-12"))
    item = ask("projects/plant/").json()
    assert item["status"]["status"] == "inaugurated"
    assert [each["status"] for each in item["status_history"]] == ["announced", "inaugurated"]


def test_status_of_nobody_is_null():
    project(slug="plant")
    assert ask("projects/plant/").json()["status"] is None


def test_projects_by_the_status_that_they_have_now():
    opened = project(slug="opened")
    status(opened, "announced", "2021")
    status(opened, "inaugurated", "2025")
    status(project(slug="planned"), "announced", "2021")
    assert slugs("projects/", {"status": "announced"}) == ["planned"]


def test_status_by_a_draft_source_does_not_count():
    plant = project(slug="plant")
    status(plant, "operational", "2025", source(live=False))
    assert results("projects/", {"status": "operational"}) == []


def test_place_is_a_pair_of_numbers():
    project(slug="plant", latitude=Decimal("50.95000"), longitude=Decimal("2.31000"))
    item = ask("projects/plant/").json()
    assert (item["latitude"], item["longitude"]) == (50.95, 2.31)


def test_projects_of_an_organisation():
    verkor = organisation(slug="verkor")
    participation(project(slug="own"), verkor)
    project(slug="other")
    assert slugs("projects/", {"organisation": "verkor"}) == ["own"]


def test_organisation_shows_its_part_in_projects():
    participation(project(slug="plant"), organisation(slug="verkor"), "developer")
    (role,) = ask("organisations/verkor/").json()["roles"]
    assert (role["role"], role["project"]["slug"]) == ("developer", "plant")


def test_part_in_a_draft_is_not_shown():
    participation(project(live=False), organisation(slug="verkor"))
    assert ask("organisations/verkor/").json()["roles"] == []


def test_statement_comes_with_its_source():
    said = source()
    Statement.objects.create(project=project(slug="plant"), text_en="On 80 hectares.", source=said)
    (statement,) = ask("projects/plant/").json()["statements"]
    assert (statement["text"], statement["source"]["id"]) == ("On 80 hectares.", str(said.pk))


NUMBERS = [
    ("16", "16"),
    ("11.8", "11.8"),
    ("1200000", "1200000"),
    ("0.0001", "0.0001"),
    ("99999999999999", "99999999999999"),
    ("0", "0"),
]


@pytest.mark.parametrize(("low", "written"), NUMBERS)
def test_number_is_written_as_a_json_number(low, written):
    made = figure(low=Decimal(low))
    body = ask(f"figures/{made.pk}/").content.decode()
    assert f'"low":{written},' in body


def test_number_in_words_is_that_of_the_page():
    made = figure(low=Decimal("1200"), qualifier="more-than", high=None)
    item = ask(f"figures/{made.pk}/", {"language": "fr"}).json()
    assert item["value_text"] == made.value_text("fr")
    assert (item["low"], item["high"]) == (1200, None)


def test_figures_that_cannot_both_be_true_name_each_other():
    plant = project(slug="plant")
    one = figure(plant, low=16, source=source(publisher="Verkor"))
    other = figure(plant, low=12, source=source(publisher="New AutoMotive"))
    said = {item["id"]: item["disagrees_with"] for item in results("figures/")}
    assert said == {str(one.pk): [str(other.pk)], str(other.pk): [str(one.pk)]}


def test_figure_disagrees_with_one_that_is_filtered_out():
    plant = project()
    one = figure(plant, low=16, source=source(publisher="Verkor"))
    other = figure(plant, low=12, source=source(publisher="New AutoMotive"))
    (item,) = results("figures/", {"value_min": "16"})
    assert (item["id"], item["disagrees_with"]) == (str(one.pk), [str(other.pk)])


def test_figure_of_a_draft_source_disagrees_with_nobody():
    plant = project(slug="plant")
    figure(plant, low=16, source=source(publisher="Verkor"))
    figure(plant, low=12, source=source(publisher="New AutoMotive", live=False))
    assert [item["disagrees_with"] for item in ask("projects/plant/").json()["figures"]] == [[]]


def test_figure_for_a_withdrawn_organisation_is_not_listed():
    party = organisation()
    made = figure(party=party)
    type(party).objects.filter(pk=party.pk).update(withdrawn_at=NOW)
    assert results("figures/") == []
    assert ask(f"figures/{made.pk}/").status_code == 404


def test_withdrawn_figure_is_gone_with_its_reason():
    made = figure(withdrawn_on=date(2025, 12, 16), withdrawn_why="A slip of the pen.")
    answer = ask(f"figures/{made.pk}/")
    assert (answer.status_code, answer.json()["reason"]) == (410, "A slip of the pen.")
    assert results("figures/") == []


def test_figures_by_project_measure_and_nature():
    plant = project(slug="plant")
    wanted = figure(plant, "direct-jobs", 1200, nature="target")
    figure(plant, "direct-jobs", 1000, nature="actual")
    figure(plant, "investment", 1, nature="target")
    figure(measure="direct-jobs", nature="target")
    found = results("figures/", {"project": "plant", "measure": "direct-jobs", "nature": "target"})
    assert [item["id"] for item in found] == [str(wanted.pk)]


def test_figures_by_organisation_party_and_source():
    verkor, renault, said = organisation(slug="verkor"), organisation(slug="renault"), source(slug="said")
    wanted = figure(verkor, party=renault, source=said)
    figure(verkor)
    figure(party=renault, source=said)
    found = results("figures/", {"organisation": "verkor", "party": "renault", "source": str(said.pk)})
    assert [item["id"] for item in found] == [str(wanted.pk)]


def test_figures_between_two_values():
    for low in (10, 16, 50):
        figure(low=low)
    assert [item["low"] for item in results("figures/", {"value_min": "10.5", "value_max": "49"})] == [16]


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-inf", "1e", "1_0", "01", "١٦", "0x10", "+1", "1.", ".5"])
def test_value_that_is_no_number_is_refused(value):
    assert [entry["parameter"] for entry in mistakes("figures/", {"value_min": value})] == ["value_min"]


def test_figure_has_no_slug():
    assert ask("figures/verkor/").status_code == 404


def test_withdrawn_project_keeps_its_reason():
    withdraw(project(slug="plant"), reason_en="It was never planned.")
    assert ask("projects/plant/").json()["reason"] == "It was never planned."


@pytest.mark.parametrize(("path", "queries"), [("projects/", 8), ("figures/", 4), ("organisations/", 8)])
def test_list_takes_as_many_queries_for_a_thousand(path, queries, django_assert_max_num_queries):
    many_projects(1000, source(publisher_organisation=organisation()))
    with django_assert_max_num_queries(queries):  # what is due, how many, which, what changed, each kind of claim
        assert len(results(path, {"page_size": 100})) == 100


def test_item_takes_seven_queries(django_assert_max_num_queries):
    plant = project(slug="plant")
    for low in range(5):
        figure(plant, low=low + 1, party=organisation())
        participation(plant, organisation())
    with django_assert_max_num_queries(7):  # what is due, the project, what changed, its four kinds of claims
        assert json.loads(ask("projects/plant/").content)["slug"] == "plant"


def test_partner_by_a_draft_source_is_not_found_by():
    participation(project(), organisation(slug="verkor"), source=source(live=False))
    assert results("projects/", {"organisation": "verkor"}) == []


@pytest.mark.parametrize(
    ("query", "found"), [({"value_min": 30}, 1), ({"value_min": 50}, 0), ({"value_max": 40}, 1)]
)
def test_number_with_one_bound_is_found_by_it(query, found):
    figure(low=None, high=40, qualifier="at-most")
    assert len(results("figures/", query)) == found
