"""Whether anything was heard lately. Pure."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date

LONGEST_SILENCE = 18


def silent_since(told_on: Iterable[date], on: date, months: int = LONGEST_SILENCE) -> date | None:
    """The newest of these days if, on that day, it is more than so many months of the calendar ago."""
    newest = max(told_on, default=None)
    return newest if newest and on > later(newest, months) else None


def later(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month if it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
