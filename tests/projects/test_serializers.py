"""What projects and figures show of themselves in the API."""

from decimal import Decimal

import pytest

from tests.api import ask, results
from tests.builders import figure, organisation, participation, project, source, status

pytestmark = pytest.mark.django_db


def test_figure_bears_the_version_of_the_record_that_carries_it():
    plant = project()
    type(plant).objects.filter(pk=plant.pk).update(version=7)
    made = figure(plant)
    assert ask(f"figures/{made.pk}/").json()["version"] == 7


def test_figure_has_what_the_same_publisher_said_before():
    plant = project(slug="plant")
    figure(plant, low=12, source=source("2021", publisher="Verkor"))
    figure(plant, low=14, source=source("2022", publisher="Verkor"))
    figure(plant, low=16, source=source("2023", publisher="Verkor"))
    figure(plant, low=99, source=source("2020", publisher="A newspaper"))
    said = {each["low"]: [earlier["text"] for earlier in each["history"]] for each in results("figures/")}
    nbsp = "\u00a0"
    assert said[16] == [f"14{nbsp}GWh a year", f"12{nbsp}GWh a year"]
    assert said[12] == said[99] == []


def test_figure_of_another_measure_is_no_history():
    plant = project()
    figure(plant, "direct-jobs", 1200, source=source("2021"))
    figure(plant, "indirect-jobs", 3000, source=source("2022"))
    assert [each["history"] for each in results("figures/")] == [[], []]


def test_history_is_the_same_on_the_project_as_in_the_list():
    plant = project(slug="plant")
    for year, low in (("2021", 12), ("2022", 16)):
        figure(plant, low=low, source=source(year, publisher="Verkor"))
    of_project = {each["id"]: each["history"] for each in ask("projects/plant/").json()["figures"]}
    assert of_project == {each["id"]: each["history"] for each in results("figures/")}


def test_status_has_what_the_same_publisher_said_before():
    plant = project(slug="plant")
    status(plant, "announced", "2021", source("2021", publisher="Verkor"))
    status(plant, "inaugurated", "2025-12-11", source("2025-12-11", publisher="Verkor"))
    current = ask("projects/plant/").json()["status"]
    assert [each["text"] for each in current["history"]] == ["announced: 2021"]


def test_part_that_was_said_again_has_a_history():
    plant, verkor = project(slug="plant"), organisation()
    for year in ("2021", "2022"):
        participation(plant, verkor, source=source(year, publisher="Verkor"))
    participation(plant, verkor, "investor", source=source("2023", publisher="Verkor"))
    shown = ask("projects/plant/").json()["participants"]
    assert sorted((each["role"], len(each["history"])) for each in shown) == [
        ("developer", 0),
        ("developer", 1),
        ("investor", 0),
    ]


def test_number_stands_in_words_of_both_languages():
    made = figure(low=Decimal("1200.5"), high=Decimal("1200.5"))
    texts = ask(f"figures/{made.pk}/", {"language": "all"}).json()["texts"]
    assert [texts[code]["value_text"] for code in ("en", "fr")] == [made.value_text("en"), made.value_text("fr")]


@pytest.mark.parametrize(
    ("low", "written"), [("0.1", "0.1"), ("1E+3", "1000"), ("-0.5", "-0.5"), ("1234.5678", "1234.5678")]
)
def test_number_is_exact(low, written):
    made = figure(low=Decimal(low))
    assert f'"low":{written},' in ask(f"figures/{made.pk}/").content.decode()


def test_source_says_where_the_work_itself_is():
    made = figure(source=source(slug="said", url="https://example.org/report"))
    cited = ask(f"figures/{made.pk}/").json()["source"]
    assert cited["url_of_work"] == "https://example.org/report"
    assert (cited["url"], cited["known_on"]) == ("http://testserver/en/sources/said/", "2021-06-28")
