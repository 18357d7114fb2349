"""Milestones as a calendar, read back by a library that is not ours."""

from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest

from projects.records import publishing
from tests.api import LATER, ask, mistakes
from tests.builders import (
    NOW,
    make_live,
    many_milestones,
    milestone,
    milestone_date,
    organisation,
    project,
    source,
    withdraw,
)
from tests.drafts import draft, rewritten, somebody

pytestmark = pytest.mark.django_db


def written(path="milestones.ics", query=None, at=LATER) -> bytes:
    answer = ask(path, query, at=at)
    assert answer.status_code == 200, answer.content
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def calendar(path="milestones.ics", query=None, at=LATER) -> icalendar.Calendar:
    found = icalendar.Calendar.from_ical(written(path, query, at))
    assert found.errors == [error for event in found.events for error in event.errors] == []
    return found


def events(path="milestones.ics", query=None, at=LATER) -> list[icalendar.Event]:
    return calendar(path, query, at).events


def event(path="milestones.ics", query=None, at=LATER) -> icalendar.Event:
    [found] = events(path, query, at)
    return found


def test_calendar_says_what_it_is_and_where_it_is_had_again():
    found = calendar("milestones.ics", {"kind": "production"})
    assert str(found["x-wr-calname"]) == "Gigafactory Newsroom: Timeline"
    assert str(found["source"]) == "http://testserver/api/v1/milestones.ics?kind=production"
    assert found["refresh-interval"].dt == timedelta(hours=1)
    assert "method" not in found


def test_address_of_a_calendar_asked_for_by_header_leads_to_a_calendar():
    answer = ask("milestones/", Accept="text/calendar")
    assert b"format=ics" in b"".join(answer.streaming_content)


def test_media_type_and_name():
    answer = ask("milestones.ics")
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'inline; filename="milestones.ics"'


# What an editor types: the first day, the day after the last, and how the summary begins.
DAYS = {
    "2025-12-11": ("2025-12-11", "2025-12-12", "The plant opens"),
    "circa 2025-12-11": ("2025-12-11", "2025-12-12", "about 11\xa0December 2025: The plant opens"),
    "December 2025": ("2025-12-01", "2026-01-01", "December 2025: The plant opens"),
    "2026": ("2026-01-01", "2027-01-01", "2026: The plant opens"),
    "by 2030": ("2030-12-31", "2031-01-01", "by 2030: The plant opens"),
    "from 2026": ("2026-01-01", "2026-01-02", "from 2026: The plant opens"),
    "2026-2028": ("2026-01-01", "2029-01-01", "2026–2028: The plant opens"),
    "9999": ("9999-01-01", None, "9999: The plant opens"),
}


@pytest.mark.parametrize(("typed", "expected"), DAYS.items(), ids=DAYS)
def test_days_of_an_event(typed, expected):
    milestone("The plant opens", planned=typed)
    found = event()
    end = found["dtend"].dt.isoformat() if "dtend" in found else None
    assert (found["dtstart"].dt.isoformat(), end, str(found["summary"])) == expected


def test_event_is_known_again_by_the_id_of_the_milestone():
    made = milestone(happened="2025")
    assert str(event()["uid"]) == str(made.pk)


def test_event_has_the_moments_of_the_milestone():
    made = milestone(happened="2025")
    rewritten(made, at=NOW + timedelta(hours=1), title_en="In other words")
    found = event()
    assert found["created"].dt == NOW
    assert found["last-modified"].dt == found["dtstamp"].dt == NOW + timedelta(hours=1)


def test_event_leads_to_the_page():
    milestone(happened="2025", slug="opening")
    assert str(event()["url"]) == "http://testserver/en/timeline/opening/"


def test_event_takes_no_time_and_is_for_everybody():
    milestone(happened="2025", kind="research")
    found = event()
    assert (found["transp"], found["class"], found.categories) == ("TRANSPARENT", "PUBLIC", ["research"])


@pytest.mark.parametrize(
    ("dates", "status"),
    [({"happened": "2025"}, "CONFIRMED"), ({"planned": "2030"}, "TENTATIVE"), ({"planned": "2024"}, "TENTATIVE")],
)
def test_status(dates, status):
    milestone(**dates)
    assert event()["status"] == status


def test_plan_goes_by_its_own_title():
    milestone("The plant opens", planned="2030", plan_title_en="Opening of the plant")
    assert str(event()["summary"]) == "2030: Opening of the plant"


