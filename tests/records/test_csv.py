"""Lists and items as CSV: the columns, the cells, and what spreadsheets are spared."""

import csv
import io
import json

import pytest

from projects.models import Statement
from tests.api import ask, mistakes, results
from tests.builders import figure, milestone, organisation, participation, project, release, source

pytestmark = pytest.mark.django_db


def text(path: str, query=None) -> str:
    answer = ask(path, query)
    assert answer.status_code == 200, answer.content
    return (answer.getvalue() if answer.streaming else answer.content).decode()


def lines(path: str, query=None, **read_by) -> list[dict]:
    return list(csv.DictReader(io.StringIO(text(path, query), newline=""), strict=True, **read_by))


def line(path: str, query=None, **read_by) -> dict:
    (only,) = lines(path, query, **read_by)
    return only


def test_csv_says_that_it_has_a_header_line():
    answer = ask("sources.csv")

    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8; header=present"
    assert answer.headers["Content-Disposition"] == 'inline; filename="sources.csv"'


@pytest.mark.parametrize("name", ["sources", "milestones", "projects", "figures", "releases", "corrections"])
def test_empty_list_has_the_header_line_alone(name):
    (header,) = csv.reader(io.StringIO(text(f"{name}.csv")))

    assert len(header) == len(set(header)) > 5


@pytest.mark.parametrize("page", [{}, {"page_size": 1}])
def test_columns_of_a_full_list_are_those_of_an_empty_one(page):
    (header,) = csv.reader(io.StringIO(text("milestones.csv")))
    milestone(happened="July 2020")
    milestone(planned="2030")

    assert [list(each) for each in lines("milestones.csv", page)] == [header] * (1 if page else 2)


def test_object_becomes_columns_with_dots():
    milestone(happened="July 2020")
    cells = line("milestones.csv")

    assert (cells["date.earliest"], cells["date.label"]) == ("2020-07-01", "July 2020")
    assert cells["date.source.publisher"] == "Verkor"


def test_missing_object_leaves_its_columns_empty():
    figure(organisation(), when=None)
    cells = line("figures.csv")

    assert (cells["project.slug"], cells["date.label"]) == ("", "")


def test_numbers_and_truths_are_written_as_in_json():
    figure(low="0.5", when="circa 2030")
    cells = line("figures.csv")

    assert (cells["low"], cells["date.approx"]) == ("0.5", "true")


def test_list_of_references_is_one_column_of_slugs():
    made = milestone(happened="2020")
    made.projects.set([project(slug="b-plant"), project(slug="a-plant")])

    assert sorted(line("milestones.csv")["projects"].split(";")) == ["a-plant", "b-plant"]


def test_list_of_what_is_not_public_tells_no_slug():
    milestone(happened="2020").projects.set([project(live=False)])

    assert line("milestones.csv")["projects"] == ""


def test_list_of_objects_is_json_in_its_cell():
    milestone(happened="2020", planned="2019")

    assert json.loads(line("milestones.csv")["dates"]) == results("milestones/")[0]["dates"]


def test_commas_quotes_and_line_breaks_stay_within_their_cell():
    title = '“Verkor”, the “gigafactory” of "Dunkirk"'
    release(title_en=title, lead_en="One.\n\nTwo, too.")
    cells = line("releases.csv")

    assert (cells["title"], cells["lead"]) == (title, "One.\n\nTwo, too.")


def test_lines_end_as_the_standard_says():
    source()

    assert text("sources.csv").count("\r\n") == 2
    assert not text("sources.csv").startswith("\ufeff")


def test_item_is_a_header_and_one_line():
    made = project()

    assert line(f"projects/{made.slug}.csv")["id"] == str(made.pk)


def test_texts_come_in_the_language_asked_for():
    project(name="Gigafactory of Verkor", name_fr="Gigafactory de Verkor")

    assert line("projects.csv", {"language": "fr"})["name"] == "Gigafactory de Verkor"


def test_excel_gets_a_mark_and_semicolons():
    project(name="The plant")
    written = text("projects.csv", {"dialect": "excel"})

    assert written.startswith("\ufefftype;id;")
    assert line("projects.csv", {"dialect": "excel"}, delimiter=";")["name"] == "The plant"


@pytest.mark.parametrize("start", "=+-@")
def test_excel_is_given_no_formula(start):
    participation(project(), organisation(), quote=f"{start}1+1")
    organisation(name=f"{start}1+1")
    names = [cells["name"] for cells in lines("organisations.csv", {"dialect": "excel"}, delimiter=";")]

    assert f"'{start}1+1" in names
    assert not any(name.startswith(start) for name in names)


def test_excel_is_given_negative_numbers_as_numbers():
    figure(measure="direct-jobs", low=-5)

    assert line("figures.csv", {"dialect": "excel"}, delimiter=";")["low"] == "-5"


def test_without_excel_text_is_as_it_is():
    organisation(name="=1+1")

    assert [cells["name"] for cells in lines("organisations.csv")] == ["=1+1"]


def test_unknown_dialect_is_refused_with_the_one_that_there_is():
    (said,) = mistakes("projects.csv", {"dialect": "exel"})

    assert (said["parameter"], said["did_you_mean"]) == ("dialect", "excel")


def test_dialect_says_nothing_to_other_forms():
    assert ask("projects/", {"dialect": "excel"}).json()["results"] == []


def test_statement_with_semicolons_and_quotes_survives_excel():
    said = 'One; two; "three"'
    made = project()
    Statement.objects.create(project=made, source=source(), text_en=said)

    assert '\\"three\\"' in line("projects.csv", {"dialect": "excel"}, delimiter=";")["statements"]


def test_columns_of_either_language_come_only_with_both():
    one, both = (lines_of("projects.csv", language) for language in ("en", "all"))

    assert [name for name in one if name.startswith("texts")] == []
    assert {"texts.en.name", "texts.fr.name", "texts.en.kind_label"} <= set(both)


def test_text_of_one_language_is_a_column_by_itself():
    project()

    assert list(line("projects.csv", "language=all&fields=texts.fr.name")) == ["type", "id", "texts.fr.name"]


def test_fields_choose_the_columns():
    project()

    assert list(line("projects.csv", {"fields": "name,part_of.slug"})) == ["type", "id", "name", "part_of.slug"]


def test_expanded_list_is_json_with_all_that_is_asked_for():
    milestone(happened="2020").projects.set([project(kind="cathode-plant")])

    assert '"kind":"cathode-plant"' in line("milestones.csv", {"expand": "projects"})["projects"]


def lines_of(path: str, language: str) -> list[str]:
    (header,) = csv.reader(io.StringIO(text(path, {"language": language})))
    return header
