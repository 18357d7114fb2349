"""The sources of one page, numbered in the order in which it cites them first. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Reference:
    """A source under its number; `via` only as far as it is public."""

    number: int
    source: object
    via: object | None


class Bibliography:
    """Filled while the page is drawn, so that whoever lists it does so at the end."""

    def __init__(self, at: datetime):
        self.at = at
        self._references = {}
        self._cited = {}

    def cited(self, claim, words: Callable) -> tuple[str, int]:
        """`words` of the claim, asked for once for each place in a source; and the number of the source."""
        place = (claim.source_id, claim.locator)
        if place not in self._cited:
            self._cited[place] = (words(claim), self._number(claim.source))
        return self._cited[place]

    def _number(self, source) -> int:
        if source.pk not in self._references:
            via = source.via if source.via and source.via.is_public(self.at) else None
            self._references[source.pk] = Reference(len(self._references) + 1, source, via)
        return self._references[source.pk].number

    @property
    def references(self) -> list[Reference]:
        return list(self._references.values())
