"""Names of records that rows of the desk know by type and uuid alone: fetched all at once, whatever their type."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import CharField, Value

from projects.records import snapshots
from projects.records.models import Record

# What `str()` of a record asks for. No type has more than two of them.
_NAMES = ("title_en", "title_fr", "name_en", "name_fr", "title", "publisher", "name")
_NOTHING = Value("", output_field=CharField())


def named(about: Iterable[tuple[str, UUID]]) -> dict[tuple[str, UUID], Record]:
    """Copies of these records that are good for their name and their address at the desk, and nothing else.

    One query, or none. What is no more is left out.
    """
    wanted = {}
    for record_type, uuid in about:
        wanted.setdefault(record_type, set()).add(uuid)
    models = {model.type_name(): model for model in snapshots.record_models() if model.type_name() in wanted}
    questions = [_question(model, wanted[record_type]) for record_type, model in models.items()]
    if not questions:
        return {}
    rows = questions[0].union(*questions[1:], all=True) if questions[1:] else questions[0]
    return {(record_type, uuid): _copy(models[record_type], uuid, names) for record_type, uuid, *names in rows}


def _question(model: type[Record], uuids: set[UUID]):
    record_type = Value(model.type_name(), output_field=CharField())
    names = [*_names(model), _NOTHING][:2]
    return model.objects.filter(pk__in=uuids).order_by().values_list(record_type, "pk", *names)


def _names(model: type[Record]) -> list[str]:
    columns = {field.name for field in model._meta.concrete_fields}
    return [name for name in _NAMES if name in columns]


def _copy(model: type[Record], uuid: UUID, names: list[str]) -> Record:
    return model(pk=uuid, **dict(zip(_names(model), names, strict=False)))
