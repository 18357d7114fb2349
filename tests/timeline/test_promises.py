"""The page of what was promised of a project, and the same as CSV."""

import csv
import io
import re
from datetime import UTC, date, datetime

import html5lib
import pytest

from tests import builders
from tests.desk import admin_url
from tests.drafts import draft, rewritten

pytestmark = pytest.mark.django_db
PAGE, CSV = "/en/projects/the-plant/promises/", "/en/projects/the-plant/promises.csv"


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(datetime(2026, 6, 1, 9, tzinfo=UTC), tick=False)


@pytest.fixture
def plant(db):
    return builders.project("The plant", name_fr="L’usine", slug="the-plant")


def promised(plant, nature="target", low=16, when="2024", said="2021-06-28", by="Verkor", **fields):
    said = builders.source(said, publisher=by)
    return builders.figure(plant, nature=nature, low=low, when=when, source=said, **fields)


def text(reader, path=PAGE, status=200) -> str:
    """The words of the page's content, without marks and with common spaces."""
    response = reader.get(path)
    assert response.status_code == status, response.content
    html5lib.HTMLParser(strict=True).parse(response.content)
    content = response.content.decode().split("<main")[1].split("</main>")[0].split(">", 1)[1]
    return " ".join(re.sub(r"<[^>]+>", " ", content).replace("\xa0", " ").replace(" ", " ").split())


def rows(reader, query="", **read_by) -> list[dict]:
    response = reader.get(CSV + query)
    assert response.status_code == 200, response.content
    written = response.content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(written, newline=""), strict=True, **read_by))


def test_number_is_told_with_who_announced_it_when_and_for_when(reader, plant):
    promised(plant, party=builders.organisation("Renault Group"))
    words = text(reader)
    assert "16 GWh a year production capacity, Renault Group 2024 Verkor, 28 June 2021 Source" in words


def test_number_that_was_reached_too_late_says_by_how_much_and_who_says_so(reader, plant):
    promised(plant)
    promised(plant, "actual", when="2025-12-11", said="2025-12-12", by="Press")
    words = text(reader)
    assert "Late By at least 11 months 16 GWh a year, 11 December 2025 – Press, 12 December 2025" in words


def test_number_that_was_missed_says_what_there_is_instead(reader, plant):
    promised(plant)
    promised(plant, "actual", low=9, when="2025-06-30", said="2025-07-01")
    assert "Late By at least 5 months Only: 9 GWh a year, 30 June 2025 – Verkor, 1 July 2025" in text(reader)


def test_number_that_was_replaced_says_by_which(reader, plant):
    promised(plant, when="2030")
    promised(plant, when="2030", low=12, said="2025-01-01")
    assert "Replaced by a newer target Now: 12 GWh a year, 2030 – Verkor, 1 January 2025" in text(reader)


def test_plan_that_came_true_leads_to_its_milestone(reader, plant):
    opening = builders.milestone("It opens", planned="2025", happened="2025-12-11", slug="it-opens")
    opening.projects.add(plant)
    assert "It opens 2025 Verkor, 28 June 2021" in text(reader)
    assert 'href="/en/timeline/it-opens/"' in reader.get(PAGE).content.decode()


def test_plan_goes_by_the_title_that_it_had_as_a_plan(reader, plant):
    opening = builders.milestone("It opened", planned="2024", happened="2025-12-11", plan_title_en="Opening")
    opening.projects.add(plant)
    assert "Opening 2024" in text(reader)


def test_plan_whose_time_has_passed_says_that_nothing_is_known_of_it(reader, plant):
    builders.milestone(planned="2024").projects.add(plant)
    said = "Past due, without a source That time has passed; no source here says what came of it."
    assert said in text(reader)


def test_whoever_repeats_a_target_stands_beside_whoever_announced_it(reader, plant):
    promised(plant, when="2030", said="2025-01-02", by="Press")
    promised(plant, when="2030")
    words = text(reader)
    assert words.index("Verkor, 28 June 2021") < words.index("Said again: Press, 2 January 2025")
    assert "1 target announced" in words


def test_outcomes_are_counted_in_words(reader, plant):
    promised(plant), promised(plant, low=20), promised(plant, when="2030")
    assert "3 targets announced 1 open 2 past due, without a source" in text(reader)


