"""Which reports on the state of a project cannot both be true."""

from uuid import UUID

import pytest

from projects.comparisons_status import disputes
from projects.models import StatusReport
from projects.records.dates_parse import parse
from projects.records.models import Source


def report(status, when, said="2025-09", by="Verkor", pk=1) -> StatusReport:
    source = Source(publisher=by, known_on=parse(said).latest)
    source.published = parse(said)
    made = StatusReport(pk=UUID(int=pk), project_id=UUID(int=9), status=status, source=source)
    made.span = parse(when)
    return made


def press(status, when, said="2025-09"):
    return report(status, when, said, by="Press", pk=2)


CASES = {
    "the same": (report("announced", "2025"), press("announced", "2025"), False),
    "another state for the same time": (report("announced", "2025"), press("under-construction", "2025"), True),
    "suspended at the same time": (report("operational", "2025"), press("suspended", "2025"), True),
    "a later state for a later time": (report("announced", "2021"), press("operational", "2025"), False),
    "an earlier state for a later time": (
        report("operational", "2023"),
        press("under-construction", "2025"),
        True,
    ),
    "inaugurated after it worked": (report("operational", "2023"), press("inaugurated", "2025"), False),
    "suspended later": (report("operational", "2023"), press("suspended", "2025"), False),
    "within a longer time": (report("under-construction", "2025"), press("inaugurated", "December 2025"), False),
    "by the same publisher": (
        report("operational", "2025"),
        report("announced", "2025", pk=2),
        False,
    ),
    "by a source that is newer for certain": (
        report("operational", "2025"),
        press("announced", "2025", said="2025-12"),
        False,
    ),
}


@pytest.mark.parametrize(("one", "other", "expected"), CASES.values(), ids=CASES)
def test_dispute(one, other, expected):
    assert bool(disputes([one, other])) == bool(disputes([other, one])) == expected


def test_only_the_newest_report_of_a_publisher_counts():
    old = report("operational", "2025", said="2021", pk=3)
    assert disputes([old, report("announced", "2025"), press("announced", "2025")]) == []
