"""Dates as sources give them: a day, a month, a year, "by 2030", "about 2025"."""

import functools
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from projects.records import dates_label

# Calendar units by their length in months; each starts where that length divides the count of months.
UNITS = {1: "month", 3: "quarter", 6: "half", 12: "year", 120: "decade"}

# How much of YYYY-MM-DD says a day, a month, a year.
ISO_LENGTH = {"day": 10, "month": 7, "year": 4}

# EDTF level 2 numbers its groupings of months: quarters 33 to 36, halves 40 and 41.
EDTF_QUARTER, EDTF_HALF = 32, 39


@functools.total_ordering
@dataclass(frozen=True, slots=True)
class Span:
    """All that is known of a date: it lies between two days, both included, of which one may be open.

    ``approx`` says that the source itself was vague about the bounds ("about 2030"). Raises ValueError when
    both bounds are open or when the first lies after the last.
    """

    earliest: date | None
    latest: date | None
    approx: bool = False

    def __post_init__(self):
        if self.earliest is None and self.latest is None:
            raise ValueError("a span needs at least one bound")
        if self.earliest and self.latest and self.earliest > self.latest:
            raise ValueError("a span cannot end before it begins")

    def __lt__(self, other: "Span") -> bool:
        if not isinstance(other, Span):
            return NotImplemented
        return self._order < other._order

    @classmethod
    def day(cls, day: date) -> "Span":
        return cls(day, day)

    @classmethod
    def month(cls, year: int, month: int) -> "Span":
        return cls._months(year, month, 1)

    @classmethod
    def quarter(cls, year: int, quarter: int) -> "Span":
        return cls._months(year, 3 * quarter - 2, 3)

    @classmethod
    def half(cls, year: int, half: int) -> "Span":
        return cls._months(year, 6 * half - 5, 6)

    @classmethod
    def year(cls, year: int) -> "Span":
        return cls._months(year, 1, 12)

    @classmethod
    def decade(cls, year: int) -> "Span":
        """The ten years from ``year``, which must be their round one."""
        if year % 10:
            raise ValueError(f"no decade begins in {year}")
        return cls(date(year, 1, 1), date(year + 9, 12, 31))

    @classmethod
    def _months(cls, year, first, length):
        last = first + length - 1
        return cls(date(year, first, 1), date(year, last, monthrange(year, last)[1]))

    @property
    def first(self) -> date:
        """The first day it can be; an open bound is the beginning of time."""
        return self.earliest or date.min

    @property
    def last(self) -> date:
        """The last day it can be; an open bound is the end of time."""
        return self.latest or date.max

    @property
    def starts_month(self) -> bool:
        return self.earliest is None or self.earliest.day == 1

    @property
    def ends_month(self) -> bool:
        return self.latest is None or self.latest.day == monthrange(self.latest.year, self.latest.month)[1]

    @property
    def grain(self) -> str:
        """The coarsest of "year", "month" and "day" in which the bounds can be said without loss."""
        if not (self.starts_month and self.ends_month):
            return "day"
        starts_year = self.earliest is None or self.earliest.month == 1
        ends_year = self.latest is None or self.latest.month == 12
        return "year" if starts_year and ends_year else "month"

    @property
    def precision(self) -> str:
        """One of day, month, quarter, half, year, decade, range, by (no first day), from (no last day)."""
        if self.earliest is None:
            return "by"
        if self.latest is None:
            return "from"
        if self.earliest == self.latest:
            return "day"
        if self.grain == "day":
            return "range"
        start = self.earliest.year * 12 + self.earliest.month - 1
        length = self.latest.year * 12 + self.latest.month - start
        return UNITS[length] if length in UNITS and start % length == 0 else "range"

    @property
    def sort_key(self) -> tuple[date, date]:
        """The timeline's order; spans that tie in it are ordered by position and id there."""
        return (self.earliest or self.latest, self.last)

    @property
    def _order(self):
        # "by 2030-12-31" and that very day tie in the timeline's order, yet are not equal.
        return (*self.sort_key, self.earliest is None, self.latest is None, self.approx)

    def overlaps(self, other: "Span") -> bool:
        return self.first <= other.last and other.first <= self.last

    def contains(self, other: "Span") -> bool:
        """Whether each day that ``other`` can be is one that this can be."""
        starts = self.earliest is None or (other.earliest is not None and self.earliest <= other.earliest)
        ends = self.latest is None or (other.latest is not None and other.latest <= self.latest)
        return starts and ends

    def same_bounds(self, other: "Span") -> bool:
        return (self.earliest, self.latest) == (other.earliest, other.latest)

    def narrower_than(self, other: "Span") -> bool:
        return other.contains(self) and not self.same_bounds(other)

    def edtf(self) -> str:
        """The Extended Date/Time Format of ISO 8601-2: what machines exchange."""
        return "/".join(text if text == ".." or not self.approx else f"{text}~" for text in self._edtf_ends())

    def _edtf_ends(self):
        year = f"{self.first.year:04}"
        match self.precision:
            case "by" | "from" | "range":
                length = ISO_LENGTH[self.grain]
                return [end.isoformat()[:length] if end else ".." for end in (self.earliest, self.latest)]
            case "quarter":
                return [f"{year}-{EDTF_QUARTER + self.latest.month // 3}"]
            case "half":
                return [f"{year}-{EDTF_HALF + self.latest.month // 6}"]
            case "decade":
                return [f"{year[:3]}X"]
            case unit:
                return [self.earliest.isoformat()[: ISO_LENGTH[unit]]]

    def label(self, language: str) -> str:
        """The words for readers, in "en" or "fr"."""
        return dates_label.label(self, language)
