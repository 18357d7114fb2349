"""What can be filtered in the lists of projects and figures, and of organisations by what projects say."""

from datetime import date
from decimal import Decimal

import pytest

from projects.models import Statement
from tests.api import mistakes, results, slugs
from tests.builders import figure, organisation, participation, project, source, status

pytestmark = pytest.mark.django_db


def test_project_with_several_of_the_partners_is_listed_once():
    plant = project(slug="plant")
    for name in ("one", "other"):
        participation(plant, organisation(slug=name))
    assert slugs("projects/", {"organisation": "one,other"}) == ["plant"]


@pytest.mark.parametrize("kind", ["status", "figure", "participation", "statement"])
def test_projects_by_who_says_something_of_them(kind):
    plant, said = project(slug="plant"), source(slug="said")
    claims = {
        "status": lambda: status(plant, source=said),
        "figure": lambda: figure(plant, source=said),
        "participation": lambda: participation(plant, organisation(), source=said),
        "statement": lambda: Statement.objects.create(project=plant, text_en="Said.", source=said),
    }
    claims[kind]()
    project()
    assert slugs("projects/", {"source": "said"}) == ["plant"]


def test_projects_by_measure_and_party():
    plant, party = project(slug="plant"), organisation(slug="renault")
    figure(plant, "capacity-reserved", 12, party=party)
    figure(project(slug="other"), "investment", 1)
    assert (
        slugs("projects/", {"measure": "capacity-reserved"})
        == slugs("projects/", {"party": "renault"})
        == ["plant"]
    )


def test_figure_that_was_withdrawn_finds_no_project():
    figure(project(), "investment", withdrawn_on=date(2025, 12, 16), withdrawn_why="A slip of the pen.")
    assert slugs("projects/", {"measure": "investment"}) == []


def test_projects_by_the_status_that_they_had_then():
    plant = project(slug="plant")
    status(plant, "announced", "2021", source("2021"))
    status(plant, "inaugurated", "2025-12-11", source("2025-12-11"))
    assert slugs("projects/", {"status": "announced", "as_known": "2021-12-31"}) == ["plant"]
    assert slugs("projects/", {"status": "announced"}) == []


SPANS = [
    ({"date_after": "2022-01-01", "date_before": "2022-12-31"}, ["plant"]),
    ({"date_after": "2026-01-01"}, []),
    ({"date_before": "2020-12-31"}, []),
    ({"date_before": "2021-06-28"}, ["plant"]),
]


@pytest.mark.parametrize(("query", "found"), SPANS)
def test_projects_by_the_time_that_their_reports_span(query, found):
    plant = project(slug="plant")
    status(plant, "announced", "2021-06-28")
    status(plant, "inaugurated", "2025-12-11")
    project(slug="never-reported")
    assert slugs("projects/", query) == found


PLACES = {"dunkirk": ("50.95", "2.31"), "suva": ("-18.14", "178.44"), "apia": ("-13.83", "-171.77")}
BOXES = [
    ("2,50,3,51", ["dunkirk"]),
    ("2,51,3,50", ["dunkirk"]),
    ("2.31,50.95,2.31,50.95", ["dunkirk"]),
    ("3,50,2,51", []),
    ("170,-20,-170,-10", ["apia", "suva"]),
    ("-180,-90,180,90", ["apia", "dunkirk", "suva"]),
]


@pytest.mark.parametrize(("bbox", "found"), BOXES)
def test_projects_between_two_corners(bbox, found):
    for slug, (latitude, longitude) in PLACES.items():
        project(slug, slug=slug, latitude=Decimal(latitude), longitude=Decimal(longitude))
    project(slug="nowhere")
    assert slugs("projects/", {"bbox": bbox}) == found


def test_corners_that_are_none_are_refused_in_words():
    (entry,) = mistakes("projects/", {"bbox": "2,50,3,91"})
    assert "west, south, east, north" in entry["detail"]


def test_corners_are_given_once():
    assert [entry["parameter"] for entry in mistakes("projects/", "bbox=0,0,1,1&bbox=2,2,3,3")] == ["bbox"]


