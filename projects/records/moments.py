"""Moments on the clock of the site: read from a day and a time, and said in words. Pure.

Two nights a year have an hour that does not exist, or one that exists twice; neither is guessed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from projects.records import languages
from projects.records.dates import Span

SECOND = timedelta(seconds=1)
# Offsets from UTC are less than a day, and no clock is put forward or back by more than that.
FARTHEST = timedelta(days=1)


class Reading(StrEnum):
    """Which of the two that a time can be which exists twice; empty where nobody was asked."""

    UNASKED = ""
    FIRST = "first"
    SECOND = "second"


@dataclass(frozen=True)
class Offer:
    """One of the two moments that a time means which exists twice, in words."""

    reading: Reading
    at: datetime

    def __str__(self):
        return self.words

    @property
    def words(self) -> str:
        other = self.at.replace(fold=1 - self.at.fold)
        texts = {"time": _clock(self.at), "utc": _clock(self.at.astimezone(UTC))}
        if self.at.dst() == other.dst():
            words = {
                Reading.FIRST: _("%(time)s the first time (%(utc)s UTC)"),
                Reading.SECOND: _("%(time)s the second time (%(utc)s UTC)"),
            }[self.reading]
        elif self.at.utcoffset() > other.utcoffset():
            words = _("%(time)s summer time (%(utc)s UTC)")
        else:
            words = _("%(time)s winter time (%(utc)s UTC)")
        return words % texts


class Unclear(ValueError):
    """A day and time that are not one moment; says so in the active language."""


class Nonexistent(Unclear):
    """The clocks are put forward over this time. `before` and `after` are the nearest moments that exist."""

    def __init__(self, day: date, at: time, before: datetime, after: datetime):
        self.before, self.after = before, after
        super().__init__(
            _(
                "%(time)s does not exist on %(day)s: clocks go forward from %(from)s to %(to)s. The nearest times "
                "that exist are %(before)s and %(to)s."
            )
            % {
                "time": _clock(at),
                "day": day_words(day),
                "from": _clock(before + timedelta(minutes=1)),
                "to": _clock(after),
                "before": _clock(before),
            }
        )


class Ambiguous(Unclear):
    """The clocks are put back over this time, so it comes twice: `offers` are the two."""

    def __init__(self, day: date, at: time, offers: Sequence[Offer]):
        self.offers = tuple(offers)
        super().__init__(
            _(
                "%(time)s comes twice on %(day)s, when clocks go back: choose which is meant, %(first)s or "
                "%(second)s."
            )
            % {
                "time": _clock(at),
                "day": day_words(day),
                "first": self.offers[0].words,
                "second": self.offers[1].words,
            }
        )


def at(day: date, clock: time, zone: tzinfo, reading: str = Reading.UNASKED) -> datetime:
    """The moment at which that clock shows this time, in UTC.

    Raises Nonexistent, or Ambiguous unless the reading says which; OverflowError at either end of the calendar.
    """
    clock = clock.replace(microsecond=0)
    first, second = (datetime.combine(day, clock, zone).replace(fold=fold) for fold in (0, 1))
    shift = second.utcoffset() - first.utcoffset()
    if shift > timedelta():
        raise Nonexistent(day, clock, *_edges_of_gap(first))
    if not shift:
        return first.astimezone(UTC)
    offers = {
        Reading.FIRST: Offer(Reading.FIRST, first),
        Reading.SECOND: Offer(Reading.SECOND, second),
    }
    if reading not in offers:
        raise Ambiguous(day, clock, list(offers.values()))
    return offers[reading].at.astimezone(UTC)


def _edges_of_gap(inside: datetime) -> tuple[datetime, datetime]:
    """The last minute before clocks are put forward over the time, and the first moment after."""
    zone = inside.tzinfo
    early, late = inside.astimezone(UTC) - FARTHEST, inside.astimezone(UTC) + FARTHEST
    late_offset = late.astimezone(zone).utcoffset()
    while late - early > SECOND:
        middle = (early + (late - early) / 2).replace(microsecond=0)
        if middle.astimezone(zone).utcoffset() == late_offset:
            late = middle
        else:
            early = middle
    return (late - timedelta(minutes=1)).astimezone(zone), late.astimezone(zone)


def words(moment: datetime, zone: tzinfo | None = None, *, now: datetime | None = None) -> str:
    """“Friday 5 December 2025, 09:00 Paris time (08:00 UTC), in 2 days”; without `now` not how far off it is.

    The zone is the site's unless another is given.
    """
    local = moment.astimezone(zone or timezone.get_default_timezone())
    texts = {"day": day_words(local.date()), "time": _clock(local), "utc": _utc(local), "city": city(local.tzinfo)}
    if local.utcoffset() or "/" in _key(local.tzinfo):
        said = _("%(day)s, %(time)s %(city)s time (%(utc)s UTC)") % texts
    else:
        said = _("%(day)s, %(time)s UTC") % texts
    if now is None:
        return said
    return _("%(moment)s, %(distance)s") % {"moment": said, "distance": distance(local, now)}


def brief(moment: datetime, zone: tzinfo | None = None) -> str:
    """“5 December 2025, 09:00”: for a button, where the page says the rest."""
    local = moment.astimezone(zone or timezone.get_default_timezone())
    day = Span.day(local.date()).label(languages.active())
    return _("%(day)s, %(time)s") % {"day": day, "time": _clock(local)}


def day_words(day: date) -> str:
    """“Friday 5 December 2025”."""
    return f"{date_format(day, 'l')} {Span.day(day).label(languages.active())}"


def distance(moment: datetime, now: datetime) -> str:
    """How far off it is, as people say it: by days of the moment's own calendar, within a day by hours."""
    apart = abs(moment - now)
    is_past = moment < now
    days = abs((moment.date() - now.astimezone(moment.tzinfo).date()).days)
    if apart < timedelta(minutes=1):
        return _("just now") if is_past else _("in less than a minute")
    if apart < timedelta(hours=1):
        return _minutes(apart // timedelta(minutes=1), is_past)
    if apart < timedelta(days=1):
        return _hours(apart // timedelta(hours=1), is_past)
    return _days(days, is_past)


def _minutes(count: int, is_past: bool) -> str:
    if is_past:
        return ngettext("%(count)d minute ago", "%(count)d minutes ago", count) % {"count": count}
    return ngettext("in %(count)d minute", "in %(count)d minutes", count) % {"count": count}


def _hours(count: int, is_past: bool) -> str:
    if is_past:
        return ngettext("%(count)d hour ago", "%(count)d hours ago", count) % {"count": count}
    return ngettext("in %(count)d hour", "in %(count)d hours", count) % {"count": count}


def _days(count: int, is_past: bool) -> str:
    if is_past:
        return ngettext("%(count)d day ago", "%(count)d days ago", count) % {"count": count}
    return ngettext("in %(count)d day", "in %(count)d days", count) % {"count": count}


def city(zone: tzinfo) -> str:
    """By what a zone is called on the desk: “New York” for America/New_York."""
    return _key(zone).rpartition("/")[2].replace("_", " ")


def _key(zone: tzinfo) -> str:
    return getattr(zone, "key", None) or str(zone)


def _clock(local: datetime | time) -> str:
    return f"{local:%H:%M:%S}" if local.second else f"{local:%H:%M}"


def _utc(local: datetime) -> str:
    """The time in UTC; with its day, if that is another."""
    there = local.astimezone(UTC)
    if there.date() == local.date():
        return _clock(there)
    day = Span.day(there.date()).label(languages.active())
    return _("%(day)s, %(time)s") % {"day": day, "time": _clock(there)}
