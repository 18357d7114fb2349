"""What goes out at a moment to come. Nothing of it is visible until it is applied (see `catching_up`)."""

from collections.abc import Sequence
from copy import copy
from dataclasses import replace
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from projects.records import drafts, permissions, snapshots, states, texts
from projects.records.models import Bundle, Publication, Schedule
from projects.records.publishing import drafting
from projects.records.publishing.going_out import Decision, go_out
from projects.records.publishing.locks import locked
from projects.records.states import Act, Standing


@transaction.atomic
def schedule(
    decisions: Sequence[Decision], *, by, at: datetime, due_at: datetime, bundle: Bundle | None = None
) -> list[Schedule]:
    """All of it goes out together at `due_at`.

    It is tried at once, after all that is due before it, and undone: what would be refused then is refused now.
    Raises PermissionDenied, ImpossibleMove, NotYet, or ValidationError for a moment that has passed.
    """
    permissions.require(by, permissions.ACTS[Act.SCHEDULE])
    if due_at <= at:
        raise ValidationError({"due_at": _("This moment has passed: give a later one, or publish now.")})
    Publication.objects.lock()
    settled = [_with_version(decision, by=by, at=at) for decision in decisions]
    for decision in settled:
        _require_in_order(decision, due_at)
    _try(settled, by=by, due_at=due_at)
    return [_scheduled(decision, by=by, at=at, due_at=due_at, bundle=bundle) for decision in settled]


def _with_version(decision: Decision, *, by, at: datetime) -> Decision:
    row = locked(decision.record)
    if row.standing == Standing.NEW:
        drafting.keep(row, at=at, by=by)
    desk = drafts.Desk(row)
    states.require(desk.state, Act.SCHEDULE)
    version = decision.version or desk.draft
    return replace(decision, version=version)


def _require_in_order(decision: Decision, due_at: datetime) -> None:
    """Of one record, what is older goes out first."""
    others = Schedule.objects.about(decision.record).pending()
    number = decision.version.number
    later = others.filter(version__number__lt=number, due_at__gte=due_at)
    if later.exists() or others.filter(version__number__gt=number, due_at__lte=due_at).exists():
        raise ValidationError(
            {"due_at": _("Another version of this is scheduled, and they would go out in the wrong order.")}
        )


def _try(decisions: Sequence[Decision], *, by, due_at: datetime) -> None:
    with transaction.atomic():
        carry_out_until(due_at)
        go_out([replace(each, record=copy(each.record)) for each in decisions], by=by, at=due_at)
        transaction.set_rollback(True)


def carry_out_until(moment: datetime) -> None:
    """All that is due by then, but for what fails. Call within a transaction that is undone."""
    for group in groups(Schedule.objects.pending().filter(due_at__lte=moment)):
        try:
            apply(group, at=group[0].due_at)
        except Exception:  # whatever fails of the others is told where they are
            continue


def _scheduled(decision: Decision, *, by, at, due_at, bundle) -> Schedule:
    return Schedule.objects.create(
        version=decision.version,
        act=decision.act,
        note_en=decision.note_en,
        note_fr=decision.note_fr,
        override=decision.override,
        due_at=due_at,
        bundle=bundle,
        by=by,
        made_at=at,
    )


@transaction.atomic
def cancel(planned: Schedule, *, by, at: datetime, why: str) -> None:
    """Calls it off, with all that was to go out together with it.

    Raises PermissionDenied, or ValidationError without a reason or if it is done or cancelled already.
    """
    permissions.require(by, permissions.ACTS[Act.CANCEL])
    reason = texts.said(why)
    if not reason:
        raise ValidationError({"why": _("Give a reason: others counted on it.")})
    Publication.objects.lock()
    for each in _pending(planned):
        each.cancelled_at, each.cancelled_by, each.cancelled_why = at, by, reason
        each.save()


@transaction.atomic
def reschedule(planned: Schedule, *, by, at: datetime, due_at: datetime, why: str) -> list[Schedule]:
    """The same at another moment. Raises what `cancel` and `schedule` raise."""
    cancel(planned, by=by, at=at, why=why)
    together = [planned]
    if planned.bundle_id:
        together = planned.bundle.schedules.filter(cancelled_at=at, due_at=planned.due_at)
    decisions = [decision_of(each) for each in together]
    return schedule(decisions, by=by, at=at, due_at=due_at, bundle=planned.bundle)


def _pending(planned: Schedule) -> list[Schedule]:
    pending = Schedule.objects.select_for_update().pending()
    found = list(pending.filter(**_together(planned)))
    if not found:
        raise ValidationError(_("This was carried out or cancelled already."))
    return found


def _together(planned: Schedule) -> dict:
    if planned.bundle_id is None:
        return {"pk": planned.pk}
    return {"bundle": planned.bundle_id, "due_at": planned.due_at}


def groups(schedules) -> list[list[Schedule]]:
    """What goes out together, in the order in which it is due."""
    found = {}
    for each in schedules.select_related("version", "by").order_by("due_at", "pk"):
        key = (each.due_at, each.bundle_id) if each.bundle_id else each.pk
        found.setdefault(key, []).append(each)
    return list(found.values())


def decision_of(planned: Schedule) -> Decision:
    """Raises LookupError if the record is no more."""
    version = planned.version
    record = snapshots.model_of(version.record_type).objects.filter(pk=version.record_uuid).first()
    if record is None:
        raise LookupError(_("The record is no more."))
    return Decision(record, Act(planned.act), version, planned.note_en, planned.note_fr, planned.override)


def apply(group: Sequence[Schedule], *, at: datetime) -> list[Publication]:
    """Carries out what was scheduled together, as whoever scheduled it."""
    return go_out([decision_of(each) for each in group], by=group[0].by, at=at, is_due=True)
