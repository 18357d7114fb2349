"""The geometry of the overview picture: where marks lie, how long they are, and that none hides another."""

import itertools
from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from tests.records.saying import happened, planned
from timeline import overview
from timeline.entries import Entry
from timeline.histories import History

ON = date(2025, 7, 2)
_number = itertools.count(1)


def plant(name="Plant"):
    return SimpleNamespace(pk=next(_number), name=name)


def entry(*dates, projects=(), title="It opens", is_key=False) -> Entry:
    milestone = SimpleNamespace(
        pk=next(_number), public_projects=projects, is_key=is_key, title_while=lambda happened: title
    )
    return Entry(milestone, History(dates, ON))


def drawn(*entries, on=ON, language="en", project=None):
    return overview.drawn(entries, on, language, project)


def marks(picture) -> list[overview.Mark]:
    return [mark for row in picture.rows for mark in row.marks]


def only_shape(*dates) -> overview.Shape:
    [mark] = marks(drawn(entry(*dates)))
    return mark.shape


def per_cent(first: date, last: date, *years: int) -> tuple[float, float]:
    """Where these days begin and how long they are, of all days of these years."""
    start, end = date(min(years), 1, 1), date(max(years), 12, 31)
    whole = (end - start).days + 1
    return (first - start).days / whole * 100, ((last - first).days + 1) / whole * 100


# What is given, the days that it takes, the years of the axis, what is open, whether it is about.
PLACES = {
    "day": ("2025-07-02", date(2025, 7, 2), date(2025, 7, 2), [2025], "", False),
    "month": ("July 2025", date(2025, 7, 1), date(2025, 7, 31), [2025], "", False),
    "quarter": ("Q3 2025", date(2025, 7, 1), date(2025, 9, 30), [2025], "", False),
    "year": ("2025", date(2025, 1, 1), date(2025, 12, 31), [2025], "", False),
    "range": ("2024-2025", date(2024, 1, 1), date(2025, 12, 31), [2024, 2025], "", False),
    "by": ("by 2025", date(2025, 1, 1), date(2025, 12, 31), [2025], "left", False),
    "by a day": ("by 2025-07-02", date(2024, 7, 3), date(2025, 7, 2), [2024, 2025], "left", False),
    "from": ("from 2025-07-02", date(2025, 7, 2), date(2026, 7, 1), [2025, 2026], "right", False),
    "about": ("circa 2025", date(2025, 1, 1), date(2025, 12, 31), [2025], "", True),
    "by the first year of all": ("by 0001", date(1, 1, 1), date(1, 12, 31), [1], "left", False),
    "from the last year of all": ("from 9999", date(9999, 1, 1), date(9999, 12, 31), [9999], "right", False),
}


@pytest.mark.parametrize(("when", "first", "last", "years", "opens", "is_about"), PLACES.values(), ids=PLACES)
def test_mark_is_as_long_as_its_span(when, first, last, years, opens, is_about):
    bar = only_shape(planned(when)).bar
    x, width = per_cent(first, last, *years)
    assert (bar.x, bar.width) == (pytest.approx(x, abs=0.01), pytest.approx(width, abs=0.01))
    assert (bar.opens, bar.is_about) == (opens, is_about)


def test_what_is_too_short_to_be_seen_is_a_point():
    lengths = {when: only_shape(happened(when)).bar.is_point for when in ("2025-07-02", "July 2025", "2025")}
    assert lengths == {"2025-07-02": True, "July 2025": False, "2025": False}


# From where to where an arrow goes, in years of the axis, which has four.
MOVES = {
    "slipped to a day": ([planned("2022", published="2020"), happened("2025-12-31")], (25, 99.93)),
    "slipped to a year": ([planned("2022", published="2020"), planned("2025", published="2021")], (25, 75.02)),
    "brought forward": ([planned("2025", published="2020"), happened("2022-01-01")], (75.02, 0.07)),
}


@pytest.mark.parametrize(("dates", "expected"), MOVES.values(), ids=MOVES)
def test_arrow_is_as_long_as_the_move_that_is_proven(dates, expected):
    shape = only_shape(*dates)
    assert shape.arrow == pytest.approx(expected, abs=0.05)
    assert shape.plan.width == pytest.approx(25, abs=0.05)


