"""Milestones in the API."""

import pytest

from tests.api import ask, mistakes, results, slugs
from tests.builders import (
    many_milestones,
    milestone,
    milestone_date,
    organisation,
    project,
    source,
)

pytestmark = pytest.mark.django_db


def moved(slug="opening", **fields):
    """Planned in 2021 for 2024, happened on 11 December 2025."""
    made = milestone(slug=slug, live=True, **fields)
    milestone_date(made, "planned", "2024", source("2021-06-28"))
    milestone_date(made, "happened", "2025-12-11", source("2025-12-11"))
    return made


def test_milestone_shows_each_date_ever_given():
    moved()
    item = ask("milestones/opening/").json()
    assert [(each["nature"], each["date"]["edtf"]) for each in item["dates"]] == [
        ("planned", "2024"),
        ("happened", "2025-12-11"),
    ]
    assert (item["status"], item["date"]["label"]) == ("happened", "11\u00a0December 2025")


def test_current_date_comes_with_its_source():
    said = source("2025-12-11", slug="said")
    milestone_date(milestone(slug="opening"), "happened", "2025-12-11", said)
    assert ask("milestones/opening/").json()["date"]["source"]["id"] == str(said.pk)


def test_slip_says_what_is_proven():
    moved()
    slip = ask("milestones/opening/").json()["slip"]
    assert slip == {
        "verdict": "slipped",
        "at_least_days": 345,
        "at_most_days": 710,
        "text": "slipped by at least 11 months",
        "texts": None,
    }


def test_slip_without_a_plan_is_null():
    milestone(slug="opening", happened="2025")
    assert ask("milestones/opening/").json()["slip"] is None


def test_dates_that_cannot_both_be_true_are_paired():
    made = milestone(slug="opening")
    one = milestone_date(made, "happened", "2024", source(publisher="Verkor"))
    other = milestone_date(made, "happened", "2025", source(publisher="New AutoMotive"))
    (pair,) = ask("milestones/opening/").json()["disagreements"]
    assert set(pair) == {str(one.pk), str(other.pk)}


def test_plan_has_its_own_title_until_it_happened():
    titles = {"title": "The plant opens", "plan_title_en": "Opening of the plant"}
    milestone(slug="plan", planned="2030", **titles)
    milestone(slug="fact", happened="2025", **titles)
    assert [item["title"] for item in results("milestones/")] == ["The plant opens", "Opening of the plant"]


def test_plan_whose_time_has_passed_is_overdue():
    milestone(slug="opening", planned="2024")
    assert ask("milestones/opening/").json()["status"] == "overdue"


@pytest.mark.parametrize(("status", "slug"), [("happened", "fact"), ("announced", "plan"), ("overdue", "late")])
def test_milestones_by_status(status, slug):
    milestone(slug="fact", happened="2024")
    milestone(slug="plan", planned="2030")
    milestone(slug="late", planned="2024")
    assert slugs("milestones/", {"status": status}) == [slug]


def test_milestone_as_known_on_an_earlier_day():
    moved()
    item = ask("milestones/opening/", {"as_known": "2021-12-31"}).json()
    assert (item["status"], item["date"]["edtf"], len(item["dates"])) == ("announced", "2024", 1)


def test_list_as_known_leaves_out_what_nobody_knew():
    moved()
    milestone_date(milestone(slug="later"), "happened", "2023", source("2023"))
    assert slugs("milestones/", {"as_known": "2021-12-31"}) == ["opening"]


def test_milestone_of_which_nobody_knew_is_as_unknown_as_any():
    moved()
    early, never = (ask(f"milestones/{slug}/", {"as_known": "2020-01-01"}) for slug in ("opening", "never-was"))
    assert (early.status_code, early.json()) == (404, never.json())


@pytest.mark.parametrize(("word", "found"), [("inaugurated", []), ("delay", []), ("completion", ["opening"])])
def test_search_as_known_looks_at_what_is_shown_then(word, found):
    moved(title="Inaugurated", plan_title_en="Completion", text_en="After a delay.")
    assert slugs("milestones/", {"as_known": "2021-12-31", "search": word}) == found


