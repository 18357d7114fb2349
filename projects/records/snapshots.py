"""Takes the content of a record from the database, and applies one to it."""

from collections.abc import Iterator

from django.apps import apps
from django.db import connection, models

from projects.records.models import Carried, Record


def record_models() -> list[type[Record]]:
    return [model for model in apps.get_models() if issubclass(model, Record)]


def model_of(record_type: str) -> type[Record]:
    """The model of a type name such as "release"; raises LookupError."""
    for model in record_models():
        if model.type_name() == record_type:
            return model
    raise LookupError(record_type)


def carried_by(model: type[Record]) -> Iterator[tuple[type[Carried], str]]:
    """The models of the rows that records of this type carry, each with its foreign key to them."""
    for relation in model._meta.related_objects:
        if issubclass(relation.related_model, Carried) and relation.field.name in relation.related_model.SUBJECTS:
            yield relation.related_model, relation.field.name


def content_columns(model: type[models.Model]) -> list[models.Field]:
    """The fields that people edit, and that a version therefore holds."""
    return [field for field in model._meta.concrete_fields if field.editable and not field.primary_key]


def links(model: type[Record]) -> list[models.ManyToManyField]:
    return list(model._meta.many_to_many)


def take(record: Record) -> dict:
    """The content of the record as the database has it now (see `contents`)."""
    model = type(record)
    row = model.objects.get(pk=record.pk)
    return {
        "fields": _values(row),
        "links": {
            field.name: sorted(str(pk) for pk in getattr(row, field.name).order_by().values_list("pk", flat=True))
            for field in links(model)
        },
        "rows": {
            carried._meta.label_lower: {
                str(each.pk): _values(each) for each in carried.objects.filter(**{name: record.pk}).order_by("pk")
            }
            for carried, name in carried_by(model)
        },
    }


def _values(row: models.Model) -> dict:
    return {field.attname: _plain(field, getattr(row, field.attname)) for field in content_columns(type(row))}


def _plain(field, value):
    if value is None or isinstance(value, bool | int):
        return value
    return str(value) if field.is_relation else field.value_to_string(_Holder(field, value))


class _Holder:
    """Holds one value for `Field.value_to_string`, which asks an object for it."""

    def __init__(self, field, value):
        setattr(self, field.attname, value)


def build(model: type[models.Model], pk, values: dict) -> models.Model:
    """An unsaved row with these values; what the model does not have (any more) is left out."""
    row = model(pk=pk)
    fill(row, values)
    row._state.adding = False
    return row


def fill(row: models.Model, values: dict) -> None:
    """Sets the values, as a content has them, on the row."""
    for field in content_columns(type(row)):
        kept = field.attname in getattr(row, "KEPT", ()) and values.get(field.attname) is None
        if field.attname in values and not kept:
            setattr(row, field.attname, field.to_python(values[field.attname]))


def lasting(record: Record, content: dict) -> dict:
    """The content as it would be of the record once applied: what that keeps (see `KEPT`) is not emptied."""
    emptied = [name for name in record.KEPT if content["fields"].get(name) is None]
    if not emptied:
        return content
    row = _values(record)
    return {**content, "fields": {**content["fields"], **{name: row[name] for name in emptied}}}


def apply(record: Record, content: dict) -> None:
    """Writes the content to the record's row, links and carried rows. Call within a transaction.

    Raises IntegrityError where it names what is not there (any more).
    """
    carried_rows = list(carried_by(type(record)))
    fill(record, content["fields"])
    record.save()
    for field in links(type(record)):
        if field.name in content["links"]:
            getattr(record, field.name).set(content["links"][field.name])
    for carried, name in carried_rows:
        _apply_rows(carried, name, record, content["rows"].get(carried._meta.label_lower, {}))
    record.settle()
    if record.SETTLED:
        record.save(update_fields=record.SETTLED)
    # Keys are checked at the end of a transaction, which a rehearsal never reaches.
    tables = [type(record), *(carried for carried, _ in carried_rows)]
    tables += [field.remote_field.through for field in links(type(record))]
    connection.check_constraints([model._meta.db_table for model in tables])


def _apply_rows(carried: type[Carried], name: str, record: Record, rows: dict) -> None:
    carried.objects.filter(**{name: record.pk}).exclude(pk__in=list(rows)).delete()
    there = {str(each.pk): each for each in carried.objects.filter(pk__in=list(rows))}
    fresh, changed = [], []
    for uuid, values in rows.items():
        row = there.get(uuid)
        if row is None:
            fresh.append(build(carried, carried._meta.pk.to_python(uuid), values))
        elif _values(row) != values:
            fill(row, values)
            changed.append(row)
    carried.objects.bulk_create(fresh)
    if changed:
        carried.objects.bulk_update(changed, [field.name for field in content_columns(carried)])
