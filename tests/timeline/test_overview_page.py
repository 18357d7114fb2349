"""The overview picture as it stands on the timeline's page."""

import re
from datetime import timedelta

import html5lib
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import builders
from tests.builders import NOW
from timeline import overview

pytestmark = pytest.mark.django_db
TIMELINE = "/en/timeline/"


@pytest.fixture(autouse=True)
def _an_hour_later(time_machine):
    time_machine.move_to(NOW + timedelta(hours=1), tick=False)


@pytest.fixture
def plant():
    """A plant whose opening slipped to December 2025, beside a plan that has passed and another plant."""
    plant = builders.project("Verkor gigafactory", name_fr="Gigafactory de Verkor", slug="gigafactory")
    opening = builders.milestone("Opening", planned="2024", slug="opening", is_key=True)
    builders.milestone_date(opening, "happened", "2025-12-11", source=builders.source("2025-12-11"))
    opening.projects.add(plant)
    builders.milestone("Works", planned="2022", slug="works").projects.add(plant)
    builders.milestone("Elsewhere", planned="2030", slug="elsewhere").projects.add(builders.project("Other plant"))
    builders.milestone("Founding", happened="July 2020", slug="founding")
    return plant


def picture(reader, path=TIMELINE, **query) -> str:
    """The markup of the picture; "" where there is none."""
    body = reader.get(path, query).content.decode()
    found = re.search(r'<figure class="overview".*?</figure>', body, re.DOTALL)
    return found[0] if found else ""


def rows(markup: str) -> list[str]:
    names = re.findall(r'<p class="overview-name">(.*?)</p>', markup)
    return [re.sub("<[^>]+>", "", name) for name in names]


def titles(markup: str) -> list[str]:
    return [title.replace("\xa0", " ") for title in re.findall(r"<title>(.*?)</title>", markup)]


def test_picture_has_a_row_for_each_project_and_one_for_the_rest(plant, reader):
    assert rows(picture(reader)) == ["Verkor gigafactory", "Other plant", "Other milestones"]


def test_mark_says_in_words_what_it_shows(plant, reader):
    assert titles(picture(reader)) == [
        "Works – announced for 2022; past due, outcome unknown",
        "Opening – happened on 11 December 2025; slipped by at least 11 months",
        "Elsewhere – announced for 2030",
        "Founding – happened in July 2020",
    ]


@pytest.mark.parametrize("query", ["", "?order=newest", "?as_known=2021-12-31", "?project=gigafactory"])
def test_each_mark_leads_to_its_entry_on_the_page(plant, reader, query):
    body = reader.get(TIMELINE + query).content.decode()
    links = re.findall(r'<a class="overview-mark [^"]*" href="#([^"]*)"', body)
    assert len(links) >= 2
    assert [link for link in links if f'id="{link}"' not in body] == []


def test_picture_is_hidden_from_those_to_whom_the_list_says_it(plant, reader):
    markup = picture(reader)
    assert markup.startswith('<figure class="overview" aria-hidden="true">')
    links = re.findall("<a [^>]*>", markup)
    assert len(links) == 6
    assert [link for link in links if 'tabindex="-1"' not in link] == []


def test_picture_follows_the_filters(plant, reader):
    markup = picture(reader, project="gigafactory")
    assert rows(markup) == ["Verkor gigafactory"]
    assert len(titles(markup)) == 2


def test_picture_looks_back_with_the_page(plant, reader):
    markup = picture(reader, as_known="2021-12-31")
    assert "Opening – announced for 2024" in titles(markup)
    assert "December 2025" not in markup
    assert ">31\xa0December 2021</text>" in markup


def test_picture_of_today_says_so(plant, reader):
    assert ">today</text>" in picture(reader)


def test_picture_in_french_has_french_words_and_plain_numbers(plant, reader):
    markup = picture(reader, "/fr/timeline/")
    assert rows(markup)[0] == "Gigafactory de Verkor"
    assert "au moins 11 mois" in markup
    assert re.findall(r'="-?\d+,\d+', markup) == []


def test_title_in_the_other_language_is_marked(plant, reader):
    assert re.search(
        r'<text class="overview-label"[^>]* lang="en">Opening</text>', picture(reader, "/fr/timeline/")
    )


def test_picture_of_a_year_shows_that_year(plant, reader):
    assert titles(picture(reader, "/en/timeline/2030/")) == ["Elsewhere – announced for 2030"]


@pytest.mark.parametrize("query", [{"q": "nothing like it"}, {"kind": "party"}])
def test_there_is_no_picture_of_nothing(plant, reader, query):
    assert picture(reader, **query) == ""


def test_what_is_not_public_is_not_drawn(plant, reader):
    hidden = builders.project("Hidden plant", live=False)
    builders.milestone("Hidden step", planned="2031", live=False).projects.add(plant)
    builders.milestone("Public step", planned="2031").projects.add(hidden)

    markup = picture(reader)
    assert "Hidden" not in markup
    assert rows(markup) == ["Verkor gigafactory", "Other plant", "Other milestones"]


def test_picture_asks_the_database_nothing(plant, reader, monkeypatch):
    with CaptureQueriesContext(connection) as drawn:
        assert picture(reader)
    monkeypatch.setattr(overview, "drawn", lambda *args: None)
    with CaptureQueriesContext(connection) as plain:
        assert not picture(reader)
    assert len(drawn) == len(plain)


@pytest.mark.parametrize("path", [TIMELINE, "/fr/timeline/?as_known=2021-12-31"])
def test_page_with_the_picture_is_well_formed(plant, reader, path):
    html5lib.HTMLParser(strict=True).parse(reader.get(path).content)
