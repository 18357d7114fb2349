"""Which other records the API shows differently because some went out or away: they changed with these."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import CharField, QuerySet, Value

from projects.records import checks, snapshots
from projects.records.models import Carried, Claim, LastChange, Publication, Record
from projects.records.publishing.settling import those_settling

Key = tuple[type[Record], UUID]


@dataclass(frozen=True)
class Look:
    """What others show of records, and of the rows that these carry, at one point of a transaction.

    `faces` has what they show of each by its name, and as a source; nothing of what is not live. `rows` has what
    each row says, and who shows it beside the record that carries it.
    """

    faces: dict[Key, dict[str, tuple]]
    rows: dict[UUID, tuple[list, set[Key]]]


def look(records: Iterable[Record], also: Iterable[Key] = ()) -> Look:
    """At these records and all whose rows follow from theirs."""
    moving = [each for record in records for each in record.moving_together()]
    moving += [each for found in those_settling(moving) for each in found]
    by_type = defaultdict(set)
    for model, pk in [*map(_key, moving), *also]:
        by_type[model].add(pk)
    faces = {_key(row): _faces(row) for model, pks in by_type.items() for row in _live(model).filter(pk__in=pks)}
    return Look(faces, dict(row for record in records for row in _rows(record)))


def touch(before: Look, records: Iterable[Record], publication: Publication) -> None:
    """Notes under this row of the ledger which others show something else of these records than before.

    The records themselves were noted with their own rows.
    """
    after = look(records, also=before.faces)
    changed = {key: parts for key in {**before.faces, **after.faces} if (parts := _parts(key, before, after))}
    followed = [key for key in changed if key in after.faces]
    touched = {*followed, *_showing(changed, _beside(before, after))} - set(map(_key, records))
    LastChange.objects.note(publication, [(model.type_name(), pk) for model, pk in touched])


def shows(model: type[Record]) -> Iterator[tuple[str, str]]:
    """Look-ups from a record of this type to each other of which its item tells something, and what it tells."""
    direct = [*checks.needs(model), *(field.name for field in snapshots.links(model))]
    for lookup in dict.fromkeys([*direct, *_through_rows_beside(model)]):
        yield lookup, "cited" if _cites(model, lookup) else "named"


def _through_rows_beside(model: type[Record]) -> Iterator[str]:
    for relation in model._meta.related_objects:
        row, name = relation.related_model, relation.field.name
        if issubclass(row, Carried) and name in row.SHOWN_BY:
            yield from (f"{relation.name}__{other}" for other in row.named_records() if other != name)


def _cites(model: type[Record], lookup: str) -> bool:
    *way, last = lookup.split("__")
    return bool(way) and last == "source" and issubclass(model._meta.get_field(way[0]).related_model, Claim)


def _key(record: Record) -> Key:
    return type(record), record.pk


def _live(model: type[Record]) -> QuerySet:
    return model.objects.filter(version__gt=0, withdrawn_at__isnull=True).order_by()


def _faces(row: Record) -> dict[str, tuple]:
    return {"named": row.face(), "cited": (*row.face(), *(getattr(row, column) for column in row.CITED))}


def _parts(key: Key, before: Look, after: Look) -> set[str]:
    """What of it others show differently now."""
    old, new = before.faces.get(key, {}), after.faces.get(key, {})
    return {part for part in {**old, **new} if old.get(part) != new.get(part)}


def _rows(record: Record) -> Iterator[tuple[UUID, tuple[list, set[Key]]]]:
    for carried, name in snapshots.carried_by(type(record)):
        for row in carried.objects.filter(**{name: record.pk}) if carried.SHOWN_BY else ():
            says = [getattr(row, field.attname) for field in snapshots.content_columns(carried)]
            beside = {
                (carried._meta.get_field(other).related_model, getattr(row, f"{other}_id"))
                for other in carried.SHOWN_BY
            }
            yield row.pk, (says, beside)


def _beside(before: Look, after: Look) -> set[Key]:
    """Who shows a row that came, went or changed, or did."""
    nothing = ([], set())
    differing = [
        (before.rows.get(pk, nothing), after.rows.get(pk, nothing)) for pk in {**before.rows, **after.rows}
    ]
    return {key for old, new in differing if old != new for key in (*old[1], *new[1])}


def _showing(changed: dict[Key, set[str]], beside: set[Key]) -> Iterator[Key]:
    """The live ones among those beside, and all that show what changed."""
    found = [_of_type(model, [pk for of, pk in beside if of is model], "pk") for model in {of for of, _ in beside}]
    for model in snapshots.record_models():
        for lookup, part in shows(model):
            named = checks.target(model, lookup)
            pks = [pk for (of, pk), parts in changed.items() if of is named and part in parts]
            if pks:
                found.append(_of_type(model, pks, lookup))
    models = {model.type_name(): model for model in snapshots.record_models()}
    for record_type, pk in found[0].union(*found[1:]) if found else ():
        yield models[record_type], pk


def _of_type(model: type[Record], pks: list[UUID], lookup: str) -> QuerySet:
    found = _live(model).filter(**{f"{lookup}__in": pks})
    return found.values_list(Value(model.type_name(), CharField()), "pk")
