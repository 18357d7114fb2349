"""The only door through which anything becomes visible or stops being so.

Each verb names who decided and when, is one transaction, and writes its ledger row in the same breath.
"""

from collections.abc import Iterator
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from projects.records import permissions, states
from projects.records.models import Claim, Publication, Record
from projects.records.states import Act, State


def claim_models_about(model: type[Record]) -> Iterator[tuple[type[Claim], str]]:
    """The claims that records of this type carry, as (model, name of the foreign key)."""
    for relation in model._meta.related_objects:
        if issubclass(relation.related_model, Claim) and relation.field.name in relation.related_model.SUBJECTS:
            yield relation.related_model, relation.field.name


def claim_models_naming(model: type[Record]) -> Iterator[tuple[type[Claim], str]]:
    """The claims that name records of this type without being about them: as source, as partner."""
    for relation in model._meta.related_objects:
        if (
            issubclass(relation.related_model, Claim)
            and relation.field.name not in relation.related_model.SUBJECTS
        ):
            yield relation.related_model, relation.field.name


def record_keys(model: type[Record] | type[Claim]) -> list:
    """The foreign keys by which records or claims of this type name records."""
    return [
        field
        for field in model._meta.concrete_fields
        if field.is_relation and issubclass(field.related_model, Record)
    ]


def obstacles(record: Record, at: datetime) -> list[str]:
    """What must be mended before the record can be public: whom it or its claims name and who is not public."""
    named = [getattr(record, field.name) for field in record_keys(type(record))]
    found = [
        _("%(type)s “%(name)s” is not public.") % _described(other)
        for other in named
        if other is not None and not other.is_public(at)
    ]
    for model, subject in claim_models_about(type(record)):
        for field in record_keys(model):
            if field.name == subject:
                continue
            other = field.related_model.objects
            ids = model.objects.filter(**{subject: record}, **{f"{field.name}__isnull": False}).values(field.name)
            for missing in other.filter(pk__in=ids).exclude(pk__in=other.public(at).values("pk")):
                found.append(_("%(type)s “%(name)s” is not public.") % _described(missing))
    return sorted(set(found))


def dependants(record: Record, at: datetime) -> list[str]:
    """Public records that would lose their source, partner or whole if the record were withdrawn."""
    found = []
    for relation in type(record)._meta.related_objects:
        if issubclass(relation.related_model, Record) and relation.field in record_keys(relation.related_model):
            for other in relation.related_model.objects.public(at).filter(**{relation.field.name: record}):
                found.append(_("%(type)s “%(name)s” rests on it.") % _described(other))
    for model, name in claim_models_naming(type(record)):
        for claim in model.objects.public(at).filter(**{name: record}).select_related(*model.SUBJECTS):
            found.append(_("%(type)s “%(name)s” rests on it.") % _described(claim.subject))
    return sorted(set(found))


@transaction.atomic
def publish(record: Record, *, by, at: datetime, note_en: str = "", note_fr: str = "") -> Publication:
    """Makes what the row holds visible from `at` on.

    Raises PermissionDenied, ImpossibleMove, or ValidationError with all obstacles.
    """
    locked = _locked(record)
    permissions.require(by, permissions.AMEND if locked.state == State.LIVE else permissions.PUBLISH)
    states.after(locked.state, Act.PUBLISH)
    if found := obstacles(locked, at):
        raise ValidationError(found)
    locked.version += 1
    locked.published_at = locked.published_at or at
    locked.updated_at = at
    locked.withdrawn_at = None
    locked.settle()
    locked.save()
    _settle_those_naming(locked)
    return _entered(record, locked, act=Act.PUBLISH, by=by, at=at, note_en=note_en, note_fr=note_fr)


@transaction.atomic
def withdraw(record: Record, *, by, at: datetime, reason_en: str, reason_fr: str = "") -> Publication:
    """Takes the record away from `at` on; its address keeps the reason.

    Raises PermissionDenied, ImpossibleMove, or ValidationError without a reason or while public claims rest on it.
    """
    permissions.require(by, permissions.PUBLISH)
    locked = _locked(record)
    states.after(locked.state, Act.WITHDRAW)
    if not (reason_en.strip() or reason_fr.strip()):
        raise ValidationError({"reason_en": _("Readers are told why: give a reason.")})
    if found := dependants(locked, at):
        raise ValidationError(found)
    locked.updated_at = locked.withdrawn_at = at
    locked.save()
    return _entered(record, locked, act=Act.WITHDRAW, by=by, at=at, note_en=reason_en, note_fr=reason_fr)


def _locked(record: Record) -> Record:
    return type(record).objects.select_for_update(of=("self",)).get(pk=record.pk)


def _entered(record: Record, locked: Record, **entry) -> Publication:
    """Writes the ledger row, and brings the caller's own object up to date."""
    publication = Publication.objects.append(locked, **entry)
    for field in locked._meta.concrete_fields:
        setattr(record, field.attname, getattr(locked, field.attname))
    return publication


def _settle_those_naming(record: Record) -> None:
    """A source whose date changed may change which claim of another record is the current one."""
    for model, name in claim_models_naming(type(record)):
        for claim in model.objects.filter(**{name: record}).select_related(*model.SUBJECTS):
            claim.subject.settle()
            claim.subject.save()


def _described(record: Record) -> dict[str, str]:
    return {"type": str(record._meta.verbose_name).capitalize(), "name": str(record)}
