"""Checks of a content before it is written to the rows: what the database would refuse, in words."""

from collections.abc import Iterator, Mapping

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from projects.records import snapshots
from projects.records.findings import Finding, must
from projects.records.models import Claim, Record
from projects.records.models.record import RESERVED_SLUGS, validate_slug


def of_content(record: Record, content: Mapping) -> list[Finding]:
    """Why the content cannot be written to the record: its slug, claims without a source, what is gone."""
    references = list(_references(type(record), content))
    return [*_slug(record, content["fields"].get("slug")), *_unfilled(references), *_gone(references)]


def _slug(record: Record, slug) -> Iterator[Finding]:
    try:
        validate_slug(slug or "")
    except ValidationError as error:
        yield must("slug-invalid", error.messages[0], "slug")
        return
    if slug in RESERVED_SLUGS:
        yield must("slug-reserved", _("This slug is a word that the site needs for itself."), "slug")
    other = type(record).objects.filter(slug=slug).exclude(pk=record.pk).first()
    if other is not None:
        words = _("“%(name)s” has this slug; take another one.") % {"name": other}
        yield must("slug-taken", words, "slug", other)


def _references(model: type[Record], content: Mapping) -> Iterator[tuple[models.Field, str | None, str]]:
    """Every foreign key and link of the content, with what it names and the field where it is mended."""
    for column, value in content["fields"].items():
        if (field := _foreign_key(model, column)) is not None:
            yield field, value, field.name
    for field in snapshots.links(model):
        for value in content["links"].get(field.name, []):
            yield field, value, field.name
    subjects = dict(snapshots.carried_by(model))
    for label, rows in content["rows"].items():
        carried = apps.get_model(label)
        inline = carried._meta.get_field(subjects[carried]).remote_field.get_accessor_name()
        for values in rows.values():
            for column, value in values.items():
                field = _foreign_key(carried, column)
                if field is not None and field.name not in carried.SUBJECTS:
                    yield field, value, inline


def _foreign_key(model: type[models.Model], column: str) -> models.Field | None:
    fields = (field for field in snapshots.content_columns(model) if field.is_relation)
    return next((field for field in fields if field.attname == column), None)


def _unfilled(references) -> Iterator[Finding]:
    for field, value, place in references:
        if value is None and not getattr(field, "null", True) and not field.many_to_many:
            words = {"row": field.model._meta.verbose_name, "field": field.verbose_name}
            code = "source-missing" if issubclass(field.model, Claim) and field.name == "source" else "empty"
            yield must(code, _("A %(row)s lacks its %(field)s.") % words, place)


def _gone(references) -> Iterator[Finding]:
    """What somebody deleted after the content was written; one query for each type that is named."""
    named = {}
    for field, value, place in references:
        if value is not None:
            named.setdefault(field.related_model, {}).setdefault(str(value), place)
    for model, places in named.items():
        there = {
            str(pk) for pk in model.objects.filter(pk__in=list(places)).order_by().values_list("pk", flat=True)
        }
        for place in dict.fromkeys(place for value, place in places.items() if value not in there):
            words = _("It names a %(type)s that was deleted: choose another one.")
            yield must("named-is-gone", words % {"type": model._meta.verbose_name}, place)
