"""The desk's own previews: the real pages, as they would be with a version of a record."""

import re

import pytest

from newsroom.models import Contact, PressRelease, Topic
from projects.models import Project
from projects.records.models import Publication, Version
from tests import builders
from tests.desk import admin_url
from tests.drafts import LATER, draft, rewritten
from tests.pages import plain
from tests.previews import release

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_day_later")]


def preview_url(record, number=1) -> str:
    return admin_url(record, "summary").replace("/summary/", f"/preview/{number}/")


def shown(client, record, number=1, **query) -> str:
    response = client.get(preview_url(record, number), query)
    assert response.status_code == 200
    return plain(response.content.decode())


@pytest.fixture
def desk(writer, as_user):
    return as_user(writer)


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
    for _ in range(101):
        builders.source()
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


@pytest.mark.parametrize(
    "page", ["cards/project/plant.png", "projects/plant.md", "projects/plant/promises.csv", "opensearch.xml"]
)
def test_what_can_have_no_banner_is_not_drawn(desk, reader, page):
    plant = builders.project("Plant", slug="plant")
    assert reader.get(f"/en/{page}").status_code == 200
    assert "There would be no such page." in shown(desk, plant, 1, page=f"/en/{page}")


@pytest.mark.parametrize("number", [7, 10**30])
def test_version_that_was_never_made_is_not_found(desk, number):
    assert desk.get(preview_url(builders.project(), number)).status_code == 404


def test_preview_takes_nothing(desk):
    assert desk.post(preview_url(builders.project())).status_code == 405


def test_nobody_else_sees_the_preview_of_the_desk(reader):
    assert reader.get(preview_url(release(), 0)).status_code == 302


def test_draft_that_takes_another_slug_is_shown_at_that(desk):
    made = builders.project(slug="plant")
    rewritten(made, act="minor", name_en="The plant")
    draft(made, slug="works")

    assert "%2Fen%2Fprojects%2Fworks%2F" in shown(desk, made, 3)
    assert Project.objects.get(pk=made.pk).slug == "plant"
