"""What follows for others when a record goes out."""

from projects.records import checks
from projects.records.models import Record


def settle_those_naming(record: Record) -> None:
    """A source whose date moved may change which claim of another record is the current one."""
    moved = record.moving_together()
    for model, name in checks.claim_models_naming(type(record)):
        for subject in model.SUBJECTS:
            ids = model.objects.filter(**{f"{name}__in": moved}).values(subject)
            settled = model._meta.get_field(subject).related_model
            if settled.SETTLED:
                for other in settled.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk"):
                    other.settle()
                    other.save(update_fields=settled.SETTLED)
