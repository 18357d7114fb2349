"""The version of the whole site, from which cache keys, tags and ages come."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from projects.records.editions import Edition, code, edition
from projects.records.models import Publication
from tests import builders, rows
from tests.builders import NOW
from tests.drafts import draft, rewritten

# Midnight in Paris, as UTC, before and after the clocks change.
WINTER, SUMMER = datetime(2026, 3, 28, 23, tzinfo=UTC), datetime(2026, 3, 29, 22, tzinfo=UTC)
AUTUMN, LATE_AUTUMN = datetime(2026, 10, 24, 22, tzinfo=UTC), datetime(2026, 10, 25, 23, tzinfo=UTC)
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
PART = timedelta(milliseconds=250)
DAY = timedelta(days=1)

LAST_MODIFIED = {
    "nothing was ever published": (NOW, None, datetime(2025, 12, 14, 23, tzinfo=UTC)),
    "an act of today": (NOW, NOW - MINUTE, NOW - MINUTE),
    "an act within a second that is over": (NOW, NOW - MINUTE + PART, NOW - MINUTE + SECOND),
    "an act within this very second": (NOW + 2 * PART, NOW + PART, NOW),
    "an act at this very moment": (NOW, NOW, NOW),
    "an act at the end of the second": (NOW + SECOND, NOW + PART, NOW + SECOND),
    "an act of an earlier day": (NOW, NOW - DAY, datetime(2025, 12, 14, 23, tzinfo=UTC)),
    "the first second of a day": (SUMMER, NOW, SUMMER),
    "the last second of a day": (SUMMER - SECOND, NOW, WINTER),
    "the long day of autumn": (LATE_AUTUMN - SECOND, NOW, AUTUMN),
    "the day after it": (LATE_AUTUMN, NOW, LATE_AUTUMN),
}


@pytest.mark.parametrize(("at", "changed_at", "expected"), LAST_MODIFIED.values(), ids=LAST_MODIFIED)
def test_answers_changed_last_with(at, changed_at, expected):
    assert Edition(at, changed_at=changed_at).last_modified == expected


@pytest.mark.parametrize("passed", [timedelta(0), PART, SECOND, MINUTE, DAY, 300 * DAY])
@pytest.mark.parametrize("changed_at", [None, NOW, NOW + PART, NOW - MINUTE])
def test_nothing_changed_later_than_now(changed_at, passed):
    made = Edition(NOW + PART + passed, changed_at=changed_at)
    assert made.last_modified <= made.at


FRESH_FOR = {
    "nothing is scheduled": (NOW, None, 60),
    "something is due later": (NOW, NOW + 2 * MINUTE, 60),
    "something is due soon": (NOW, NOW + 7 * SECOND, 7),
    "something is due within the second": (NOW, NOW + PART, 0),
    "a part of a second is no second": (NOW, NOW + 7 * SECOND + PART, 7),
    "midnight is near": (SUMMER - 9 * SECOND, None, 9),
    "midnight of the long day is near": (LATE_AUTUMN - 9 * SECOND, None, 9),
    "midnight is now": (SUMMER, None, 60),
}


@pytest.mark.parametrize(("at", "next_due_at", "expected"), FRESH_FOR.values(), ids=FRESH_FOR)
def test_answer_is_fresh_where(at, next_due_at, expected):
    assert Edition(at, next_due_at=next_due_at).fresh_for == expected


OTHERS = {
    "another number": Edition(NOW, 8, "mark"),
    "another database": Edition(NOW, 7, "another"),
    "another day": Edition(SUMMER, 7, "mark"),
}


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS)
def test_tag_differs_with(other):
    assert other.tag("/") != Edition(NOW, 7, "mark").tag("/")


def test_clock_that_goes_back_gives_no_moment_ahead():
    assert Edition(NOW, changed_at=NOW + DAY).last_modified == NOW


def test_tag_differs_with_the_words():
    made = Edition(NOW, 7, "mark")
    assert len({made.tag(), made.tag("/a"), made.tag("/b"), made.tag("/a", "json"), made.tag("/a", "csv")}) == 5


def test_tag_differs_with_the_code(monkeypatch):
    before = Edition(NOW).tag("/")
    monkeypatch.setattr("projects.records.editions.code", lambda: "changed")
    assert Edition(NOW).tag("/") != before


@pytest.mark.parametrize("name", ["views.py", "page.html", "robots.txt", "map.xml", "django.mo"])
def test_code_differs_with_whatever_answers_are_made_of(settings, tmp_path, name):
    settings.BASE_DIR = tmp_path
    path = tmp_path / "newsroom" / name
    path.parent.mkdir()
    before = code.__wrapped__()
    path.write_text("changed")
    assert code.__wrapped__() != before


def test_tag_is_the_same_for_the_same_words_on_one_day():
    assert Edition(NOW, 7, "mark").tag("/a") == Edition(NOW + MINUTE, 7, "mark", NOW).tag("/a")


def test_tag_takes_what_is_no_text():
    assert Edition(NOW).tag("/\udcff").startswith('"0-')


# From the database.


def test_edition_before_anything_was_published(db):
    assert edition(NOW) == Edition(NOW)


@pytest.mark.parametrize("published", [0, 3])
def test_edition_takes_a_query(db, published, django_assert_max_num_queries):
    for _ in range(published):
        builders.organisation()
    with django_assert_max_num_queries(1 if published else 3):  # then also: what is overdue, what is coming
        edition(NOW)


def test_edition_is_that_of_the_newest_row(db):
    builders.organisation()
    newest = rewritten(builders.organisation(), act="minor", name="Renamed")
    found = edition(NOW + DAY)
    assert (found.number, found.changed_at) == (newest.sequence, newest.at)


def test_edition_is_marked_by_what_was_published(db):
    """Two databases have rows of the same number."""
    found = []
    for _ in range(2):
        with transaction.atomic():
            builders.organisation()
            found.append(edition(NOW))
            transaction.set_rollback(True)
    one, other = found
    assert one.number == other.number
    assert one.mark != other.mark


def scheduled(due_at, **state):
    version = draft(builders.organisation(), name="Renamed")
    return rows.schedule(version, act="update", note_en="Renamed.", due_at=due_at, **state)


def test_edition_knows_what_is_due_next(db):
    for days in (3, 2, 4):
        scheduled(NOW + days * DAY)
    found = edition(NOW + DAY)
    assert (found.next_due_at, found.is_overdue) == (NOW + 2 * DAY, False)


@pytest.mark.parametrize(("after", "is_overdue"), [(-SECOND, False), (timedelta(0), True), (DAY, True)])
def test_edition_knows_what_is_overdue(db, after, is_overdue):
    due = scheduled(NOW + DAY).due_at
    assert edition(due + after).is_overdue is is_overdue


def test_what_failed_is_not_waited_for(db):
    failed_after = Publication.objects.latest_sequence
    due = scheduled(NOW + DAY)
    type(due).objects.update(failed_at=NOW + DAY, failed_after=failed_after(), failure_en="No issuer.")
    found = edition(NOW + 2 * DAY)
    assert (found.is_overdue, found.next_due_at) == (False, None)


def test_what_was_cancelled_is_not_waited_for(db):
    due = scheduled(NOW + DAY)
    type(due).objects.update(
        cancelled_at=NOW, cancelled_by=builders.User.objects.first(), cancelled_why="Not now."
    )
    assert edition(NOW).next_due_at is None


def test_tag_of_an_answer_that_lacks_what_was_decided_meanwhile_is_not_that_of_the_next():
    """The row is in the ledger already, and its moment is later than that of whoever asks."""
    asked, decided = (Edition(at, number=7, mark="m", changed_at=NOW) for at in (NOW - PART, NOW))
    assert asked.tag("address") != decided.tag("address")
