from collections.abc import Iterator
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.core.management.commands import loaddata
from django.db.models import Model, QuerySet
from django.utils import timezone

from projects.records import checks, search_index, snapshots, texts
from projects.records.models import Carried, Publication, Record
from projects.records.states import Standing


class Command(loaddata.Command):
    """Django's, which says in one line what is wrong with a fixture, and loads nothing that may not be public."""

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument(
            "--unchecked",
            action="store_true",
            help="Asks nothing of what is live: for a fixture that was checked before.",
        )

    def handle(self, *labels, **options):
        self.is_checked = not options.pop("unchecked")
        self.loaded = {}
        try:
            super().handle(*labels, **options)
        except CommandError:
            raise
        except ValidationError as error:
            raise CommandError(f"{', '.join(labels)}: {' '.join(error.messages)}") from error
        except Exception as error:  # a fixture can be wrong in every way there is
            raise CommandError(f"{', '.join(labels)}: {' '.join(str(error).split())}") from error

    def save_obj(self, obj):
        # Django saves what it reads past the models' own ways, and so past their cleaning.
        texts.tidy(obj.object)
        is_saved = super().save_obj(obj)
        if is_saved:
            self.loaded |= dict.fromkeys(_records(obj.object))
        return is_saved

    def loaddata(self, labels):
        """Within the transaction of `handle`: what is refused leaves nothing behind."""
        super().loaddata(labels)
        Publication.objects.note_missing()
        refused = [words for model, pk in self.loaded for words in _refusals(model, pk)] if self.is_checked else []
        if refused:
            raise CommandError("Nothing was loaded:\n" + "\n".join(refused))
        search_index.write(record for model in snapshots.record_models() for record in self._loaded_of(model))

    def _loaded_of(self, model: type[Record]) -> QuerySet:
        return model.objects.filter(pk__in=[pk for of, pk in self.loaded if of is model])


def _records(row: Model) -> Iterator[tuple[type[Record], UUID]]:
    """The record that the row is, or that carries it: it may come later in the fixture."""
    if isinstance(row, Record):
        yield type(row), row.pk
    elif isinstance(row, Carried):
        for name in row.SUBJECTS:
            if (pk := getattr(row, f"{name}_id")) is not None:
                yield row._meta.get_field(name).related_model, pk


def _refusals(model: type[Record], pk: UUID) -> list[str]:
    """What keeps the record from the public, if the fixture says that it is live."""
    record = model.objects.filter(pk=pk).first()
    if record is None or record.standing != Standing.LIVE:
        return []
    found = checks.grave(record, max(timezone.now(), record.published_at))
    return [f"{record.type_name()} {record.slug}: {finding.words}" for finding in found]