def test_milestones_by_the_title_that_is_shown():
    milestone("A title of later", slug="plan", planned="2030", plan_title_en="Works")
    milestone("Opening", slug="fact", happened="2025", plan_title_en="Zero")
    assert slugs("milestones/", {"ordering": "title"}) == ["fact", "plan"]


@pytest.mark.parametrize("path", ["milestones/", "milestones/opening/"])
def test_as_known_tomorrow_is_not_there(path):
    moved()
    answer = ask(path, {"as_known": "2025-12-18"})
    assert (answer.status_code, [entry["parameter"] for entry in answer.json()["errors"]]) == (404, ["as_known"])


def test_date_by_a_draft_source_is_not_shown():
    milestone_date(milestone(slug="opening", happened="2025"), "planned", "2024", source(live=False))
    assert len(ask("milestones/opening/").json()["dates"]) == 1


def test_linked_drafts_are_not_shown():
    made = milestone(slug="opening", happened="2025")
    made.projects.add(project(slug="shown"), project(live=False))
    made.organisations.add(organisation(live=False))
    item = ask("milestones/opening/").json()
    assert [each["slug"] for each in item["projects"]] == ["shown"]
    assert item["organisations"] == []


def test_milestones_of_a_project():
    plant = project(slug="plant")
    milestone(slug="own", happened="2025").projects.add(plant)
    milestone(happened="2025")
    assert slugs("milestones/", {"project": "plant"}) == slugs("milestones/", {"project": plant.pk}) == ["own"]


def test_milestones_of_a_draft_project_are_not_told_apart():
    milestone(happened="2025").projects.add(project(slug="hidden", live=False))
    assert results("milestones/", {"project": "hidden"}) == []


def test_milestones_by_the_source_of_a_date():
    milestone_date(milestone(slug="own"), "happened", "2025", source(slug="said"))
    milestone(happened="2025")
    assert slugs("milestones/", {"source": "said"}) == ["own"]


def test_key_milestones_alone():
    milestone(slug="key", happened="2025", is_key=True)
    milestone(slug="other", happened="2025")
    assert slugs("milestones/", {"key": "true"}) == ["key"]
    assert slugs("milestones/", {"key": "false"}) == ["other"]


def test_key_that_is_neither_yes_nor_no_is_refused():
    assert [entry["parameter"] for entry in mistakes("milestones/", {"key": "maybe"})] == ["key"]


def test_date_filters_look_at_the_date_that_counts():
    moved()
    assert slugs("milestones/", {"date_after": "2025-12-11", "date_before": "2025-12-11"}) == ["opening"]
    assert slugs("milestones/", {"date_before": "2025-12-10"}) == []


def test_what_is_announced_follows_what_is_past():
    milestone(slug="plan", planned="2025")
    milestone(slug="fact", happened="2025-12-11")
    assert slugs("milestones/") == ["fact", "plan"]
    assert slugs("milestones/", {"ordering": "-date"}) == ["plan", "fact"]


def test_list_takes_as_many_queries_for_a_thousand(django_assert_max_num_queries):
    many_milestones(1000)
    with django_assert_max_num_queries(
        7
    ):  # what is due, how many, which, what changed, dates, projects, organisations
        assert len(results("milestones/", {"page_size": 100})) == 100


def test_item_takes_six_queries(django_assert_max_num_queries):
    moved().projects.add(project())
    with django_assert_max_num_queries(
        6
    ):  # what is due, the milestone, what changed, dates, projects, organisations
        ask("milestones/opening/")


def test_list_as_known_does_not_look_at_draft_sources():
    made = milestone(slug="opening", planned="2025")
    milestone_date(made, "planned", "2024", source("2020-01-01", live=False))
    assert results("milestones/", {"as_known": "2020-12-31"}) == []
