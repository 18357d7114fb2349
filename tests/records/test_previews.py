"""What is not public yet is seen through two doors alone: the desk's preview, and a link for one named person."""

import logging
import re
from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.utils.translation import override

from newsroom.models import Contact, PressRelease, Topic
from projects.models import Project
from projects.records import publishing
from projects.records.models import Opening, PreviewLink, Publication, Version
from tests import builders
from tests.builders import NOW
from tests.desk import admin_url, send
from tests.drafts import LATER, draft, rewritten, somebody
from tests.newsroom.test_corrections import plain

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _later(time_machine):
    time_machine.move_to(LATER + timedelta(hours=1), tick=False)
    with override("en"):
        yield


def release(**fields):
    fields = {"slug": "opening", "body_en": "<p>It opens.</p>", "issuers": [builders.organisation()], **fields}
    return builders.release("It opens", live=False, **fields)


def preview_url(record, number=1) -> str:
    return admin_url(record, "summary").replace("/summary/", f"/preview/{number}/")


def shown(client, record, number=1, **query) -> str:
    response = client.get(preview_url(record, number), query)
    assert response.status_code == 200
    return plain(response.content.decode())


@pytest.fixture
def desk(writer, as_user):
    return as_user(writer)


# The desk's own preview.


def test_new_record_is_shown_on_its_own_page(desk):
    made = release()
    version = draft(made, title_en="It opens soon")

    html = shown(desk, made, version.number)

    assert "<h1>It opens soon</h1>" in html
    assert "It is not public" in html


def test_new_record_without_a_version_is_shown_as_it_is(desk):
    assert "<h1>It opens</h1>" in shown(desk, release(), 0)


def test_draft_of_what_is_live_is_shown(desk, reader):
    made = builders.project(slug="plant")
    draft(made, name_en="The other plant")

    assert "<h1>The other plant</h1>" in shown(desk, made, 2)
    assert "<h1>Verkor gigafactory</h1>" in reader.get("/en/projects/plant/").content.decode()


def test_what_is_live_says_so(desk):
    assert "This is what is public now." in shown(desk, builders.project(), 1)


def test_draft_of_what_was_withdrawn_is_shown(desk):
    made = builders.project()
    builders.withdraw(made, at=LATER)
    draft(made, name_en="The other plant")

    assert "<h1>The other plant</h1>" in shown(desk, made, 2)


def test_page_is_shown_in_french(desk):
    made = builders.project(slug="plant")
    draft(made, name_fr="L’autre usine")

    html = shown(desk, made, 2, page="/fr/projects/plant/")

    assert '<html lang="fr">' in html
    assert "<h1>L’autre usine</h1>" in html


def test_preview_leads_to_every_page_on_which_the_record_appears(desk):
    plant = builders.project(slug="plant")
    made = release()
    made.projects.add(plant)
    made.milestones.add(builders.milestone(happened="2025-12-11", slug="opens"))
    made.topics.add(builders.make_live(Topic.objects.create(slug="energy", name_en="Energy")))

    html = shown(desk, made, 0)

    pages = ["/", "/news/", "/news/2025/", "/news/opening/", "/projects/", "/projects/plant/", "/timeline/"]
    pages += ["/timeline/2025/", "/timeline/opens/", f"/organisations/{made.issuers.get().slug}/"]
    for language in ("en", "fr"):
        linked = {f"/{language}{page}".replace("/", "%2F") for page in pages}
        assert linked <= set(re.findall(r"\?page=([^\"&]+)", html))
    assert "%2Fen%2Fnews%2F%3Ftopic%3Denergy" in html


def test_every_page_that_a_preview_leads_to_can_be_drawn(desk):
    made = release()
    made.projects.add(builders.project())
    made.milestones.add(builders.milestone(happened="2025-12-11"))

    links = re.findall(r'href="(/admin/[^"]+/preview/0/\?page=[^"]+)"', shown(desk, made, 0))

    assert len(links) > 10
    assert {desk.get(link).status_code for link in links} == {200}
    assert all('class="preview"' in desk.get(link).content.decode() for link in links)


def test_preview_of_a_list_has_the_draft(desk):
    made = release()

    assert 'href="/en/news/opening/"' in shown(desk, made, 0, page="/en/news/")
    assert "It opens" in shown(desk, made, 0, page="/fr/")


