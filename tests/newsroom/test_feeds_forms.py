"""The feeds in each of their forms, as the programs of readers have them."""

from datetime import timedelta

import feedparser
import jsonschema
import pytest

from newsroom.models import Topic
from tests import builders
from tests.builders import NOW
from tests.drafts import draft, rewritten

pytestmark = pytest.mark.django_db
PAGES = ["news", "timeline", "corrections"]
XML = {"atom": ("atom10", "application/atom+xml"), "rss": ("rss20", "application/rss+xml")}
HERE = "http://testserver"

# After the table of fields of https://www.jsonfeed.org/version/1.1/; nothing of what is left open there is ours.
TEXT = {"type": "string", "minLength": 1}
ADDRESS = {"type": "string", "pattern": "^https?://[^/]+/"}
MOMENT = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"}
AUTHORS = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {"name": TEXT, "url": ADDRESS, "avatar": ADDRESS},
        "additionalProperties": False,
        "minProperties": 1,
    },
}
ITEM = {
    "type": "object",
    "properties": {
        "id": TEXT,
        "url": ADDRESS,
        "external_url": ADDRESS,
        "title": TEXT,
        "content_html": TEXT,
        "content_text": TEXT,
        "summary": TEXT,
        "image": ADDRESS,
        "banner_image": ADDRESS,
        "date_published": MOMENT,
        "date_modified": MOMENT,
        "authors": AUTHORS,
        "tags": {"type": "array", "items": TEXT},
        "language": {"enum": ["en", "fr"]},
    },
    "required": ["id"],
    "anyOf": [{"required": ["content_html"]}, {"required": ["content_text"]}],
    "additionalProperties": False,
}
JSON_FEED = {
    "type": "object",
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": TEXT,
        "home_page_url": ADDRESS,
        "feed_url": ADDRESS,
        "description": TEXT,
        "icon": ADDRESS,
        "favicon": ADDRESS,
        "authors": AUTHORS,
        "language": {"enum": ["en", "fr"]},
        "items": {"type": "array", "items": ITEM},
    },
    "required": ["version", "title", "items"],
    "additionalProperties": False,
}


@pytest.fixture(autouse=True)
def _much_later(time_machine):
    time_machine.move_to(NOW + timedelta(days=30), tick=False)


def parsed(reader, path: str):
    answer = reader.get(path)
    form, media_type = XML[path.partition("?")[0].rpartition(".")[2]]
    assert answer.headers["Content-Type"] == f"{media_type}; charset=utf-8"
    feed = feedparser.parse(answer.content)
    assert (feed.bozo, feed.version) == (False, form)
    return feed


def told(reader, path: str) -> dict:
    answer = reader.get(path)
    assert answer.headers["Content-Type"] == "application/feed+json; charset=utf-8"
    jsonschema.validate(answer.json(), JSON_FEED)
    return answer.json()


@pytest.fixture
def _some_of_all():
    energy = builders.make_live(Topic.objects.create(slug="energy", name_en="Energy", name_fr="Énergie"))
    issuers = [builders.organisation("Firm", slug="firm")]
    body = '<p>See <a href="/en/projects/">the plants</a> &amp; <a href="https://example.org/?a=1&amp;b=2">more</a>.</p>'
    said = {"title_fr": "Elle ouvre", "slug": "it-opens", "body_en": body, "issuers": issuers}
    release = builders.release("It opens", **said)
    release.topics.add(energy)
    builders.release("Older", slug="older", released_on=NOW.date().replace(year=2021))
    milestone = builders.milestone("The plant opens", planned="2030", slug="opens", title_fr="L’usine ouvre")
    rewritten(milestone, act="correct", note_en="It is the plant.", title_en="The plant opens at last")
    draft(release, title_en="Draft")
    builders.release("Unseen", live=False)


@pytest.mark.usefixtures("_some_of_all")
@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("form", XML)
def test_feed_is_read_without_a_complaint_and_says_where_it_is(reader, language, page, form):
    path = f"/{language}/{page}/feed.{form}"
    feed = parsed(reader, path)
    links = {link.rel: link.href for link in feed.feed.links}
    assert links == {"alternate": f"{HERE}/{language}/{page}/", "self": f"{HERE}{path}"}
    assert feed.feed.language == language
    assert feed.feed.subtitle
    assert feed.entries


@pytest.mark.usefixtures("_some_of_all")
@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("page", PAGES)
def test_json_feed_is_as_its_specification_says(reader, language, page):
    feed = told(reader, f"/{language}/{page}/feed.json")
    assert feed["feed_url"] == f"{HERE}/{language}/{page}/feed.json"
    assert feed["home_page_url"] == f"{HERE}/{language}/{page}/"
    assert feed["language"] == language
    assert feed["items"]


