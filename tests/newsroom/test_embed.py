"""The timeline that other sites show: what is in it, where it may stand, and how a page offers it."""

import html
import re
from datetime import date, timedelta
from pathlib import Path

import html5lib
import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import Http404

from projects.records import previews
from tests import builders, leaks
from tests.builders import NOW

pytestmark = pytest.mark.django_db
EMBED = "/en/embed/timeline/"
FRAMED = [EMBED, "/fr/embed/timeline/", "/en/embed/timeline/?limit=x"]


@pytest.fixture(autouse=True)
def _an_hour_later(time_machine):
    time_machine.move_to(NOW + timedelta(hours=1), tick=False)


def titles(response) -> list[str]:
    return re.findall(r"<h2><a[^>]*>(.*?)</a></h2>", response.content.decode())


def frame_in(response) -> str:
    """The markup that the page offers."""
    found = re.search(r'<textarea id="embed-frame"[^>]*>(.*?)</textarea>', response.content.decode(), re.DOTALL)
    return html.unescape(found[1])


# What is in it.


def test_embed_shows_milestones_in_order_with_their_sources(reader):
    builders.milestone("Deliveries", planned="2030")
    builders.milestone("Founding", happened="July 2020")

    response = reader.get(EMBED)
    assert titles(response) == ["Founding", "Deliveries"]
    assert "Verkor, <time" in response.content.decode()


def test_embed_in_french_is_french(reader):
    builders.milestone("Opening", title_fr="Ouverture", planned="2030")

    response = reader.get("/fr/embed/timeline/")
    assert titles(response) == ["Ouverture"]
    assert '<html lang="fr">' in response.content.decode()


@pytest.fixture
def plant():
    """A plant with two milestones, beside one of none."""
    plant = builders.project("Verkor gigafactory", slug="gigafactory")
    company = builders.organisation("Envision", slug="envision")
    builders.milestone("Founding", happened="July 2020", kind="company")
    opening = builders.milestone("Opening", happened="2021-06-28", is_key=True)
    opening.projects.add(plant)
    opening.organisations.add(company)
    builders.milestone("Deliveries", planned="2030").projects.add(plant)
    return plant


ASKED = {
    "?project=gigafactory": ["Opening", "Deliveries"],
    "?organisation=envision": ["Opening"],
    "?kind=company": ["Founding"],
    "?key=on": ["Opening"],
    "?q=deliver": ["Deliveries"],
    "?order=newest": ["Deliveries", "Opening", "Founding"],
    "?limit=1": ["Founding"],
    "?limit=1&order=newest": ["Deliveries"],
    "?limit=2&project=gigafactory": ["Opening", "Deliveries"],
    "?as_known=2021-01-01": [],
    "?limit=": ["Founding", "Opening", "Deliveries"],
}


@pytest.mark.parametrize(("query", "expected"), ASKED.items())
def test_embed_shows_what_is_asked_for(plant, reader, query, expected):
    response = reader.get(EMBED + query)
    assert (response.status_code, titles(response)) == (200, expected)


REFUSED = {
    "?limit=0": "limit: Give a number from 1 to 300.",
    "?limit=301": "limit: Give a number from 1 to 300.",
    "?limit=many": "limit: Give a number from 1 to 300.",
    "?kind=party": "kind: There is no kind “party”.",
    "?project=never": "project: There is no project “never”.",
    "?as_known=someday": "as_known: Give a day as year-month-day",
}


@pytest.mark.parametrize(("query", "words"), REFUSED.items())
def test_embed_that_was_not_understood_says_what_was_expected(plant, reader, query, words):
    response = reader.get(EMBED + query)
    assert (response.status_code, titles(response)) == (400, [])
    assert words in response.content.decode()


def test_embed_tells_how_a_plan_moved(reader):
    moved = builders.milestone("Opening", planned="2024", happened=None)
    builders.milestone_date(moved, "happened", "2025-12-11", source=builders.source("2025-12-11"))

    assert "slipped by at least 11 months" in reader.get(EMBED).content.decode()


