"""Looks at a version as if it were live: applied for real, looked at, and rolled back."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction

from projects.records import snapshots
from projects.records.models import Record


@contextmanager
def rehearse(
    record: Record, content: dict | None = None, *, public_at: datetime | None = None
) -> Iterator[Record]:
    """Gives a fresh copy of the record, whose row holds the content until the block ends; then all is as it was.

    With `public_at` the record counts as public from that moment. Whatever is to outlive the block has to be
    written after it. Raises IntegrityError if the content names what is not there (any more).
    """
    with transaction.atomic():
        row = type(record).objects.get(pk=record.pk)
        if content is not None:
            snapshots.apply(row, content)
        if public_at is not None:
            row.version = row.version or 1
            row.published_at = min(row.published_at or public_at, public_at)
            row.withdrawn_at = None
            row.save()
        yield row
        transaction.set_rollback(True)
