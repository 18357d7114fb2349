"""oEmbed: what programs are told of an address of ours, and what they are not."""

import html
import json
import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from tests import builders
from tests.builders import NOW

pytestmark = pytest.mark.django_db
HOST = "http://testserver"


@pytest.fixture(autouse=True)
def _two_days_later(time_machine):
    time_machine.move_to(NOW + timedelta(days=2), tick=False)


@pytest.fixture
def plant():
    plant = builders.project("Verkor gigafactory", slug="gigafactory")
    builders.milestone("Opening", planned="2030").projects.add(plant)
    return plant


def asked(reader, url=None, **query):
    return reader.get("/oembed", query if url is None else {"url": url, **query})


def test_answer_has_what_the_specification_asks_for(plant, reader):
    response = asked(reader, f"{HOST}/en/projects/gigafactory/")
    told = json.loads(response.content)
    frame = told.pop("html")
    assert response.headers["Content-Type"] == "application/json"
    assert told == {
        "version": "1.0",
        "type": "rich",
        "title": "Timeline: Verkor gigafactory",
        "provider_name": "Gigafactory Newsroom",
        "provider_url": f"{HOST}/en/",
        "cache_age": 60,
        "width": 640,
        "height": 600,
    }
    assert f'src="{HOST}/en/embed/timeline/?project=gigafactory"' in frame
    assert 'width="640" height="600"' in frame


SHOWN = {
    "/en/timeline/": "/en/embed/timeline/",
    "/fr/timeline/#opening": "/fr/embed/timeline/",
    "/en/timeline/?key=on&q=open&utm_source=x": "/en/embed/timeline/?q=open&key=on",
    "/en/embed/timeline/?limit=3": "/en/embed/timeline/?limit=3",
    "/fr/projects/gigafactory/": "/fr/embed/timeline/?project=gigafactory",
    "/en/timeline/?project=gigafactory": "/en/embed/timeline/?project=gigafactory",
}


@pytest.mark.parametrize(("path", "expected"), SHOWN.items())
def test_address_is_shown_as_the_embed_of_the_same(plant, reader, path, expected):
    frame = asked(reader, HOST + path).json()["html"]
    assert html.unescape(re.search('src="(.*?)"', frame)[1]) == HOST + expected


def test_title_is_in_the_language_of_the_address(plant, reader):
    assert asked(reader, f"{HOST}/fr/timeline/").json()["title"] == "Chronologie"


@pytest.mark.parametrize(
    ("query", "size"),
    [
        ({"maxwidth": 300}, (300, 600)),
        ({"maxheight": 200}, (640, 200)),
        ({"maxwidth": 5000, "maxheight": 5000}, (640, 600)),
        ({"maxwidth": "", "maxheight": ""}, (640, 600)),
    ],
)
def test_frame_is_no_larger_than_asked(plant, reader, query, size):
    told = asked(reader, f"{HOST}/en/timeline/", **query).json()
    assert (told["width"], told["height"]) == size
    assert f'width="{size[0]}" height="{size[1]}"' in told["html"]


NOTHING = [
    "http://elsewhere.example/en/timeline/",
    f"{HOST}:8000/en/timeline/",
    "ftp://testserver/en/timeline/",
    "/en/timeline/",
    "nonsense",
    "http://[",
    f"{HOST}/timeline/",
    f"{HOST}/en/news/",
    f"{HOST}/en/nowhere/",
    f"{HOST}/admin/",
    f"{HOST}/en/projects/never-was/",
    f"{HOST}/en/projects/hidden/",
    f"{HOST}/en/projects/bare/",
    f"{HOST}/en/projects/gone/",
    f"{HOST}/en/timeline/?project=hidden",
    f"{HOST}/en/timeline/?kind=party",
    f"{HOST}/en/embed/timeline/?limit=x",
]


@pytest.mark.parametrize("url", NOTHING)
def test_what_is_not_ours_or_not_public_is_not_found(plant, reader, url):
    hidden = builders.project("Hidden plant", slug="hidden", live=False)
    builders.project("Bare plant", slug="bare")
    gone = builders.project("Gone plant", slug="gone")
    builders.milestone("Hidden step", planned="2030").projects.add(hidden, gone)
    builders.withdraw(gone)

    response = asked(reader, url)
    assert response.status_code == 404
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.json()["detail"] == "There is nothing at this address that other sites could show."


BAD = {
    "": "url: Give the address of a timeline or project page of this site.",
    "url=": "url: Give the address of a timeline or project page of this site.",
    f"url={HOST}/en/timeline/&maxwidth=wide": "maxwidth: Give a whole number of pixels.",
    f"url={HOST}/en/timeline/&maxheight=0": "maxheight: Give a whole number of pixels.",
    f"url={HOST}/en/timeline/&maxheight=-1": "maxheight: Give a whole number of pixels.",
    f"url={'x' * 2001}": "url: The address is too long.",
}


@pytest.mark.parametrize(("query", "words"), BAD.items())
def test_question_that_makes_no_sense_is_told_why(reader, query, words):
    response = reader.get(f"/oembed?{query}")
    assert (response.status_code, response.json()["detail"]) == (400, words)


@pytest.mark.parametrize("form", ["xml", "yaml"])
def test_other_formats_are_not_there(plant, reader, form):
    response = asked(reader, f"{HOST}/en/timeline/", format=form)
    assert (response.status_code, response.json()["status"]) == (501, 501)


def test_json_may_be_asked_for_by_name(plant, reader):
    assert asked(reader, f"{HOST}/en/timeline/", format="json").status_code == 200


@pytest.mark.parametrize("query", ["", f"?url={HOST}/en/timeline/", f"?url={HOST}/en/news/", "?format=xml"])
def test_scripts_of_any_site_may_read(plant, reader, query):
    assert reader.get(f"/oembed{query}").headers["Access-Control-Allow-Origin"] == "*"


def test_answer_is_kept_until_something_changes(plant, reader, django_assert_num_queries):
    url = f"{HOST}/en/projects/gigafactory/"
    known = asked(reader, url).headers["ETag"]
    with django_assert_num_queries(1):  # what it would be made from
        again = reader.get("/oembed", {"url": url}, headers={"if-none-match": known})
    assert (again.status_code, again.headers["Access-Control-Allow-Origin"]) == (304, "*")
    builders.withdraw(plant, at=NOW + timedelta(days=2))
    assert reader.get("/oembed", {"url": url}, headers={"if-none-match": known}).status_code == 404


def test_answer_sets_no_cookie(plant, reader):
    response = asked(reader, f"{HOST}/en/timeline/")
    assert not response.cookies
    assert "Cookie" not in response.headers["Vary"]


@pytest.mark.parametrize(
    "path",
    [
        "/en/timeline/",
        "/fr/timeline/?key=on",
        "/en/projects/gigafactory/",
        "/en/embed/timeline/?project=gigafactory",
    ],
)
def test_page_tells_programs_where_to_ask(plant, reader, path):
    page = reader.get(path).content.decode()
    [link] = re.findall(r'<link rel="alternate" type="application/json\+oembed" href="(.*?)"', page)
    there = urlsplit(html.unescape(link))
    [told] = parse_qs(there.query)["url"]
    assert told.startswith(f"{HOST}{path[:3]}/embed/timeline/")
    assert reader.get(f"{there.path}?{there.query}").status_code == 200
