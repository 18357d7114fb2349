"""What a link opens for one named person before a record is public, and for nobody else."""

import logging
import re
from datetime import timedelta

import pytest

from newsroom.models import Topic
from projects.records import publishing
from projects.records.models import Opening, PreviewLink
from tests import builders
from tests.builders import NOW
from tests.drafts import LATER, draft, somebody
from tests.pages import plain
from tests.previews import invited, release

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_day_later")]


def test_link_opens_the_newest_draft(reader):
    made = release()
    address = invited(made)
    draft(made, title_en="It opens soon")

    response = reader.get(address)

    assert response.status_code == 200
    assert "<h1>It opens soon</h1>" in response.content.decode()


def test_link_opens_the_draft_of_what_is_live(reader):
    made = builders.project()
    draft(made, name_en="The other plant")

    assert "<h1>The other plant</h1>" in reader.get(invited(made)).content.decode()


def test_link_opens_in_french(reader):
    address = invited(release(title_fr="Elle ouvre")).replace("/en/", "/fr/")

    html = reader.get(address).content.decode()

    assert '<html lang="fr">' in html
    assert "<h1>Elle ouvre</h1>" in html


def test_answer_is_kept_nowhere_and_told_nobody(reader):
    headers = reader.get(invited(release())).headers

    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Robots-Tag"] == "noindex, nofollow"
    assert headers["Referrer-Policy"] == "no-referrer"


def test_banner_names_the_recipient(reader):
    assert "A. Reader, The Paper" in reader.get(invited(release())).content.decode()


def test_banner_says_that_nothing_is_to_be_published(reader):
    assert "Not yet public: do not publish." in reader.get(invited(release())).content.decode()


def test_banner_says_the_embargo_in_words(reader, publisher):
    made = release()
    version = draft(made, title_en="It opens soon")
    due_at = LATER + timedelta(days=3)
    publishing.schedule([publishing.Decision(made, "publish", version)], due_at=due_at, by=publisher, at=LATER)

    html = plain(reader.get(invited(made)).content.decode())

    assert "Embargo: not before Friday 19 December 2025, 10:00 Paris time (09:00 UTC)." in html


def test_recipient_reads_what_is_scheduled_whatever_is_drafted_since(reader, publisher):
    made = release()
    due_at = LATER + timedelta(days=3)
    publishing.schedule([publishing.Decision(made, "publish")], due_at=due_at, by=publisher, at=LATER)
    draft(made, title_en="Not looked at yet")

    html = plain(reader.get(invited(made)).content.decode())

    assert "Embargo: not before" in html
    assert "Not looked at yet" not in html


def test_secret_is_only_in_the_way_to_the_other_language(reader):
    address = invited(release())
    token = address.split("/")[3]

    html = reader.get(address).content.decode()

    found = re.findall(rf'href="([^"]*{re.escape(token)}[^"]*)"', html)
    assert sorted(set(found)) == [address, address.replace("/en/", "/fr/")]
    assert html.count(token) == 2
    assert 'rel="canonical"' not in html
    assert 'rel="alternate"' not in html


def test_link_opens_that_record_alone(reader):
    made = release()
    made.projects.add(builders.project("Canary plant", live=False))
    made.milestones.add(builders.milestone("Canary milestone", happened="2025", live=False))
    made.topics.add(Topic.objects.create(slug="canary", name_en="Canary topic"))
    made.source = builders.source(live=False, publisher="Canary source")
    made.save()
    made.issuers.add(builders.organisation("Canary company", live=False))

    assert "anary" not in reader.get(invited(made)).content.decode()


def test_source_shows_no_other_draft(reader):
    made = builders.source(live=False)
    made.via = builders.source(live=False, title="Canary work", publisher="Canary press")
    made.publisher_organisation = builders.organisation(live=False, slug="canary")
    made.save()

    assert "anary" not in reader.get(invited(made)).content.decode()


