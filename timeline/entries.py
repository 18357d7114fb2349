"""One milestone as the timeline shows it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

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

    @property
    def sources(self) -> list:
        """Whoever gives the current date, each source once, oldest first."""
        return list({claim.source_id: claim for claim in self.history.agreeing}.values())


def entries(milestones: Iterable, on: date, is_retrospect: bool = False) -> list[Entry]:
    """For milestones with their claims in `known_dates`."""
    return [
        Entry(milestone, milestone.history(on, milestone.known_dates), is_retrospect) for milestone in milestones
    ]


def by_year(entries: Iterable[Entry]) -> list[tuple[bool, list[tuple[int, list[Entry]]]]]:
    """Entries that are in order, parted into past and announced, and by year within either."""
    return [
        (
            bool(is_announced),
            [(year, list(of_year)) for year, of_year in groupby(part, lambda e: e.milestone.year)],
        )
        for is_announced, part in groupby(entries, lambda entry: entry.milestone.is_announced)
    ]
