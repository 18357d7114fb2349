"""What TimelineJS is given: dates as exact as their source, and words that are safe as HTML."""

import json

import pytest

from projects.records.dates_parse import parse
from tests.api import ask
from tests.builders import make_live, milestone, milestone_date, project, release, source
from timeline.timelinejs import _dates

pytestmark = pytest.mark.django_db
DAY = {"year": 2025, "month": 12, "day": 11}


def read(query=None, path="timeline.timelinejs") -> dict:
    answer = ask(path, query)
    assert answer.headers["Content-Type"] == "application/vnd.timelinejs+json"
    return json.loads(answer.getvalue() if answer.streaming else answer.content)


def event(query=None) -> dict:
    (only,) = read(query)["events"]
    return only


@pytest.mark.parametrize(
    ("said", "start", "end"),
    [
        ("2025-12-11", DAY, None),
        ("July 2020", {"year": 2020, "month": 7}, None),
        ("2026", {"year": 2026}, None),
        ("Q3 2025", {"year": 2025, "month": 7}, {"year": 2025, "month": 9}),
        ("H2 2025", {"year": 2025, "month": 7}, {"year": 2025, "month": 12}),
        ("the 2030s", {"year": 2030}, {"year": 2039}),
        ("2022-2025", {"year": 2022}, {"year": 2025}),
        ("2025-12-11/2025-12-13", DAY, DAY | {"day": 13}),
        ("by 2030", {"year": 2030}, None),
        ("by 2025-12-11", DAY, None),
        ("from July 2020", {"year": 2020, "month": 7}, None),
    ],
)
def test_date_is_as_exact_as_its_source(said, start, end):
    dates = _dates(parse(said))

    assert (dates["start_date"], dates.get("end_date")) == (start, end)


def test_event_of_an_open_plan_says_until_when():
    milestone(planned="by 2030")

    assert event()["display_date"] == "by 2030"


def test_event_looks_back_at_what_happened():
    milestone(happened="by 2020", slug="old")

    assert event({"language": "fr"})["display_date"] == "au plus tard fin 2020"


def test_announced_event_says_so_in_its_headline():
    milestone("The gigafactory opens", planned="2030")

    assert event()["text"]["headline"] == "The gigafactory opens (announced)"


def test_event_of_the_past_has_its_title_alone():
    milestone("The gigafactory opens", happened="2020")

    assert event()["text"]["headline"] == "The gigafactory opens"


def test_words_are_safe_as_html():
    milestone("Less < more & “so”", happened="2020", text_en="1 < 2")
    text = event()["text"]

    assert text["headline"] == "Less &lt; more &amp; “so”"
    assert text["text"].startswith("<p>1 &lt; 2</p>")


def test_event_names_its_source():
    made = milestone(live=False)
    milestone_date(made, "happened", "2020", source(title="Press kit", slug="press-kit"))
    make_live(made)
    link = '<a href="http://testserver/en/sources/press-kit/">Verkor, 28\u00a0June 2021, “Press kit”</a>'

    assert f"<p>Source: {link}</p>" in event()["text"]["text"]


def test_release_is_an_event_of_its_day():
    made = release("It opens")
    shown = event()

    assert (shown["unique_id"], shown["start_date"]) == (str(made.pk), DAY)
    assert shown["group"] == "press release"


def test_events_have_the_order_and_filters_of_the_timeline():
    plant = project(slug="plant")
    for when in ("2024", "2022"):
        milestone(when, happened=when).projects.add(plant)
    milestone("elsewhere", happened="2023")
    shown = read({"project": "plant"})["events"]

    assert [each["text"]["headline"] for each in shown] == ["2022", "2024"]


def test_milestones_alone_are_given_too():
    milestone("One", happened="2020")
    release()
    shown = read(path="milestones.timelinejs")["events"]

    assert [each["text"]["headline"] for each in shown] == ["One"]


def test_milestone_by_itself_is_a_timeline_of_one():
    made = milestone("One", happened="2020")

    assert len(read(path=f"milestones/{made.slug}.timelinejs")["events"]) == 1


def test_empty_list_says_so_in_an_event():
    """TimelineJS takes one without events for a mistake."""
    (only,) = read()["events"]

    assert only["text"]["headline"] == "Nothing is found here."
    assert only["start_date"] == {"year": 2025, "month": 12, "day": 17}


def test_timeline_as_known_says_on_which_day():
    milestone(planned="2024")

    assert read({"as_known": "2021-12-31"})["title"]["text"]["text"] == "<p>As known on 31\u00a0December 2021.</p>"