def test_pages_of_a_list_in_a_preview_are_pages_of_that_list(desk):
    for _ in range(51):
        builders.source()
    [builders.source() for _ in range(60)]
    made = builders.source(live=False)

    html = shown(desk, made, 0, page="/en/sources/")

    assert 'href="/en/sources/?page=2"' in html


def test_pages_of_a_source_are_those_that_cite_it(desk):
    source = builders.source(slug="report")
    plant = builders.project(slug="plant")
    builders.figure(plant, source=source)

    assert "%2Fen%2Fprojects%2Fplant%2F" in shown(desk, source, 1)


def test_record_without_a_page_shows_where_it_appears(desk):
    made = Contact.objects.create(slug="desk", name_en="Press desk", email="press@example.org")
    release(slug="soon").contacts.add(made)
    other = release(slug="known")
    other.contacts.add(made)
    builders.make_live(other)

    html = shown(desk, made, 0)

    assert "It has no page of its own" in html
    assert "%2Fen%2Fnews%2Fknown%2F" in html
    assert "soon" not in html
    assert "Press desk" in shown(desk, made, 0, page="/en/news/known/")


def test_preview_is_neither_stored_nor_indexed(desk):
    response = desk.get(preview_url(builders.project()))

    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert 'rel="canonical"' not in response.content.decode()


def test_preview_leaves_nothing_behind(desk):
    made = release()
    version = draft(made, title_en="It opens soon")
    shown(desk, made, version.number)

    made = PressRelease.objects.get()
    assert (made.version, made.published_at, made.source) == (0, None, None)
    assert Publication.objects.about(made).count() == 0
    assert Version.objects.about(made).count() == version.number


def test_preview_is_drawn_for_nobody_in_particular(desk):
    assert "writer" not in shown(desk, builders.project(), 1).split("<main")[1]


def test_version_that_names_what_is_gone_says_so(desk):
    plant = builders.project()
    said = builders.source(live=False)
    draft(plant, change=lambda row: builders.figure(row, source=said))
    said.delete()

    assert "names something that is not there any more" in shown(desk, plant, 2)


def test_version_whose_page_there_would_not_be_says_what_is_missing(desk):
    html = shown(desk, builders.milestone(live=False), 0)

    assert "There would be no such page." in html
    assert "It has no date" in html


@pytest.mark.parametrize(
    "page", ["/admin/", "/api/v1/", "/en/nowhere/", "2", "//x", "/en/preview/x/", "http://[", "é"]
)
def test_address_that_is_no_public_page_is_not_drawn(desk, page):
    assert "There would be no such page." in shown(desk, builders.project(), 1, page=page)


@pytest.mark.parametrize("number", [7, 10**30])
def test_version_that_was_never_made_is_not_found(desk, number):
    assert desk.get(preview_url(builders.project(), number)).status_code == 404


def test_preview_takes_nothing(desk):
    assert desk.post(preview_url(builders.project())).status_code == 405


def test_nobody_else_sees_the_preview_of_the_desk(reader):
    assert reader.get(preview_url(release(), 0)).status_code == 302


# Links for people outside.


def invited(record, days=7, recipient="A. Reader, The Paper"):
    """The path of a fresh link."""
    link, token = publishing.invite(
        record, recipient, by=somebody(), at=LATER, expires_at=LATER + timedelta(days=days)
    )
    return f"/en/preview/{token}/"


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


# The page of the desk that makes them.


def secret_of(response) -> str:
    return re.search(r"http://testserver(/en/preview/[^<]+)<", response.content.decode())[1]


def test_editor_lets_somebody_in(editor, as_user, reader):
    made = release()

    response = send(as_user(editor), admin_url(made, "links"), recipient="A. Reader, The Paper", days="3")

    link = PreviewLink.objects.get()
    assert (link.recipient, link.by) == ("A. Reader, The Paper", editor)
    assert link.expires_at == LATER + timedelta(hours=1, days=3)
    assert reader.get(secret_of(response)).status_code == 200


def test_link_opens_until_the_moment_given(editor, as_user):
    moment = {"until_day": "2025-12-20", "until_time": "09:00"}
    send(as_user(editor), admin_url(release(), "links"), recipient="A. Reader", days="3", **moment)

    assert PreviewLink.objects.get().expires_at.isoformat() == "2025-12-20T08:00:00+00:00"


def test_secret_is_shown_once(editor, as_user):
    made, client = release(), as_user(editor)
    response = send(client, admin_url(made, "links"), recipient="A. Reader")

    assert "no-store" in response.headers["Cache-Control"]
    assert secret_of(response).split("/")[3] not in client.get(admin_url(made, "links")).content.decode()


