"""The chart of a capacity: where its marks stand, in percentages of the drawing."""

from datetime import date
from decimal import Decimal

import pytest

from projects import charts, comparisons
from tests.projects.test_promises import actual, figure, target

ON = date(2026, 1, 1)


def chart(*figures, on=ON, language="en"):
    return charts.chart(comparisons.compare(figures), on, language)


def percent(text: str) -> float:
    return float(text.removesuffix("%"))


def test_nothing_is_no_chart():
    assert chart() is None


@pytest.mark.parametrize(
    ("made", "kind"),
    [
        (actual(), "steps"),
        (actual(when=None), "steps"),
        (actual("0"), "steps"),
        (target(), "bars"),
        (target(when="by 2030"), "bars"),
        (target(when="from 2030"), "bars"),
        (target(when="2025-12-11"), "bars"),
        (target(when="2022-2035"), "bars"),
        (target("<16"), "bars"),
        (target(when=None), "levels"),
        (target("1000000", "9000"), "bars"),
        (actual(when="0001"), "steps"),
    ],
)
def test_one_figure_is_drawn_within_the_plot(made, kind):
    drawn = chart(made)
    [mark] = getattr(drawn, kind)
    assert charts.LEFT <= mark.left < mark.right <= charts.RIGHT + charts.NARROWEST
    assert charts.TOP <= percent(mark.y) <= charts.BOTTOM
    assert [len(each) for each in (drawn.steps, drawn.bars, drawn.levels)].count(0) == 2


def test_step_lasts_until_the_next_and_the_last_until_the_day():
    first, second = chart(actual("9", "2024-01-01"), actual("16", "2025-01-01"), on=date(2025, 12, 31)).steps
    assert first.right == second.left
    assert second.right == pytest.approx(charts.RIGHT, abs=0.2)


def test_step_without_a_time_begins_when_it_was_known():
    dated, undated = chart(
        actual("9", when="2025-12-11"), actual("9", when=None, said="2025-12-12", by="Press")
    ).steps
    assert dated.left < undated.left


def test_step_on_which_sources_disagree_has_a_band():
    [step] = chart(actual("9"), actual("16", by="Press")).steps
    assert (step.amount.base, step.amount.top, step.has_band) == (9, 16, True)


def test_bar_stands_over_its_time():
    drawn = chart(target(when="2030"))
    [bar] = drawn.bars
    assert [percent(tick.at) for tick in drawn.years if tick.text == "2030"] == [pytest.approx(bar.left, abs=0.01)]
    assert bar.right == pytest.approx(charts.RIGHT)


def test_bars_of_one_time_stand_side_by_side():
    one, other = chart(target("167", "2030"), target(">100", "2030", by="Press")).bars
    assert one.right == pytest.approx(other.left)


def test_range_is_a_bar_with_a_band_on_top():
    [bar] = chart(target("30-50", "2030")).bars
    assert (bar.amount.base, bar.amount.top) == (30, 50)
    assert percent(bar.band_y) + percent(bar.band_height) == pytest.approx(percent(bar.y), abs=0.02)


def test_highest_number_without_a_lowest_is_a_band_alone():
    [bar] = chart(target("<50", "2030")).bars
    assert (bar.has_body, bar.has_band) == (False, True)


def test_target_without_a_time_is_a_line_from_its_announcement_on():
    [level] = chart(target(when=None, said="2025-01-01")).levels
    assert (level.left, level.right) == (pytest.approx(charts.LEFT), pytest.approx(charts.RIGHT))


def test_height_is_in_proportion():
    [bar] = chart(target("50", "2030")).bars
    [lower] = chart(target("25", "2030"), target("50", None)).bars
    assert percent(bar.height) == pytest.approx(2 * percent(lower.height), abs=0.02)


def test_below_nothing_nothing_is_drawn():
    made = actual()
    made.low = made.high = Decimal(-5)
    [step] = chart(made).steps
    assert (step.has_body, step.has_band) == (False, False)


@pytest.mark.parametrize(
    ("amount", "lines"),
    [("1", "0.2 0.4 0.6 0.8 1"), ("16", "5 10 15 20"), ("50", "10 20 30 40 50"), ("167", "50 100 150 200")],
)
def test_lines_are_round_numbers_that_reach_over_the_highest(amount, lines):
    assert " ".join(line.text for line in chart(target(amount)).lines) == lines


def test_numbers_and_unit_are_in_the_language_of_the_page():
    drawn = chart(target("1"), language="fr")
    assert (drawn.lines[0].text, drawn.unit) == ("0,2", "GWh par an")


@pytest.mark.parametrize(("last", "years"), [("2030", 5), ("2060", 8), ("2100", 8), ("2900", 10)])
def test_years_are_few_enough_to_be_read(last, years):
    assert len(chart(target(when=last)).years) == years


def test_places_are_written_with_a_point_in_either_language():
    assert chart(target(), language="fr").bars[0].x.count(".") == 1


@pytest.mark.parametrize(
    ("amount", "label"),
    [("16", "16"), (">100", "> 100"), ("<100", "< 100"), ("~16", "≈ 16"), ("30-50", "30–50")],
)
def test_label_says_the_number(amount, label):
    assert [each.text for each in chart(target(amount, "2030")).labels] == [label]


def test_labels_do_not_stand_on_each_other():
    many = [target(str(number), "2030", by=f"Press {number}") for number in range(1, 200)]
    assert 1 < len(chart(*many).labels) < 20


def test_mark_keeps_every_figure_that_says_it():
    said = [figure("target", "50", "2030"), figure("target", "50", "2030", by="Press")]
    [bar] = chart(*said).bars
    assert sorted(each.source.publisher for each in bar.voice) == ["Press", "Verkor"]
