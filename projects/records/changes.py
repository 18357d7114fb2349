"""What changed since a client last asked: the place up to which it has everything, and what comes after it."""

import hashlib
import re
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import takewhile
from uuid import UUID

from django.db.models import Q, QuerySet, Subquery

from projects.records.editions import TELLING, mark_of
from projects.records.models import LastChange, Publication

SINCE = "since"
_NUMBER = "(?:0|[1-9][0-9]{0,17})"
PATTERN = f"^{_NUMBER}-[0-9a-f]{{32}}-{_NUMBER}-[0-9a-f]{{20}}-[0-9a-f]{{8}}$"
_TOKEN = re.compile(PATTERN, re.ASCII)
_NOWHERE = "0" * 20


class Diverged(Exception):
    """The place is of another ledger than this one."""


@dataclass(frozen=True)
class Place:
    """The last change that a client was given, and the row of the ledger up to which its first round goes.

    In the first round it is not told of what was gone before it came. `mark` is that of the row of the ledger with
    the greater of the two numbers.
    """

    sequence: int = 0
    uuid: UUID = UUID(int=0)
    first_round: int = 0
    mark: str = _NOWHERE

    @property
    def rests_on(self) -> int:
        return max(self.sequence, self.first_round)

    def after(self, change: LastChange) -> "Place":
        there = replace(self, sequence=change.publication_id, uuid=change.record_uuid)
        return there if there.rests_on == self.rests_on else replace(there, mark=mark(change.publication))


@dataclass(frozen=True)
class Page:
    """Changes of records of one type, in order, and the place after them.

    `is_held_back` says that more is in the ledger already, of a moment that has not come where this is read.
    """

    changes: list[LastChange]
    place: Place
    has_more: bool
    is_held_back: bool


def mark(row: Publication) -> str:
    return mark_of(getattr(row, name) for name in TELLING)


def token(place: Place) -> str:
    """The place as a word for addresses."""
    said = f"{place.sequence}-{place.uuid.hex}-{place.first_round}-{place.mark}"
    return f"{said}-{_check_sum(said)}"


def read(word: str) -> Place:
    """The place that the token stands for; raises ValueError for what `token` did not write.

    Whoever reckons out a check sum gains nothing: all that the ledger has was public.
    """
    said, _, check_sum = word.rpartition("-")
    if not is_well_formed(word) or check_sum != _check_sum(said):
        raise ValueError(word)
    sequence, uuid, first_round, its_mark = said.split("-")
    return Place(int(sequence), UUID(uuid), int(first_round), its_mark)


def is_well_formed(word: str) -> bool:
    return _TOKEN.fullmatch(word) is not None


def _check_sum(said: str) -> str:
    return hashlib.blake2b(said.encode(), digest_size=4, person=b"changes").hexdigest()


def beginning(edition) -> Place:
    """Where a client begins that has nothing yet: its first round goes as far as this edition does."""
    is_empty = edition.changed_at is None or edition.is_ahead
    return Place() if is_empty else Place(first_round=edition.number, mark=edition.mark)


def page(place: Place, size: int, at: datetime) -> Page:
    """At most so many changes after the place, of one type, as things stand at that moment.

    Raises Diverged. What the ledger has for a later moment, and all after it, waits: nobody sees it yet.
    """
    known = Publication.objects.filter(sequence=place.rests_on)
    ahead = Publication.objects.filter(sequence__gt=place.sequence, at__gt=at).order_by("sequence")
    found = _after(place).annotate(
        ahead=Subquery(ahead.values("sequence")[:1]),
        **{f"known_{name}": Subquery(known.values(name)) for name in TELLING},
    )
    rows = list(found[: size + 1])
    _refuse_strangers(place, rows, known)
    come = [row for row in rows if row.ahead is None or row.publication_id < row.ahead]
    given = list(takewhile(lambda row: row.record_type == come[0].record_type, come[:size]))
    there = place.after(given[-1]) if given else place
    return Page(given, there, has_more=len(given) < len(come), is_held_back=len(come) < len(rows))


def _after(place: Place) -> QuerySet:
    further = Q(publication__gt=place.sequence) | Q(record_uuid__gt=place.uuid)
    gone_before = Q(is_removed=True, publication__lte=place.first_round)
    rows = LastChange.objects.filter(further, publication__gte=place.sequence).exclude(gone_before)
    return rows.select_related("publication").order_by("publication_id", "record_uuid")


def _refuse_strangers(place: Place, rows: list[LastChange], known: QuerySet) -> None:
    if place.rests_on == 0:
        return
    if rows:
        there = [getattr(rows[0], f"known_{name}") for name in TELLING]
    else:
        there = known.values_list(*TELLING).first()
    if there is None or None in there or mark_of(there) != place.mark:
        raise Diverged
