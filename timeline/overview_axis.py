"""Where days lie across the overview picture: per cent of its width, whole years from the first to the last."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from projects.records.dates import Span

OPEN_DAYS = 365
# What is narrower is drawn as a point.
POINT = 1.2
MOST_TICKS, MOST_TICKS_ON_NARROW = 14, 6
STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
# The label of a tick further to the right would be cut off.
LAST_LABEL, LAST_LABEL_ON_NARROW = 95, 91


@dataclass(frozen=True)
class Bar:
    """A span's place; `opens` is "left" or "right" where the source left it open."""

    x: float
    width: float
    opens: str = ""
    is_about: bool = False

    @property
    def end(self) -> float:
        return round(self.x + self.width, 3)

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 3)

    @property
    def is_point(self) -> bool:
        return self.width < POINT


@dataclass(frozen=True)
class Tick:
    x: float
    label: str
    narrow_label: str


@dataclass(frozen=True)
class Today:
    """The day that the picture looks from."""

    x: float

    @property
    def anchor(self) -> str:
        return "start" if self.x < 12 else "end" if self.x > 88 else "middle"

    @property
    def ahead(self) -> float:
        return round(100 - self.x, 3)


class Axis:
    """Whole years, from the one of the first day to the one of the last."""

    def __init__(self, spans: Iterable[Span]):
        reaches = [_reach(span) for span in spans]
        last_possible = date.max.toordinal()
        self.first_year = date.fromordinal(max(min(low for low, _high in reaches), 1)).year
        self.last_year = date.fromordinal(min(max(high for _low, high in reaches), last_possible)).year
        self.start = date(self.first_year, 1, 1).toordinal()
        self.days = date(self.last_year, 12, 31).toordinal() - self.start + 1

    def x(self, ordinal: int) -> float:
        return round(min(max((ordinal - self.start) / self.days, 0), 1) * 100, 3)

    def bar(self, span: Span) -> Bar:
        low, high = _reach(span)
        opens = "left" if span.earliest is None else "right" if span.latest is None else ""
        x = self.x(low)
        return Bar(x, round(self.x(high + 1) - x, 3), opens, span.approx)

    def today(self, day: date) -> Today | None:
        return Today(self.x(day.toordinal())) if self.first_year <= day.year <= self.last_year else None

    def ticks(self, language: str) -> list[Tick]:
        if self.last_year - self.first_year < 2:
            starts = [
                Span.quarter(year, quarter)
                for year in range(self.first_year, self.last_year + 1)
                for quarter in (1, 2, 3, 4)
            ]
            return self._labelled(starts, len(starts) // 4, language)
        years = self.last_year - self.first_year + 1
        step = _step(years, MOST_TICKS)
        firsts = range(self.first_year + -self.first_year % step, self.last_year + 1, step)
        starts = [Span.year(year) for year in firsts]
        return self._labelled(starts, _step(len(starts), MOST_TICKS_ON_NARROW), language)

    def _labelled(self, starts: list[Span], every: int, language: str) -> list[Tick]:
        return [
            Tick(
                x := self.x(span.earliest.toordinal()),
                span.label(language) if x <= LAST_LABEL else "",
                span.label(language) if number % every == 0 and x <= LAST_LABEL_ON_NARROW else "",
            )
            for number, span in enumerate(starts)
        ]


def _reach(span: Span) -> tuple[int, int]:
    """First and last day as ordinals; to an open side it reaches a year."""
    low = span.earliest.toordinal() if span.earliest else span.latest.toordinal() - OPEN_DAYS + 1
    high = span.latest.toordinal() if span.latest else span.earliest.toordinal() + OPEN_DAYS - 1
    return low, high


def _step(number: int, most: int) -> int:
    return next(step for step in STEPS if number / step <= most)
