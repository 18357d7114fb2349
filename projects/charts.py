"""A measure drawn over time: steps for what is so, hatched bars for what is aimed at. Pure.

All places are percentages of the drawing, as text: so it fits any width while its letters keep their size.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal
from functools import cached_property
from itertools import groupby, pairwise

from projects import figures
from projects.comparisons import Comparison
from projects.records.dates import Span

# Where the plot lies: numbers of the axis stand left of it, above their lines; labels have room on top.
LEFT, RIGHT, TOP, BOTTOM = 9.0, 99.5, 9.0, 91.0
NARROWEST = 1.4
MOST_YEARS, MOST_LINES = 12, 5
YEARS_APART = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000)
SIGNS = {"about": "≈ ", "more-than": "> ", "at-least": "≥ ", "less-than": "< ", "at-most": "≤ "}
# How much room a letter takes on a phone, and a line of them.
LETTER, LINE = 3.2, 7.0


def percent(number: float) -> str:
    return f"{number:.2f}%"


@dataclass(frozen=True)
class Amount:
    """How high a figure reaches: for certain to `base`, perhaps to `top`; with an open end it may be more."""

    base: Decimal
    top: Decimal
    is_open: bool = False

    @classmethod
    def of(cls, figure) -> "Amount":
        base = max(figure.low or Decimal(0), Decimal(0))
        return cls(base, base if figure.high is None else max(figure.high, base), figure.high is None)


@dataclass(frozen=True)
class Mark:
    """A step, a bar or, if no time was named, a level line; `voice` are the figures that say it together."""

    kind: str
    voice: list
    amount: Amount
    left: float
    right: float
    chart: "Chart"

    @property
    def figure(self):
        return self.voice[0]

    @property
    def x(self) -> str:
        return percent(self.left)

    @property
    def x2(self) -> str:
        return percent(self.right)

    @property
    def width(self) -> str:
        return percent(self.right - self.left)

    @property
    def y(self) -> str:
        return percent(self.chart.y(self.amount.base))

    @property
    def height(self) -> str:
        return percent(BOTTOM - self.chart.y(self.amount.base))

    @property
    def has_body(self) -> bool:
        return self.amount.base > 0

    @property
    def has_band(self) -> bool:
        return self.amount.top > self.amount.base

    @property
    def band_y(self) -> str:
        return percent(self.chart.y(self.amount.top))

    @property
    def band_height(self) -> str:
        return percent(self.chart.y(self.amount.base) - self.chart.y(self.amount.top))

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


@dataclass(frozen=True)
class Label:
    text: str
    x: str
    y: str
    anchor: str


@dataclass(frozen=True)
class Tick:
    text: str
    at: str
    is_odd: bool = False


class Chart:
    """The figures of one measure, compared, as on a day. There has to be one."""

    def __init__(self, comparisons: Iterable[Comparison], on: date, language: str):
        self.language, self.on = language, on
        self.said = [(c, voice, Amount.of(voice[0])) for c in comparisons for voice in c.voices]
        days = [on, *(day for _c, voice, _amount in self.said for day in _days(voice))]
        self.first_year, self.last_year = min(days).year, max(days).year
        self.start, self.end = (
            date(self.first_year, 1, 1).toordinal(),
            date(self.last_year, 12, 31).toordinal() + 1,
        )
        highest = max(amount.top for _c, _voice, amount in self.said)
        self.step = _step(highest or Decimal(1))
        self.ceiling = self.step * max(1, (highest / self.step).to_integral_value(ROUND_CEILING))

    @property
    def measure(self) -> str:
        return self.said[0][1][0].get_measure_display()

    @property
    def unit(self) -> str:
        return (getattr(self.said[0][1][0].unit, self.language) % "").strip()

    # Where things are.

    def x(self, day: int) -> float:
        return LEFT + (RIGHT - LEFT) * (day - self.start) / (self.end - self.start)

    def y(self, value: Decimal) -> float:
        return BOTTOM - (BOTTOM - TOP) * float(value / self.ceiling)

    @property
    def base(self) -> str:
        return percent(BOTTOM)

    @property
    def top(self) -> str:
        return percent(TOP)

    @property
    def today(self) -> str:
        return percent(self.x(self.on.toordinal()))

    @property
    def lines(self) -> list[Tick]:
        """Of the axis of numbers, without that of nothing."""
        count = int(self.ceiling / self.step)
        values = [self.step * number for number in range(1, count + 1)]
        return [Tick(figures.number(value, self.language), percent(self.y(value))) for value in values]

    @property
    def years(self) -> list[Tick]:
        """Of the axis of time: where years begin; every other one can be left out where room is scarce."""
        count = self.last_year - self.first_year + 1
        apart = next((each for each in YEARS_APART if count / each <= MOST_YEARS), YEARS_APART[-1])
        years = [y for y in range(self.first_year, self.last_year + 1) if y == self.first_year or y % apart == 0]
        if len(years) > 1 and years[1] - years[0] < apart / 2:
            years = years[1:]
        return [
            Tick(f"{year:04}", percent(self.x(date(year, 1, 1).toordinal())), is_odd=bool(place % 2))
            for place, year in enumerate(years)
        ]

    # What is drawn.

    @cached_property
    def steps(self) -> list[Mark]:
        """Each lasts until the next one, the last until the day."""
        said = sorted((s for s in self.said if _is_actual(s)), key=lambda s: (_begin(s[1]), str(s[1][0].pk)))
        days = [(day, list(together)) for day, together in groupby(said, key=lambda s: _begin(s[1]))]
        ends = [*(following[0] for _each, following in pairwise(days)), self.on][: len(days)]
        return [
            self._mark("step", together, day.toordinal(), max(day, end).toordinal())
            for (day, together), end in zip(days, ends, strict=True)
        ]

    @cached_property
    def bars(self) -> list[Mark]:
        """Targets for a time, the longest time first; those for the same one side by side."""
        dated = [s for s in self.said if not _is_actual(s) and s[1][0].span]
        dated.sort(key=lambda s: (s[1][0].span.first.toordinal() - s[1][0].span.last.toordinal(), _bounds(s)))
        bars = []
        for _span, together in groupby(dated, key=_bounds):
            bars += self._side_by_side(list(together))
        return bars

    @cached_property
    def levels(self) -> list[Mark]:
        """Targets for no time in particular, from the day on which they were first announced."""
        undated = [s for s in self.said if not _is_actual(s) and not s[1][0].span]
        return [self._mark("level", [each], _begin(each[1]).toordinal(), self.end) for each in undated]

    @property
    def has_bands(self) -> bool:
        return any(mark.has_band for mark in (*self.steps, *self.bars, *self.levels))

    @property
    def labels(self) -> list[Label]:
        """Numbers beside the marks, as many as there is room for on a phone."""
        placed, taken = [], []
        for mark in (*self.steps[::-1], *self.bars, *self.levels):
            text = _label(mark, self.language)
            width = LETTER * len(text)
            left = mark.middle - width / 2 if mark.kind == "bar" else mark.left
            left = min(max(left, LEFT), RIGHT - width)
            bottom = self.y(mark.amount.top) - 1
            box = (left, left + width, bottom - LINE, bottom)
            if not any(_overlap(box, other) for other in taken):
                taken.append(box)
                anchor = "middle" if mark.kind == "bar" and left + width < RIGHT else "start"
                anchor = "end" if left + width >= RIGHT else anchor
                at = {"start": left, "middle": mark.middle, "end": RIGHT}[anchor]
                placed.append(Label(text, percent(at), percent(bottom), anchor))
        return placed

    def _mark(self, kind: str, together: list, start: int, end: int) -> Mark:
        amounts = [amount for _c, _voice, amount in together]
        amount = Amount(
            min(each.base for each in amounts), max(each.top for each in amounts), any(a.is_open for a in amounts)
        )
        voice = [figure for _c, voice, _amount in together for figure in voice]
        left, right = self.x(start), self.x(end)
        return Mark(kind, voice, amount, min(left, RIGHT - NARROWEST), max(right, left + NARROWEST), self)

    def _side_by_side(self, together: list) -> list[Mark]:
        span = together[0][1][0].span
        start = self.x((span.earliest or span.latest).toordinal())
        end = self.x(span.latest.toordinal() + 1) if span.latest else RIGHT
        if end - start < NARROWEST:
            start, end = max(LEFT, end - NARROWEST), max(end, LEFT + NARROWEST)
        width = (end - start) / len(together)
        return [
            Mark("bar", voice, amount, start + width * place, start + width * (place + 1), self)
            for place, (_c, voice, amount) in enumerate(together)
        ]


def chart(comparisons: Iterable[Comparison], on: date, language: str) -> Chart | None:
    """None if there is nothing to draw."""
    comparisons = list(comparisons)
    return Chart(comparisons, on, language) if comparisons else None


def _is_actual(said) -> bool:
    return said[0].current.is_outcome


def _bounds(said) -> tuple:
    span: Span = said[1][0].span
    return (span.first, span.last)


def _begin(voice: list) -> date:
    """The first day of which it speaks; without one, that on which it was first known."""
    span = voice[0].span
    return (span.earliest or span.latest) if span else min(figure.known_on for figure in voice)


def _days(voice: list) -> list[date]:
    span = voice[0].span
    return [day for day in (span.earliest, span.latest) if day] if span else [_begin(voice)]


def _step(highest: Decimal) -> Decimal:
    """A round number that goes into the highest at most MOST_LINES times."""
    unit = Decimal(10) ** (highest.adjusted() - 1)
    return next(unit * times for times in (1, 2, 5, 10, 20, 50, 100) if unit * times * MOST_LINES >= highest)


def _label(mark: Mark, language: str) -> str:
    low, high = mark.amount.base, mark.amount.top
    if mark.has_band and low:
        return f"{figures.number(low, language)}–{figures.number(high, language)}"
    return SIGNS.get(mark.figure.qualifier, "") + figures.number(high, language)


def _overlap(one: tuple, other: tuple) -> bool:
    return one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]
