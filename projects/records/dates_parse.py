"""Reads a date as people and machines write it, in English, French or EDTF: a Span or a SpanError, no guess.

Readers return None for a shape that they do not know, and raise SpanError for one that they know and refuse.
"""

import dataclasses
import unicodedata
from datetime import timedelta

from projects.records.dates import Span
from projects.records.dates_atoms import PARTS, atom, day_of, iso, pattern
from projects.records.dates_errors import SpanError

LONGEST = 100

FOLDED = str.maketrans(
    {
        **dict.fromkeys("‘’ʼ", "'"),
        **dict.fromkeys("\u2010\u2011\u2212", "-"),
        **dict.fromkeys("\u2012\u2014\u2015", "–"),
        **{"é": "e", "è": "e", "ê": "e", "û": "u", "à": "a"},
    }
)

BLANKS = pattern("[ \t\r\n\u00a0\u2007\u2009\u202f]+")
VAGUELY = pattern(r"^(?:(?:about|around|approximately|roughly|circa|ca?|vers|environ|autour d[eu]) |ca?\. ?|~ ?)")
VAGUE = pattern(r" environ$| approximately$| ?[~?%]$")
# Digits that read as day or month, as month or year: 01/02/2023, 12/11, 12/2025, 2011–12, 11-12.
AMBIGUOUS = pattern(
    r"(?<![\w-])\d{1,2} ?[/.] ?\d{1,4}(?!\d)|(?<![\w-])\d{4} ?[/.] ?\d{1,2}(?!\d)"
    r"|^(?!\d{4}\D+\d{4})\d{1,4} ?[ –-] ?\d{1,4}(?: ?[ –-] ?\d{1,4})?$"
)
DAY_OR_MONTH = pattern(r"(\d{1,2}) ?[/. –-] ?(\d{1,2}) ?[/. –-] ?(\d{4})")
HAS_YEAR = pattern(r"\d{3}[\dx]")
LAST_YEAR = pattern(r" (\d{4})$")
PART = pattern(rf"\b(?:{'|'.join(PARTS)})\b")
BARE_DAY = pattern(r"(?:the |le )?\d{1,2}(?:st|nd|rd|th|er|e)?")
AFTER_DAY = pattern(r"(?:the |le )?\d{1,2}(?:st|nd|rd|th|er|e)? (.+)")
AMERICAN_DAY = pattern(r"[a-z]+\.? \d{1,2}(?:st|nd|rd|th)?")
AMERICAN_DATE = pattern(rf"{AMERICAN_DAY.pattern} \d+")
AMERICAN_DAYS = pattern(
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
    exact = VAGUE.sub("", VAGUELY.sub("", text))
    span = read(exact)
    return dataclasses.replace(span, approx=True) if span and exact != text else span


def _whole(text):
    return iso(text) or _refuse_ambiguous(text) or atom(text) or _bounded(text) or _range(text)


def _refuse_ambiguous(text):
    if not AMBIGUOUS.search(text):
        return None
    readings = []
    if match := DAY_OR_MONTH.fullmatch(text):
        one, two, year = match.groups()
        readings = [span for span in (_either(year, two, one), _either(year, one, two)) if span]
    raise SpanError("ambiguous", readings=tuple(readings) if len(set(readings)) == 2 else ())


def _either(year, month, day):
    try:
        return day_of(year, month, day)
    except SpanError:
        return None


def _end(text):
    return _vague(text, atom)


def _by(span):
    return Span(None, span.latest, span.approx)


def _from(span):
    return Span(span.earliest, None, span.approx)


def _neighbour(day, step):
    try:
        return day + timedelta(days=step)
    except OverflowError:
        raise SpanError("year") from None


def _after(span):
    # A source of that day cannot rule out the rest of it, and a label must not print the next day, which the
    # source did not give.
    return _from(span) if span.precision == "day" else Span(_neighbour(span.latest, 1), None, span.approx)


def _before(span):
    # The mirror of _after, for the same reasons.
    return _by(span) if span.precision == "day" else Span(None, _neighbour(span.earliest, -1), span.approx)


# "By the end of 2030" is its last day, while "the end of 2030" alone is vague.
END = r"(?:the |a la |la )?(?:end (?:of )?|fin (?:de )?)"
BOUNDS = (
    (pattern(rf"(?:by|before|no later than|d'ici(?: a)?|avant|au plus tard) {END}"), _by),
    (pattern(rf"(?:after|apres) {END}"), _after),
    (pattern(r"(?:by|no later than|d'ici(?: a| au)?|au plus tard) |\.\./"), _by),
    (pattern(r"(?:before|avant) "), _before),
    (pattern(r"(?:from|since|depuis|des|a (?:partir|compter) d[eu]) |a (?:partir|compter) d'"), _from),
    (pattern(r"(?:after|apres) "), _after),
)


def _bounded(text):
    """A date with one open side: by, before, from, after."""
    if text.endswith("/.."):
        span = _end(text.removesuffix("/.."))
        return span and _from(span)
    rests = ((text[match.end() :], bound) for prefix, bound in BOUNDS if (match := prefix.match(text)))
    # "Before mid-2030" does not say where mid-2030 begins, nor "after" where it ends.
    clear = ((rest, bound) for rest, bound in rests if bound in (_by, _from) or not PART.search(rest))
    return next((bound(span) for rest, bound in clear if (span := _end(rest))), None)


# The separators from the plainest to the hyphen, which dates have inside too. Two dates joined by "and" are
# a range only after "between".
RANGES = (
    pattern(r"(?:between|entre) (.+?) (?:and|et) (.+)"),
    pattern(r"(?:from )?(.+?) to (.+)"),
    pattern(r"(?:de |du |d')?(.+?) (?:a|au|aux) (.+)"),
    pattern(r"([^/]+)/([^/]+)"),
    pattern(r"(?:from |de )?([^–]+?) ?– ?([^–]+)"),
    pattern(r"(?:from |de )?(.+?) - (.+)"),
    pattern(r"(?:from |de )?([^-]+)-([^-]+)"),
)


def _range(text):
    if match := AMERICAN_DAYS.fullmatch(text):
        month, first, last, year = match.groups()
        left, right = f"{first} {month} {year}", f"{last} {month} {year}"
    else:
        match = next((match for shape in RANGES if (match := shape.fullmatch(text))), None)
        if match is None:
            return None
        left, right = match.groups()
    _refuse_american_day(left, right)
    start, end = _end(_completed(left, right)), _end(right)
    if start is None or end is None:
        return None
    # One end within the other ("2025 – March 2025") leads nowhere either.
    if left != right and (start.earliest >= end.earliest or start.latest >= end.latest):
        raise SpanError("reversed")
    return Span(start.earliest, end.latest, start.approx or end.approx)


def _refuse_american_day(left, right):
    """ "July 20 – September 2025" may begin in July 2020; only "June 28 – July 3, 2025" is clear."""
    if AMERICAN_DAY.fullmatch(left) and not AMERICAN_DATE.fullmatch(right):
        raise SpanError("ambiguous")


def _completed(left, right):
    """The left end with the month and year that it shares with the right one: "28 June – 3 July 2025"."""
    # "Mid-11 December 2025" does not run from the middle of 2025.
    if HAS_YEAR.search(left) or left in PARTS:
        return left
    shared = BARE_DAY.fullmatch(left) and AFTER_DAY.fullmatch(right) or LAST_YEAR.search(right)
    return f"{left} {shared[1]}" if shared else left
