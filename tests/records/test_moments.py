from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from projects.records import moments
from projects.records.moments import Ambiguous, Nonexistent, Reading

PARIS = ZoneInfo("Europe/Paris")
SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)
HALF_PAST_TWO = time(2, 30)
NINE = datetime(2025, 12, 5, 8, tzinfo=UTC)


def utc(*parts) -> datetime:
    return datetime(*parts, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "clock", "expected"),
    [
        (date(2025, 12, 5), time(9), utc(2025, 12, 5, 8)),
        (date(2026, 7, 14), time(9, 0, 30), utc(2026, 7, 14, 7, 0, 30)),
        (SPRING, time(1, 59, 59), utc(2026, 3, 29, 0, 59, 59)),
        (SPRING, time(3), utc(2026, 3, 29, 1)),
        (AUTUMN, time(1, 59, 59), utc(2026, 10, 24, 23, 59, 59)),
        (AUTUMN, time(3), utc(2026, 10, 25, 2)),
    ],
)
def test_day_and_time_are_one_moment(day, clock, expected):
    assert moments.at(day, clock, PARIS) == expected


@pytest.mark.parametrize("clock", [time(2), HALF_PAST_TWO, time(2, 59, 59)])
def test_time_that_is_skipped_is_refused_with_the_nearest_that_exist(clock):
    with pytest.raises(Nonexistent) as refused:
        moments.at(SPRING, clock, PARIS)
    assert (refused.value.before, refused.value.after) == (utc(2026, 3, 29, 0, 59), utc(2026, 3, 29, 1))


def test_time_that_is_skipped_is_told_in_words():
    with pytest.raises(Nonexistent) as refused:
        moments.at(SPRING, HALF_PAST_TWO, PARIS)
    assert str(refused.value) == (
        "02:30 does not exist on Sunday 29\u00a0March 2026: clocks go forward from 02:00 to 03:00. "
        "The nearest times that exist are 01:59 and 03:00."
    )


@pytest.mark.parametrize("clock", [time(2), HALF_PAST_TWO, time(2, 59, 59)])
@pytest.mark.parametrize("reading", ["", "both", "winter"])
def test_time_that_comes_twice_is_refused_without_a_reading(clock, reading):
    with pytest.raises(Ambiguous):
        moments.at(AUTUMN, clock, PARIS, reading)


def test_time_that_comes_twice_is_offered_in_both_readings():
    with pytest.raises(Ambiguous) as refused:
        moments.at(AUTUMN, HALF_PAST_TWO, PARIS)
    assert [offer.words for offer in refused.value.offers] == [
        "02:30 summer time (00:30 UTC)",
        "02:30 winter time (01:30 UTC)",
    ]


def test_time_that_comes_twice_is_offered_by_order_where_summer_has_nothing_to_do_with_it():
    """Moscow put its clocks back for good in October 2014."""
    with pytest.raises(Ambiguous) as refused:
        moments.at(date(2014, 10, 26), time(1, 30), ZoneInfo("Europe/Moscow"))
    assert [offer.words for offer in refused.value.offers] == [
        "01:30 the first time (21:30 UTC)",
        "01:30 the second time (22:30 UTC)",
    ]


@pytest.mark.parametrize(
    ("reading", "expected"),
    [(Reading.FIRST, utc(2026, 10, 25, 0, 30)), (Reading.SECOND, utc(2026, 10, 25, 1, 30))],
)
def test_reading_says_which_of_the_two(reading, expected):
    assert moments.at(AUTUMN, HALF_PAST_TWO, PARIS, reading) == expected


def test_reading_of_a_time_that_comes_once_is_not_asked():
    assert moments.at(date(2025, 12, 5), time(9), PARIS, Reading.SECOND) == NINE


def test_moment_before_the_calendar_begins_is_refused():
    with pytest.raises(OverflowError):
        moments.at(date.min, time(0), PARIS)


@given(st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2040, 1, 1), timezones=st.just(UTC)))
def test_whatever_the_clock_showed_reads_back_as_its_moment(moment):
    moment = moment.replace(microsecond=0)
    local = moment.astimezone(PARIS)
    reading = (Reading.FIRST, Reading.SECOND)[local.fold]
    assert moments.at(local.date(), local.time(), PARIS, reading) == moment


def test_moment_in_words_names_the_city_and_utc_and_how_far_off_it_is():
    now = utc(2025, 12, 3, 10)
    assert moments.words(NINE, PARIS, now=now) == (
        "Friday 5\u00a0December 2025, 09:00 Paris time (08:00 UTC), in 2 days"
    )


def test_moment_in_french_has_french_names():
    with translation.override("fr"):
        assert moments.words(utc(2026, 8, 1, 7), PARIS).startswith("samedi 1er\u00a0août 2026")


def test_moment_whose_day_is_another_in_utc_says_so():
    assert moments.words(utc(2025, 12, 4, 23, 30), PARIS).endswith(
        "00:30 Paris time (4\u00a0December 2025, 23:30 UTC)"
    )


def test_seconds_are_said_where_there_are_any():
    assert "09:00:30 Paris time (08:00:30 UTC)" in moments.words(NINE + timedelta(seconds=30), PARIS)


def test_clock_of_utc_is_said_once():
    assert moments.words(NINE, ZoneInfo("UTC")) == "Friday 5\u00a0December 2025, 08:00 UTC"


@pytest.mark.parametrize(
    ("night", "said"), [(0, "02:30 Paris time (00:30 UTC)"), (1, "02:30 Paris time (01:30 UTC)")]
)
def test_two_moments_of_one_time_differ_in_words(night, said):
    assert said in moments.words(utc(2026, 10, 25, night, 30), PARIS)


def test_brief_words_are_for_a_button():
    assert moments.brief(NINE, PARIS) == "5\u00a0December 2025, 09:00"


@pytest.mark.parametrize(
    ("apart", "words"),
    [
        (timedelta(seconds=59), "in less than a minute"),
        (timedelta(seconds=0), "in less than a minute"),
        (timedelta(minutes=1), "in 1 minute"),
        (timedelta(minutes=59, seconds=59), "in 59 minutes"),
        (timedelta(hours=1), "in 1 hour"),
        (timedelta(hours=23, minutes=59), "in 23 hours"),
        (timedelta(days=1), "in 1 day"),
        (timedelta(days=1, hours=23), "in 2 days"),
        (timedelta(seconds=-1), "just now"),
        (timedelta(minutes=-5), "5 minutes ago"),
        (timedelta(hours=-3), "3 hours ago"),
        (timedelta(days=-400), "400 days ago"),
    ],
)
def test_distance_is_said_as_people_say_it(apart, words):
    assert moments.distance(NINE.astimezone(PARIS), NINE - apart) == words


def test_city_is_the_last_part_of_the_zone():
    assert moments.city(ZoneInfo("America/Argentina/Buenos_Aires")) == "Buenos Aires"