def test_opening_is_noted(reader):
    reader.get(invited(release()), headers={"user-agent": "Reader 1.0"})

    opening = Opening.objects.get()
    assert (opening.language, opening.agent, opening.at) == ("en", "Reader 1.0", LATER + timedelta(hours=1))


def test_link_leads_to_the_public_page_once_there_is_one(reader):
    made = release()
    address = invited(made)
    builders.make_live(made, at=LATER)

    response = reader.get(address)

    assert (response.status_code, response.headers["Location"]) == (302, "/en/news/opening/")
    assert response.headers["Referrer-Policy"] == "no-referrer"


def test_link_shows_no_draft_of_what_has_become_public(reader):
    made = release()
    address = invited(made)
    builders.make_live(made, at=LATER)
    draft(made, title_en="It never opened", at=LATER + timedelta(minutes=1))

    response = reader.get(address)

    assert (response.status_code, response.headers["Location"]) == (302, "/en/news/opening/")


def test_link_shows_the_draft_of_what_is_live_until_that_is_public_too(reader):
    made = builders.project()
    draft(made, name_en="The other plant")
    address = invited(made)
    publishing.update(made, by=somebody(), at=LATER, note_en="Another name.")
    draft(made, name_en="The third plant", at=LATER + timedelta(minutes=1))

    assert reader.get(address).status_code == 302


def test_link_made_for_the_next_draft_opens_it(reader):
    made = release()
    builders.make_live(made, at=NOW)
    draft(made, title_en="It opens soon")

    assert "<h1>It opens soon</h1>" in reader.get(invited(made)).content.decode()


def test_link_to_a_record_that_was_withdrawn_leads_to_the_notice(reader):
    made = release()
    address = invited(made)
    builders.make_live(made, at=NOW)
    builders.withdraw(made, at=LATER)

    assert reader.get(reader.get(address).headers["Location"]).status_code == 410


@pytest.fixture
def refused(reader):
    """The answers to a link that expired, one that was revoked, one that never was."""
    made = release()
    expired = invited(made, days=0.001)
    revoked = invited(made)
    publishing.revoke(PreviewLink.objects.first(), by=somebody(), at=LATER)
    return [reader.get(address) for address in (expired, revoked, "/en/preview/never-was/")]


def test_link_that_opens_nothing_is_not_found(refused):
    assert {response.status_code for response in refused} == {404}
    assert len({response.content for response in refused}) == 1
    assert {response.headers["Referrer-Policy"] for response in refused} == {"no-referrer"}
    assert "There is no such page" in refused[0].content.decode()
    assert Opening.objects.count() == 0


def test_page_that_cannot_be_drawn_says_so(reader):
    response = reader.get(invited(builders.milestone(live=False)))

    assert response.status_code == 409
    assert "This is not ready to be read" in response.content.decode()


def test_head_is_answered_as_a_get_without_its_body(reader):
    response = reader.head(invited(release()))

    assert (response.status_code, response.content, response.headers["Cache-Control"]) == (200, b"", "no-store")


@pytest.mark.parametrize("method", ["post", "put", "delete", "options"])
def test_nothing_else_is_allowed(reader, method):
    response = getattr(reader, method)(invited(release()))

    assert response.status_code == 405
    assert Opening.objects.count() == 0


@pytest.mark.parametrize("method", ["get", "post"])
def test_secret_is_in_no_log(reader, caplog, method):
    caplog.set_level(logging.DEBUG)
    for address in (invited(release()), "/en/preview/never-was/"):
        getattr(reader, method)(address)

    assert "/en/preview/" not in caplog.text


@pytest.mark.parametrize("path", ["/en/news/opening/", "/en/news/", "/en/"])
def test_public_pages_show_nothing_of_it_to_whoever_has_a_link(reader, path):
    reader.get(invited(release()))

    assert "It opens" not in reader.get(path).content.decode()


def test_link_opens_a_draft_that_takes_another_slug(reader):
    made = builders.project(slug="plant")
    draft(made, slug="works")

    assert reader.get(invited(made)).status_code == 200
