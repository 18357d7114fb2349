"""Puts figures that speak of the same thing side by side, with what the rules say of them. Pure."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from projects import measures
from projects.records import claims

# The order in which a page shows what kind of number it is.
NATURES = ("actual", "stated", "expected", "target")
_ORDER = {measure: position for position, measure in enumerate(measures.MEASURES)}


@dataclass(frozen=True)
class Comparison:
    """Figures of one key.

    `voices` are the newest figures of each publisher, those that say the same together, the current one first.
    """

    voices: list[list]
    history: list
    disagree: bool

    @property
    def current(self):
        return self.voices[0][0]

    @property
    def is_one_voice(self) -> bool:
        return len(self.voices) == 1


def compare(figures: Iterable) -> list[Comparison]:
    """One comparison a key, in the order in which the keys came."""
    by_key = defaultdict(list)
    for figure in figures:
        by_key[figure.key].append(figure)
    return [_comparison(of_one_key) for of_one_key in by_key.values()]


def by_nature(figures: Iterable) -> list[tuple[str, list[Comparison]]]:
    """Comparisons under their nature: what is so, what is stated, what is expected, what is aimed at."""
    compared = compare(sorted(figures, key=lambda figure: _ORDER[figure.measure]))
    groups = [(nature, [c for c in compared if c.current.nature == nature]) for nature in NATURES]
    return [(nature, group) for nature, group in groups if group]


def _comparison(figures: list) -> Comparison:
    newest = [said[0] for said in claims.by_publisher(figures).values()]
    current = claims.current(newest)
    by_wording = defaultdict(list)
    for figure in [current, *(f for f in claims.newest_first(newest) if f is not current)]:
        by_wording[figure.low, figure.high, figure.qualifier].append(figure)
    return Comparison(
        voices=list(by_wording.values()),
        history=[figure for figure in claims.newest_first(figures) if figure not in newest],
        disagree=bool(claims.disagreements(figures)),
    )