def test_description_tells_the_text_the_date_the_slip_and_the_source():
    made = milestone(text_en="Cells are made here.\nMany.", live=False)
    milestone_date(made, "planned", "2024", source("2021-06-28", title="Plans", publisher="Renault"))
    said = source("2025-12-11", title="It opens", url="https://example.com/a,b;c", slug="said")
    milestone_date(made, "happened", "2025-12-11", said, locator="p. 3")
    make_live(made)
    assert str(event()["description"]).splitlines() == [
        "Cells are made here.",
        "Many.",
        "",
        "Happened on 11\xa0December 2025.",
        "Announced for 2024 – slipped by at least 11 months.",
        "",
        "Source:",
        "Verkor, 11\xa0December 2025, “It opens”, p. 3",
        "https://example.com/a,b;c",
    ]


def test_source_without_an_address_of_its_own_is_shown_by_its_page():
    milestone_date(milestone(), "happened", "2025", source(slug="said", url=""))
    assert str(event()["description"]).endswith("\nhttp://testserver/en/sources/said/")


def test_description_says_that_the_time_of_a_plan_has_passed():
    milestone(planned="2024")
    assert "That time has passed; no source here says what came of it." in str(event()["description"])


def test_description_says_that_sources_disagree():
    made = milestone()
    milestone_date(made, "happened", "2024", source(publisher="Verkor"))
    milestone_date(made, "happened", "2025", source(publisher="New AutoMotive"))
    [said] = [line for line in str(event()["description"]).splitlines() if line.startswith("Sources disagree: ")]
    assert "happened in 2024 (Verkor" in said
    assert "happened in 2025 (New AutoMotive" in said


def test_source_that_is_not_public_is_not_told():
    made = milestone(happened="2025")
    milestone_date(made, "planned", "2020", source(live=False, title="Secret", publisher="Hidden"))
    assert b"Hidden" not in written()


def test_milestone_whose_only_date_is_not_public_is_no_event():
    milestone_date(milestone(), "planned", "2030", source(live=False))
    assert events() == []


def test_french_calendar():
    milestone("The plant opens", title_fr="L’usine ouvre", planned="by 2030")
    found = event(query={"language": "fr"})
    assert str(found["summary"]) == "d’ici 2030\xa0: L’usine ouvre"
    assert found["summary"].params["LANGUAGE"] == "fr"
    assert str(found["url"]).startswith("http://testserver/fr/")


def test_title_borrowed_from_the_other_language_says_so():
    milestone("The plant opens", happened="2025-12-11")
    assert event(query={"language": "fr"})["summary"].params["LANGUAGE"] == "en"


AWKWARD = {
    "signs": 'Cells, modules; packs \\ \\n BEGIN:VEVENT: "quoted" 100 %',
    "long": "é" * 299 + "!",
    "wide": "電池" * 150,
    "emoji": "🔋👩‍🔬" * 60,
}


@pytest.mark.parametrize("title", AWKWARD.values(), ids=AWKWARD)
def test_title_is_read_back_as_it_was_written(title):
    milestone(title, happened="2025-12-11", text_en=f"{title}\n{title}")
    found = event()
    assert str(found["summary"]) == title
    assert str(found["description"]).startswith(f"{title}\n{title}\n")


def test_lines_are_folded_and_end_as_they_must():
    milestone("é" * 300, happened="2025-12-11")
    text = written()
    assert max(len(line) for line in text.split(b"\r\n")) <= 75
    assert b"\n" not in text.replace(b"\r\n", b"")


def test_sequence_grows_with_the_date():
    made = milestone(planned="2026")
    before = event()["sequence"]
    rewritten(made, change=lambda row: row.dates.update(latest="2027-12-31"))
    rewritten(made, title_en="In other words")
    assert (before, event()["sequence"]) == (0, 1)


def test_as_known_on_an_earlier_day():
    made = milestone("It opened", plan_title_en="Opening", text_en="Written later.", live=False)
    milestone_date(made, "planned", "2024", source("2021-06-28"))
    milestone_date(made, "happened", "2025-12-11", source("2025-12-11"))
    make_live(made)
    found = event(query={"as_known": "2021-12-31"})
    assert (str(found["summary"]), found["status"]) == ("2024: Opening", "TENTATIVE")
    assert "Written later." not in str(found["description"])


def test_item_is_a_calendar_of_its_own():
    milestone(happened="2025", slug="opening")
    withdraw(milestone(happened="2024"))
    found = event("milestones/opening.ics")
    assert found["status"] == "CONFIRMED"


