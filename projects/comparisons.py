"""Puts figures that speak of the same thing side by side, with what the rules say of them. Pure."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from projects.records import claims

# The order in which a page shows what kind of number it is.
NATURES = ("actual", "stated", "expected", "target")


@dataclass(frozen=True)
class Comparison:
    """Figures of one key: the current one, what other publishers say newest, and what was said before."""

    current: object
    others: list
    history: list
    disagree: bool
    differ: bool

    @property
    def agreeing(self) -> list:
        """Others that say just what the current one says."""
        return [figure for figure in self.others if self._says_the_same(figure)]

    @property
    def differing(self) -> list:
        return [figure for figure in self.others if not self._says_the_same(figure)]

    def _says_the_same(self, figure) -> bool:
        return (figure.low, figure.high, figure.qualifier) == (
            self.current.low,
            self.current.high,
            self.current.qualifier,
        )


def compare(figures: Iterable) -> list[Comparison]:
    """One comparison a key, in the order in which the keys came."""
    by_key = defaultdict(list)
    for figure in figures:
        by_key[figure.key].append(figure)
    return [_comparison(of_one_key) for of_one_key in by_key.values()]


def by_nature(figures: Iterable) -> list[tuple[str, list[Comparison]]]:
    """Comparisons under their nature: what is so, what is stated, what is expected, what is aimed at."""
    compared = compare(figures)
    groups = [(nature, [c for c in compared if c.current.nature == nature]) for nature in NATURES]
    return [(nature, group) for nature, group in groups if group]


def _comparison(figures: list) -> Comparison:
    newest = [said[0] for said in claims.by_publisher(figures).values()]
    current = claims.current(newest)
    return Comparison(
        current=current,
        others=[figure for figure in claims.newest_first(newest) if figure is not current],
        history=[figure for figure in claims.newest_first(figures) if figure not in newest],
        disagree=bool(claims.disagreements(figures)),
        differ=claims.differ(figures),
    )
