"""A publisher publishes a release and withdraws it: nowhere, everywhere, then gone with the reason."""

import re
from datetime import timedelta
from html import unescape

import pytest

from newsroom.models import Topic
from projects.records.models import Publication
from tests import builders
from tests.api import ask
from tests.builders import NOW
from tests.desk import admin_url, form_of, send

pytestmark = pytest.mark.django_db

SOON = NOW + timedelta(hours=1)
PAGES = [
    "/",
    "/news/",
    "/news/2025/",
    "/news/?topic=energy",
    "/timeline/",
    "/timeline/opening/",
    "/projects/plant/",
    "/organisations/company/",
]
LISTS = [
    ("releases/", {}),
    ("releases/", {"project": "plant", "milestone": "opening", "topic": "energy", "organisation": "company"}),
    ("timeline/", {"type": "release"}),
]


@pytest.fixture(autouse=True)
def _soon(time_machine):
    time_machine.move_to(SOON, tick=False)


@pytest.fixture
def release():
    """A draft that is linked to one of each kind."""
    made = builders.release("It opens", live=False, slug="it-opens")
    made.issuers.add(builders.organisation(slug="company"))
    made.projects.add(builders.project(slug="plant"))
    made.milestones.add(builders.milestone(happened="2025-12-11", slug="opening"))
    made.topics.add(builders.make_live(Topic.objects.create(slug="energy", name_en="Energy")))
    return made


@pytest.fixture
def published(release, publisher, as_user):
    client, page = as_user(publisher), admin_url(release, "publish")
    warnings = re.findall(r'name="accepted" value="([^"]*)"', client.get(page).content.decode())
    outlook = send(client, page, accepted=[unescape(each) for each in warnings])
    client.post(page, {**form_of(outlook), "sure": "1"})
    return release


@pytest.fixture
def withdrawn(published, publisher, as_user):
    reasons = {"reason_en": "The day was wrong.", "reason_fr": "Le jour était faux."}
    send(as_user(publisher), admin_url(published, "withdraw"), **reasons)
    return published


def pages_that_lead_to_it(reader, language: str) -> list[str]:
    link = f'href="/{language}/news/it-opens/"'
    return [page for page in PAGES if link in reader.get(f"/{language}{page}").content.decode()]


def lists_that_have_it() -> list[tuple]:
    answers = [(each, ask(*each, at=SOON).json()["results"]) for each in LISTS]
    return [each for each, items in answers if [item["slug"] for item in items] == ["it-opens"]]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_draft_is_nowhere(reader, release, language):
    assert pages_that_lead_to_it(reader, language) == []
    assert lists_that_have_it() == []
    assert reader.get(f"/{language}/news/it-opens/").status_code == 404


@pytest.mark.parametrize("language", ["en", "fr"])
def test_published_release_is_everywhere(reader, published, language):
    assert pages_that_lead_to_it(reader, language) == PAGES
    assert lists_that_have_it() == LISTS
    assert reader.get(f"/{language}/news/it-opens/").status_code == 200


@pytest.mark.parametrize("language", ["en", "fr"])
def test_withdrawn_release_is_nowhere_again(reader, withdrawn, language):
    assert pages_that_lead_to_it(reader, language) == []
    assert lists_that_have_it() == []


@pytest.mark.parametrize(("language", "reason"), [("en", "The day was wrong."), ("fr", "Le jour était faux.")])
def test_withdrawn_release_leaves_the_reason_at_its_address(reader, withdrawn, language, reason):
    response = reader.get(f"/{language}/news/it-opens/")
    answer = ask("releases/it-opens/", {"language": language}, at=SOON)

    assert (response.status_code, reason in response.content.decode()) == (410, True)
    assert (answer.status_code, answer.json()["reason"]) == (410, reason)


def test_ledger_tells_the_whole_story(withdrawn):
    rows = Publication.objects.about(withdrawn).order_by("sequence")

    assert list(rows.values_list("act", "by__username", "at")) == [
        ("publish", "publisher", SOON),
        ("withdraw", "publisher", SOON),
    ]
