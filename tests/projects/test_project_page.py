"""The page of a project: status, capacity, figures, partners, disagreements, and how long nothing was heard."""

import re
from datetime import UTC, datetime

import html5lib
import pytest

from tests import builders

pytestmark = pytest.mark.django_db
PAGE = "/en/projects/the-plant/"


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(datetime(2026, 6, 1, 9, tzinfo=UTC), tick=False)


@pytest.fixture
def plant(db):
    return builders.project("The plant", slug="the-plant")


def html(reader, query="", page=PAGE) -> str:
    response = reader.get(page + query)
    assert response.status_code == 200
    html5lib.HTMLParser(strict=True).parse(response.content)
    return response.content.decode()


def words(fragment: str) -> str:
    text = re.sub(r"<[^>]+>", " ", fragment).replace("\xa0", " ").replace("\u202f", " ")
    return " ".join(text.split())


def section(text: str, anchor: str) -> str:
    """A section of the page with its marks; empty if there is none."""
    return text.partition(f'id="{anchor}">')[2].partition("</section>")[0]


def said(published, by="Verkor"):
    return builders.source(published, publisher=by)


def test_status_over_time_begins_with_the_oldest(reader, plant):
    builders.status(plant, "inaugurated", "2025-12-11", source=said("2025-12-12"))
    builders.status(plant, "announced", "2021-06-28", source=said("2021-06-28"))
    shown = words(section(html(reader), "status"))
    assert shown.index("28 June 2021 announced Verkor, 28 June 2021") < shown.index("11 December 2025 inaugurated")


def test_capacity_is_drawn_and_told_in_a_table(reader, plant):
    builders.figure(plant, low=16, when="2025-12-11")
    builders.figure(plant, low=50, when="2030", nature="target")
    shown = section(html(reader), "capacity")
    assert shown.count("actual-fill") == 2  # the step, and the key to it
    assert 'fill="url(#hatch)"' in shown
    table = words(shown.partition("<table")[2])
    assert "Actual 16 GWh a year 11 December 2025" in table
    assert "Target 50 GWh a year 2030" in table


def test_mark_of_the_chart_leads_to_its_source_and_says_what_it_is(reader, plant):
    builders.figure(plant, nature="target", when="2030", source=builders.source(slug="the-source"))
    shown = section(html(reader), "capacity")
    assert (
        '<a href="/en/sources/the-source/" tabindex="-1"><title>16\xa0GWh a year, target, 2030 – Verkor' in shown
    )


def test_chart_is_hidden_from_screen_readers_which_have_the_table(reader, plant):
    builders.figure(plant)
    assert '<svg class="chart" aria-hidden="true">' in html(reader)


def test_chart_is_of_capacity_alone(reader, plant):
    builders.figure(plant, "capacity-reserved", nature="target"), builders.figure(plant, "direct-jobs")
    assert section(html(reader), "capacity") == ""


@pytest.mark.parametrize("nature", ["expected", "stated"])
def test_number_that_is_neither_so_nor_aimed_at_stays_in_the_tables(reader, plant, nature):
    builders.figure(plant, nature=nature)
    shown = html(reader)
    assert section(shown, "capacity") == ""
    assert "16 GWh a year" in words(section(shown, "figures"))


def test_what_is_drawn_is_told_once(reader, plant):
    builders.figure(plant)
    assert section(html(reader), "figures") == ""


def test_chart_of_an_earlier_day_has_nothing_that_was_said_later(reader, plant):
    builders.figure(plant, nature="target", when="2030", source=said("2021"))
    builders.figure(plant, low=9, when="2025", source=said("2025"))
    shown = section(html(reader, "?as_known=2022-01-01"), "capacity")
    assert "actual-fill" not in shown
    assert "9 GWh" not in words(shown)


def test_figures_of_which_sources_disagree_are_gathered(reader, plant):
    builders.figure(plant, "direct-jobs", low=900, source=said("2025-01-01"))
    builders.figure(plant, "direct-jobs", low=1200, source=said("2025", by="Press"))
    shown = words(section(html(reader), "disagreements"))
    assert "Direct jobs (actual) 1,200 – Press, 2025 900 – Verkor, 1 January 2025" in shown


def test_reports_that_disagree_are_gathered(reader, plant):
    builders.status(plant, "operational", "2025", source=said("2025"))
    builders.status(plant, "suspended", "2025", source=said("2025", by="Press"))
    shown = words(section(html(reader), "disagreements"))
    assert "Suspended , 2025 – Press, 2025" in shown
    assert "In operation , 2025 – Verkor, 2025" in shown


def test_milestones_of_which_sources_disagree_are_gathered(reader, plant):
    opening = builders.milestone("It opens", happened="2024")
    builders.milestone_date(opening, "happened", "2025-06-01", source=said("2025", by="Press"))
    opening.projects.add(plant)
    assert "It opens happened" in words(section(html(reader), "disagreements"))


