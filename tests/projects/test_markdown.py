"""Projects as Markdown."""

from decimal import Decimal

import pytest

from projects.models import Statement
from tests.api import ask
from tests.builders import figure, organisation, participation, project, source, status
from tests.markdown import front, text, words, written

pytestmark = pytest.mark.django_db


def plant(**fields):
    return project("The plant", slug="plant", **fields)


def found(query=None) -> str:
    return words(text(written("projects/plant.md", query)))


def rows() -> list[str]:
    return [line for line in written("projects/plant.md").splitlines() if line.startswith("| ")][2:]


def test_front_matter_has_what_the_project_is():
    status(
        plant(latitude=Decimal("50.95"), longitude=Decimal("2.31"), place_en="Bourbourg"),
        "announced",
        "2021-06-28",
    )
    made = front(written("projects/plant.md"))
    expected = {
        "type": "project",
        "title": "The plant",
        "kind": "gigafactory",
        "status": "announced",
        "status_label": "announced",
        "date": "2021-06-28",
        "place": "Bourbourg",
        "latitude": 50.95,
        "longitude": 2.31,
        "part_of": None,
    }
    assert {name: made[name] for name in expected} == expected
    assert len(made["sources"]) == 1


def test_project_without_claims():
    plant()
    made = front(written("projects/plant.md"))
    assert (made["status"], made["date"], made["sources"], found()) == (None, None, [], "The plant")


def test_status_stands_with_its_source():
    status(plant(), "announced", "2021-06-28", source(title="Plans"))
    assert "Status: announced, 28\xa0June 2021[^1]" in found()
    assert "“Plans”" in found()


def test_status_over_time_is_told_oldest_first():
    made = plant()
    status(made, "inaugurated", "2025-12-11")
    status(made, "announced", "2021-06-28")
    assert "Status over time\n\n28\xa0June 2021: announced[^2]\n11\xa0December 2025: inaugurated[^1]" in found()


def test_figures_are_a_table_with_their_sources():
    figure(plant(), low=16, when="2030", party=organisation("Renault"), nature="target")
    assert rows() == ["| Production capacity | 16\xa0GWh a year | 2030, Renault | [^1] |"]


def test_figures_that_disagree_stand_side_by_side():
    made = plant()
    figure(made, low=16, source=source("2025-01-01", publisher="Verkor"))
    figure(made, low=12, source=source("2025-01-01", publisher="Le Monde"))
    [row] = rows()
    assert "**Sources disagree.**" in row
    assert "16\xa0GWh a year[^" in row
    assert "12\xa0GWh a year[^" in row


def test_what_was_said_earlier_is_told():
    made = plant()
    figure(made, low=16, source=source("2021-01-01"))
    figure(made, low=12, source=source("2025-01-01"))
    assert rows() == ["| Production capacity | 12\xa0GWh a year |  | [^1] Said earlier: 16\xa0GWh a year[^2] |"]


def test_partners_stand_by_role():
    made = plant()
    for name in ("Renault", "EDF *"):
        participation(made, organisation(name), "shareholder")
    assert "Shareholder: EDF *[^1]; Renault[^2]" in found()


def test_statements_stand_with_their_sources():
    Statement.objects.create(project=plant(), text_en="It is *new*.", source=source())
    assert "Background\n\nIt is *new*.[^1]" in found()


def test_part_of_what_is_not_public_is_not_told():
    made = plant()
    made.part_of = project("Hidden cluster", live=False)
    made.save()
    assert "Hidden" not in written("projects/plant.md")


def test_figure_by_a_source_that_is_not_public_is_not_told():
    figure(plant(), low=77, source=source(live=False))
    assert "77" not in words(text(written("projects/plant.md")))


def test_what_is_borrowed_says_so():
    plant(summary_fr="Une usine.")
    assert front(written("projects/plant.md", {"language": "fr"}))["fallback"] == ["title"]


def test_french_project():
    figure(plant(name_fr="L’usine"), low=1200, measure="direct-jobs")
    made = written("projects/plant.md", {"language": "fr"})
    assert "# L’usine" in made
    assert "1\u202f200" in made


def test_item_takes_ten_queries_at_most(django_assert_max_num_queries):
    made = plant()
    for _ in range(3):
        figure(made, party=organisation())
        status(made)
        participation(made, organisation())
    with django_assert_max_num_queries(10):
        assert ask("projects/plant.md").status_code == 200
