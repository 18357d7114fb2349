import uuid

from django.db import models

from projects.records import texts
from projects.records.models.record import Record


class Carried(models.Model):
    """A row that belongs to a record and is drafted, compared and published with it.

    `SUBJECTS` names the foreign keys to the record that carries the row, of which just one is filled; `SHOWN_BY`
    those to others of which the API shows the row as well.
    """

    SUBJECTS: tuple[str, ...] = ()
    SHOWN_BY: tuple[str, ...] = ()

    uuid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True

    def save_base(self, *args, **kwargs):
        """Whatever way a row comes in: its texts are stored clean. Fixtures come past this (see `loaddata`)."""
        texts.tidy(self)
        super().save_base(*args, **kwargs)

    @classmethod
    def named_records(cls) -> list[str]:
        """The foreign keys to records: whoever they name must be public for the row to be."""
        return [
            field.name
            for field in cls._meta.concrete_fields
            if field.is_relation and issubclass(field.related_model, Record)
        ]

    @property
    def subject(self) -> Record:
        return next(subject for name in self.SUBJECTS if (subject := getattr(self, name)) is not None)
