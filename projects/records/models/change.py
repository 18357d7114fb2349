from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _


class LastChangeQuerySet(models.QuerySet):
    def note(self, publication, records: Iterable[tuple[str, object]], *, is_removed: bool = False) -> None:
        """From this row of the ledger on, these records, by type and uuid, show something else than before.

        Call within the transaction that writes the row, and so in the queue for the ledger.
        """
        rows = [
            self.model(record_uuid=uuid, record_type=kind, publication=publication, is_removed=is_removed)
            for kind, uuid in records
        ]
        self.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["record_uuid"],
            update_fields=["publication", "is_removed"],
        )


class LastChange(models.Model):
    """The row of the ledger by which what the API shows of a record last changed, for each that ever was public.

    It may be an act on another record, whose name or address this one shows. Rows are never removed.
    """

    record_uuid = models.UUIDField(_("record"), primary_key=True)
    record_type = models.CharField(_("type"), max_length=40)
    publication = models.ForeignKey(
        "records.Publication", models.PROTECT, related_name="+", db_column="sequence", db_index=False
    )
    is_removed = models.BooleanField(_("withdrawn"), default=False)

    objects = LastChangeQuerySet.as_manager()

    class Meta:
        ordering = ["publication_id", "record_uuid"]
        default_permissions = []
        indexes = [models.Index(fields=["publication", "record_uuid"], name="records_lastchange_in_order")]

    def __str__(self):
        return f"{self.publication_id}: {self.record_type}"
