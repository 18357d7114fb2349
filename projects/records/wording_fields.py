"""The fields of which wording speaks: which one is at a place of a content, and its value in words."""

from collections.abc import Mapping
from decimal import Decimal

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from projects.records import languages, richtext, snapshots
from projects.records.dates import Span
from projects.records.fields import RichTextField
from projects.records.models import Carried, Record
from projects.records.models.spans import SpanColumns


def model_at(model: type[Record], path: tuple[str, ...]) -> type[models.Model] | None:
    """Whose column is at the path: the record's, or a carried row's. None for a row that is no longer made."""
    if path[0] != "rows":
        return model
    try:
        return apps.get_model(path[1])
    except LookupError:
        return None


def field_at(model: type[Record], path: tuple[str, ...]) -> models.Field | None:
    """The field at the path; None for a row, and for what the model does not have any more."""
    owner = model_at(model, path)
    if owner is None or (path[0] == "rows" and len(path) == 3):
        return None
    fields = snapshots.links(owner) if path[0] == "links" else owner._meta.concrete_fields
    name = path[-1]
    return next((field for field in fields if name in (field.name, field.attname)), None)


def spans_of(model: type[models.Model]) -> dict[str, list[str]]:
    """The spans of a model: by name, the columns of each."""
    return {name: each.columns for name, each in attributes(model, SpanColumns).items()}


def attributes(model: type[models.Model], kind: type) -> dict:
    """The descriptors of this kind that a model has, by name."""
    found = {}
    for base in reversed(model.__mro__):
        found |= {name: each for name, each in vars(base).items() if isinstance(each, kind)}
    return found


def detailed(owner: type[Carried]) -> list[models.Field]:
    """The columns of a row that it may not tell itself; its numbers and its span it does."""
    spans = {column for columns in spans_of(owner).values() for column in columns}
    unsaid = {*owner.SUBJECTS, *spans, "source", "position"}
    columns = snapshots.content_columns(owner)
    return [each for each in columns if each.name not in unsaid and not isinstance(each, models.DecimalField)]


def span_words(row: Mapping | None, columns: list[str]) -> str:
    """The span in these columns of a row, in the active language; empty for none."""
    if not row:
        return ""
    earliest, latest = (models.DateField().to_python(row.get(column)) for column in columns[:2])
    if earliest is None and latest is None:
        return ""
    return Span(earliest, latest, bool(row.get(columns[2]))).label(languages.active())


def value_words(field: models.Field, value) -> str:
    """A value of a field that names no record, as a content has it, in words."""
    if isinstance(field, RichTextField):
        return richtext.plain(value)
    if field.flatchoices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    try:
        value = field.to_python(value)
    except ValidationError:
        return str(value)
    if isinstance(value, Decimal):
        return number_format(f"{value.normalize():f}")
    if isinstance(field, models.DateField) and not isinstance(field, models.DateTimeField):
        return Span.day(value).label(languages.active())
    return str(value)
