"""A former address leads straight to the newest one; what was withdrawn is gone at all of them."""

import pytest

from newsroom.models import Topic
from projects.records import publishing
from tests import builders
from tests.api import ask, slugs
from tests.builders import NOW
from tests.drafts import LATER, draft, rewritten, somebody
from tests.nouns import BUILD, NOUNS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_day_later")]


def moved(noun="project", *slugs):
    """Public under one slug after the other."""
    first, *others = slugs or ("first", "second", "third")
    made = BUILD[noun](slug=first)
    for slug in others:
        rewritten(made, act="minor", slug=slug)
    return made


@pytest.mark.parametrize("noun", NOUNS)
@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("former", ["first", "second"])
def test_former_address_leads_straight_to_the_newest(reader, noun, language, former):
    newest = moved(noun).get_absolute_url().replace("/en/", f"/{language}/")

    response = reader.get(newest.replace("third", former))

    assert (response.status_code, response.headers["Location"]) == (301, newest)
    assert reader.get(newest).status_code == 200


def test_query_is_kept(reader):
    moved()

    response = reader.get("/en/projects/first/?as_known=2025-12-15&x=%C3%A9")

    assert response.headers["Location"] == "/en/projects/third/?as_known=2025-12-15&x=%C3%A9"


def test_former_address_of_an_old_text_leads_to_the_newest_of_that_text(reader):
    made = moved()
    rewritten(made, act="correct", name_en="The other plant")

    response = reader.get("/en/projects/first/versions/3/")

    assert response.headers["Location"] == "/en/projects/third/versions/3/"
    assert reader.get("/en/projects/third/versions/3/").status_code == 200


@pytest.mark.parametrize("noun", NOUNS)
def test_former_name_in_the_api_leads_to_the_newest(noun):
    moved(noun)

    answer = ask(f"{noun}s/first/", {"language": "fr"})

    assert (answer.status_code, answer.headers["Location"]) == (301, f"/api/v1/{noun}s/third/?language=fr")


def test_former_name_in_the_api_does_not_excuse_unknown_parameters():
    moved()

    assert ask("projects/first/", {"x": 1}).status_code == 400


def test_former_slug_in_a_filter_is_understood():
    BUILD["release"](slug="opening").projects.add(moved())

    assert slugs("releases/", {"project": "first"}) == ["opening"]


def test_slug_that_comes_back_leads_nowhere_else(reader):
    moved("project", "first", "second", "first")

    assert reader.get("/en/projects/first/").status_code == 200
    assert reader.get("/en/projects/second/").headers["Location"] == "/en/projects/first/"


def test_slug_of_a_draft_leads_nowhere(reader):
    draft(moved(), slug="fourth")

    assert reader.get("/en/projects/fourth/").status_code == 404
    assert ask("projects/fourth/").status_code == 404


def test_former_slug_of_another_kind_of_record_leads_nowhere(reader):
    moved("project")

    assert reader.get("/en/organisations/first/").status_code == 404


def test_new_draft_that_takes_a_used_slug_is_not_met(reader):
    moved()
    builders.project("Canary", slug="first", live=False)

    assert reader.get("/en/projects/first/").headers["Location"] == "/en/projects/third/"


@pytest.mark.parametrize("slug", ["first", "second", "third"])
def test_withdrawn_record_is_gone_at_every_address(reader, slug):
    builders.withdraw(moved(), at=LATER, reason_en="There is no such plant.")

    response = reader.get(f"/en/projects/{slug}/")

    assert response.status_code == 410
    assert "There is no such plant." in response.content.decode()
    answer = ask(f"projects/{slug}/")
    assert (answer.status_code, answer.json()["reason"]) == (410, "There is no such plant.")


def test_record_withdrawn_again_gives_its_newest_reason(reader):
    made = builders.project()
    builders.withdraw(made, at=NOW, reason_en="The first reason.")
    publishing.restore(made, by=somebody(), at=NOW)
    builders.withdraw(made, at=LATER, reason_en="The second reason.")

    text = reader.get(made.get_absolute_url()).content.decode()

    assert "The second reason." in text
    assert "The first reason." not in text
    assert '<time datetime="2025-12-16">' in text


def test_restored_record_is_there_again(reader):
    made = builders.project()
    builders.withdraw(made, at=NOW)
    publishing.restore(made, by=somebody(), at=NOW)

    assert reader.get(made.get_absolute_url()).status_code == 200


@pytest.fixture
def topic():
    made = builders.make_live(Topic.objects.create(slug="power", name_en="Power"))
    rewritten(made, act="minor", slug="energy")
    return made


def test_former_slug_of_a_topic_leads_to_its_newest(reader, topic):
    response = reader.get("/en/news/?topic=power&page=1")

    assert (response.status_code, response.headers["Location"]) == (301, "/en/news/?topic=energy&page=1")


def test_withdrawn_topic_is_gone(reader, topic):
    builders.withdraw(topic, at=LATER, reason_en="We file it elsewhere.")

    assert [reader.get(f"/en/news/?topic={slug}").status_code for slug in ("power", "energy", "x")] == [
        410,
        410,
        404,
    ]


def test_source_says_that_its_release_was_withdrawn(reader):
    release = BUILD["release"](slug="opening")
    builders.withdraw(release, at=LATER)

    text = reader.get(release.source.get_absolute_url()).content.decode()

    assert 'The release itself was withdrawn on <time datetime="2025-12-16">' in text
    assert 'href="/en/news/opening/"' in text


def test_source_says_nothing_of_a_release_that_was_never_public(reader):
    source = builders.source()
    builders.release(live=False, slug="opening", source=source)

    assert "opening" not in reader.get(source.get_absolute_url()).content.decode()
