"""What happened to a record: every version, review, schedule and ledger row, in one list and by one query."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from projects.records import languages, moments
from projects.records.admin.ledger import DONE
from projects.records.models import Override, Publication, Record, Review, Schedule, StillRight, Version
from projects.records.states import LABELS, Act

# How many events a page shows unless it is asked for all.
SHOWN = 50
WORDS = {
    "saved": gettext_lazy("Version %(number)s was saved."),
    "as-live": gettext_lazy("Version %(number)s was saved: it says what is live."),
    Review.Decision.SUBMITTED: gettext_lazy("Review of version %(number)s was asked for."),
    Review.Decision.SENT_BACK: gettext_lazy("Version %(number)s was sent back."),
    Review.Decision.APPROVED: gettext_lazy("Version %(number)s was approved in English and French."),
    "approved-en": gettext_lazy("Version %(number)s was approved in English."),
    "approved-fr": gettext_lazy("Version %(number)s was approved in French."),
    "still-right-en": gettext_lazy("The English was confirmed as still right, up to version %(number)s."),
    "still-right-fr": gettext_lazy("The French was confirmed as still right, up to version %(number)s."),
    "scheduled": gettext_lazy("Version %(number)s was scheduled (%(act)s) for %(due)s."),
    "cancelled": gettext_lazy("The schedule of version %(number)s for %(due)s was cancelled."),
    "applied": gettext_lazy("The schedule of version %(number)s for %(due)s was carried out."),
    "failed": gettext_lazy("The schedule of version %(number)s for %(due)s failed."),
    "entered": gettext_lazy("Version %(number)s: %(act)s (ledger entry %(key)s)."),
    "overridden": gettext_lazy("Version %(number)s went ahead without a second pair of eyes."),
    "signed": gettext_lazy("Going ahead with version %(number)s was signed afterwards."),
}


class Event(NamedTuple):
    """One thing that happened. `key` is that of its row; `other` the approver, where there was one."""

    at: datetime
    kind: str
    key: int
    number: int
    by: str
    act: str
    note: str
    due_at: datetime
    other: str

    @property
    def words(self) -> str:
        words = DONE if self.kind == "entered" else LABELS
        act = words[Act(self.act)] if self.act else ""
        due = moments.words(self.due_at)
        return WORDS[self.kind] % {"number": self.number, "key": self.key, "act": act, "due": due}

    @property
    def when(self) -> str:
        return moments.brief(self.at)

    @property
    def who(self) -> str:
        if self.by and self.other:
            return _("by %(by)s, approved by %(other)s") % {"by": self.by, "other": self.other}
        return _("by %(by)s") % {"by": self.by} if self.by else ""

    @property
    def is_version(self) -> bool:
        return self.kind in ("saved", "as-live")

    @property
    def is_failure(self) -> bool:
        return self.kind == "failed"


def events(record: Record, at_most: int | None = SHOWN) -> list[Event]:
    """The newest first; of one moment, what followed from the other."""
    ranked = [each.annotate(event_rank=Value(rank)) for rank, each in enumerate(_queries(record))]
    found = ranked[0].union(*ranked[1:], all=True).order_by("-event_at", "-event_rank", "-event_key")
    return [Event(*columns) for *columns, _rank in (found if at_most is None else found[:at_most])]


def _queries(record: Record) -> Iterator[models.QuerySet]:
    """One a kind of row, what leads to something else first."""
    about = {"version__record_uuid": record.pk}
    yield _as_events(
        Version.objects.about(record),
        kind=Case(When(is_as_live=True, then=Value("as-live")), default=Value("saved")),
        at=F("made_at"),
        number=F("number"),
        by=Coalesce(F("author__username"), Value("")),
    )
    yield _as_events(
        Review.objects.filter(**about),
        kind=Case(
            When(Q(decision="approved", french=False), then=Value("approved-en")),
            When(Q(decision="approved", english=False), then=Value("approved-fr")),
            default=F("decision"),
        ),
        at=F("at"),
        note=F("note"),
    )
    yield _as_events(
        StillRight.objects.about(record),
        kind=Case(When(language="en", then=Value("still-right-en")), default=Value("still-right-fr")),
        at=F("at"),
        number=F("number"),
    )
    yield from _of_schedules(Schedule.objects.about(record))
    yield from _of_the_ledger(record)


def _of_schedules(schedules) -> Iterator[models.QuerySet]:
    yield _as_events(schedules, kind="scheduled", at=F("made_at"), act=F("act"), due=F("due_at"), note=_note())
    yield _as_events(
        schedules.exclude(cancelled_at=None),
        kind="cancelled",
        at=F("cancelled_at"),
        by=F("cancelled_by__username"),
        note=F("cancelled_why"),
        due=F("due_at"),
    )
    yield _as_events(
        schedules.exclude(applied_at=None), kind="applied", at=F("applied_at"), by="", due=F("due_at")
    )
    yield _as_events(
        schedules.exclude(failed_at=None),
        kind="failed",
        at=F("failed_at"),
        by="",
        note=F(f"failure_{languages.active()}"),
        due=F("due_at"),
    )


def _of_the_ledger(record: Record) -> Iterator[models.QuerySet]:
    yield _as_events(
        Publication.objects.about(record),
        kind="entered",
        at=F("at"),
        number=F("version"),
        act=F("act"),
        note=_note(),
        other=Coalesce(F("approved_by__username"), Value("")),
    )
    overrides = Override.objects.filter(publication__record_uuid=record.pk)
    number = F("publication__version")
    yield _as_events(
        overrides,
        kind="overridden",
        at=F("publication__at"),
        number=number,
        by=F("publication__by__username"),
        note=F("reason"),
    )
    yield _as_events(
        overrides.exclude(signed_at=None),
        kind="signed",
        at=F("signed_at"),
        number=number,
        by=F("signed_by__username"),
    )


def _note():
    """In the active language, else in the other."""
    first, other = ("fr", "en") if languages.active() == "fr" else ("en", "fr")
    return Case(When(**{f"note_{first}": ""}, then=F(f"note_{other}")), default=F(f"note_{first}"))


def _as_events(rows, *, kind, at, number=None, by=None, act="", note="", due=None, other=""):
    """The rows in the columns of `Event`, which are the same for all."""
    columns = {
        "at": at,
        "kind": kind,
        "key": F("pk"),
        "number": number or F("version__number"),
        "by": F("by__username") if by is None else by,
        "act": act,
        "note": note,
        "due": due or at,
        "other": other,
    }
    texts = ("kind", "by", "act", "note", "other")
    named = {f"event_{name}": _column(each, name in texts) for name, each in columns.items()}
    return rows.order_by().annotate(**named).values_list(*named)


def _column(expression, is_text):
    """Parts of a union agree in their types."""
    expression = Value(expression) if isinstance(expression, str) else expression
    return models.functions.Cast(expression, models.TextField()) if is_text else expression
