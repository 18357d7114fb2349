"""One project as the directory shows it, and the order of such entries. Pure."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from projects.comparisons import Comparison
from projects.records.dates import Span

# A project in one of these states has opened.
OPENED = ("inaugurated", "operational")


@dataclass
class Entry:
    """What is known of a project; None for what nobody has said. `report` is of its status now.

    `opens` is what tells when it opens or opened, with `opens_span` in words and `opens_on` to sort by. A higher
    floor may know better than this one does.
    """

    project: object
    report: object = None
    capacity_now: Comparison | None = None
    capacity_aimed: Comparison | None = None
    opens: object = None
    opens_span: Span | None = None

    @property
    def has_opened(self) -> bool:
        return self.report is not None and self.report.status in OPENED

    @property
    def is_placed(self) -> bool:
        return self.project.latitude is not None and self.project.longitude is not None


def opening(reports: Iterable) -> tuple[object, Span] | None:
    """The first report that a project was open, and when that was: a state that lasts began then or before."""
    told = [(report, _opened(report)) for report in reports if report.status in OPENED]
    return min(told, key=lambda each: (each[1].last, each[1], str(each[0].pk)), default=None)


def _opened(report) -> Span:
    if report.status in report.LASTING and report.latest:
        return Span(None, report.latest, report.approx)
    return report.span


def arranged(entries: Iterable[Entry], column: str, is_descending: bool, statuses: list[str]) -> list[Entry]:
    """In the order of a column, what nobody has said last either way; then by name."""
    key = {
        "name": _name,
        "status": lambda entry: entry.report and statuses.index(entry.report.status),
        "capacity-now": lambda entry: entry.capacity_now and _number(entry.capacity_now.current),
        "capacity-aimed": lambda entry: entry.capacity_aimed and _number(entry.capacity_aimed.current),
        "opens": lambda entry: entry.opens_span,
    }[column]
    by_name = sorted(entries, key=_name)
    known = [entry for entry in by_name if key(entry) is not None]
    unknown = [entry for entry in by_name if key(entry) is None]
    return sorted(known, key=key, reverse=is_descending) + unknown


def _name(entry: Entry) -> tuple[str, str, str]:
    """As the reader sees it, accents and case aside, so that it is the same in every database."""
    name = str(entry.project.name)
    return _folded(name), name, str(entry.project.pk)


def _folded(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name)
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()


def _number(figure):
    return figure.high if figure.low is None else figure.low