def test_where_nobody_disagrees_there_is_no_such_section(reader, plant):
    builders.figure(plant), builders.status(plant)
    assert section(html(reader), "disagreements") == ""


def test_amount_stands_beside_the_partner_whom_it_is_for(reader, plant):
    bank = builders.organisation("The bank")
    builders.participation(plant, bank, "lender")
    builders.figure(plant, "loan", low=600, party=bank)
    shown = words(section(html(reader), "partners"))
    assert "Lender The bank Verkor, 28 June 2021 Loan: €600 million (actual) Verkor, 28 June 2021" in shown


def test_page_leads_to_the_promises_of_the_same_day(reader, plant):
    assert 'href="/en/projects/the-plant/promises/"' in html(reader)
    assert 'href="/en/projects/the-plant/promises/?as_known=2022-01-01"' in html(reader, "?as_known=2022-01-01")


SILENCE = "No sourced news since"


@pytest.mark.parametrize(
    ("day", "silent"), [("2024-12-01", False), ("2024-11-30", True), ("2021-06-28", True), ("2026-05-01", False)]
)
def test_project_of_which_nothing_was_heard_for_eighteen_months_says_so(reader, plant, day, silent):
    builders.figure(plant, source=said(day))
    assert (SILENCE in html(reader)) == silent


def test_silence_is_that_of_the_day_asked_for(reader, plant):
    builders.figure(plant, source=said("2021-06-28"))
    assert SILENCE not in html(reader, "?as_known=2022-12-28")
    assert f"{SILENCE} 28 June 2021 ." in words(html(reader, "?as_known=2022-12-29"))


def told_by_milestone(plant):
    builders.milestone(happened="2024").projects.add(plant)
    made = builders.milestone(live=False)
    builders.milestone_date(made, "planned", "2030", source=said("2026-01-01"))
    builders.make_live(made)
    made.projects.add(plant)


def told_by_release(plant):
    builders.release(released_on=datetime(2025, 12, 11).date()).projects.add(plant)


@pytest.mark.parametrize(
    "tell",
    [
        told_by_milestone,
        told_by_release,
        lambda plant: builders.status(plant, source=said("2026-01-01")),
        lambda plant: builders.participation(plant, builders.organisation(), source=said("2026-01-01")),
    ],
    ids=["milestone", "release", "status", "partner"],
)
def test_whatever_tells_of_it_breaks_the_silence(reader, plant, tell):
    builders.figure(plant, source=said("2021-06-28"))
    assert SILENCE in html(reader)
    tell(plant)
    assert SILENCE not in html(reader)


def test_source_that_is_not_public_breaks_no_silence(reader, plant):
    builders.figure(plant, source=said("2021-06-28"))
    hidden = builders.source("2026-01-01", live=False)
    builders.figure(plant, source=hidden)
    builders.milestone("Secret", planned="2030", live=False).projects.add(plant)
    assert SILENCE in html(reader)


def test_project_without_any_source_is_not_called_silent(reader, plant):
    assert SILENCE not in html(reader)


def test_long_page_says_on_top_which_sections_it_has(reader, plant):
    for report in ("announced", "operational"):
        builders.status(plant, report)
    builders.figure(plant), builders.figure(plant, "direct-jobs")
    builders.milestone(happened="2021").projects.add(plant)
    shown = html(reader).partition('class="page-contents"')[2].partition("</nav>")[0]
    anchors = re.findall(r'href="#([\w-]+)"', shown)
    assert anchors == ["status", "capacity", "figures", "milestones"]
    assert all(f'id="{anchor}"' in html(reader) for anchor in anchors)


def test_short_page_has_no_list_of_sections(reader, plant):
    builders.figure(plant)
    assert "page-contents" not in html(reader).partition("<main")[2]


def test_page_of_nothing_but_a_name_stands(reader, plant):
    assert "The plant" in html(reader)
    assert "facts" not in html(reader).partition("<main")[2]


def crowded(plant):
    """200 figures, a word of 200 letters wherever one fits, and a source without a publisher or an address."""
    long = "W" * 200
    nameless = builders.source("2025", publisher="", title=long, url="")
    for number in range(200):
        builders.figure(
            plant,
            low=number + 1,
            nature=("actual", "target")[number % 2],
            when=f"{2000 + number % 90}",
            source=nameless,
        )
    for number in range(20):
        builders.status(plant, "announced", f"20{number:02}", source=nameless)
        partner = builders.organisation(f"{long[:190]}{number}")
        builders.participation(plant, partner, "lender", source=nameless, note_en=long)
        builders.figure(plant, "loan", low=number + 1, party=partner, source=nameless)
        builders.milestone(f"{long} {number}", planned=f"{2030 + number}").projects.add(plant)


def test_crowded_page_is_well_formed_and_needs_no_more_queries(reader, plant, django_assert_max_num_queries):
    crowded(plant)
    for page in (PAGE, "/fr/projects/the-plant/", f"{PAGE}promises/", f"{PAGE}?as_known=2026-01-01"):
        with django_assert_max_num_queries(12):
            html(reader, page=page)
