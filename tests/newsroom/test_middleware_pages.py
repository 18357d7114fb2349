"""What the head of a page tells programs."""

import json
import re
from datetime import timedelta
from html import unescape

import pytest

from newsroom.models import PressRelease, Topic
from tests import builders
from tests.builders import NOW
from tests.drafts import rewritten

pytestmark = pytest.mark.django_db
HERE = "http://testserver"


@pytest.fixture(autouse=True)
def _two_days_later(time_machine):
    time_machine.move_to(NOW + timedelta(days=2), tick=False)


@pytest.fixture
def _one_of_each():
    firm = builders.organisation("Firm", slug="one", website="https://firm.example/", country="FR", seat="Lyon")
    plant = builders.project("Plant", slug="one", place_en="Lyon", latitude="45.75", longitude="4.85")
    step = builders.milestone("Plant opens", planned="2026", slug="one", title_fr="L’usine ouvre")
    step.projects.add(plant), step.organisations.add(firm)
    builders.source("2021-06", slug="one", title="The report", url="https://report.example/")
    release = builders.release("It opens", slug="first", title_fr="Elle ouvre", lead_en="At last.", issuers=[firm])
    release.topics.add(builders.make_live(Topic.objects.create(slug="energy", name_en="Energy")))


def head(reader, path: str) -> str:
    answer = reader.get(path)
    assert answer.status_code == 200
    return answer.content.decode().partition("</head>")[0]


def things(reader, path: str) -> dict[str, dict]:
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', head(reader, path), re.DOTALL)
    told = [json.loads(each) for each in found]
    assert all(each["@context"] == "https://schema.org" for each in told)
    return {each["@type"]: each for each in told}


def meta(reader, path: str) -> dict[str, str]:
    found = re.findall(r'<meta (?:property|name)="([^"]+)" content="([^"]*)">', head(reader, path))
    return {name: unescape(content) for name, content in found}


def others(reader, path: str) -> list[str]:
    """The other forms of a page, by their addresses."""
    return [
        unescape(each)
        for each in re.findall(r'rel="alternate" type="[^"]+" title="[^"]+" href="([^"]+)"', head(reader, path))
    ]


# Other forms.


@pytest.mark.usefixtures("_one_of_each")
@pytest.mark.parametrize(
    ("path", "feed", "query"),
    [
        ("/en/news/", "/en/news/feed", ""),
        ("/fr/news/2025/?topic=energy", "/fr/news/feed", "?topic=energy&year=2025"),
        ("/en/timeline/", "/en/timeline/feed", ""),
        ("/fr/timeline/?project=one&order=newest&key=", "/fr/timeline/feed", "?project=one"),
        ("/en/projects/one/", "/en/timeline/feed", "?project=one"),
        ("/en/organisations/one/", "/en/timeline/feed", "?organisation=one"),
        ("/en/corrections/", "/en/corrections/feed", ""),
        ("/en/", "/en/news/feed", ""),
        ("/en/", "/en/timeline/feed", ""),
    ],
)
def test_page_leads_to_its_feeds_and_they_answer(reader, path, feed, query):
    found = others(reader, path)
    for form in ("atom", "rss", "json"):
        assert f"{feed}.{form}{query}" in found
        assert reader.get(f"{feed}.{form}{query}").status_code == 200


@pytest.mark.usefixtures("_one_of_each")
def test_timeline_leads_to_its_calendar(reader):
    assert "/en/timeline.ics?kind=production" in others(reader, "/en/timeline/?kind=production&order=newest")
    page = reader.get("/en/timeline/?kind=production").content.decode()
    assert 'href="webcal://testserver/en/timeline.ics?kind=production"' in page
    assert '<a href="/en/timeline.ics?kind=production"' in page


@pytest.mark.usefixtures("_one_of_each")
@pytest.mark.parametrize("page", ["news/first", "projects/one", "timeline/one"])
def test_page_leads_to_its_markdown(reader, page):
    assert f"/fr/{page}.md" in others(reader, f"/fr/{page}/")


# Where it is shared.


@pytest.mark.usefixtures("_one_of_each")
def test_release_is_shared_with_its_words_and_its_picture(reader):
    assert (
        meta(reader, "/en/news/first/").items()
        >= {
            "og:site_name": "Gigafactory Newsroom",
            "og:title": "It opens",
            "og:description": "At last.",
            "og:type": "article",
            "og:url": f"{HERE}/en/news/first/",
            "og:locale": "en_GB",
            "og:locale:alternate": "fr_FR",
            "og:image": f"{HERE}/en/cards/release/first.png?v=1",
            "og:image:width": "1200",
            "og:image:height": "630",
            "og:image:alt": "Gigafactory Newsroom: It opens",
            "article:published_time": "2025-12-15T09:00:00+00:00",
            "twitter:card": "summary_large_image",
        }.items()
    )


