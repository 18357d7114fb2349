"""Deciders queue: none looks at what another is changing."""

from projects.records.models import Publication, Record


def locked(record: Record) -> Record:
    """The row as it is now, until the end of the transaction. The ledger is locked first, always in that order."""
    Publication.objects.lock()
    return type(record).objects.select_for_update(of=("self",)).get(pk=record.pk)


def bring_up_to_date(record: Record, row: Record) -> None:
    """Gives the caller's own object what the row has."""
    for field in row._meta.concrete_fields:
        setattr(record, field.attname, getattr(row, field.attname))
