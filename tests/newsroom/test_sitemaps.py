"""What search engines are told to look at."""

import xml.etree.ElementTree as ElementTree
from datetime import timedelta

import pytest

from newsroom import sitemaps
from tests import builders
from tests.builders import NOW
from tests.drafts import rewritten

pytestmark = pytest.mark.django_db
NAMES = {
    "map": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "xhtml": "http://www.w3.org/1999/xhtml",
    "news": "http://www.google.com/schemas/sitemap-news/0.9",
}
HERE = "http://testserver"


@pytest.fixture(autouse=True)
def _two_days_later(time_machine):
    time_machine.move_to(NOW + timedelta(days=2), tick=False)


@pytest.fixture
def _one_of_each():
    for live in (True, False):
        slug = "one" if live else "unseen"
        builders.release(slug=slug, live=live)
        builders.project(slug=slug, live=live)
        builders.milestone(happened="2021", slug=slug, live=live)
        builders.organisation(slug=slug, live=live)
        builders.source(slug=f"{slug}-cited", live=live)
    builders.withdraw(builders.release(slug="gone"))


def read(reader, path: str) -> ElementTree.Element:
    answer = reader.get(path)
    assert (answer.status_code, answer.headers["Content-Type"].split(";")[0]) == (200, "application/xml")
    return ElementTree.fromstring(answer.content)


def locations(reader, path: str) -> list[str]:
    return [each.text for each in read(reader, path).findall(".//map:loc", NAMES)]


def test_index_leads_to_the_map_of_each_section(reader):
    found = locations(reader, "/sitemap.xml")
    assert found == [f"{HERE}/sitemap-{section}.xml" for section in sitemaps.SECTIONS]


@pytest.mark.usefixtures("_one_of_each")
@pytest.mark.parametrize(
    ("section", "addresses"),
    [
        ("news", ["news/one/"]),
        ("timeline", ["timeline/one/"]),
        ("projects", ["projects/one/"]),
        ("promises", ["projects/one/promises/"]),
    ],
)
def test_map_has_what_is_public_in_either_language(reader, section, addresses):
    expected = [f"{HERE}/{language}/{address}" for address in addresses for language in ("en", "fr")]
    assert locations(reader, f"/sitemap-{section}.xml") == expected


@pytest.mark.usefixtures("_one_of_each")
def test_lists_have_those_of_single_years(reader):
    found = locations(reader, "/sitemap-lists.xml")
    assert f"{HERE}/fr/timeline/2021/" in found
    assert f"{HERE}/en/news/2025/" in found


@pytest.mark.usefixtures("_one_of_each")
def test_every_address_answers_and_is_the_canonical_one(reader):
    for section in sitemaps.SECTIONS:
        for address in locations(reader, f"/sitemap-{section}.xml"):
            answer = reader.get(address)
            assert answer.status_code == 200, address
            assert f'<link rel="canonical" href="{address}">' in answer.content.decode()


def test_page_has_its_alternates_and_its_last_change(reader):
    rewritten(builders.release(slug="one"), act="correct", title_en="Corrected")
    english, french = read(reader, "/sitemap-news.xml").findall("map:url", NAMES)
    alternates = {link.get("hreflang"): link.get("href") for link in english.findall("xhtml:link", NAMES)}
    assert alternates == {
        "en": f"{HERE}/en/news/one/",
        "fr": f"{HERE}/fr/news/one/",
        "x-default": f"{HERE}/news/one/",
    }
    assert len(french.findall("xhtml:link", NAMES)) == 3
    assert english.findtext("map:lastmod", None, NAMES) == "2025-12-16"


def test_address_for_everybody_else_leads_to_the_page(reader):
    builders.release(slug="one")
    answer = reader.get("/news/one/", headers={"accept-language": "fr"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/fr/news/one/")


def test_long_map_is_divided(reader, monkeypatch):
    monkeypatch.setattr(sitemaps.InBothLanguages, "limit", 4)
    for _ in range(3):
        builders.project()
    assert f"{HERE}/sitemap-projects.xml?p=2" in locations(reader, "/sitemap.xml")
    assert len(locations(reader, "/sitemap-projects.xml?p=2")) == 2


@pytest.mark.parametrize("path", ["/sitemap-nothing.xml", "/sitemap-news.xml?p=2", "/sitemap-news.xml?p=x"])
def test_map_that_there_is_not_is_not_found(reader, path):
    assert reader.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/sitemap.xml", "/sitemap-news.xml", "/news-sitemap.xml"])
def test_map_that_is_known_is_not_told_again_until_something_changes(reader, path):
    known = reader.get(path).headers["ETag"]
    assert reader.get(path, headers={"if_none_match": known}).status_code == 304
    builders.release()
    assert reader.get(path, headers={"if_none_match": known}).status_code == 200


@pytest.mark.usefixtures("_one_of_each")
@pytest.mark.parametrize("path", ["/sitemap.xml", *(f"/sitemap-{section}.xml" for section in sitemaps.SECTIONS)])
def test_queries_of_a_map_stay_few(reader, path, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        reader.get(path)


# News.


def published(hours_ago: float, **fields):
    release = builders.release(live=False, issuers=[builders.organisation()], **fields)
    return builders.make_live(release, at=NOW + timedelta(days=2, hours=-hours_ago))


def test_news_are_those_of_48_hours_whatever_day_they_bear(reader):
    published(47.9, slug="fresh", released_on=NOW.date().replace(year=2020))
    published(48, slug="old")
    assert locations(reader, "/news-sitemap.xml") == [f"{HERE}/en/news/fresh/"]


def test_news_are_told_in_the_languages_in_which_they_are_written(reader):
    published(1, title="A & B", title_fr="A et B", slug="fresh")
    found = [
        [
            each.findtext(f".//news:{name}", None, NAMES)
            for name in ("name", "language", "publication_date", "title")
        ]
        for each in read(reader, "/news-sitemap.xml").findall("map:url", NAMES)
    ]
    said_at = "2025-12-17T08:00:00Z"
    assert found == [
        ["Gigafactory Newsroom", "en", said_at, "A & B"],
        ["Gigafactory Newsroom", "fr", said_at, "A et B"],
    ]


def test_news_that_grew_old_are_not_known_any_more(reader, time_machine):
    published(47, slug="fresh")
    known = reader.get("/news-sitemap.xml").headers["ETag"]
    time_machine.shift(timedelta(hours=2))
    assert reader.get("/news-sitemap.xml", headers={"if_none_match": known}).status_code == 200
    assert locations(reader, "/news-sitemap.xml") == []


def test_hidden_and_withdrawn_news_are_not_told(reader):
    builders.release(live=False)
    release = published(5)
    builders.withdraw(release, at=NOW + timedelta(days=2, hours=-1))
    assert locations(reader, "/news-sitemap.xml") == []
