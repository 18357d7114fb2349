"""Reads a date of one piece, from a day to a decade. The text is already folded (``dates_parse``).

Readers return None for a shape that they do not know, and raise SpanError for one that they know and refuse.
"""

import re
from datetime import date

from projects.records.dates import EDTF_HALF, EDTF_QUARTER, Span
from projects.records.dates_errors import SpanError
from projects.records.dates_label import PARTS_OF_YEAR

MONTH_NAMES = (
    *("january jan janvier janv", "february feb fevrier fevr fev", "march mar mars", "april apr avril avr"),
    *("may mai", "june jun juin", "july jul juillet juil", "august aug aout"),
    *("september sep sept septembre", "october oct octobre", "november nov novembre"),
    "december dec decembre",
)
MONTHS = {name: number for number, names in enumerate(MONTH_NAMES, start=1) for name in names.split()}

ORDINAL_NAMES = (
    *("first 1st premier premiere 1er 1ere 1re", "second seconde 2nd deuxieme 2e 2eme 2d 2de"),
    *("third 3rd troisieme 3e 3eme", "fourth 4th quatrieme 4e 4eme"),
)
ORDINALS = {name: number for number, names in enumerate(ORDINAL_NAMES, start=1) for name in names.split()}

PARTS = {
    **dict.fromkeys(("early", "beginning", "start", "debut"), "early"),
    **dict.fromkeys(("mid", "middle", "mi", "milieu"), "mid"),
    **dict.fromkeys(("late", "end", "fin"), "late"),
}


def pattern(text):
    # ASCII only: \d would take Arabic-Indic and fullwidth digits too.
    return re.compile(text, re.ASCII)


LEAD = pattern(r"^(?:(?:(?:in|on|at|during|the|en|dans|courant|au|a la|le|la|les) )+|l')")
LINK = pattern(r" (?:(?:of|in) (?:the )?(?:year )?|de l'annee |(?:d'|de |du )(?:annee )?)(?=\S)")


def _year(digits):
    if len(digits) != 4 or digits == "0000":
        raise SpanError("year")
    return int(digits)


def _exists(make, *numbers):
    try:
        return make(*numbers)
    except ValueError:
        raise SpanError("impossible") from None


def day_of(year, month, day):
    return Span.day(_exists(date, _year(year), int(month), int(day)))


def _named_day(day, month, year):
    return day_of(year, MONTHS[month], day) if month in MONTHS else None


def _named_month(month, year):
    return Span.month(_year(year), MONTHS[month]) if month in MONTHS else None


def _decade(year):
    return Span.decade(_year(year)) if year.endswith("0") else None


def _numbered(unit, number, year):
    make = Span.quarter if unit[0] in "qt" else Span.half
    return _exists(make, _year(year), int(number))


def _ordinal(ordinal, unit, year):
    return _numbered(unit, ORDINALS[ordinal], year) if ordinal in ORDINALS else None


def _part(word, whole):
    """ "Early", "mid-" or "late" of a year; of anything shorter, that thing itself.

    A third of a month would print days that nobody gave.
    """
    span = atom(whole) if word in PARTS else None
    if span is None or span.precision not in ("year", "half", "quarter", "month"):
        return None
    if span.precision != "year":
        return span
    first, last = PARTS_OF_YEAR[PARTS[word]]
    year = span.earliest.year
    return Span(Span.month(year, first).earliest, Span.month(year, last).latest, approx=True)


def _iso_part(year, part):
    """YYYY-MM, or one of EDTF's groupings of months."""
    number, year = int(part), _year(year)
    if number > EDTF_HALF:
        return _exists(Span.half, year, number - EDTF_HALF)
    if number > EDTF_QUARTER:
        return _exists(Span.quarter, year, number - EDTF_QUARTER)
    return _exists(Span.month, year, number)


ISO = (
    (pattern(r"(\d{4})-(\d\d)-(\d\d)"), day_of),
    (pattern(r"(\d{4})-(\d\d)"), _iso_part),
    (pattern(r"(\d{3})x"), lambda tens: _decade(f"{tens}0")),
)

ATOMS = (
    (pattern(r"(?:year |annee )?(\d+)"), lambda year: Span.year(_year(year))),
    (pattern(r"(\d+)'?s"), _decade),
    (pattern(r"annees (\d+)"), _decade),
    (pattern(r"([a-z]+)\.? (\d+)"), _named_month),
    (pattern(r"(\d{1,2})(?:st|nd|rd|th|er|e)? ([a-z]+)\.? (\d+)"), _named_day),
    (
        pattern(r"([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)? (\d+)"),
        lambda month, day, year: _named_day(day, month, year),
    ),
    (pattern(r"([qths])(\d)[ /-](\d+)"), _numbered),
    (pattern(r"(\d{4})[ /-]?([qths])(\d)"), lambda year, unit, number: _numbered(unit, number, year)),
    (pattern(r"(\w+) (quarter|trimestre|half|semestre) (\d+)"), _ordinal),
    (pattern(r"([a-z]+)[ -](.+)"), _part),
)


def _first(readers, text):
    found = ((shape.fullmatch(text), read) for shape, read in readers)
    return next((span for match, read in found if match and (span := read(*match.groups()))), None)


def iso(text: str) -> Span | None:
    """A day, month, quarter, half, year or decade in the letters of ISO 8601 and EDTF."""
    return _first(ISO, text)


def atom(text: str) -> Span | None:
    """A date of one piece, from a day to a decade."""
    bare = LINK.sub(" ", LEAD.sub("", text))
    return iso(bare) or _first(ATOMS, bare)
