"""What became of a milestone's dates: the current one, the plans before it, slips and disagreements. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise

from projects.records import claims, slips


@dataclass(frozen=True)
class Step:
    """One date that was given, and how it compares to the one given before it (None for the first)."""

    claim: object
    slip: slips.Slip | None


class History:
    """Every date ever given for one milestone, read as on a day.

    A milestone with no dates has no `current`; everything else is then empty.
    """

    def __init__(self, dates: Iterable, on: date):
        self.dates = sorted(
            dates, key=lambda claim: (claim.known_on, claim.interval.low or date.min, str(claim.pk))
        )
        self.on = on
        self.current = claims.current(self.dates)
        self.disagreements = claims.disagreements(self.dates)

    @property
    def status(self) -> str:
        """ "happened", "announced", or "overdue": planned for a time that has passed, with no outcome known."""
        if self.current is None:
            return ""
        if self.current.is_outcome:
            return "happened"
        latest = self.current.latest
        return "overdue" if latest is not None and latest < self.on else "announced"

    @cached_property
    def agreeing(self) -> list:
        """The claims that say just what the current one says, oldest source first."""
        if self.current is None:
            return []
        said = (self.current.nature, self.current.span)
        return [claim for claim in self.dates if (claim.nature, claim.span) == said]

    @cached_property
    def first_plan(self):
        return next((claim for claim in self.dates if not claim.is_outcome), None)

    @cached_property
    def slip(self) -> slips.Slip | None:
        """From the first plan to the current claim; None where there is nothing to compare."""
        if self.first_plan is None or self.current is None or self.first_plan is self.current:
            return None
        return slips.compare(self.first_plan.span, self.current.span)

    @property
    def has_moved(self) -> bool:
        return self.slip is not None and self.slip.verdict in ("slipped", "brought-forward")

    @cached_property
    def steps(self) -> list[Step]:
        """Oldest first: the plans as they were given, then what is said to have happened."""
        ordered = sorted(self.dates, key=lambda claim: claim.is_outcome)
        previous = [None, *ordered][: len(ordered)]
        return [
            Step(claim, before and slips.compare(before.span, claim.span))
            for before, claim in zip(previous, ordered, strict=True)
        ]

    @property
    def changes(self) -> int:
        """How many of the steps say something else than the one before."""
        said = [(step.claim.nature, step.claim.span) for step in self.steps]
        return sum(one != other for one, other in pairwise(said))
