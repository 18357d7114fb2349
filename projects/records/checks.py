"""The one registry of checks. Form, review page, bulk action, schedule and import ask here.

What is peculiar to a type of record is in its own `findings`, which is asked last.
"""

from collections.abc import Iterator
from datetime import datetime

from django.db import models
from django.utils.translation import gettext as _

from projects.records import snapshots
from projects.records.findings import Finding, must
from projects.records.models import Claim, Record, UsedSlug


def find(record: Record, at: datetime) -> list[Finding]:
    """What stands in the way of the record being public at that moment as its row holds it, gravest first.

    A version is looked at within `rehearsal.rehearse`.
    """
    found = [finding for check in CHECKS for finding in check(record, at)]
    return sorted([*found, *record.findings(at)], key=lambda finding: finding.level)


def grave(record: Record, at: datetime) -> list[Finding]:
    return [finding for finding in find(record, at) if finding.is_grave]


def named_are_public(record: Record, at: datetime) -> Iterator[Finding]:
    """Sources, issuers, partners, wholes: whoever is named must be public."""
    unseen = {}
    for needed in needs(type(record)):
        named = target(type(record), needed).objects
        ids = type(record).objects.filter(pk=record.pk, **{f"{needed}__isnull": False}).values(needed)
        missing = named.filter(pk__in=ids).exclude(pk__in=named.public(at).values("pk"))
        unseen |= {each.pk: each for each in missing}
    for each in sorted(unseen.values(), key=str):
        yield must("named-not-public", _("%(type)s “%(name)s” is not public.") % described(each), other=each)


def slug_is_free(record: Record, at: datetime) -> Iterator[Finding]:
    used = UsedSlug.objects.filter(record_type=record.type_name(), slug=record.slug)
    if used.exclude(record_uuid=record.pk).exists():
        yield must("slug-used", _("Another record was public at this address; take another slug."), field="slug")


CHECKS = (named_are_public, slug_is_free)


def claim_models_naming(model: type[Record]) -> Iterator[tuple[type[Claim], str]]:
    """The claims that name records of this type without being about them: as source, as partner."""
    for relation in model._meta.related_objects:
        if (
            issubclass(relation.related_model, Claim)
            and relation.field.name not in relation.related_model.SUBJECTS
        ):
            yield relation.related_model, relation.field.name


def needs(model: type[Record]) -> list[str]:
    """Look-ups from a record of this type to every other that must be public for it to be."""
    through_rows = [
        f"{relation.name}__{name}"
        for relation in model._meta.related_objects
        if relation.related_model in [carried for carried, _name in snapshots.carried_by(model)]
        and relation.field.name in relation.related_model.SUBJECTS
        for name in relation.related_model.named_records()
        if name != relation.field.name
    ]
    own = [field.name for field in model._meta.concrete_fields if field.is_relation]
    own = [name for name in own if issubclass(model._meta.get_field(name).related_model, Record)]
    return [*own, *model.NEEDS, *through_rows]


def dependants(record: Record, at: datetime) -> list[Record]:
    """Public records that would lose their source, partner or whole if the record were withdrawn."""
    resting = {
        other.pk: other
        for model in snapshots.record_models()
        for needed in needs(model)
        if target(model, needed) is type(record)
        for other in model.objects.public(at).filter(**{needed: record})
    }
    return sorted(resting.values(), key=str)


def target(model: type[models.Model], lookup: str) -> type[Record]:
    for part in lookup.split("__"):
        model = model._meta.get_field(part).related_model
    return model


def described(record: Record) -> dict[str, str]:
    return {"type": str(record._meta.verbose_name).capitalize(), "name": str(record)}
