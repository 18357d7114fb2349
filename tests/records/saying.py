"""Claims without a database, for the rules about them."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import count

from projects.records.claims import Interval
from projects.records.dates import Span
from projects.records.dates_parse import parse

_number = count(1)


@dataclass(eq=False)
class Saying:
    """`publisher` said in a source of `source_date` that it is, or will be, so in the span or interval given."""

    publisher: str
    source_date: str
    is_outcome: bool
    says: str | Interval
    key: str = "opening"
    pk: int = 0

    def __post_init__(self):
        self.pk = self.pk or next(_number)

    def __repr__(self):
        verb = "happened" if self.is_outcome else "planned"
        return f"{self.publisher} {self.source_date}: {verb} {self.says}"

    @cached_property
    def span(self) -> Span:
        return parse(self.says)

    @property
    def interval(self) -> Interval:
        return self.says if isinstance(self.says, Interval) else Interval(self.span.earliest, self.span.latest)

    @property
    def nature(self) -> str:
        return "happened" if self.is_outcome else "planned"

    @property
    def latest(self) -> date | None:
        return self.interval.high

    @property
    def publisher_key(self) -> str:
        return self.publisher

    @property
    def published(self) -> Span | None:
        return parse(self.source_date) if self.source_date else None

    @property
    def known_on(self) -> date:
        return self.published.latest if self.published else date(2026, 1, 1)


def happened(says, publisher="Verkor", published="2025-12-11", **more) -> Saying:
    return Saying(publisher, published, True, says, **more)


def planned(says, publisher="Verkor", published="2021-06-28", **more) -> Saying:
    return Saying(publisher, published, False, says, **more)
