"""Of all that was said of a capacity: the one number that stands for now, and the one aimed at. Pure."""

from collections.abc import Iterable
from datetime import date

from projects.comparisons import Comparison, compare
from projects.records.claims import newest_first


def now(figures: Iterable) -> Comparison | None:
    """What is so at the latest time that is told of for certain: the figure's own, or that of its source."""
    return _best(figures, "actual", _first)


def aimed_at(figures: Iterable) -> Comparison | None:
    """The target that is set for the latest time; one for no time in particular comes last."""
    return _best(figures, "target", lambda figure: figure.latest or figure.earliest or date.min)


def _best(figures: Iterable, nature: str, time) -> Comparison | None:
    """Of what is said for nobody in particular; at the same time what the newest source says."""
    compared = compare(each for each in figures if each.nature == nature and not each.party_id)
    newest = newest_first(comparison.current for comparison in compared)
    best = max(newest, key=time, default=None)
    return next((comparison for comparison in compared if comparison.current is best), None)


def _first(figure) -> date:
    time = figure.span or figure.published
    return (time.earliest or time.latest) if time else figure.known_on
