"""Reads a date as people and machines write it, in English, French or EDTF: a Span or a SpanError, no guess.

Readers return None for a shape that they do not know, and raise SpanError for one that they know and refuse.
"""

import dataclasses
import re
import unicodedata
from datetime import date, timedelta

from projects.records.dates import EDTF_HALF, EDTF_QUARTER, Span
from projects.records.dates_errors import SpanError
from projects.records.dates_label import PARTS_OF_YEAR

LONGEST = 100

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

FOLDED = str.maketrans(
    {
        **dict.fromkeys("‘’ʼ", "'"),
        **dict.fromkeys("\u2010\u2011\u2212", "-"),
        **dict.fromkeys("\u2012\u2014\u2015", "–"),
        **{"é": "e", "è": "e", "ê": "e", "û": "u", "à": "a"},
    }
)


def _pattern(text):
    # ASCII only: \d would take Arabic-Indic and fullwidth digits too.
    return re.compile(text, re.ASCII)


BLANKS = _pattern("[ \t\r\n\u00a0\u2007\u2009\u202f]+")
VAGUELY = _pattern(r"(?:about|around|approximately|roughly|circa|ca?|vers|environ|autour d[eu]) |ca?\. ?|~ ?")
VAGUE = _pattern(r" environ$| approximately$| ?[~?%]$")
LEAD = _pattern(r"(?:(?:in|on|at|during|the|en|dans|courant|au|a la|le|la|les) )+|l'")
LINK = _pattern(r" (?:(?:of|in) (?:the )?(?:year )?|de l'annee |(?:d'|de |du )(?:annee )?)(?=\S)")
# Digits that read as day or month, month or year, one year or two: 01/02/2023, 12/11, 12/2025, 2011–12, 11-12.
AMBIGUOUS = _pattern(
    r"(?<![\w-])\d{1,2} ?[/.] ?\d{1,4}(?!\d)|(?<![\w-])\d{4} ?[/.] ?\d{1,2}(?!\d)"
    r"|^(?!\d{4}\D+\d{4})\d{1,4} ?[ –-] ?\d{1,4}(?: ?[ –-] ?\d{1,4})?$"
)
DAY_OR_MONTH = _pattern(r"(\d{1,2}) ?[/. –-] ?(\d{1,2}) ?[/. –-] ?(\d{4})")
HAS_YEAR = _pattern(r"\d{3}[\dx]")
LAST_YEAR = _pattern(r" (\d{4})$")
BARE_DAY = _pattern(r"(?:the |le )?\d{1,2}(?:st|nd|rd|th|er|e)?")
AFTER_DAY = _pattern(r"(?:the |le )?\d{1,2}(?:st|nd|rd|th|er|e)? (.+)")
AMERICAN_DAYS = _pattern(
    r"(?:from )?([a-z]+\.?) (\d{1,2})(?:st|nd|rd|th)? ?(?:-|–|to) ?(\d{1,2})(?:st|nd|rd|th)? (\d{4})"
)


def parse(text: str) -> Span:
    """The span that ``text`` names; raises SpanError, which says what was expected."""
    if len(text) > LONGEST:
        raise SpanError("too_long", text)
    folded = _fold(text)
    if not folded:
        raise SpanError("empty", text)
    try:
        span = _vague(folded, _whole)
    except SpanError as error:
        raise SpanError(error.code, text, error.readings) from None
    if span is None:
        raise SpanError("unreadable", text)
    return span


def _fold(text):
    """Lower case, without accents, doubled blanks, typographic apostrophes and hyphens, and list commas."""
    folded = unicodedata.normalize("NFC", text).lower().translate(FOLDED)
    return BLANKS.sub(" ", folded).strip(" ").replace(", ", " ")


def _vague(text, read):
    """What ``read`` makes of the text once "about", "c." or "~" is off it."""
    exact = VAGUE.sub("", VAGUELY.sub("", text, count=1) if VAGUELY.match(text) else text)
    span = read(exact)
    return dataclasses.replace(span, approx=True) if span and exact != text else span


def _whole(text):
    return _iso(text) or _unambiguous(text) or _atom(text) or _bounded(text) or _range(text)


def _unambiguous(text):
    if not AMBIGUOUS.search(text):
        return
    readings = []
    if match := DAY_OR_MONTH.fullmatch(text):
        one, two, year = match.groups()
        readings = [span for span in (_either(year, two, one), _either(year, one, two)) if span]
    raise SpanError("ambiguous", readings=tuple(readings) if len(set(readings)) == 2 else ())


def _either(year, month, day):
    try:
        return _day(year, month, day)
    except SpanError:
        return None


def _year(digits):
    if len(digits) != 4 or digits == "0000":
        raise SpanError("year")
    return int(digits)


def _exists(make, *numbers):
    try:
        return make(*numbers)
    except ValueError:
        raise SpanError("impossible") from None


def _day(year, month, day):
    return Span.day(_exists(date, _year(year), int(month), int(day)))


def _named_day(day, month, year):
    return _day(year, MONTHS[month], day) if month in MONTHS else None


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
    """ "Early", "mid-" or "late" of a year; of anything shorter or longer, that thing itself.

    Thirds of a month would print days that nobody gave.
    """
    span = _atom(whole)
    if word not in PARTS or span is None or span.precision in ("day", "range"):
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
    (_pattern(r"(\d{4})-(\d\d)-(\d\d)"), _day),
    (_pattern(r"(\d{4})-(\d\d)"), _iso_part),
    (_pattern(r"(\d{3})x"), lambda tens: _decade(f"{tens}0")),
)