def test_outcome_follows_its_number_in_french(reader, plant):
    promised(plant, when="2099")
    promised(plant, when="2098", low=20)
    assert "2 ouverts" in text(reader, PAGE.replace("/en/", "/fr/"))


def test_outcome_can_be_asked_for(reader, plant):
    promised(plant), promised(plant, low=40, when="2030")
    words = text(reader, f"{PAGE}?outcome=open")
    assert "40 GWh" in words
    assert "16 GWh" not in words


def test_unknown_outcome_is_a_bad_request_that_names_those_there_are(reader, plant):
    promised(plant)
    words = text(reader, f"{PAGE}?outcome=broken", status=400)
    assert "What came of it: There is no such outcome here. Give one of these: met, late" in words


@pytest.mark.parametrize(
    ("day", "expected"), [("2024-12-31", ["open"]), ("2025-12-12", ["late"]), ("2020-12-31", [])]
)
def test_outcome_is_that_of_the_day_asked_for(reader, plant, day, expected):
    promised(plant)
    promised(plant, "actual", when="2025-12-11", said="2025-12-12")
    assert [row["outcome"] for row in rows(reader, f"?as_known={day}")] == expected
    assert ("No target was known by then." in text(reader, f"{PAGE}?as_known={day}")) == (not expected)


def test_page_of_an_earlier_day_says_so_and_is_not_for_search_engines(reader, plant):
    html = reader.get(f"{PAGE}?as_known=2024-12-31").content.decode()
    assert "This page shows what was known on" in html
    assert '<meta name="robots" content="noindex">' in html
    assert reader.get(f"{CSV}?as_known=2024-12-31").headers["X-Robots-Tag"] == "noindex"


def test_links_keep_the_earlier_day(reader, plant):
    promised(plant)
    html = reader.get(f"{PAGE}?as_known=2024-12-31&outcome=open").content.decode()
    assert 'href="/en/projects/the-plant/?as_known=2024-12-31"' in html
    assert "promises.csv?as_known=2024-12-31&amp;outcome=open" in html.replace("&outcome", "&amp;outcome")


def test_project_without_targets_says_so(reader, plant):
    promised(plant, "expected"), promised(plant, "actual")
    assert "No source here names a target." in text(reader)


def test_targets_of_other_subjects_and_of_drafts_are_not_shown(reader, plant):
    promised(builders.project("Another")), promised(builders.organisation())
    builders.figure(plant, nature="target", source=builders.source(live=False))
    builders.milestone("Secret", planned="2024", live=False).projects.add(plant)
    assert rows(reader) == []


@pytest.mark.parametrize("path", [PAGE, CSV])
def test_withdrawn_project_answers_gone_with_the_reason(reader, plant, path):
    builders.withdraw(plant, reason_en="There is no such plant.")
    response = reader.get(path)
    assert response.status_code == 410
    assert "There is no such plant." in response.content.decode()


@pytest.mark.parametrize("path", [PAGE, CSV])
def test_draft_is_not_found(reader, path):
    builders.project(slug="the-plant", live=False)
    assert reader.get(path).status_code == 404


@pytest.mark.parametrize("path", [PAGE, CSV])
def test_former_address_leads_to_the_new_one_and_keeps_the_question(reader, plant, path):
    rewritten(plant, slug="renamed", note_en="A new name.")
    response = reader.get(f"{path}?as_known=2026-01-01")
    expected = path.replace("the-plant", "renamed") + "?as_known=2026-01-01"
    assert (response.status_code, response.headers["Location"]) == (301, expected)


def test_csv_has_a_row_for_each_announcement_on_the_page(reader, plant):
    (
        promised(plant, when="2030"),
        promised(plant, when="2030", said="2025-01-02", by="Press"),
        promised(plant, low=9),
    )
    builders.milestone("It opens", planned="2025").projects.add(plant)
    told = ("target", "low", "said", "announced_by")
    assert [tuple(row[name] for name in told) for row in rows(reader)] == [
        ("production capacity", "9", "first", "Verkor"),
        ("It opens", "", "first", "Verkor"),
        ("production capacity", "16", "first", "Verkor"),
        ("production capacity", "16", "again", "Press"),
    ]


