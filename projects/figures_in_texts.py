"""Numbers that a text says, in English or French spelling, and whether a figure says the same. Pure.

Dates, years, times, telephone numbers, postcodes and numbers in names ("Zephyr-2", "A390", "phase 2") are none.
Here alone is a unit scaled, to compare "€1.5 billion" with "1 500 M€"; what is stored is never converted.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from math import inf, log

_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december|janvier|février|mars|avril"
    "|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
)
_GAP = "[ \u00a0\u202f\u2009]"
# What has digits and is no figure.
_NO_FIGURES = re.compile(
    rf"""https?://\S+ | (?<!\S)[^\s@]+@\S+
    | \b\d{{1,2}}(?:er|st|nd|rd|th)?(?:{_GAP}?(?:-|–|and|et|au|to){_GAP}?\d{{1,2}}(?:er|st|nd|rd|th)?)?
      {_GAP}(?:of{_GAP})?(?:{_MONTHS})\b (?:,?{_GAP}\d{{4}}\b)?
    | \b(?:{_MONTHS}){_GAP}\d{{1,2}}(?:st|nd|rd|th)?\b(?![.,]?\d) (?:,?{_GAP}\d{{4}}\b)?
    | \b\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}\b | \b\d{{4}}-\d\d(?:-\d\d)?\b | \b\d+/\d+\b
    | \b\d{{1,2}}:\d\d\b | \b\d{{1,2}}{_GAP}?h{_GAP}?(?:\d\d)?\b(?!/) | \b\d{{1,2}}(?:\.\d\d)?{_GAP}?[ap]\.?m\b
    | \+\d[\d().\u00a0\u202f -]{{6,}}\d | \b0\d(?:[ .\u00a0\u202f-]\d\d){{4}}\b
    | \b\d{{5}}(?={_GAP}[A-ZÀ-Ý])
    | \b(?:n[°ºo]s?|no\.|nos\.|article|art\.|page|p\.|phase|line|ligne|step|étape|version|iso|scope|chapter
      |chapitre|tranche|part|partie|cs|bp){_GAP}?\d[\d\u00a0\u202f.]*
    | \b(?:siret|siren|rcs)(?:{_GAP}[A-ZÀ-Ý]\w+)?{_GAP}?\d[\d\u00a0\u202f\ .]*""",
    re.IGNORECASE | re.VERBOSE,
)
_DIGITS = rf"\d{{1,3}}(?:{_GAP}\d{{3}})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)*"
_SCALES = {
    "thousand": 10**3, "mille": 10**3, "k": 10**3, "million": 10**6, "millions": 10**6, "m": 10**6,
    "billion": 10**9, "billions": 10**9, "milliard": 10**9, "milliards": 10**9, "bn": 10**9, "md": 10**9,
    "mds": 10**9,
}  # fmt: skip
# "m" is a million of money only: elsewhere it is a metre.
_OF_MONEY = ("k", "m", "md", "mds")
_SYMBOLS = ("kWh", "MWh", "GWh", "TWh", "kW", "MW", "GW", "TW", "ha", "km", "m", "m²", "t")
_UNITS = {
    "%": "%", "percent": "%", "per cent": "%", "pour cent": "%", "€": "EUR", "eur": "EUR", "euro": "EUR",
    "euros": "EUR", "year": "years", "years": "years", "an": "years", "ans": "years", "année": "years",
    "années": "years", "hectare": "ha", "hectares": "ha", "m2": "m²", "tonne": "t", "tonnes": "t",
} | {unit.lower(): unit for unit in _SYMBOLS}  # fmt: skip
_NUMBER = re.compile(
    rf"(?<![\w.,+/])(?<![^\d]-)(?P<before>€{_GAP}?|EUR{_GAP})?(?P<digits>{_DIGITS})(?![\d/])", re.IGNORECASE
)


def _any_of(words) -> str:
    return "|".join(sorted(words, key=len, reverse=True)).replace(" ", _GAP)


_SCALE = re.compile(rf"(?:{_GAP}|-)?({_any_of(_SCALES)})(?=EUR|[\W_]|$)", re.IGNORECASE)
_UNIT = re.compile(rf"(?:{_GAP}|-)?(?:d[e’']{_GAP}?)?({_any_of(_UNITS)})(?!\w)", re.IGNORECASE)
# Words that tell a number of things from a year.
_THINGS = re.compile(
    rf"{_GAP}(?:(?:in)?direct(?:e?s)?{_GAP})?"
    r"(?:jobs?|people|employees|staff|vehicles|homes|emplois?|personnes|salariés?|véhicules|foyers)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Amount:
    """A number with the kind of thing it counts: "EUR", "%", "GWh", …; "" for a bare number."""

    value: Decimal
    kind: str = ""


@dataclass(frozen=True)
class Said:
    """What a text says, in its words; "1,200" may be read in more than one way."""

    words: str
    readings: tuple[Amount, ...]

    def is_said_by(self, amounts: Iterable[Amount]) -> bool:
        """A number without a unit may be one of anything."""
        return any(
            reading.value == amount.value and reading.kind in ("", amount.kind)
            for amount in amounts
            for reading in self.readings
        )

    def distance(self, amount: Amount) -> float:
        """How far off the amount is, as a ratio; infinite for another kind of thing."""
        alike = [each.value for each in self.readings if each.kind in ("", amount.kind)]
        return min((_ratio(value, amount.value) for value in alike), default=inf)


def _ratio(one: Decimal, other: Decimal) -> float:
    return abs(log(one / other)) if one > 0 and other > 0 else inf if one != other else 0.0


def said(text: str) -> Iterator[Said]:
    """The numbers in a text that speak of an amount, in their order."""
    text = _NO_FIGURES.sub(" ; ", text)
    for found in _NUMBER.finditer(text):
        scale, kind, end = _measured(text, found)
        is_in_a_name = text[end : end + 1].isalpha()
        if not is_in_a_name and not (end == found.end() and _is_a_year(found)):
            readings = tuple(Amount(value * scale, kind) for value in _values(found["digits"]))
            if readings:
                yield Said(" ".join(text[found.start() : end].split()), readings)


def _measured(text: str, found: re.Match) -> tuple[int, str, int]:
    """By how much the number counts, of what, and where the words for it end."""
    scale = _SCALE.match(text, found.end())
    kind, end = _unit(text, found, scale.end() if scale else found.end())
    if scale and scale[1].lower() in _OF_MONEY and kind != "EUR":
        scale = None
        kind, end = _unit(text, found, found.end())
    return _SCALES[scale[1].lower()] if scale else 1, kind, end


def _unit(text: str, found: re.Match, at: int) -> tuple[str, int]:
    unit = _UNIT.match(text, at)
    kind = _UNITS[re.sub(_GAP, " ", unit[1]).lower()] if unit else ""
    return "EUR" if found["before"] else kind, unit.end() if unit else at


def _is_a_year(found: re.Match) -> bool:
    is_bare = not found["before"] and not _THINGS.match(found.string, found.end())
    return is_bare and re.fullmatch(r"(?:19|20)\d\d", found["digits"]) is not None


def _values(digits: str) -> list[Decimal]:
    """Every number that the digits may spell: a mark before three digits parts thousands or decimals."""
    joined = re.sub(_GAP, "", digits)
    readings = []
    if joined.count(",") + joined.count(".") <= 1:
        readings.append(joined.replace(",", "."))
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", joined):
        readings.append(joined.replace(",", ""))
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", joined):
        readings.append(joined.replace(".", "").replace(",", "."))
    return list(dict.fromkeys(Decimal(reading) for reading in readings))


def amounts(low: Decimal | None, high: Decimal | None, unit_code: str) -> list[Amount]:
    """What a figure in this unit (see `measures`) says: one amount, or both bounds."""
    kind, scale = _OF_UNITS.get(unit_code, (unit_code, 1))
    return [Amount(value * scale, kind) for value in dict.fromkeys((low, high)) if value is not None]


_OF_UNITS = {
    "GWh/year": ("GWh", 1),
    "EUR million": ("EUR", 10**6),
    "EUR billion": ("EUR", 10**9),
    "vehicles/year": ("", 1),
}
