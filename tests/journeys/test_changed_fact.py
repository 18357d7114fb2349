"""A number and a date are changed in the desk; every form of the site tells the new ones once they go out."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from projects.records import publishing
from projects.records.models import Publication, Version
from tests import builders
from tests.api import ask
from tests.builders import NOW
from tests.conftest import PASSWORD
from tests.desk import admin_url, send

pytestmark = pytest.mark.django_db

SOON = NOW + timedelta(hours=1)


def log_in(user) -> Client:
    client = Client()
    client.post(reverse("admin:login"), {"username": user.username, "password": PASSWORD})
    return client


@pytest.fixture(autouse=True)
def told(time_machine, editor, publisher):
    """A plant with a capacity and an opening, as one source announces them; both are changed in the desk, and the
    publisher corrects them."""
    time_machine.move_to(SOON, tick=False)
    said = builders.source(title="Plant announced", slug="announcement")
    plant = builders.project("The plant", name_fr="L’usine", slug="plant")
    builders.figure(plant, low=16, nature="target", source=said)
    opening = builders.milestone("The plant opens", title_fr="L’usine ouvre", slug="opening", live=False)
    builders.milestone_date(opening, "planned", "2027", source=said)
    opening.projects.add(plant)
    builders.make_live(opening)

    desk = log_in(editor)
    send(desk, admin_url(plant), **{"figures-0-low": "20", "figures-0-high": ""})
    send(desk, admin_url(opening), **{"dates-0-span": "Q3 2026"})
    for record in (plant, opening):
        publishing.correct(record, by=publisher, at=SOON, note_en="The source says so.")
    return plant, opening


def lines_with(reader, address: str, words: str) -> list[str]:
    """The rows of tables and items of lists that have these words, with their markup."""
    page = reader.get(address).content.decode().replace("\xa0", " ")
    parts = [part for _, part in re.findall(r"<(tr|li)\b[^>]*>(.*?)</\1>", page, re.DOTALL)]
    return [part for part in parts if words in " ".join(strip_tags(part).lower().split())]


# What each page says now, and what it said before; in small letters.
PAGES = [
    ("/en/timeline/", "announced for q3 2026", "announced for 2027"),
    ("/fr/timeline/", "annoncé pour le t3 2026", "annoncé pour 2027"),
    ("/en/timeline/opening/", "announced for q3 2026", "announced for 2027"),
    ("/fr/timeline/opening/", "annoncé pour le t3 2026", "annoncé pour 2027"),
    ("/en/projects/plant/", "announced for q3 2026", "announced for 2027"),
    ("/fr/projects/plant/", "annoncé pour le t3 2026", "annoncé pour 2027"),
    ("/en/projects/plant/", "20 gwh a year", "16 gwh a year"),
    ("/fr/projects/plant/", "20 gwh par an", "16 gwh par an"),
]


@pytest.mark.parametrize(("address", "now", "before"), PAGES)
def test_page_tells_the_new_fact_with_its_source_and_no_more_the_old(reader, address, now, before):
    [line] = lines_with(reader, address, now)

    assert "/sources/announcement/" in line
    assert lines_with(reader, address, before) == []


@pytest.mark.parametrize("path", ["milestones/opening/", "timeline/", "milestones/"])
def test_api_tells_the_new_date_with_its_source(path):
    answer = ask(path, at=SOON).json()
    [item] = answer.get("results", [answer])

    assert (item["date"]["edtf"], item["date"]["source"]["title"]) == ("2026-35", "Plant announced")


@pytest.mark.parametrize("path", ["projects/plant/", "figures/"])
def test_api_tells_the_new_number_with_its_source(path):
    answer = ask(path, at=SOON).json()
    [figure] = answer["figures"] if "figures" in answer else answer["results"]

    assert (figure["low"], figure["high"], figure["source"]["title"]) == (20, 20, "Plant announced")


def test_ledger_says_who_changed_what_and_when(told):
    for record in told:
        newest = Publication.objects.about(record).first()
        version = Version.objects.about(record).get(number=2)
        assert (newest.act, newest.version, newest.by.username, newest.at) == ("correct", 2, "publisher", SOON)
        assert (version.author.username, version.made_at, version.made_from) == ("editor", SOON, 1)
