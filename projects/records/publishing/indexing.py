"""What readers search follows in the transaction in which it comes to be seen, or not to be."""

from collections.abc import Iterable

from projects.records import search_index
from projects.records.models import Record
from projects.records.publishing.settling import those_settling


def index(records: Iterable[Record]) -> None:
    """These records, whose rows are saved, and those whose rows took something over from theirs."""
    records = list(records)
    moving = [each for record in records for each in record.moving_together()]
    settled = [each for found in those_settling(moving) for each in found]
    search_index.write([*records, *settled])
