"""What milestones show of themselves in the API."""

import pytest

from tests.api import ask
from tests.builders import milestone, milestone_date, source

pytestmark = pytest.mark.django_db


def test_every_source_of_the_current_date_is_named():
    made = milestone(slug="opening")
    said = [source(f"2025-12-{day}", publisher=f"Publisher {day}") for day in (11, 12)]
    for each in said:
        milestone_date(made, "happened", "2025-12-11", each)
    milestone_date(made, "planned", "2024", source("2021"))
    assert [each["id"] for each in ask("milestones/opening/").json()["sources"]] == [str(each.pk) for each in said]


def test_timeline_names_every_source_too():
    made = milestone()
    for day in (11, 12):
        milestone_date(made, "happened", "2025-12-11", source(f"2025-12-{day}"))
    assert len(ask("timeline/").json()["results"][0]["sources"]) == 2


@pytest.mark.parametrize(
    ("nature", "label"),
    [("happened", "au plus tard le 11\u00a0décembre 2025"), ("planned", "d’ici le 11\u00a0décembre 2025")],
)
def test_open_date_is_said_as_the_page_says_it(nature, label):
    milestone(slug="opening", **{nature: "by 2025-12-11"})
    item = ask("milestones/opening/", {"language": "fr"}).json()
    assert item["date"]["label"] == item["dates"][0]["date"]["label"] == label


def test_date_has_what_the_same_publisher_said_before():
    made = milestone(slug="opening")
    milestone_date(made, "planned", "2024", source("2021", publisher="Verkor"))
    milestone_date(made, "planned", "2025", source("2023", publisher="Verkor"))
    dates = ask("milestones/opening/").json()["dates"]
    assert [[earlier["text"] for earlier in each["history"]] for each in dates] == [[], ["planned: 2024"]]


def test_each_date_names_those_that_it_disagrees_with():
    made = milestone(slug="opening")
    one = milestone_date(made, "happened", "2024", source("2026-01-01", publisher="Verkor"))
    other = milestone_date(made, "happened", "2025", source("2026-01-02", publisher="New AutoMotive"))
    dates = {each["id"]: each["disagrees_with"] for each in ask("milestones/opening/").json()["dates"]}
    assert dates == {str(one.pk): [str(other.pk)], str(other.pk): [str(one.pk)]}


def test_slip_stands_in_both_languages():
    made = milestone(slug="opening")
    milestone_date(made, "planned", "2024", source("2021"))
    milestone_date(made, "happened", "2025-12-11", source("2025-12-11"))
    texts = ask("milestones/opening/", {"language": "all"}).json()["slip"]["texts"]
    assert [texts[code]["text"] for code in ("en", "fr")] == [
        "slipped by at least 11 months",
        "décalé d’au moins 11 mois",
    ]


def test_title_of_a_plan_stands_in_both_languages():
    milestone("It opens", slug="plan", planned="2030", plan_title_en="To open", plan_title_fr="À ouvrir")
    texts = ask("milestones/plan/", {"language": "all"}).json()["texts"]
    assert (texts["en"]["title"], texts["fr"]["title"]) == ("To open", "À ouvrir")