def test_item_that_was_withdrawn_stays_gone():
    withdraw(milestone(happened="2025", slug="opening"))
    answer = ask("milestones/opening.ics")
    assert (answer.status_code, answer.headers["Content-Type"]) == (410, "application/problem+json")


# What was withdrawn.


def test_withdrawn_milestone_is_cancelled_with_its_dates_and_the_reason_alone():
    at = datetime(2025, 12, 16, 9, tzinfo=UTC)
    made = withdraw(milestone("Secret now", happened="2025", text_en="Untold."), reason_en="It never was.", at=at)
    found = event()
    days, moments = {"DTSTART", "DTEND"}, {"DTSTAMP", "LAST-MODIFIED"}
    assert set(found) == {"UID", "SEQUENCE", "STATUS", "SUMMARY", "CLASS", "TRANSP", *days, *moments}
    assert (found["uid"], found["status"], found["dtstamp"].dt) == (str(made.pk), "CANCELLED", at)
    assert (found["dtstart"].dt, found["dtend"].dt) == (date(2025, 1, 1), date(2026, 1, 1))
    assert str(found["summary"]) == "Withdrawn: It never was. (2025)"


def test_withdrawn_milestone_that_came_back_is_not_cancelled():
    made = withdraw(milestone(happened="2025"), at=NOW)
    publishing.restore(made, by=somebody("press"), at=NOW)
    assert event()["status"] == "CONFIRMED"


def test_reason_is_that_of_the_last_withdrawal():
    made = withdraw(milestone(happened="2025-12-11"), reason_en="First.", at=NOW)
    publishing.restore(made, by=somebody("press"), at=NOW)
    withdraw(made, reason_en="Second.", at=NOW)
    assert str(event()["summary"]) == "Withdrawn: Second."


def test_milestone_that_was_never_public_is_not_cancelled():
    draft(milestone(live=False))
    made = milestone(happened="2025", live=False)
    make_live(made, at=LATER + timedelta(days=1))
    assert events() == []


def test_milestone_withdrawn_later_is_not_cancelled_yet():
    withdraw(milestone(happened="2025"), at=LATER + timedelta(days=1))
    assert event()["status"] == "CONFIRMED"


KEPT_FROM = {
    "search": {"search": "plant"},
    "as_known": {"as_known": "2025-12-16"},
    "status": {"status": "happened"},
    "page": {"page_size": 5},
    "updated_after": {"updated_after": "2025-12-01"},
}


@pytest.mark.parametrize("query", KEPT_FROM.values(), ids=KEPT_FROM)
def test_withdrawn_milestone_is_not_told_of_where_more_is_asked(query):
    withdraw(milestone("The plant opens", happened="2025"))
    assert events(query=query) == []


def test_withdrawn_milestones_by_kind_key_project_and_organisation():
    made = milestone(happened="2025", kind="research", is_key=True)
    made.projects.add(project(slug="plant"))
    made.organisations.add(organisation(slug="firm"))
    withdraw(made)
    withdraw(milestone(happened="2025", kind="policy"))
    asked = [{"kind": "research"}, {"key": "true"}, {"project": "plant"}, {"organisation": "firm"}]
    assert {str(event(query=query)["uid"]) for query in asked} == {str(made.pk)}


@pytest.mark.parametrize("path", ["milestones.ics", "milestones.md"])
def test_draft_leaves_everything_as_it_was(path):
    made = milestone(planned="2026")
    before = written(path)
    said = source("2022")
    draft(made, title_en="Secret", change=lambda row: milestone_date(row, "planned", "2027", said))
    draft(withdraw(milestone(planned="2026")), title_en="Secret")
    milestone("Secret", planned="2028", live=False)
    after = written(path)
    assert after.startswith(before.removesuffix(b"END:VCALENDAR\r\n"))
    assert b"Secret" not in after


def test_calendar_of_nothing_is_a_calendar():
    assert events() == []


def test_unknown_filter_is_refused():
    assert [entry["parameter"] for entry in mistakes("milestones.ics", {"knd": "policy"})] == ["knd"]


def test_long_calendar_is_whole(django_assert_max_num_queries):
    many_milestones(450)
    # what is due, three batches with changes, dates, projects and organisations, what was withdrawn and why
    with django_assert_max_num_queries(1 + 3 * 5 + 2):
        assert len(events()) == 450
