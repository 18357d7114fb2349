"""What can be filtered in the list of milestones, with the same names as on the timeline’s page."""

import pytest

from tests.api import mistakes, slugs
from tests.builders import milestone, milestone_date, organisation, project, source
from tests.drafts import rewritten

pytestmark = pytest.mark.django_db


def test_milestone_of_several_of_the_projects_is_listed_once():
    made = milestone(slug="own", happened="2025")
    made.projects.add(project(slug="one"), project(slug="other"))
    assert slugs("milestones/", {"project": "one,other"}) == ["own"]


def test_words_of_the_page_are_words_of_the_search():
    milestone("The plant opens", slug="plant", happened="2025")
    milestone("The school opens", slug="school", happened="2025")
    assert slugs("milestones/", {"q": "PLANT"}) == slugs("milestones/", {"search": "plant"}) == ["plant"]


def test_empty_words_of_the_page_are_none():
    milestone(slug="plant", happened="2025")
    assert slugs("milestones/", "q=&search=") == ["plant"]


def test_newest_first_as_the_page_has_it():
    for year in ("2023", "2024", "2025"):
        milestone(slug=f"of-{year}", happened=year)
    assert slugs("milestones/", {"order": "newest"}) == ["of-2025", "of-2024", "of-2023"]


def test_ordering_counts_before_order():
    for title in ("B", "A"):
        milestone(title, slug=f"is-{title.lower()}", happened="2025")
    assert slugs("milestones/", {"order": "newest", "ordering": "title"}) == ["is-a", "is-b"]


def test_order_knows_one_word():
    (entry,) = mistakes("milestones/", {"order": "latest"})
    assert entry["allowed"] == ["newest"]


@pytest.mark.parametrize("word", ["1", "0", "yes"])
def test_key_is_true_or_false(word):
    assert [entry["detail"] for entry in mistakes("milestones/", {"key": word})] == ["Give true or false."]


def test_key_whatever_its_case():
    milestone(slug="key", happened="2025", is_key=True)
    assert slugs("milestones/", {"key": "True"}) == ["key"]


def test_milestones_of_years():
    for year in ("2023", "2024", "by 2026"):
        milestone(slug=f"of-{year[-4:]}", planned=year)
    assert slugs("milestones/", {"year": "2023,2026", "ordering": "date"}) == ["of-2023", "of-2026"]


def test_source_that_nobody_knew_yet_finds_nothing():
    made = milestone(slug="opening", planned="2024")
    milestone_date(made, "happened", "2025-12-11", source("2025-12-11", slug="late"))
    assert slugs("milestones/", {"source": "late"}) == ["opening"]
    assert slugs("milestones/", {"source": "late", "as_known": "2021-12-31"}) == []


def moved(slug):
    made = milestone(slug=slug)
    milestone_date(made, "planned", "2024", source("2021-06-28"))
    milestone_date(made, "happened", "2025-12-11", source("2025-12-11"))


def linked(name, made):
    getattr(milestone(slug="has", happened="2025"), name).add(made)


HAD = {
    "text": lambda: milestone(slug="has", happened="2025", text_fr="Elle ouvre."),
    "project": lambda: linked("projects", project()),
    "organisation": lambda: linked("organisations", organisation()),
    "plan": lambda: milestone(slug="has", planned="2030"),
    "slip": lambda: moved("has"),
    "french": lambda: milestone(slug="has", happened="2025", title_fr="L’usine ouvre"),
}


@pytest.mark.parametrize("word", HAD)
def test_milestone_has_or_is_missing(word):
    HAD[word]()
    milestone(slug="bare", happened="2025")
    assert (slugs("milestones/", {"has": word}), slugs("milestones/", {"missing": word})) == (["has"], ["bare"])


def test_link_to_a_draft_is_not_had():
    linked("projects", project(live=False))
    assert slugs("milestones/", {"missing": "project"}) == ["has"]


def test_first_plan_alone_is_no_slip():
    milestone(slug="plan", planned="2030")
    assert slugs("milestones/", {"has": "slip"}) == []


def test_slip_that_nobody_knew_yet_is_not_had():
    moved("opening")
    assert slugs("milestones/", {"has": "slip", "as_known": "2021-12-31"}) == []


def test_text_is_not_had_where_it_is_not_shown():
    made = milestone(slug="opening", text_en="After a delay.")
    milestone_date(made, "planned", "2024", source("2021-06-28"))
    assert slugs("milestones/", {"has": "text", "as_known": "2021-12-31"}) == []


def test_language_is_that_of_the_title_that_is_shown():
    milestone(slug="plan", planned="2030", title_fr="Ouverte", plan_title_en="Opening")
    assert slugs("milestones/", {"has": "french"}) == []


@pytest.mark.parametrize("name", ["project", "organisation"])
def test_page_understands_a_former_slug(reader, name, a_day_later):
    named = {"project": project, "organisation": organisation}[name](slug="first")
    getattr(milestone("It opens", happened="2025"), f"{name}s").add(named)
    milestone("It closes", happened="2025")
    rewritten(named, act="minor", slug="second")
    page = reader.get("/en/timeline/", {name: "first"}).content.decode()
    assert ("It opens" in page, "It closes" in page, '<option value="second" selected>' in page) == (
        True,
        False,
        True,
    )