ATOMS = (
    (_pattern(r"(?:year |annee )?(\d+)"), lambda year: Span.year(_year(year))),
    (_pattern(r"(\d+)'?s"), _decade),
    (_pattern(r"annees (\d+)"), _decade),
    (_pattern(r"([a-z]+)\.? (\d+)"), _named_month),
    (_pattern(r"(\d{1,2})(?:st|nd|rd|th|er|e)? ([a-z]+)\.? (\d+)"), _named_day),
    (
        _pattern(r"([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)? (\d+)"),
        lambda month, day, year: _named_day(day, month, year),
    ),
    (_pattern(r"([qths])(\d)[ /-](\d+)"), _numbered),
    (_pattern(r"(\d{4})[ /-]?([qths])(\d)"), lambda year, unit, number: _numbered(unit, number, year)),
    (_pattern(r"(\w+) (quarter|trimestre|half|semestre) (\d+)"), _ordinal),
    (_pattern(r"([a-z]+)[ -](.+)"), _part),
)


def _first(readers, text):
    found = ((pattern.fullmatch(text), read) for pattern, read in readers)
    return next((span for match, read in found if match and (span := read(*match.groups()))), None)


def _iso(text):
    return _first(ISO, text)


def _atom(text):
    """A date of one piece, from a day to a decade."""
    bare = LINK.sub(" ", LEAD.sub("", text, count=1) if LEAD.match(text) else text)
    return _iso(text) or _first(ATOMS, bare)


def _end(text):
    return _vague(text, _atom)


def _by(span):
    return Span(None, span.latest, span.approx)


def _from(span):
    return Span(span.earliest, None, span.approx)


def _neighbour(day, step):
    try:
        return day + timedelta(days=step)
    except OverflowError:
        raise SpanError("year") from None


def _before(span):
    # As with _after.
    if span.precision == "day":
        return _by(span)
    # "Before mid-2030" does not say where mid-2030 begins.
    return None if span.precision == "range" else Span(None, _neighbour(span.earliest, -1), span.approx)


def _after(span):
    # A source of that day cannot rule out the rest of it, and a label must not print the next day, which the
    # source did not give.
    if span.precision == "day":
        return _from(span)
    return None if span.precision == "range" else Span(_neighbour(span.latest, 1), None, span.approx)


# "By the end of 2030" is its last day, while "the end of 2030" alone is vague.
END = r"(?:the |a la |la )?(?:end (?:of )?|fin (?:de )?)"
BOUNDS = (
    (_pattern(rf"(?:by|before|no later than|d'ici(?: a)?|avant|au plus tard) {END}"), _by),
    (_pattern(rf"(?:after|apres) {END}"), _after),
    (_pattern(r"(?:by|no later than|d'ici(?: a| au)?|au plus tard) |\.\./"), _by),
    (_pattern(r"(?:before|avant) "), _before),
    (_pattern(r"(?:from|since|depuis|des|a (?:partir|compter) d[eu]) |a (?:partir|compter) d'"), _from),
    (_pattern(r"(?:after|apres) "), _after),
)


def _bounded(text):
    """A date with one open side: by, before, from, after."""
    if text.endswith("/.."):
        span = _end(text.removesuffix("/.."))
        return span and _from(span)
    ends = ((_end(text[match.end() :]), bound) for prefix, bound in BOUNDS if (match := prefix.match(text)))
    return next((bound(span) for span, bound in ends if span), None)


# The separators from the plainest to the hyphen, which dates have inside too. Two dates joined by "and" are
# a range only after "between".
RANGES = (
    _pattern(r"(?:between|entre) (.+?) (?:and|et) (.+)"),
    _pattern(r"(?:from )?(.+?) to (.+)"),
    _pattern(r"(?:de |du |des |d')?(.+?) (?:a|au|aux) (.+)"),
    _pattern(r"([^/]+)/([^/]+)"),
    _pattern(r"(?:from |de )?([^–]+?) ?– ?([^–]+)"),
    _pattern(r"(?:from |de )?(.+?) - (.+)"),
    _pattern(r"(?:from |de )?([^-]+)-([^-]+)"),
)


def _range(text):
    if match := AMERICAN_DAYS.fullmatch(text):
        month, first, last, year = match.groups()
        left, right = f"{first} {month} {year}", f"{last} {month} {year}"
    else:
        match = next((match for pattern in RANGES if (match := pattern.fullmatch(text))), None)
        if match is None:
            return None
        left, right = match.groups()
    start, end = _end(_completed(left, right)), _end(right)
    if start is None or end is None:
        return None
    # An end inside its own start ("2025 – March 2025") leads nowhere either.
    if start.earliest > end.earliest or start.latest > end.latest:
        raise SpanError("reversed")
    return Span(start.earliest, end.latest, start.approx or end.approx)


def _completed(left, right):
    """The left end with the month and year that it shares with the right one: "28 June – 3 July 2025"."""
    if HAS_YEAR.search(left):
        return left
    shared = BARE_DAY.fullmatch(left) and AFTER_DAY.fullmatch(right) or LAST_YEAR.search(right)
    return f"{left} {shared[1]}" if shared else left
