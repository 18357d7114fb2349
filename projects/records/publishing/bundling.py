"""Records that go out together or not at all: who collects them, who decides, and what is in their way."""

from collections.abc import Sequence
from contextlib import ExitStack
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from projects.records import checks, permissions, texts
from projects.records.drafts import Desk
from projects.records.findings import Finding, must
from projects.records.models import Bundle, BundleItem, Publication, Record, Schedule
from projects.records.publishing import scheduling
from projects.records.publishing.going_out import Decision, go_out
from projects.records.rehearsal import rehearse


def bundle(name: str, *, by, at: datetime) -> Bundle:
    """Raises PermissionDenied, or ValidationError without a name."""
    permissions.require(by, permissions.WRITE)
    said = texts.said(name)
    if not said:
        raise ValidationError({"name": _("Give the bundle a name.")})
    return Bundle.objects.create(name=said, by=by, made_at=at)


@transaction.atomic
def collect(into: Bundle, record: Record, *, by) -> BundleItem:
    """Puts it into the bundle; what is in it already stays. Raises PermissionDenied or ValidationError."""
    permissions.require(by, permissions.WRITE)
    _opened(into)
    if not Desk(record).has_draft:
        raise ValidationError(_("“%(name)s” has nothing to publish.") % {"name": record})
    item, _made = BundleItem.objects.get_or_create(
        bundle=into, record_uuid=record.pk, defaults={"record_type": record.type_name()}
    )
    return item


@transaction.atomic
def leave_out(item: BundleItem, *, by) -> None:
    """Raises PermissionDenied, or ValidationError if it was decided about the bundle."""
    permissions.require(by, permissions.WRITE)
    _opened(item.bundle)
    BundleItem.objects.filter(pk=item.pk).delete()


@transaction.atomic
def go_out_together(bundle: Bundle, decisions: Sequence[Decision], *, by, at: datetime) -> list[Publication]:
    """Everything in the bundle becomes visible from `at` on, or nothing does. Raises what `go_out` raises."""
    row = _opened(bundle)
    _require_all(row, decisions)
    publications = go_out(decisions, by=by, at=at)
    row.closed_at = at
    row.save()
    return publications


@transaction.atomic
def schedule_together(
    bundle: Bundle, decisions: Sequence[Decision], *, by, at: datetime, due_at: datetime
) -> list[Schedule]:
    """Everything in the bundle goes out at `due_at`. Raises what `schedule` raises."""
    row = _opened(bundle)
    _require_all(row, decisions)
    return scheduling.schedule(decisions, by=by, at=at, due_at=due_at, bundle=row)


def _opened(bundle: Bundle) -> Bundle:
    """The row, locked. Raises ValidationError once it was decided."""
    Publication.objects.lock()
    row = Bundle.objects.select_for_update().get(pk=bundle.pk)
    if row.closed_at is not None:
        raise ValidationError(_("This bundle went out already. Nothing was done."))
    if row.schedules.pending().exists():
        raise ValidationError(_("This bundle is scheduled already: cancel the schedule first. Nothing was done."))
    return row


def _require_all(bundle: Bundle, decisions: Sequence[Decision]) -> None:
    permitted = {decision.record.pk for decision in decisions}
    if not decisions or permitted != set(bundle.items.values_list("record_uuid", flat=True)):
        raise ValidationError(_("Somebody changed the bundle after you had opened the page. Nothing was done."))


def look(desks: Sequence[Desk], *, now: datetime, at: datetime) -> dict[UUID, list[Finding]]:
    """What stands in the way of each, if all go out together at that moment, after all that is due before it."""
    with transaction.atomic():
        if at > now:
            scheduling.carry_out_until(at)
        found = _rehearsed(desks, at)
        transaction.set_rollback(True)
    return found


def _rehearsed(desks: Sequence[Desk], at: datetime) -> dict[UUID, list[Finding]]:
    found, rows = {}, []
    with ExitStack() as stack:
        for desk in desks:
            try:
                rows.append(stack.enter_context(rehearse(desk.record, desk.beside_the_row, public_at=at)))
            except IntegrityError:
                found[desk.record.pk] = [must("names-nothing", _("It names a record that is no more."))]
        for companion in [other for row in rows for other in row.companions()]:
            companion.version, companion.published_at = companion.version or 1, companion.published_at or at
            companion.withdrawn_at = None
            companion.save()
        return found | {row.pk: checks.find(row, at) for row in rows}
