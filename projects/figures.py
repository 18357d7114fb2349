"""Numbers in words: what a figure says, in either language, and the interval in which it is true."""

from decimal import Decimal

from projects.measures import Unit
from projects.records.claims import Interval

# Narrow no-break space (U+202F) between thousands, no-break space (U+00A0) before a unit.
THIN, FIXED = "\u202f", "\u00a0"

QUALIFIERS = {
    "exact": {"en": "%s", "fr": "%s"},
    "about": {"en": "about %s", "fr": "environ %s"},
    "more-than": {"en": "more than %s", "fr": "plus de %s"},
    "at-least": {"en": "at least %s", "fr": "au moins %s"},
    "less-than": {"en": "less than %s", "fr": "moins de %s"},
    "at-most": {"en": "at most %s", "fr": "au plus %s"},
    "between": {"en": "between %s and %s", "fr": "entre %s et %s"},
}


def number(value: Decimal, language: str) -> str:
    """1200 as "1,200" or "1 200", 11.8 as "11.8" or "11,8"; no zeros that were not given."""
    text = f"{value.normalize():,f}" if value else "0"
    if language == "en":
        return text
    return text.replace(",", THIN).replace(".", ",")


def words(low: Decimal | None, high: Decimal | None, qualifier: str, unit: Unit, language: str) -> str:
    """The figure as the page shows it, such as "more than 100 GWh a year"."""
    before, after = (getattr(unit, language) % "|").split("|")
    bounds = [before + number(value, language) for value in (low, high) if value is not None]
    amount = QUALIFIERS[qualifier][language] % tuple(bounds if qualifier == "between" else bounds[:1])
    return amount + after.replace(" ", FIXED, 1)


def interval(low: Decimal | None, high: Decimal | None, qualifier: str) -> Interval:
    """Where the true number lies. "About" is read as rounded to its last digit that is not a zero."""
    if qualifier == "about" and low is not None:
        half = Decimal(5).scaleb(low.normalize().as_tuple().exponent - 1) if low else Decimal(0)
        return Interval(low - half, low + half)
    return Interval(low, high, above_low=qualifier == "more-than", below_high=qualifier == "less-than")
