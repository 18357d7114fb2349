"""The list of news, by year and topic."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from newsroom.models import Topic
from tests import builders


def topic(slug="energy", name_en="Energy", live=True, **fields) -> Topic:
    """A topic with a release filed under it."""
    made = Topic.objects.create(slug=slug, name_en=name_en, **fields)
    builders.release(f"About {name_en}").topics.add(made)
    return builders.make_live(made) if live else made


def test_topics_are_in_the_order_of_the_names_shown(reader):
    topic("energy", "Energy", name_fr="Réseau")
    topic("training", "Training", name_fr="Formation")

    page = reader.get("/fr/news/").content.decode()

    assert re.findall(r'topic=[\w-]+">([^<]+)<', page) == ["Formation", "Réseau"]


def test_topic_leaves_the_releases_filed_under_it(reader):
    topic()
    builders.release("An opening")

    page = reader.get("/en/news/", {"topic": "energy"}).content.decode()

    assert ("About Energy" in page, "An opening" in page) == (True, False)


def test_topic_asked_for_is_looked_up_once(reader):
    topic()

    with CaptureQueriesContext(connection) as asked:
        reader.get("/en/news/", {"topic": "energy"})

    assert len([query for query in asked if "'energy'" in query["sql"]]) == 1


@pytest.mark.parametrize("slug", ["hidden", "never-was"])
def test_topic_that_is_not_public_is_not_found(reader, slug):
    topic("hidden", live=False)

    assert reader.get("/en/news/", {"topic": slug}).status_code == 404


def test_year_leaves_the_releases_of_that_year(reader):
    builders.release("An opening", released_on=date(2025, 12, 11))
    builders.release("An announcement", released_on=date(2021, 6, 28))

    page = reader.get("/en/news/2021/").content.decode()

    assert ("An announcement" in page, "An opening" in page) == (True, False)


def test_year_without_releases_is_not_found(reader):
    builders.release(released_on=date(2025, 12, 11))

    assert reader.get("/en/news/1999/").status_code == 404