@pytest.mark.usefixtures("_one_of_each")
@pytest.mark.parametrize(
    ("path", "title", "image"),
    [
        ("/fr/timeline/one/", "L’usine ouvre", "/fr/cards/milestone/one.png?v=1"),
        ("/en/projects/one/", "Plant", "/en/cards/project/one.png?v=1"),
        ("/en/organisations/one/", "Firm", "/en/cards/organisation/one.png?v=1"),
        ("/en/sources/one/", "The report", "/en/cards/source/one.png?v=1"),
        ("/en/", "Gigafactory Newsroom", "/en/cards/site.png"),
        ("/en/timeline/", "Timeline", "/en/cards/site.png"),
        ("/en/projects/", "Projects", "/en/cards/site.png"),
        ("/en/news/2025/", "News 2025", "/en/cards/site.png"),
        ("/en/projects/one/promises/", "Promises: Plant", "/en/cards/site.png"),
    ],
)
def test_every_page_is_shared_with_a_title_and_a_picture_that_is_there(reader, path, title, image):
    found = meta(reader, path)
    assert (found["og:title"], found["og:url"], found["og:image"]) == (title, f"{HERE}{path}", f"{HERE}{image}")
    assert found["og:description"]
    assert reader.get(image).headers["Content-Type"] == "image/png"


def test_long_lead_is_shortened_where_it_is_shared(reader):
    builders.release(slug="long", lead_en="word " * 200)
    assert len(meta(reader, "/en/news/long/")["og:description"]) == 300


# What it is.


@pytest.mark.usefixtures("_one_of_each")
def test_front_page_is_a_site_that_can_be_searched(reader):
    site = things(reader, "/fr/")["WebSite"]
    assert site["potentialAction"]["target"]["urlTemplate"] == f"{HERE}/fr/search/?q={{search_term_string}}"
    assert reader.get("/fr/search/?q=usine").status_code == 200


@pytest.mark.usefixtures("_one_of_each")
@pytest.mark.parametrize(
    ("path", "steps"),
    [
        ("/en/news/first/", ["Gigafactory Newsroom", "News", "It opens"]),
        ("/en/timeline/one/", ["Gigafactory Newsroom", "Timeline", "Plant opens"]),
        ("/fr/projects/one/", ["Gigafactory Newsroom", "Projets", "Plant"]),
        ("/en/organisations/one/", ["Gigafactory Newsroom", "Organisations", "Firm"]),
        ("/en/sources/one/", ["Gigafactory Newsroom", "Sources", "The report"]),
    ],
)
def test_page_of_a_record_says_where_it_stands(reader, path, steps):
    found = things(reader, path)["BreadcrumbList"]["itemListElement"]
    assert [each["name"] for each in found] == steps
    assert [each["position"] for each in found] == [1, 2, 3]
    assert found[-1]["item"] == f"{HERE}{path}"


@pytest.mark.usefixtures("_one_of_each")
@pytest.mark.parametrize(
    ("path", "first"),
    [
        ("/en/news/", "/en/news/first/"),
        ("/en/timeline/", "/en/timeline/one/"),
        ("/en/projects/", "/en/projects/one/"),
        ("/en/organisations/", "/en/organisations/one/"),
    ],
)
def test_list_tells_what_is_in_it(reader, path, first):
    found = things(reader, path)["CollectionPage"]
    assert found["url"] == f"{HERE}{path}"
    assert f"{HERE}{first}" in [each["url"] for each in found["mainEntity"]["itemListElement"]]


@pytest.mark.usefixtures("_one_of_each")
def test_article_tells_its_corrections(reader):
    release = builders.release(slug="wrong")
    rewritten(release, act="update", note_en="There is more.", lead_en="More.")
    rewritten(release, act="correct", note_en="It was Lyon & not Nice.", lead_en="Lyon.")
    article = things(reader, "/en/news/wrong/")["NewsArticle"]
    assert article["correction"] == [
        {
            "@type": "CorrectionComment",
            "text": "It was Lyon & not Nice.",
            "datePublished": "2025-12-16T09:00:00Z",
        }
    ]
    assert (article["version"], article["dateModified"]) == ("3", "2025-12-16T09:00:00Z")


def test_no_text_ends_the_element_that_it_stands_in(reader):
    builders.release(slug="bad")
    PressRelease.objects.update(title_en='</script><script>alert("1 & 2")')
    assert things(reader, "/en/news/bad/")["NewsArticle"]["headline"] == '</script><script>alert("1 & 2")'
    assert "<script>alert" not in reader.get("/en/news/bad/").content.decode()


@pytest.mark.usefixtures("_one_of_each")
@pytest.mark.parametrize("section", ["timeline/one", "projects/one", "organisations/one", "timeline", "projects"])
def test_page_of_an_earlier_day_tells_programs_nothing(reader, section):
    found = head(reader, f"/en/{section}/?as_known=2025-12-15")
    assert "ld+json" not in found
    assert "og:" not in found


def test_earlier_text_tells_programs_nothing(reader):
    rewritten(builders.project("Plant", slug="plant"), act="correct", note_en="It is a cluster.", kind="cluster")
    assert "og:" not in head(reader, "/en/projects/plant/versions/1/")


@pytest.mark.usefixtures("_one_of_each")
def test_page_that_was_not_understood_tells_programs_nothing(reader):
    page = reader.get("/en/timeline/?kind=party")
    assert page.status_code == 400
    assert "og:title" not in page.content.decode()


@pytest.mark.usefixtures("_one_of_each")
@pytest.mark.parametrize(
    "path", ["/en/", "/en/news/first/", "/en/timeline/one/", "/en/projects/one/", "/en/organisations/one/"]
)
def test_head_of_a_page_leaves_its_queries_few(reader, path, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        reader.get(path)
