"""One milestone as the timeline shows it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain, groupby
from operator import attrgetter

from projects.records.languages import LocalText
from timeline.histories import History


@dataclass(frozen=True)
class Entry:
    milestone: object
    history: History
    is_retrospect: bool = False

    @property
    def title(self) -> LocalText:
        return self.milestone.title_while(self.history.status == "happened")

    @property
    def text(self) -> str:
        """Left out when an earlier day is asked for: it was written with later knowledge."""
        return "" if self.is_retrospect else self.milestone.text

    @property
    def claim(self):
        return self.history.current

    @cached_property
    def sources(self) -> list:
        """Whoever gives the current date, each source once, oldest first."""
        return list({claim.source_id: claim for claim in self.history.agreeing}.values())

    @property
    def others(self) -> list:
        """The dates given that neither the entry itself nor what is said of slips and disagreements tells."""
        told = [*self.history.agreeing, *chain.from_iterable(self.history.disagreements)]
        if self.history.has_moved:
            told.append(self.history.first_plan)
        return [claim for claim in self.history.dates if claim not in told]


@dataclass(frozen=True)
class Year:
    """The entries of one year, in the past part or in the announced one, which may begin or end with it."""

    year: int
    is_announced: bool
    entries: list[Entry]
    is_first: bool
    is_last: bool


def entries(milestones: Iterable, on: date, is_retrospect: bool = False) -> list[Entry]:
    """For milestones with their claims in `known_dates`."""
    return list(in_turn(milestones, on, is_retrospect))


def in_turn(milestones: Iterable, on: date, is_retrospect: bool = False) -> Iterator[Entry]:
    """As `entries`, each when it is asked for, and the milestones when the first one is."""
    for milestone in milestones:
        yield Entry(milestone, milestone.history(on, milestone.known_dates), is_retrospect)


def by_year(entries: Iterable[Entry]) -> Iterator[Year]:
    """Entries that are in order, past and announced apart, and by year within either; each year in its turn."""
    place = attrgetter("milestone.is_announced", "milestone.year")
    before, waiting = None, None
    for (is_announced, year), found in groupby(entries, place):
        if waiting:
            yield Year(*waiting, is_first=waiting[1] != before, is_last=waiting[1] != bool(is_announced))
            before = waiting[1]
        waiting = (year, bool(is_announced), list(found))
    if waiting:
        yield Year(*waiting, is_first=waiting[1] != before, is_last=True)
