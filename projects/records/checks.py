"""The one registry of checks. Form, review page, bulk action, schedule and import ask here.

What is peculiar to a type of record is in its own `findings`, which is asked last.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db import models
from django.db.models import Value
from django.utils.translation import gettext as _

from projects.records import checks_texts, checks_translation, snapshots
from projects.records.findings import Finding, must, warn
from projects.records.models import Claim, Record, UsedSlug, Version


@dataclass(frozen=True)
class Look:
    """A record as its row has it, looked at for a moment. `given` is the version in it, if one is."""

    record: Record
    at: datetime
    given: Version | None = None

    @cached_property
    def version(self) -> Version | None:
        """The version looked at, or else the newest; None if none is kept yet."""
        return self.given or Version.objects.about(self.record).order_by("-number").first()

    @property
    def number(self) -> int | None:
        return self.given and self.given.number

    @property
    def is_as_it_came(self) -> bool:
        """Whether it came in live and was never touched by the desk, which so has no say in it."""
        return bool(self.record.version) and self.version is None


def find(record: Record, at: datetime, version: Version | None = None) -> list[Finding]:
    """What stands in the way of the record being public at that moment as its row holds it, gravest first.

    A version is looked at within `rehearsal.rehearse`; name it if it is not the newest one.
    """
    look = Look(record, at, version)
    found = [finding for check in CHECKS for finding in check(look)]
    return sorted([*found, *record.findings(at)], key=lambda finding: finding.level)


def grave(record: Record, at: datetime, version: Version | None = None) -> list[Finding]:
    return [finding for finding in find(record, at, version) if finding.is_grave]


def named_are_public(look: Look) -> Iterator[Finding]:
    """Sources, issuers, partners, wholes must be public; what is merely linked is not shown until it is."""
    model, unseen = type(look.record), {}
    needed = needs(model)
    lookups = list(dict.fromkeys([*needed, *(field.name for field in snapshots.links(model))]))
    asked = [_not_public(look, name, number) for number, name in enumerate(lookups) if target(model, name)]
    for number, pk in asked[0].union(*asked[1:]) if asked else ():
        unseen.setdefault(lookups[number], []).append(pk)
    for each in _fetched(model, {name: unseen[name] for name in needed if name in unseen}):
        yield must("named-not-public", _("%(type)s “%(name)s” is not public.") % described(each), other=each)
    for name in unseen:
        for each in _fetched(model, {name: unseen[name]}) if name not in needed else ():
            words = _("%(type)s “%(name)s” is not public, so it is not shown here.")
            yield warn("linked-not-public", words % described(each), field=name, other=each)


def _not_public(look: Look, lookup: str, number: int) -> models.QuerySet:
    model = type(look.record)
    named = target(model, lookup).objects.order_by()
    ids = model.objects.order_by().filter(pk=look.record.pk, **{f"{lookup}__isnull": False}).values(lookup)
    missing = named.filter(pk__in=ids).exclude(pk__in=named.public(look.at).values("pk"))
    return missing.values_list(Value(number, models.IntegerField()), "pk")


def _fetched(model: type[Record], unseen: dict[str, list]) -> list[Record]:
    found = {
        each.pk: each for name, pks in unseen.items() for each in target(model, name).objects.filter(pk__in=pks)
    }
    return sorted(found.values(), key=str)


def slug_is_free(look: Look) -> Iterator[Finding]:
    record, record_type = look.record, look.record.type_name()
    used = UsedSlug.objects.filter(record_type=record_type, slug=record.slug)
    if used.exclude(record_uuid=record.pk).exists():
        yield must("slug-used", _("Another record was public at this address; take another slug."), field="slug")
    drafts = Version.objects.newest().filter(record_type=record_type, content__fields__slug=record.slug)
    there = type(record).objects.exclude(pk=record.pk).order_by()
    other = there.filter(pk__in=drafts.values("record_uuid")).first()
    if other is not None:
        words = _("A draft of “%(name)s” wants the same address; only one of them can have it.")
        yield warn("slug-wanted", words % {"name": other}, "slug", other)


CHECKS = (
    checks_texts.texts_are_there,
    checks_texts.texts_fit,
    named_are_public,
    slug_is_free,
    checks_texts.links_lead_somewhere,
    checks_translation.languages_are_approved,
    checks_translation.languages_are_there,
    checks_translation.languages_keep_up,
    checks_texts.headings_in_order,
    checks_texts.titles_read_well,
)


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
        for other in model.objects.public(at).filter(**{needed: record}).exclude(pk=record.pk)
    }
    return sorted(resting.values(), key=str)


def target(model: type[models.Model], lookup: str) -> type[Record]:
    for part in lookup.split("__"):
        model = model._meta.get_field(part).related_model
    return model


def described(record: Record) -> dict[str, str]:
    return {"type": str(record._meta.verbose_name).capitalize(), "name": str(record)}