@pytest.mark.usefixtures("_some_of_all")
@pytest.mark.parametrize("page", PAGES)
def test_forms_of_a_feed_tell_the_same(reader, page):
    items = told(reader, f"/en/{page}/feed.json")["items"]
    expected = [(item["id"], item["title"], item["url"], item["date_published"]) for item in items]
    for form in XML:
        entries = parsed(reader, f"/en/{page}/feed.{form}").entries
        found = [(each.id, each.title, each.link, iso(each.published_parsed)) for each in entries]
        assert found == expected


def iso(moment) -> str:
    return "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z".format(*moment[:6])


@pytest.mark.usefixtures("_some_of_all")
@pytest.mark.parametrize("form", XML)
def test_whole_release_is_in_the_news_with_links_that_lead_somewhere(reader, form):
    entry = next(e for e in parsed(reader, f"/en/news/feed.{form}").entries if e.title == "It opens")
    text = entry.content[0].value
    assert f'<a href="{HERE}/en/projects/"' in text
    assert '<a href="https://example.org/?a=1&amp;b=2"' in text
    assert text.count("href=") == 2
    assert [tag.term for tag in entry.tags] == ["Energy"]
    assert entry.author == "Firm"


@pytest.mark.usefixtures("_some_of_all")
def test_whole_release_is_in_the_json_feed(reader):
    item = next(e for e in told(reader, "/en/news/feed.json")["items"] if e["title"] == "It opens")
    assert f'href="{HERE}/en/projects/"' in item["content_html"]
    assert item["authors"] == [{"name": "Firm", "url": f"{HERE}/en/organisations/firm/"}]
    assert item["tags"] == ["Energy"]


def test_title_of_another_language_says_so(reader):
    builders.release("It opens")
    [item] = told(reader, "/fr/news/feed.json")["items"]
    assert (item["title"], item["language"]) == ("It opens", "en")


@pytest.mark.usefixtures("_some_of_all")
@pytest.mark.parametrize("form", ["atom", "rss", "json"])
@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("topic=energy", ["It opens"]),
        ("year=2021", ["Older"]),
        ("year=2021&topic=energy", []),
        ("utm_source=x&nonsense=1&topic=", ["It opens", "Older"]),
    ],
)
def test_news_are_those_asked_for(reader, form, query, titles):
    path = f"/en/news/feed.{form}?{query}"
    feed = told(reader, path) if form == "json" else parsed(reader, path)
    found = feed["items"] if form == "json" else feed.entries
    assert sorted(each["title"] for each in found) == titles


@pytest.mark.usefixtures("_some_of_all")
def test_feed_of_a_topic_leads_to_its_page(reader):
    feed = told(reader, "/fr/news/feed.json?topic=energy&year=2025")
    assert feed["home_page_url"] == f"{HERE}/fr/news/2025/?topic=energy"
    assert feed["feed_url"] == f"{HERE}/fr/news/feed.json?topic=energy&year=2025"


@pytest.mark.usefixtures("_some_of_all")
def test_topic_goes_by_its_former_slug_too(reader):
    rewritten(Topic.objects.get(slug="energy"), act="minor", slug="power")
    assert len(told(reader, "/en/news/feed.json?topic=energy")["items"]) == 1


@pytest.mark.parametrize("form", ["atom", "rss", "json"])
@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("topic=never-was", "topic: There is no topic “never-was”."),
        ("year=someday", "year: "),
        ("year=0", "year: "),
    ],
)
def test_question_that_makes_no_sense_is_refused_in_words(reader, form, query, words):
    answer = reader.get(f"/en/news/feed.{form}?{query}")
    assert (answer.status_code, answer.headers["Content-Type"]) == (400, "text/plain; charset=utf-8")
    assert answer.content.decode().startswith(words)
    assert "ETag" not in answer.headers


def test_hidden_topic_is_as_one_that_never_was(reader):
    Topic.objects.create(slug="hidden", name_en="Secret")
    assert reader.get("/en/news/feed.json?topic=hidden").status_code == 400


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("form", ["atom", "rss", "json"])
def test_feed_of_nothing_stays_the_same_all_day(reader, time_machine, page, form):
    before = reader.get(f"/en/{page}/feed.{form}").content
    time_machine.shift(timedelta(hours=1))
    assert reader.get(f"/en/{page}/feed.{form}").content == before


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("form", ["rss", "json"])
def test_scripts_may_read_and_who_has_it_is_told_so(reader, page, form):
    answer = reader.get(f"/en/{page}/feed.{form}")
    again = reader.get(f"/en/{page}/feed.{form}", headers={"if_none_match": answer.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cache-Control"] == "public, max-age=60"


@pytest.mark.usefixtures("_some_of_all")
@pytest.mark.parametrize("page", PAGES)
def test_queries_of_a_feed_stay_few(reader, page, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        reader.get(f"/en/{page}/feed.json")
