"""The list of news, by year and topic."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from newsroom.models import PressRelease, Topic
from newsroom.views_news import NewsList
from tests import builders
from tests.pages import plain

pytestmark = pytest.mark.django_db


def topic(slug="energy", name_en="Energy", live=True, **fields) -> Topic:
    """A topic with a release filed under it."""
    made = Topic.objects.create(slug=slug, name_en=name_en, **fields)
    builders.release(f"About {name_en}").topics.add(made)
    return builders.make_live(made) if live else made


def test_topics_are_in_the_order_of_the_names_shown(reader):
    topic("energy", "Energy", name_fr="Réseau")
    topic("training", "Training", name_fr="Formation")

    page = reader.get("/fr/news/").content.decode()

    assert re.findall(r'topic=[\w-]+">([^<]+) <', page) == ["Formation", "Réseau"]


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

    answer = reader.get("/en/news/", {"topic": slug})

    assert answer.status_code == 404
    assert f"There is no topic “{slug}”." in answer.content.decode()


def test_year_leaves_the_releases_of_that_year(reader):
    builders.release("An opening", released_on=date(2025, 12, 11))
    builders.release("An announcement", released_on=date(2021, 6, 28))

    page = reader.get("/en/news/2021/").content.decode()

    assert ("An announcement" in page, "An opening" in page) == (True, False)


def test_year_without_releases_is_not_found(reader):
    builders.release(released_on=date(2025, 12, 11))

    assert reader.get("/en/news/1999/").status_code == 404


def links(html: str, label: str) -> dict[str, str]:
    """The ways of a navigation, by address: what each says."""
    found = re.search(rf'<nav[^>]*aria-label="{label}">.*?</nav>', html, re.DOTALL)
    said = re.findall(r'<a href="([^"]+)"[^>]*>(.*?)</a>', found[0], re.DOTALL)
    return {address.replace("&amp;", "&"): re.sub(r"<[^>]+>", "", words) for address, words in said}


@pytest.fixture
def archive():
    """Energy: two releases in 2025, one in 2021. Jobs: one in 2021. Nothing: one in 2024."""
    energy, jobs = topic("energy", "Energy"), topic("jobs", "Jobs")
    PressRelease.objects.filter(topics=jobs).update(released_on=date(2021, 3, 1))
    builders.release("Second", released_on=date(2025, 6, 1)).topics.add(energy)
    builders.release("First", released_on=date(2021, 6, 28)).topics.add(energy)
    builders.release("Unfiled", released_on=date(2024, 1, 1))


def test_archive_counts_years_and_topics(archive, reader):
    html = reader.get("/en/news/").content.decode()
    assert links(html, "Years") == {
        "/en/news/": "All years",
        "/en/news/2025/": "2025 2",
        "/en/news/2024/": "2024 1",
        "/en/news/2021/": "2021 2",
    }
    assert links(html, "Topics") == {
        "/en/news/": "All topics",
        "/en/news/?topic=energy": "Energy 3",
        "/en/news/?topic=jobs": "Jobs 1",
    }


def test_year_and_topic_narrow_together(archive, reader):
    html = reader.get("/en/news/2025/?topic=energy").content.decode()
    assert [title for title in ("About Energy", "Second", "First", "Unfiled") if title in html] == [
        "About Energy",
        "Second",
    ]
    assert links(html, "Years") == {
        "/en/news/?topic=energy": "All years",
        "/en/news/2025/?topic=energy": "2025 2",
        "/en/news/2021/?topic=energy": "2021 1",
    }
    assert links(html, "Topics") == {"/en/news/2025/": "All topics", "/en/news/2025/?topic=energy": "Energy 2"}


def test_what_is_chosen_is_marked(archive, reader):
    html = reader.get("/en/news/2025/?topic=energy").content.decode()
    chosen = re.findall(r'<a href="(/en/news/[^"]*)" aria-current="page"', html)
    assert chosen == ["/en/news/2025/?topic=energy", "/en/news/2025/?topic=energy"]


def test_year_without_a_topic_that_there_is_says_so(archive, reader):
    answer = reader.get("/en/news/2024/?topic=energy")
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "Nothing was released under this topic in this year." in html
    assert links(html, "Years")["/en/news/2024/?topic=energy"] == "2024 0"


def test_hidden_release_is_not_counted(archive, reader):
    hidden = builders.release("Hidden", live=False, released_on=date(2025, 1, 1))
    hidden.topics.add(Topic.objects.get(slug="jobs"))
    html = reader.get("/en/news/").content.decode()
    assert (links(html, "Years")["/en/news/2025/"], links(html, "Topics")["/en/news/?topic=jobs"]) == (
        "2025 2",
        "Jobs 1",
    )


def test_earlier_day_stays_from_year_to_year(archive, reader):
    html = reader.get("/en/news/2021/?as_known=2022-01-01&topic=energy").content.decode()
    assert links(html, "Years") == {
        "/en/news/?topic=energy&as_known=2022-01-01": "All years",
        "/en/news/2021/?topic=energy&as_known=2022-01-01": "2021 1",
    }


@pytest.mark.parametrize(("language", "months"), [("en", ["June", "March"]), ("fr", ["juin", "mars"])])
def test_year_is_divided_into_months(archive, reader, language, months):
    html = plain(reader.get(f"/{language}/news/2021/").content.decode())
    assert re.findall(r'<h2 class="month"><time datetime="2021-\d\d">(\w+) 2021<', html) == months


@pytest.mark.parametrize("asked", ["/en/news/", "/en/news/2025/?topic=energy"])
@pytest.mark.parametrize("count", [1, 10])
def test_archive_needs_few_queries(archive, reader, asked, count, django_assert_max_num_queries):
    for number in range(count):
        topic(f"topic-{number}", f"Topic {number}")
    with django_assert_max_num_queries(12):
        assert reader.get(asked).status_code == 200


# Paging that search engines can follow.


def head(reader, address) -> dict[str, str]:
    """What the head of the page says of its own address and those around it."""
    html = reader.get(address).content.decode().partition("</head>")[0].replace("&amp;", "&")
    html = html.replace("http://testserver", "")
    own = re.findall(r'<link rel="(canonical|prev|next)" href="([^"]+)"', html)
    others = re.findall(r'<link rel="alternate" hreflang="(\w+)" href="([^"]+)"', html)
    return dict(own + others)


@pytest.fixture
def long_archive(monkeypatch):
    """Three pages, two of them of a topic."""
    monkeypatch.setattr(NewsList, "paginate_by", 2)
    energy, company = topic(), builders.organisation()
    for number in range(4):
        made = builders.release(f"Release {number}", issuers=[company])
        if number < 2:
            made.topics.add(energy)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/en/news/", {"canonical": "/en/news/", "next": "?page=2"}),
        ("/en/news/?page=1", {"canonical": "/en/news/", "next": "?page=2"}),
        ("/en/news/?page=2", {"canonical": "/en/news/?page=2", "prev": "?page=1", "next": "?page=3"}),
        ("/en/news/?page=3", {"canonical": "/en/news/?page=3", "prev": "?page=2"}),
        (
            "/en/news/?page=2&topic=energy",
            {"canonical": "/en/news/?topic=energy&page=2", "prev": "?topic=energy&page=1"},
        ),
        ("/en/news/?topic=energy&utm_source=mail", {"canonical": "/en/news/?topic=energy"}),
        ("/en/news/2025/?page=2", {"canonical": "/en/news/2025/?page=2"}),
        ("/en/news/?page=2&as_known=2025-12-12", {"canonical": "/en/news/"}),
    ],
)
def test_each_page_of_the_archive_is_its_own(long_archive, reader, address, said):
    found = head(reader, address)
    assert {name: found.get(name) for name in said} == said


def test_each_page_of_the_archive_has_its_other_language(long_archive, reader):
    found = head(reader, "/en/news/?page=2&topic=energy")
    assert (found["en"], found["fr"]) == ("/en/news/?topic=energy&page=2", "/fr/news/?topic=energy&page=2")


def test_each_page_of_the_archive_has_a_title_of_its_own(long_archive, reader):
    titles = {
        re.search("<title>(.*?)</title>", reader.get("/en/news/", {"page": page}).content.decode())[1]
        for page in (1, 2, 3)
    }
    assert len(titles) == 3


@pytest.mark.parametrize("page", ["4", "0", "-1", "two"])
def test_page_beyond_the_archive_is_not_found(long_archive, reader, page):
    answer = reader.get("/en/news/", {"page": page})

    assert answer.status_code == 404
    assert "“page” is a whole number from 1 to 3 here." in answer.content.decode()


def test_page_of_a_form_is_canonical_without_what_was_asked(reader):
    assert head(reader, "/en/timeline/?q=cells")["canonical"] == "/en/timeline/"


@pytest.mark.parametrize(
    ("path", "feed"),
    [
        ("/en/news/?topic=energy", "/en/news/feed.rss?topic=energy"),
        ("/fr/news/", "/fr/news/feed.rss"),
        ("/en/timeline/?kind=production", "/en/timeline/feed.rss?kind=production"),
    ],
)
def test_reader_sees_the_feed_of_what_is_asked_for(reader, path, feed):
    topic()
    body = reader.get(path).content.decode().split("<body")[1]
    assert f'<a href="{feed}" type="application/rss+xml">' in body