UNMOVED = {
    "never planned": [happened("2025-12-11")],
    "happened as planned": [planned("2025", published="2020"), happened("2025-12-11")],
    "not provable": [planned("by 2025", published="2020"), happened("2024-2026")],
    "overdue": [planned("2022", published="2020")],
}


@pytest.mark.parametrize("dates", UNMOVED.values(), ids=UNMOVED)
def test_what_has_not_provably_moved_has_no_arrow(dates):
    assert only_shape(*dates).arrow is None


def test_nothing_is_drawn_of_nothing():
    assert drawn() is None


def test_nothing_is_drawn_of_a_milestone_without_a_date():
    assert drawn(entry()) is None


def test_nothing_is_drawn_of_more_than_a_picture_can_hold():
    many = [entry(happened("2025")) for _each in range(overview.MOST_MARKS)]
    assert len(marks(drawn(*many))) == overview.MOST_MARKS
    assert drawn(*many, entry(happened("2025"))) is None


def test_rows_are_projects_in_the_order_of_their_first_milestones_then_the_others():
    late, early = plant("Late"), plant("Early")
    picture = drawn(
        entry(happened("2019")),
        entry(happened("2022"), projects=[late]),
        entry(happened("2021"), projects=[early]),
        entry(planned("2030"), projects=[early]),
    )
    assert [(row.project, len(row.marks), row.is_rest) for row in picture.rows] == [
        (early, 2, False),
        (late, 1, False),
        (None, 1, False),
    ]


def test_milestone_of_two_projects_is_in_the_row_of_either():
    both = [plant("One"), plant("Other")]
    assert [row.project for row in drawn(entry(happened("2021"), projects=both)).rows] == both


def test_project_that_is_asked_for_has_the_only_row():
    one, other = plant("One"), plant("Other")
    assert [row.project for row in drawn(entry(happened("2021"), projects=[one, other]), project=one).rows] == [
        one
    ]


def test_projects_beyond_the_biggest_share_a_row():
    big = [plant(f"Big {number}") for number in range(overview.MOST_ROWS - 2)]
    small = [plant("Small"), plant("Smaller")]
    picture = drawn(
        *(entry(happened("2021"), projects=[each]) for each in big * 3),
        *(entry(happened("2020"), projects=[each]) for each in small),
        entry(happened("2022"), projects=small),
        entry(happened("2019")),
    )
    assert [row.project for row in picture.rows] == [*big, None, None]
    assert [(row.is_rest, len(row.marks)) for row in picture.rows[-2:]] == [(True, 3), (False, 1)]


def test_axis_goes_from_the_first_year_to_the_last_plans_that_moved_included():
    picture = drawn(entry(planned("2019", published="2018"), happened("2021-05-05")), entry(planned("2023")))
    assert [tick.label for tick in picture.ticks] == ["2019", "2020", "2021", "2022", "2023"]
    assert picture.ticks[0].x == 0


def test_years_on_a_long_axis_are_round_and_few():
    picture = drawn(entry(happened("1911")), entry(planned("2050")))
    assert [tick.label for tick in picture.ticks] == [*map(str, range(1920, 2050, 10)), ""]
    assert [tick.narrow_label for tick in picture.ticks if tick.narrow_label] == ["1920", "1970", "2020"]


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", ["Q1 2025", "Q2 2025", "Q3 2025", "Q4 2025"]), ("fr", ["T1 2025", "T2 2025", "T3 2025", "T4 2025"])],
)
def test_axis_of_one_year_has_quarters(language, expected):
    assert [tick.label for tick in drawn(entry(happened("2025")), language=language).ticks] == expected


def test_day_that_the_picture_looks_from_lies_on_the_axis():
    x, _width = per_cent(ON, ON, 2025)
    assert drawn(entry(happened("2025")), on=ON).today.x == pytest.approx(x, abs=0.01)


def test_day_beyond_the_axis_is_not_drawn():
    assert drawn(entry(happened("2025")), on=date(2026, 1, 1)).today is None