def test_embed_of_nothing_says_so(reader):
    assert "No milestone fits." in reader.get(EMBED).content.decode()


def test_embed_leads_to_all_that_it_leaves_out(plant, reader):
    body = reader.get(EMBED + "?limit=1&project=gigafactory").content.decode()
    assert '<a href="/en/timeline/?project=gigafactory" target="_blank" rel="noopener">All of them' in body


def test_every_link_of_the_embed_opens_outside(plant, reader):
    links = re.findall(r"<a [^>]*>", reader.get(EMBED).content.decode())
    assert len(links) > 6
    assert [link for link in links if 'target="_blank" rel="noopener"' not in link] == []


def test_embed_is_no_page_for_search_engines(plant, reader):
    body = reader.get(EMBED + "?project=gigafactory").content.decode()
    assert '<meta name="robots" content="noindex">' in body
    assert '<link rel="canonical" href="http://testserver/en/timeline/">' in body


@pytest.mark.parametrize("query", ["", "?project=gigafactory", "?limit=x&what=1"])
def test_embed_is_well_formed(plant, reader, query):
    html5lib.HTMLParser(strict=True).parse(reader.get(EMBED + query).content)


def test_embed_of_many_costs_few_queries(reader, django_assert_max_num_queries):
    builders.many_milestones(40)
    with django_assert_max_num_queries(12):
        assert len(titles(reader.get(EMBED))) == 40


# Without a language.


@pytest.mark.parametrize(
    ("query", "headers", "expected"),
    [
        ("", {}, "/en/embed/timeline/"),
        ("", {"accept-language": "fr"}, "/fr/embed/timeline/"),
        ("?language=fr&q=a%26b&q=c", {}, "/fr/embed/timeline/?q=a%26b&q=c"),
        ("?language=en", {"accept-language": "fr"}, "/en/embed/timeline/"),
        ("?language=klingon", {"accept-language": "fr"}, "/fr/embed/timeline/"),
    ],
)
def test_address_without_a_language_chooses_one(reader, query, headers, expected):
    response = reader.get("/embed/timeline/" + query, headers=headers)
    assert (response.status_code, response.headers["Location"]) == (302, expected)
    assert response.headers["Vary"] == "Accept-Language"


# Where it may stand, and for whom.


@pytest.mark.parametrize("path", FRAMED)
def test_embed_may_stand_in_any_frame(reader, path):
    headers = reader.get(path).headers
    assert "X-Frame-Options" not in headers
    assert "frame-ancestors *" in headers["Content-Security-Policy"]
    assert "default-src 'none'" in headers["Content-Security-Policy"]


def test_nothing_else_may_stand_in_a_frame(reader):
    leaks.base()
    reader.raise_request_exception = False
    others = [
        path for path in leaks.addresses() if not path.endswith(("/en/embed/timeline/", "/fr/embed/timeline/"))
    ]
    assert len(others) > 100
    for path in [*others, "/admin/login/", "/en/embed/", "/en/embed/timeline/more/"]:
        response = reader.get(path)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            policy = response.headers["Content-Security-Policy"]
            assert (path, "frame-ancestors 'none'" in policy) == (path, True)
        if response.status_code not in (301, 302):  # of which a frame shows nothing
            assert (path, response.headers.get("X-Frame-Options")) == (path, "DENY")


def test_embed_is_the_same_for_everybody(reader, as_user, editor):
    told = as_user(editor).get(EMBED)
    assert told.content == reader.get(EMBED).content
    assert not told.cookies
    assert "Cookie" not in told.headers.get("Vary", "")


