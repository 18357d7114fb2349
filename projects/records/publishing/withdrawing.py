"""What the public sees go away. It is a row of the ledger too."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from projects.records import checks, permissions, states, texts
from projects.records.drafts import Desk
from projects.records.findings import must
from projects.records.models import Publication, Record
from projects.records.publishing import drafting, indexing, touching
from projects.records.publishing.going_out import NotYet
from projects.records.publishing.locks import bring_up_to_date, locked
from projects.records.states import Act


@transaction.atomic
def withdraw(record: Record, *, by, at: datetime, reason_en: str, reason_fr: str = "") -> Publication:
    """Takes the record away from `at` on; its address keeps the reason.

    Raises PermissionDenied, ImpossibleMove, or ValidationError without a reason or while public claims rest on it.
    """
    permissions.require(by, permissions.ACTS[Act.WITHDRAW])
    row = locked(record)
    states.require(Desk(row).state, Act.WITHDRAW)
    reasons = {"note_en": texts.said(reason_en), "note_fr": texts.said(reason_fr)}
    if not any(reasons.values()):
        raise ValidationError({"reason_en": _("Readers are told why: give a reason.")})
    if resting := checks.dependants(row, at):
        words = _("%(type)s “%(name)s” rests on it.")
        raise NotYet([must("rests-on-it", words % checks.described(each), other=each) for each in resting])
    drafting.keep(row, at=at)
    before = touching.look([row])
    row.updated_at = row.withdrawn_at = at
    row.save()
    publication = Publication.objects.append(row, act=Act.WITHDRAW, by=by, at=at, **reasons)
    touching.touch(before, [row], publication)
    indexing.index([row])
    bring_up_to_date(record, row)
    return publication
