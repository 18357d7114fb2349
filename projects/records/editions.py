"""The version of the whole site at a moment: cache key, ETag and age of every answer come from it."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db.models import Exists, Q, Subquery
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date

from projects.records.models import Publication, Schedule
from projects.records.publishing import to_try

LONGEST_FRESH = timedelta(seconds=60)
# By these a row of the ledger is told from one of the same number in another database.
TELLING = ("sequence", "record_type", "record_uuid", "version", "act", "at")


@dataclass(frozen=True)
class Edition:
    """What is public at a moment, and until what is due next.

    `number` is that of the ledger's newest row, 0 before there is any; `mark` tells that row from one of the same
    number in another database; `changed_at` is its moment.
    """

    at: datetime
    number: int = 0
    mark: str = ""
    changed_at: datetime | None = None
    is_overdue: bool = False
    next_due_at: datetime | None = None

    @property
    def last_modified(self) -> datetime:
        """When answers last changed: by an act, or at midnight, when plans may have passed.

        Headers know whole seconds only. That of an act is rounded up once it is over, so that whoever was
        answered within it does not take what came after for old.
        """
        midnight = _midnight(self.at)
        changed = max(self.changed_at or midnight, midnight)
        second = changed.replace(microsecond=0)
        ended = second if second == changed else second + timedelta(seconds=1)
        return min(ended, self.at.replace(microsecond=0))

    @property
    def fresh_for(self) -> int:
        """For how many whole seconds an answer stands as it is, if nobody acts without having scheduled it."""
        ends = [self.at + LONGEST_FRESH, _midnight(self.at + timedelta(days=1))]
        if self.next_due_at:
            ends.append(self.next_due_at)
        return int((min(ends) - self.at).total_seconds())

    @property
    def is_ahead(self) -> bool:
        """Whether the newest act is of a moment after this one: decided meanwhile, or by another clock."""
        return self.changed_at is not None and self.changed_at > self.at

    def tag(self, *words: str) -> str:
        """A strong ETag of the answer to a question that these words tell from all others."""
        said = [self.mark, timezone.localdate(self.at).isoformat(), code(), str(self.is_ahead), *words]
        digest = hashlib.blake2b("\n".join(said).encode(errors="replace"), digest_size=10).hexdigest()
        return f'"{self.number}-{digest}"'

    def decided(self, request, tag: str):
        """An empty answer with 304 or 412, if the preconditions of the request ask for one (RFC 9110, 13.2.2)."""
        return get_conditional_response(request, etag=tag, last_modified=int(self.last_modified.timestamp()))

    def tell(self, response, tag: str) -> None:
        """Gives an answer what the next question can be conditional on, and how long it need not be asked."""
        response.headers["ETag"] = tag
        response.headers["Last-Modified"] = http_date(self.last_modified.timestamp())
        self.tell_freshness(response)

    def tell_freshness(self, response) -> None:
        patch_cache_control(response, public=True, max_age=self.fresh_for)


def answered(request, make, *words: str):
    """What `make` gives for the request, unless who asks has it already. It is of the edition of the request, and
    told from other answers by its address and the words."""
    current = request.edition = getattr(request, "edition", None) or edition(timezone.now())
    tag = current.tag(request.build_absolute_uri(), *words)
    response = current.decided(request, tag) or make(request)
    if response.status_code == 412:
        patch_cache_control(response, no_store=True)
    elif response.status_code in (200, 304):
        current.tell(response, tag)
    else:
        current.tell_freshness(response)
    return response


def _midnight(at: datetime) -> datetime:
    """With which the day of the moment begins where readers are."""
    return timezone.make_aware(datetime.combine(timezone.localdate(at), time.min))


def edition(at: datetime) -> Edition:
    """In one query; in two as long as nothing was ever published."""
    coming = Schedule.objects.pending().filter(due_at__gt=at).order_by("due_at").values("due_at")[:1]
    newest = Publication.objects.order_by("-sequence").annotate(
        is_overdue=Exists(to_try(at)), next_due_at=Subquery(coming)
    )
    row = newest.values(*TELLING, "is_overdue", "next_due_at").first()
    if row is None:
        return _empty(at)
    mark = mark_of(row[name] for name in TELLING)
    return Edition(at, row["sequence"], mark, row["at"], row["is_overdue"], row["next_due_at"])


def mark_of(told: Iterable) -> str:
    """The mark of the row of the ledger that has these values of `TELLING`."""
    return hashlib.blake2b("\n".join(map(str, told)).encode(), digest_size=10).hexdigest()


def _empty(at: datetime) -> Edition:
    """With what is scheduled, of which nothing is tried again that failed."""
    waiting = Schedule.objects.pending().filter(Q(due_at__gt=at) | Q(failed_at=None))
    due_at = waiting.order_by("due_at").values_list("due_at", flat=True).first()
    if due_at is None or due_at > at:
        return Edition(at, next_due_at=due_at)
    return Edition(at, is_overdue=True)


@cache
def code() -> str:
    """A mark of all that answers are made of beside the database: the code, its words, the site's name."""
    digest = hashlib.blake2b(settings.SITE_NAME.encode(), digest_size=10)
    for floor in ("projects", "timeline", "newsroom"):
        for path in sorted((Path(settings.BASE_DIR) / floor).rglob("*")):
            if path.suffix in (".py", ".html", ".txt", ".xml", ".mo"):
                digest.update(path.read_bytes())
    return digest.hexdigest()
