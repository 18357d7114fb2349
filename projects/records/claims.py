"""The four rules about claims, as pure functions.

A claim here is anything with these attributes:

- `pk`: unique and sortable;
- `key`: what the claim is about; only claims of one key are compared;
- `interval`: an `Interval` of what it says;
- `is_outcome`: whether it says that something is so (happened, actual), and not that it will be;
- `publisher_key`: who said it;
- `known_on`: the day from which it counts as known;
- `published`: a `Span` in which its source appeared, or None.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from itertools import combinations
from operator import attrgetter
from typing import Any


@dataclass(frozen=True)
class Interval:
    """What a claim says, from low to high; None is open, `above_low` leaves the low bound itself out."""

    low: Any = None
    high: Any = None
    above_low: bool = False
    below_high: bool = False

    def ends_before(self, other: "Interval") -> bool:
        if self.high is None or other.low is None:
            return False
        touching_is_apart = self.below_high or other.above_low
        return self.high < other.low or (self.high == other.low and touching_is_apart)

    def overlaps(self, other: "Interval") -> bool:
        return not (self.ends_before(other) or other.ends_before(self))

    def holds_more_than(self, other: "Interval") -> bool:
        """Whether the other lies in this one and says more exactly where."""
        low_inside = self.low is None or (other.low is not None and self.low <= other.low)
        high_inside = self.high is None or (other.high is not None and other.high <= self.high)
        return low_inside and high_inside and (self.low, self.high) != (other.low, other.high)


def newest_first(claims: Iterable) -> list:
    return sorted(sorted(claims, key=lambda claim: claim.pk), key=lambda claim: claim.known_on, reverse=True)


def current(claims: Iterable):
    """Rule 1: happened before planned, then the newest source, then id. None if there is no claim.

    A vaguer account of what happened ("2020" beside "July 2020") confirms the sharper one and does not
    replace it, however new its source is.
    """
    claims = newest_first(claims)
    outcomes = [claim for claim in claims if claim.is_outcome]
    sharpest = [
        claim for claim in outcomes if not any(claim.interval.holds_more_than(o.interval) for o in outcomes)
    ]
    return next(iter(sharpest or claims), None)


def by_publisher(claims: Iterable, key: Callable = attrgetter("key")) -> dict[Hashable, list]:
    """Rule 2: what each publisher said on each key, newest first; all but the first of a list are history."""
    said = defaultdict(list)
    for claim in newest_first(claims):
        said[claim.publisher_key, key(claim)].append(claim)
    return dict(said)


def tell_history(claims: Iterable, peers: Iterable | None = None, key: Callable = attrgetter("key")) -> None:
    """Gives each claim its `history`: those of the peers that its publisher said before it, newest first."""
    earlier = {
        claim.pk: said[place + 1 :]
        for said in by_publisher(claims if peers is None else peers, key).values()
        for place, claim in enumerate(said)
    }
    for claim in claims:
        claim.history = earlier.get(claim.pk, [])


def tell_disagreements(claims: Iterable, peers: Iterable | None = None) -> None:
    """Gives each claim `disagrees_with`: the ids of those, among the peers, that cannot be true as well."""
    by_key = defaultdict(list)
    for peer in claims if peers is None else peers:
        by_key[peer.key].append(peer)
    others = defaultdict(list)
    for of_one_key in by_key.values():
        for one, other in disagreements(of_one_key):
            others[one.pk].append(other.pk)
            others[other.pk].append(one.pk)
    for claim in claims:
        claim.disagrees_with = others[claim.pk]


def provably_newer(one, other) -> bool:
    """Whether the source of one appeared after that of the other for certain."""
    if one.published is None or other.published is None:
        return False
    return Interval(other.published.earliest, other.published.latest).ends_before(
        Interval(one.published.earliest, one.published.latest)
    )


def contradict(one, other) -> bool:
    """Whether two claims on one key cannot both be true."""
    if one.key != other.key or one.publisher_key == other.publisher_key:
        return False
    if one.is_outcome == other.is_outcome:
        return not one.interval.overlaps(other.interval)
    return not (provably_newer(one, other) or provably_newer(other, one))


def disagreements(claims: Iterable) -> list[tuple]:
    """Rule 3: pairs of the newest claims of different publishers on one key that cannot both be true."""
    newest = [said[0] for said in by_publisher(claims).values()]
    return [pair for pair in combinations(newest, 2) if contradict(*pair)]
