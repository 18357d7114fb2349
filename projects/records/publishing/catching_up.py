"""Carries out what is due. Runs from the command, and on the first request after a moment has come."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, Subquery
from django.utils import translation

from projects.records.models import Bundle, Publication, Schedule
from projects.records.publishing import scheduling

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Outcome:
    """What became of schedules that go out together: ledger rows, or why it failed, by language."""

    schedules: Sequence[Schedule]
    publications: Sequence[Publication] = ()
    failure: dict[str, str] = field(default_factory=dict)


def to_try(at: datetime):
    """The schedules that wait to be carried out. What failed waits until something else has gone out."""
    latest = Publication.objects.order_by("-sequence").values("sequence")[:1]
    return Schedule.objects.due(at).filter(Q(failed_at=None) | Q(failed_after__lt=Subquery(latest)))


def catch_up(at: datetime, *, retry: bool = False) -> list[Outcome]:
    """Carries out all that is due, each for itself; what fails stays, marked with the reason, and blocks nothing.

    What goes out late, but for the first time, goes out as of its moment; what had failed, as of now. With `retry`
    what failed before is tried again in any case. What one process carries out, another does not.
    """
    outcomes, tried = {}, None
    while tried is None or any(outcome.publications for outcome in tried):
        due = Schedule.objects.due(at) if retry and tried is None else to_try(at)
        tried = [outcome for group in scheduling.groups(due) if (outcome := _carry_out(group, at))]
        outcomes |= {outcome.schedules[0].pk: outcome for outcome in tried}
    return list(outcomes.values())


def _carry_out(group: list[Schedule], at: datetime) -> Outcome | None:
    """None if another process was faster."""
    failure = {}
    for language in ("en", "fr"):
        with translation.override(language):
            try:
                return _applied(group, at)
            except Exception as error:  # whatever it is, the others must not wait for it
                failure[language] = "\n".join(_words(error))
    _mark(group, at, failure)
    return Outcome(group, failure=failure)


@transaction.atomic
def _applied(group: list[Schedule], at: datetime) -> Outcome | None:
    Publication.objects.lock()
    keys = [each.pk for each in group]
    still = Schedule.objects.select_for_update(of=("self",)).pending().filter(pk__in=keys)
    if still.count() < len(group):
        return None
    failed_before = any(each.failed_at and each.failed_at < at for each in group)
    publications = scheduling.apply(group, at=at if failed_before else group[0].due_at)
    Bundle.objects.filter(pk=group[0].bundle_id).update(closed_at=at)
    still.update(applied_at=at, failed_at=None, failed_after=None, failure_en="", failure_fr="")
    return Outcome(group, publications)


@transaction.atomic
def _mark(group: list[Schedule], at: datetime, failure: dict[str, str]) -> None:
    Publication.objects.lock()
    latest = Publication.objects.latest_sequence()
    texts = {f"failure_{language}": words for language, words in failure.items()}
    pending = Schedule.objects.pending().filter(pk__in=[each.pk for each in group])
    pending.update(failed_at=at, failed_after=latest, **texts)


def _words(error: Exception) -> list[str]:
    if isinstance(error, ValidationError):
        return error.messages
    logger.warning("A schedule failed", exc_info=error)
    return [str(error) or type(error).__name__]
