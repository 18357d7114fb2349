"""Whether the numbers in a record’s texts are among its figures."""

from collections.abc import Iterable, Iterator
from math import inf

from django.utils.translation import gettext as _

from projects.figures_in_texts import Said, amounts, said
from projects.records import texts
from projects.records.findings import Finding, warn


def unmatched(record, figures: Iterable) -> Iterator[Finding]:
    """Numbers in the texts of the record of which none of these figures speaks, with the nearest one."""
    found = {}
    for field, text in texts.written(record):
        for number in said(text):
            found.setdefault(number.readings, {}).setdefault(field, number)
    known = [(each, amounts(each.low, each.high, each.unit.code)) for each in figures] if found else []
    for places in found.values():
        field, number = next(iter(places.items()))
        if not any(number.is_said_by(each) for _figure, each in known):
            where = ", ".join(str(each.verbose_name) for each in places)
            words = {"number": number.words, "where": where, "figure": _nearest(number, known)}
            yield warn("number-unknown", _said(words), field.name)


def _nearest(number: Said, known) -> str:
    off = [(min(number.distance(amount) for amount in each), str(figure)) for figure, each in known]
    return min((each for each in off if each[0] < inf), default=(inf, ""))[1]


def _said(words: dict[str, str]) -> str:
    if not words["figure"]:
        return _("“%(number)s” is in no figure of what is linked (%(where)s).") % words
    return _("“%(number)s” is in no figure of what is linked (%(where)s). The nearest is: %(figure)s.") % words