def test_embed_is_kept_until_something_changes(plant, reader, django_assert_num_queries):
    known = reader.get(EMBED)
    assert known.headers["Cache-Control"] == "public, max-age=60"
    with django_assert_num_queries(1):  # what it would be made from
        again = reader.get(EMBED, headers={"if-none-match": known.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert "X-Frame-Options" not in again.headers
    builders.milestone("Later", planned="2031")
    assert reader.get(EMBED, headers={"if-none-match": known.headers["ETag"]}).status_code == 200


def test_embed_that_is_held_on_to_after_it_changed_is_refused(reader):
    answer = reader.get(EMBED, headers={"if-match": '"other"'})
    assert (answer.status_code, answer.headers["Cache-Control"]) == (412, "no-store")


def test_embed_has_a_tag_for_each_question(plant, reader):
    paths = [EMBED, "/fr/embed/timeline/", EMBED + "?limit=1", EMBED + "?project=gigafactory"]
    assert len({reader.get(path).headers["ETag"] for path in paths}) == 4


def test_draft_is_never_drawn_for_a_frame(rf):
    with pytest.raises(Http404):
        previews.draw(rf.get("/"), EMBED, previews.Banner([], {}))


def test_preview_of_the_timeline_offers_no_frame(plant, rf):
    drawn = previews.draw(rf.get("/"), "/en/timeline/", previews.Banner([], {})).content.decode()
    assert "Founding" in drawn
    assert "embed-frame" not in drawn
    assert "oembed" not in drawn


@pytest.mark.parametrize("name", ["embed.js", "embed_height.js"])
def test_scripts_of_the_embed_are_small(name):
    assert Path(finders.find(f"newsroom/{name}")).stat().st_size <= 1024


# How a page offers it.


@pytest.mark.parametrize(
    ("path", "address", "title"),
    [
        ("/en/timeline/", "http://testserver/en/embed/timeline/", "Timeline"),
        ("/fr/timeline/?key=on&as_known=", "http://testserver/fr/embed/timeline/?key=on", "Chronologie"),
        (
            "/en/timeline/?project=gigafactory&q=o&utm_source=x",
            "http://testserver/en/embed/timeline/?q=o&project=gigafactory",
            "Timeline: Verkor gigafactory",
        ),
        (
            "/en/projects/gigafactory/",
            "http://testserver/en/embed/timeline/?project=gigafactory",
            "Timeline: Verkor gigafactory",
        ),
        (
            "/en/projects/gigafactory/?as_known=2021-12-31",
            "http://testserver/en/embed/timeline/?project=gigafactory&as_known=2021-12-31",
            "Timeline: Verkor gigafactory",
        ),
    ],
)
def test_page_offers_a_frame_of_what_it_shows(plant, reader, path, address, title):
    frame = html5lib.parseFragment(frame_in(reader.get(path)), namespaceHTMLElements=False)[0]
    told = {"src": address, "title": title, "width": "100%", "height": "600", "loading": "lazy"}
    assert frame.tag == "iframe"
    assert told.items() <= dict(frame.attrib).items()
    assert reader.get(address.removeprefix("http://testserver")).status_code == 200


def test_name_with_markup_does_not_break_out_of_the_frame(reader):
    plant = builders.project('A "quoted" plant & more', slug="quoted")
    builders.milestone("Opening", planned="2030").projects.add(plant)
    [frame] = html5lib.parseFragment(frame_in(reader.get("/en/projects/quoted/")), namespaceHTMLElements=False)
    assert frame.attrib["title"] == 'Timeline: A "quoted" plant & more'


def test_script_is_offered_under_the_name_that_it_keeps(plant, reader):
    body = html.unescape(reader.get("/en/timeline/").content.decode())
    assert f'<script src="http://testserver{settings.STATIC_URL}newsroom/embed.js" async></script>' in body


def test_project_without_milestones_offers_no_frame(reader):
    builders.project(slug="bare")
    body = reader.get("/en/projects/bare/").content.decode()
    assert "embed-frame" not in body
    assert "oembed" not in body


def test_page_that_did_not_understand_offers_no_frame(reader):
    assert "embed-frame" not in reader.get("/en/timeline/?kind=party").content.decode()


def test_embed_as_known_shows_no_later_date(reader):
    moved = builders.milestone("Opening", planned="2024")
    builders.milestone_date(moved, "happened", "2025-12-11", source=builders.source("2025-12-11"))

    body = reader.get(EMBED, {"as_known": date(2022, 1, 1).isoformat()}).content.decode()
    assert "2025" not in body
    assert "As known on" in body
