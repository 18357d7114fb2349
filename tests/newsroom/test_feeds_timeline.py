"""The timeline as feed and as calendar: what became known of milestones, with the filters of the page."""

from datetime import date, timedelta

import pytest
from icalendar import Calendar

from tests import builders
from tests.builders import NOW
from tests.drafts import LATER, rewritten

pytestmark = pytest.mark.django_db
FILTERS = {
    "": ["Cells", "Plant opens"],
    "q=opens": ["Plant opens"],
    "project=plant": ["Plant opens"],
    "organisation=firm": ["Cells"],
    "kind=research": ["Cells"],
    "key=on": ["Plant opens"],
    "key=false": ["Cells", "Plant opens"],
    "q=&as_known=someday&order=backwards&nonsense=1": ["Cells", "Plant opens"],
}


@pytest.fixture(autouse=True)
def _much_later(time_machine):
    time_machine.move_to(NOW + timedelta(days=30), tick=False)


@pytest.fixture
def opening():
    made = builders.milestone("Plant opens", planned="2030", slug="opens", is_key=True, text_en="At last.")
    made.projects.add(builders.project("Plant", slug="plant"))
    cells = builders.milestone("Cells", happened="2022", kind="research")
    cells.organisations.add(builders.organisation("Firm", slug="firm"))
    builders.milestone("Unseen", planned="2030", live=False)
    return made


def items(reader, query="", language="en") -> list[dict]:
    return reader.get(f"/{language}/timeline/feed.json?{query}").json()["items"]


def events(reader, query="", language="en") -> list:
    answer = reader.get(f"/{language}/timeline.ics?{query}")
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return list(Calendar.from_ical(answer.getvalue()).walk("VEVENT"))


@pytest.mark.usefixtures("opening")
@pytest.mark.parametrize("query", FILTERS)
def test_feed_has_what_the_page_would_show(reader, query):
    assert sorted(item["title"] for item in items(reader, query)) == FILTERS[query]


@pytest.mark.usefixtures("opening")
@pytest.mark.parametrize("query", FILTERS)
def test_calendar_has_what_the_page_would_show(reader, query):
    found = sorted(str(event["summary"]).rpartition(": ")[2] for event in events(reader, query))
    assert found == FILTERS[query]


def test_date_of_an_entry_is_when_it_became_known(reader, opening):
    rewritten(opening, act="correct", note_en="It is the plant.", title_en="The plant opens")
    newest, _other = items(reader)
    assert newest["title"] == "The plant opens"
    assert (newest["date_published"], newest["date_modified"]) == ("2025-12-15T09:00:00Z", "2025-12-16T09:00:00Z")
    assert newest["summary"].replace("\xa0", " ").startswith("Correction, 16 December 2025: It is the plant.")


def test_entry_tells_the_plan_and_its_source(reader, opening):
    [item] = items(reader, "project=plant")
    source = opening.dates.get().source
    assert "At last." in item["summary"]
    assert "Announced for 2030." in item["summary"]
    assert source.title in item["content_html"]
    assert f"http://testserver/en/sources/{source.slug}/" in item["content_html"]
    assert 'href="/' not in item["content_html"]


def test_what_is_planned_for_later_is_no_newer_than_what_was_said_since(reader, opening):
    builders.make_live(builders.milestone("Said since", happened="2020", live=False), at=LATER)
    assert items(reader)[0]["title"] == "Said since"


@pytest.mark.usefixtures("opening")
def test_feed_leads_to_the_page_with_its_filters(reader):
    feed = reader.get("/fr/timeline/feed.json?project=plant&nonsense=1").json()
    assert feed["home_page_url"] == "http://testserver/fr/timeline/?project=plant"


@pytest.mark.parametrize("path", ["timeline/feed.atom", "timeline/feed.rss", "timeline/feed.json", "timeline.ics"])
@pytest.mark.parametrize(
    ("query", "words"),
    [("project=never-was", "project: There is no project “never-was”."), ("kind=party", "kind: ")],
)
def test_question_that_makes_no_sense_is_refused_in_words(reader, path, query, words):
    answer = reader.get(f"/en/{path}?{query}")
    assert (answer.status_code, answer.headers["Content-Type"]) == (400, "text/plain; charset=utf-8")
    assert answer.content.decode().startswith(words)


@pytest.mark.usefixtures("opening")
@pytest.mark.parametrize("language", ["en", "fr"])
def test_calendar_is_that_of_the_api(reader, language):
    own, of_api = (
        {(str(event["uid"]), event["sequence"], event["summary"]): event["dtstart"].dt for event in found}
        for found in (
            events(reader, language=language),
            Calendar.from_ical(reader.get(f"/api/v1/milestones.ics?language={language}").getvalue()).walk(
                "VEVENT"
            ),
        )
    )
    assert own == of_api
    assert date(2030, 1, 1) in own.values()


@pytest.mark.usefixtures("opening")
def test_calendar_says_where_it_is(reader):
    calendar = Calendar.from_ical(reader.get("/fr/timeline.ics?kind=research").getvalue())
    assert calendar["source"] == "http://testserver/fr/timeline.ics?kind=research"


def test_withdrawn_milestone_is_cancelled_in_calendars_and_out_of_feeds(reader, opening):
    builders.withdraw(opening)
    cancelled = [event for event in events(reader) if event["status"] == "CANCELLED"]
    assert [str(event["uid"]) for event in cancelled] == [str(opening.pk)]
    assert [item["title"] for item in items(reader)] == ["Cells"]


@pytest.mark.usefixtures("opening")
def test_calendar_that_is_known_is_not_told_again(reader):
    known = reader.get("/en/timeline.ics")
    again = reader.get("/en/timeline.ics", headers={"if_none_match": known.headers["ETag"]})
    assert again.status_code == 304
    assert known.headers["Access-Control-Allow-Origin"] == "*"