def test_pressing_twice_lets_in_once(editor, as_user):
    made, client = release(), as_user(editor)
    data = {"newest": "0", "recipient": "A. Reader", "days": "3"}

    answers = [client.post(admin_url(made, "links"), data).status_code for _ in range(2)]

    assert answers == [200, 409]
    assert PreviewLink.objects.count() == 1


def test_openings_are_listed(editor, as_user, reader):
    made = release()
    reader.get(invited(made), headers={"user-agent": "Reader 1.0"})

    html = plain(as_user(editor).get(admin_url(made, "links")).content.decode())

    assert "Opened 1 time" in html
    assert "Reader 1.0" in html
    assert "Tuesday 16 December 2025, 11:00 Paris time" in html


def test_link_is_revoked(editor, as_user, reader):
    made = release()
    address = invited(made)

    as_user(editor).post(admin_url(made, "links"), {"revoke": PreviewLink.objects.get().pk})

    assert reader.get(address).status_code == 404
    assert PreviewLink.objects.get().revoked_by == editor


def test_making_and_revoking_are_in_the_log(editor, as_user):
    made, client = release(), as_user(editor)
    send(client, admin_url(made, "links"), recipient="A. Reader")
    client.post(admin_url(made, "links"), {"revoke": PreviewLink.objects.get().pk})

    assert [entry.user for entry in LogEntry.objects.filter(object_id=made.pk)] == [editor, editor]
    assert "A. Reader" in LogEntry.objects.first().get_change_message()


def test_writer_sees_why_not(writer, as_user):
    html = as_user(writer).get(admin_url(release(), "links")).content.decode()

    assert "Only an editor or a publisher lets somebody in" in html
    assert 'name="recipient"' not in html


@pytest.mark.parametrize("data", [{"newest": "0", "recipient": "A. Reader", "days": "3"}, {"revoke": "{link}"}])
def test_writer_changes_nothing(writer, as_user, data):
    made = release()
    invited(made)
    link = PreviewLink.objects.get()
    data = {**data, "newest": link.pk} if "newest" in data else {"revoke": link.pk}

    response = as_user(writer).post(admin_url(made, "links"), data)

    assert response.status_code == 403
    assert PreviewLink.objects.get().revoked_at is None


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"recipient": "A. Reader", "days": "3"},
        {"newest": "0", "recipient": "", "days": "3"},
        {"newest": "0", "recipient": "A. Reader", "days": ""},
        {"newest": "0", "recipient": "A. Reader", "days": "-1"},
        {"newest": "0", "recipient": "A. Reader", "days": "9" * 30},
        {"newest": "0", "recipient": "A" * 201, "days": "3"},
        {"newest": "0", "recipient": "A. Reader", "until_day": "2020-01-01", "until_time": "09:00"},
        {"newest": "0", "recipient": "A. Reader", "until_day": "nonsense", "until_time": "09:00"},
        {"revoke": "x"},
        {"revoke": "9" * 30},
        {"revoke": "99"},
    ],
)
def test_what_makes_no_sense_is_refused_in_words(editor, as_user, data):
    response = as_user(editor).post(admin_url(release(), "links"), data)

    assert response.status_code == 400
    assert "error" in response.content.decode()
    assert PreviewLink.objects.count() == 0


def test_link_of_another_record_is_not_revoked_from_here(editor, as_user):
    invited(release())
    other = release(slug="other")

    as_user(editor).post(admin_url(other, "links"), {"revoke": PreviewLink.objects.get().pk})

    assert PreviewLink.objects.get().revoked_at is None


def test_record_that_is_public_needs_no_link(editor, as_user):
    html = as_user(editor).get(admin_url(builders.project(), "links")).content.decode()

    assert "send the public address" in html


def test_record_without_a_page_has_no_links(editor, as_user):
    made = Contact.objects.create(slug="desk", name_en="Press desk", email="press@example.org")

    assert "It has no page of its own" in as_user(editor).get(admin_url(made, "links")).content.decode()


def test_draft_that_takes_another_slug_is_shown_at_that(desk, reader):
    made = builders.project(slug="plant")
    rewritten(made, act="minor", name_en="The plant")
    draft(made, slug="works")

    assert "%2Fen%2Fprojects%2Fworks%2F" in shown(desk, made, 3)
    assert reader.get(invited(made)).status_code == 200
    assert Project.objects.get(pk=made.pk).slug == "plant"
