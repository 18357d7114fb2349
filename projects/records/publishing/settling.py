"""What follows for others when a record goes out."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.db.models import QuerySet

from projects.records import checks
from projects.records.models import Record


def settle_those_naming(record: Record) -> None:
    """A source whose date moved may change which claim of another record is the current one."""
    for found in those_settling(record.moving_together()):
        for other in found.select_for_update(of=("self",)):
            other.settle()
            other.save(update_fields=other.SETTLED)


def those_settling(records: Iterable[Record]) -> Iterator[QuerySet]:
    """Others, by type, whose rows carry something of claims that name one of these."""
    by_type = defaultdict(list)
    for record in records:
        by_type[type(record)].append(record.pk)
    for named, pks in by_type.items():
        for model, name in checks.claim_models_naming(named):
            for subject in model.SUBJECTS:
                settled = model._meta.get_field(subject).related_model
                if settled.SETTLED:
                    ids = model.objects.filter(**{f"{name}__in": pks}).values(subject)
                    yield settled.objects.filter(pk__in=ids).order_by("pk")
