from datetime import date

import pytest

from projects.claims_silence import later, silent_since

NEWEST = date(2025, 1, 15)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2025, 1, 15), None),
        (date(2026, 7, 15), None),
        (date(2026, 7, 16), NEWEST),
        (date(2030, 1, 1), NEWEST),
        (date(2024, 1, 1), None),
    ],
)
def test_silence_is_more_than_eighteen_months_since_the_newest(on, expected):
    assert silent_since([date(2021, 6, 28), NEWEST, date(2023, 1, 1)], on) == expected


def test_of_what_was_never_told_nobody_says_that_it_is_silent():
    assert silent_since([], date(2030, 1, 1)) is None


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2024, 6, 15), 18, date(2025, 12, 15)),
        (date(2024, 8, 31), 18, date(2026, 2, 28)),
        (date(2022, 8, 31), 18, date(2024, 2, 29)),
        (date(2024, 12, 1), 1, date(2025, 1, 1)),
        (date(2024, 1, 31), 0, date(2024, 1, 31)),
    ],
)
def test_months_are_those_of_the_calendar(day, months, expected):
    assert later(day, months) == expected