def test_csv_says_all_that_the_page_says(reader, plant):
    promised(plant, low=1200, measure="direct-jobs", party=builders.organisation("Renault"))
    [row] = rows(reader)
    expected = {
        "project": "the-plant",
        "measure": "direct-jobs",
        "for_whom": "Renault",
        "low": "1200",
        "high": "1200",
        "qualifier": "exact",
        "for": "2024",
        "for_earliest": "2024-01-01",
        "for_latest": "2024-12-31",
        "announced_on": "2021-06-28",
        "outcome": "overdue",
        "outcome_label": "past due, without a source",
        "sources_disagree": "false",
    }
    assert row | expected == row
    assert row["source"].startswith("http://testserver/en/sources/")


def test_csv_measures_lateness_in_days(reader, plant):
    promised(plant), promised(plant, "actual", when="2025-12-11", said="2025-12-12", by="Press")
    [row] = rows(reader)
    told = ("outcome", "late_by_at_least_days", "evidence_date", "evidence_known_on", "evidence_by")
    assert [row[name] for name in told] == ["late", "345", "11\xa0December 2025", "2025-12-12", "Press"]


def test_csv_speaks_the_language_of_its_address(reader, plant):
    promised(plant)
    response = reader.get(CSV.replace("/en/", "/fr/"))
    assert "16\xa0GWh par an" in response.content.decode()


def test_csv_is_announced_as_such(reader, plant):
    response = reader.get(CSV)
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8; header=present"
    assert response.headers["Content-Disposition"] == 'inline; filename="the-plant-promises.csv"'
    assert response.content.endswith(b"\r\n")


def test_csv_for_excel_has_no_formulas(reader, plant):
    promised(plant, by="=1+1")
    [row] = rows(reader, "?dialect=excel", delimiter=";")
    assert row["announced_by"] == "'=1+1"
    assert reader.get(f"{CSV}?dialect=excel").content.startswith("\ufeff".encode())


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("as_known=someday", "as_known: Give a day as year-month-day, such as 2021-12-31."),
        ("outcome=broken", "outcome: There is no such outcome here."),
        ("dialect=exel", "dialect: There is no such dialect here."),
    ],
)
def test_csv_says_which_part_of_the_question_makes_no_sense(reader, plant, query, said):
    response = reader.get(f"{CSV}?{query}")
    assert (response.status_code, response.headers["Content-Type"]) == (400, "text/plain; charset=utf-8")
    assert response.content.decode().startswith(said)


def test_csv_that_the_client_has_already_is_not_sent_again(reader, plant):
    tag = reader.get(CSV).headers["ETag"]
    assert reader.get(CSV, headers={"If-None-Match": tag}).status_code == 304
    promised(plant)
    rewritten(plant, note_en="It is a cluster.", kind="cluster")
    assert reader.get(CSV, headers={"If-None-Match": tag}).status_code == 200


def test_csv_that_should_be_another_one_is_refused(reader, plant):
    response = reader.get(CSV, headers={"If-Match": '"another"'})
    assert (response.status_code, response.headers["Cache-Control"]) == (412, "no-store")


@pytest.mark.parametrize("path", [PAGE, CSV])
def test_queries_do_not_grow_with_the_targets(reader, plant, path, django_assert_max_num_queries):
    said = builders.source()
    for number in range(20):
        builders.figure(plant, nature="target", low=number + 1, source=said, party=builders.organisation())
        builders.milestone(planned="2030").projects.add(plant)
    # What is due, the project, its numbers, and its dates.
    with django_assert_max_num_queries(4):
        reader.get(path)


def test_plan_is_shown_once_though_it_is_for_a_day_that_many_sources_name(reader, plant):
    opening = builders.milestone("It opens", planned="2030")
    opening.projects.add(plant)
    for year in (2022, 2023):
        builders.milestone_date(opening, "planned", "2030", source=builders.source(date(year, 1, 1).isoformat()))
    assert [row["said"] for row in rows(reader)] == ["first", "again", "again"]


def test_draft_of_the_project_can_be_looked_at_on_its_promises(plant, writer, as_user):
    source = builders.source()
    draft(plant, change=lambda row: builders.figure(row, nature="target", low=77, source=source))
    desk, preview = as_user(writer), admin_url(plant, "summary").replace("/summary/", "/preview/2/")
    assert "%2Fen%2Fprojects%2Fthe-plant%2Fpromises%2F" in desk.get(preview).content.decode()
    assert "77\xa0GWh a year" in desk.get(preview, {"page": PAGE}).content.decode()
    assert "77" not in text(desk)
