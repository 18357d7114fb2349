"""Whatever is saved of something live at the desk: what the public gets stays the same, byte for byte."""

import re

import pytest
from django.test import Client

from newsroom.models import Boilerplate
from projects.records.drafts import Desk
from tests import builders
from tests.builders import NOW
from tests.desk import admin_url, send

pytestmark = pytest.mark.django_db
ADDRESSES = [
    "/en/", "/fr/", "/en/timeline/", "/en/timeline/opening/", "/en/projects/", "/en/projects/plant/", "/en/news/",
    "/en/news/it-opens/", "/fr/news/it-opens/", "/en/organisations/company/", "/en/sources/announcement/",
    "/api/v1/releases/", "/api/v1/releases/it-opens/", "/api/v1/projects/plant/", "/api/v1/milestones/opening/",
    "/api/v1/figures/", "/api/v1/timeline/", "/api/v1/organisations/company/", "/api/v1/sources/announcement/",
]  # fmt: skip
# What differs from one opening of a page to the next, whoever asks.
FRESH = re.compile(rb'nonce="[^"]*"|name="csrfmiddlewaretoken" value="[^"]*"')


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def site():
    """A release of a company about a plant and its opening, all of it live."""
    said = builders.source(title="Announcement", slug="announcement")
    company = builders.organisation("Company", slug="company")
    plant = builders.project("The plant", slug="plant", live=False)
    builders.figure(plant, low=16, nature="target", source=said)
    builders.figure(plant, measure="direct-jobs", low=1200, source=said)
    builders.make_live(plant)
    opening = builders.milestone("It opens", slug="opening", planned="2027", live=False)
    opening.projects.add(plant)
    builders.make_live(opening)
    release = builders.release("It opens", slug="it-opens", issuers=[company], live=False, body_en="<p>Text.</p>")
    release.projects.add(plant)
    Boilerplate.objects.create(release=release, organisation=company, text_en="About it.")
    builders.make_live(release)
    return {"source": said, "company": company, "plant": plant, "opening": opening, "release": release}


def public() -> dict[str, tuple]:
    answers = {address: Client().get(address) for address in ADDRESSES}
    return {
        address: (answer.status_code, FRESH.sub(b"", answer.content), answer.headers.get("ETag"))
        for address, answer in answers.items()
    }


def other_project():
    return str(builders.project("Other", slug="other", live=False).pk)


SAVES = {
    "field": ("release", lambda: {"title_en": "CANARY", "slug": "canary", "body_en": "<p>CANARY</p>"}),
    "row added": (
        "plant",
        lambda: {
            "statements-TOTAL_FORMS": "1",
            "statements-0-text_en": "CANARY",
            "statements-0-position": "0",
            "statements-0-source": str(builders.source(live=False).pk),
        },
    ),
    "row changed": ("plant", lambda: {"figures-0-low": "77", "figures-1-low": "77"}),
    "row deleted": ("plant", lambda: {"figures-0-DELETE": "on"}),
    "date": ("opening", lambda: {"dates-0-span": "2031"}),
    "note": ("release", lambda: {"boilerplates-0-text_en": "CANARY"}),
    "links": ("release", lambda: {"projects": [other_project()], "milestones": []}),
    "organisation": ("company", lambda: {"name": "CANARY", "slug": "canary"}),
    "source": ("source", lambda: {"title": "CANARY", "published": "2019"}),
}


@pytest.mark.parametrize("save", SAVES)
def test_save_of_what_is_live_is_nowhere_to_be_seen(writer, as_user, site, save):
    name, changes = SAVES[save]
    sent = changes()
    before = public()
    response = send(as_user(writer), admin_url(site[name]), **sent)
    assert (response.status_code, Desk(site[name]).draft.number) == (302, 2)
    assert {status for status, _body, _tag in before.values()} == {200}
    assert public() == before


@pytest.mark.parametrize("page", ["change", "delete"])
def test_claim_saved_in_its_own_list_is_nowhere_to_be_seen(writer, as_user, site, page):
    figure = site["plant"].figures.get(low=16)
    before = public()
    changes = {"low": "77"} if page == "change" else {}
    send(as_user(writer), admin_url(figure, page), **changes)
    assert Desk(site["plant"]).draft.number == 2
    assert public() == before
