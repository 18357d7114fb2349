"""The only door through which anything becomes visible or stops being so.

Each verb names who decided and when, is one transaction, and writes its ledger row in the same breath.
"""

from collections.abc import Iterator
from datetime import datetime

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from projects.records import permissions, states
from projects.records.models import Claim, Publication, Record
from projects.records.states import Act, State


def claim_models_naming(model: type[Record]) -> Iterator[tuple[type[Claim], str]]:
    """The claims that name records of this type without being about them: as source, as partner."""
    for relation in model._meta.related_objects:
        if (
            issubclass(relation.related_model, Claim)
            and relation.field.name not in relation.related_model.SUBJECTS
        ):
            yield relation.related_model, relation.field.name


def record_keys(model: type[models.Model]) -> list[str]:
    """The foreign keys by which rows of this type name records."""
    fields = model._meta.concrete_fields
    return [field.name for field in fields if field.is_relation and issubclass(field.related_model, Record)]


def needs(model: type[Record]) -> list[str]:
    """Look-ups from a record of this type to every other that must be public for it to be."""
    through_claims = [
        f"{relation.name}__{name}"
        for relation in model._meta.related_objects
        if issubclass(relation.related_model, Claim) and relation.field.name in relation.related_model.SUBJECTS
        for name in record_keys(relation.related_model)
        if name != relation.field.name
    ]
    return [*record_keys(model), *model.NEEDS, *through_claims]


def obstacles(record: Record, at: datetime) -> list[str]:
    """What must be mended before the record can be public: what it lacks, and whom it names who is not public."""
    found = []
    for needed in needs(type(record)):
        named = _target(type(record), needed).objects
        ids = type(record).objects.filter(pk=record.pk, **{f"{needed}__isnull": False}).values(needed)
        missing = named.filter(pk__in=ids).exclude(pk__in=named.public(at).values("pk"))
        found += [_("%(type)s “%(name)s” is not public.") % _described(each) for each in missing]
    return [*record.missing(), *sorted(set(found))]


def dependants(record: Record, at: datetime) -> list[str]:
    """Public records that would lose their source, partner or whole if the record were withdrawn."""
    resting = [
        other
        for model in apps.get_models()
        if issubclass(model, Record)
        for needed in needs(model)
        if _target(model, needed) is type(record)
        for other in model.objects.public(at).filter(**{needed: record})
    ]
    return sorted({_("%(type)s “%(name)s” rests on it.") % _described(other) for other in resting})


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
    """The row as it is now. Deciders queue for the ledger first: none checks what another is undoing."""
    Publication.objects.lock()
    return type(record).objects.select_for_update(of=("self",)).get(pk=record.pk)


def _entered(record: Record, locked: Record, **entry) -> Publication:
    """Writes the ledger row, and brings the caller's own object up to date."""
    publication = Publication.objects.append(locked, **entry)
    for field in locked._meta.concrete_fields:
        setattr(record, field.attname, getattr(locked, field.attname))
    return publication


def _settle_those_naming(record: Record) -> None:
    """A source whose date moved may change which claim of another record is the current one."""
    moved = record.moving_together()
    for model, name in claim_models_naming(type(record)):
        for subject in model.SUBJECTS:
            ids = model.objects.filter(**{f"{name}__in": moved}).values(subject)
            settled = model._meta.get_field(subject).related_model
            if settled.SETTLED:
                for other in settled.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk"):
                    other.settle()
                    other.save(update_fields=settled.SETTLED)


def _target(model: type[models.Model], lookup: str) -> type[Record]:
    for part in lookup.split("__"):
        model = model._meta.get_field(part).related_model
    return model


def _described(record: Record) -> dict[str, str]:
    return {"type": str(record._meta.verbose_name).capitalize(), "name": str(record)}