HAD = {
    "coordinates": lambda: project(slug="has", latitude=Decimal(50), longitude=Decimal(2)),
    "figure": lambda: figure(project(slug="has")),
    "status": lambda: status(project(slug="has")),
    "partner": lambda: participation(project(slug="has"), organisation()),
    "statement": lambda: Statement.objects.create(project=project(slug="has"), text_en="Said.", source=source()),
    "summary": lambda: project(slug="has", summary_fr="Une usine."),
    "french": lambda: project(slug="has", name_fr="Gigafactory de Verkor"),
}


@pytest.mark.parametrize("word", HAD)
def test_project_has_or_is_missing(word):
    HAD[word]()
    project(slug="bare")
    assert (slugs("projects/", {"has": word}), slugs("projects/", {"missing": word})) == (["has"], ["bare"])


def test_claim_by_a_draft_source_is_not_had():
    figure(project(slug="plant"), source=source(live=False))
    assert slugs("projects/", {"missing": "figure"}) == ["plant"]


def test_organisations_by_measure_source_and_project():
    said, bank = source(slug="said"), organisation(slug="bank")
    participation(project(slug="plant"), bank, "lender", said)
    figure(bank, "loan", 600)
    organisation()
    queries = [{"measure": "loan"}, {"source": "said"}, {"project": "plant"}, {"has": "figure"}]
    assert [slugs("organisations/", query) for query in queries] == [["bank"]] * 4


def test_figures_of_several_projects():
    for slug in ("one", "other", "third"):
        figure(project(slug=slug))
    found = results("figures/", {"project": "one,other"})
    assert {item["project"]["slug"] for item in found} == {"one", "other"}


@pytest.mark.parametrize(
    ("target", "natures"), [("true", {"target"}), ("FALSE", {"actual", "expected", "stated"})]
)
def test_figures_that_are_aims_or_are_not(target, natures):
    for nature in ("actual", "expected", "target", "stated"):
        figure(nature=nature)
    assert {item["nature"] for item in results("figures/", {"target": target})} == natures


VALUES = [
    ({"value_min": "1.6e1"}, 1),
    ({"value_min": "16.00001"}, 0),
    ({"value_max": "15.99999"}, 0),
    ({"value_max": "16.00001"}, 1),
    ({"value_min": "1e400"}, 0),
    ({"value_max": "1e400"}, 1),
    ({"value_min": "-1e400", "value_max": "9" * 5000}, 1),
    ({"value_min": "5e-324"}, 1),
]


@pytest.mark.parametrize(("query", "count"), VALUES)
def test_figures_by_a_number_however_written(query, count):
    figure(low=Decimal(16))
    assert len(results("figures/", query)) == count


def test_figures_as_known_on_a_day():
    early, _late = figure(low=16, source=source("2021")), figure(low=12, source=source("2025"))
    assert [item["id"] for item in results("figures/", {"as_known": "2021-12-31"})] == [str(early.pk)]


@pytest.mark.parametrize(
    ("word", "fields"),
    [("quote", {"quote": "16 GWh"}), ("note", {"note_fr": "Environ."}), ("date", {"when": "by 2030"})],
)
def test_figure_has_or_is_missing(word, fields):
    has, bare = figure(**fields), figure()
    found = [[item["id"] for item in results("figures/", {way: word})] for way in ("has", "missing")]
    assert found == [[str(has.pk)], [str(bare.pk)]]


def test_figure_that_was_withdrawn_later_was_known_before():
    made = figure(source=source("2021"), withdrawn_on=date(2025, 12, 16), withdrawn_why="A slip of the pen.")
    assert [item["id"] for item in results("figures/", {"as_known": "2025-12-15"})] == [str(made.pk)]
    assert results("figures/", {"as_known": "2025-12-16"}) == results("figures/") == []


@pytest.mark.parametrize("claim", [figure, status])
def test_sources_by_the_project_that_they_speak_of(claim):
    claim(project(slug="plant"), source=source(slug="said"))
    figure(project(slug="other"))
    assert slugs("sources/", {"project": "plant"}) == ["said"]
