"""How a plan moved: what two spans prove about it, and nothing more."""

from dataclasses import dataclass
from datetime import date

from projects.records.dates import Span

WORDS = {
    "en": {
        "slipped": "slipped by at least {}",
        "brought-forward": "brought forward by at least {}",
        "narrowed": "narrowed",
        "vaguer": "made vaguer",
        "unchanged": "unchanged",
        "not-provable": "not provable",
    },
    "fr": {
        "slipped": "décalé d’au moins {}",
        "brought-forward": "avancé d’au moins {}",
        "narrowed": "précisé",
        "vaguer": "rendu plus vague",
        "unchanged": "inchangé",
        "not-provable": "non démontrable",
    },
}

# One and several.
UNITS = {
    "en": {"day": ("day", "days"), "month": ("month", "months"), "year": ("year", "years"), "and": " and "},
    "fr": {"day": ("jour", "jours"), "month": ("mois", "mois"), "year": ("an", "ans"), "and": " et "},
}


@dataclass(frozen=True)
class Slip:
    """What became of a plan. The measures are None unless it moved; an open bound has no "at most".

    Months are whole calendar months between the days that the days are counted between: 345 days from
    31 December 2024 to 11 December 2025 are 11 months.
    """

    verdict: str
    at_least_days: int | None = None
    at_most_days: int | None = None
    at_least_months: int | None = None

    def words(self, language: str) -> str:
        """The verdict in "en" or "fr", with the least that is proven."""
        words = WORDS[language][self.verdict]
        if self.at_least_days is None:
            return words
        return words.format(self.least(language))

    def least(self, language: str) -> str:
        """By how much it moved, at least; empty unless it moved."""
        if self.at_least_days is None:
            return ""
        return _length(self.at_least_days, self.at_least_months, UNITS[language])


def compare(a: Span, b: Span) -> Slip:
    """What plan ``b`` (or the fact) made of plan ``a``. Vague spans are judged by their bounds too."""
    if a.latest and b.earliest and b.earliest > a.latest:
        return _moved("slipped", (a.latest, b.earliest), (a.earliest, b.latest))
    if a.earliest and b.latest and b.latest < a.earliest:
        return _moved("brought-forward", (b.latest, a.earliest), (b.earliest, a.latest))
    if a.same_bounds(b):
        return Slip("unchanged")
    if b.narrower_than(a):
        return Slip("narrowed")
    return Slip("vaguer" if a.narrower_than(b) else "not-provable")


def _moved(verdict, least, most):
    return Slip(
        verdict,
        at_least_days=(least[1] - least[0]).days,
        at_most_days=(most[1] - most[0]).days if None not in most else None,
        at_least_months=_months(*least),
    )


def _months(start: date, end: date) -> int:
    return (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)


def _length(days, months, units):
    """Days below two months, then months, from two years on years and what is left over."""
    if months < 2:
        return _count(days, units["day"])
    if months < 24:
        return _count(months, units["month"])
    years, rest = divmod(months, 12)
    parts = [_count(years, units["year"])] + ([_count(rest, units["month"])] if rest else [])
    return units["and"].join(parts)


def _count(number, names):
    return f"{number} {names[0] if number == 1 else names[1]}"