@pytest.mark.parametrize(
    ("on", "anchor"), [(date(2025, 1, 2), "start"), (date(2025, 7, 2), "middle"), (date(2025, 12, 30), "end")]
)
def test_words_below_the_day_stay_within_the_picture(on, anchor):
    assert drawn(entry(happened("2025")), on=on).today.anchor == anchor


# So many milestones on as many days from one, in one project.
CROWDS = {"two on a day": (2, 0), "nine on a day": (9, 0), "two in a week": (2, 3), "300 on a day": (300, 0)}


@pytest.mark.parametrize(("number", "days_apart"), CROWDS.values(), ids=CROWDS)
def test_marks_of_one_place_lie_below_each_other(number, days_apart):
    days = [date(2025, 7, 2) + timedelta(days=days_apart * each) for each in range(number)]
    [row] = drawn(*(entry(happened(day.isoformat())) for day in days)).rows
    heights = [mark.y for mark in row.marks]
    assert len(set(heights)) == number
    assert max(heights) + overview.PADDING < row.height < 50


def test_marks_that_leave_room_share_a_lane():
    [row] = drawn(entry(happened("2020")), entry(happened("2022")), entry(happened("2024"))).rows
    assert len({mark.y for mark in row.marks}) == 1


def test_mark_below_an_arrow_has_a_lane_of_its_own():
    moved = entry(planned("2020", published="2018"), happened("2025-12-11"))
    [row] = drawn(moved, entry(happened("2023"))).rows
    assert len({mark.y for mark in row.marks}) == 2


def test_key_milestones_are_named_where_there_is_room():
    axis = [entry(happened("2000")), entry(happened("2030"))]
    early, late, long = (
        entry(happened(when), title=title, is_key=True)
        for when, title in [
            ("2001-01-01", "Founding"),
            ("2029-01-01", "The last of them"),
            ("2015", "A title " * 30),
        ]
    )
    labels = {mark.entry.milestone.pk: mark.label for mark in marks(drawn(*axis, early, late, long))}
    shown = {each.milestone.pk: label for each in (early, late) if (label := labels.pop(each.milestone.pk))}
    assert [(label.text, label.anchor) for label in shown.values()] == [
        ("Founding", "start"),
        ("The last of them", "end"),
    ]
    assert list(labels.values()) == [None, None, None]


def test_long_title_is_cut_at_a_word():
    title = "The first gigafactory is inaugurated in Bourbourg, at the mouth of the Aa"
    [label] = [mark.label for mark in marks(drawn(entry(happened("2020-01-01"), title=title, is_key=True)))]
    assert label.text == "The first gigafactory is inaugurated in Bourbourg, at the…"


def test_titles_do_not_lie_on_each_other():
    keys = [entry(happened(f"2025-0{month}-01"), title="So it is told", is_key=True) for month in range(1, 8)]
    [row] = drawn(*keys, entry(planned("2030"))).rows
    lanes = itertools.groupby(sorted(row.marks, key=lambda mark: mark.y), lambda mark: mark.y)
    for _y, lane in lanes:
        intervals = sorted(mark.label.interval for mark in lane if mark.label)
        assert all(one[1] <= other[0] for one, other in itertools.pairwise(intervals))


def test_milestone_of_two_projects_is_named_once():
    both = [plant("One"), plant("Other")]
    picture = drawn(entry(happened("2021-01-01"), projects=both, is_key=True))
    assert [mark.label is None for mark in marks(picture)] == [False, True]


def test_no_title_is_shown_among_too_many():
    keys = [entry(happened(f"{2000 + number}"), is_key=True) for number in range(overview.MOST_LABELS + 1)]
    assert {mark.label for mark in marks(drawn(*keys))} == {None}


def test_legend_tells_of_what_is_drawn():
    assert drawn(entry(happened("2025"))).statuses == {"happened"}
    assert drawn(entry(planned("2022"))).statuses == {"overdue"}
    assert drawn(entry(planned("2030"))).statuses == {"announced"}
    moved = entry(planned("2020", published="2018"), happened("2025-12-11"))
    assert drawn(moved).statuses == {"happened", "moved"}
