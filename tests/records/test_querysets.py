from datetime import UTC, date, datetime, timedelta

import pytest

from projects.models import Figure, StatusReport
from projects.records import publishing
from projects.records.models import Organisation
from tests import builders
from tests.constraints import row
from tests.drafts import somebody

pytestmark = pytest.mark.django_db

PUBLISHED = datetime(2025, 6, 1, 8, 0, tzinfo=UTC)
WITHDRAWN = datetime(2025, 9, 1, 8, 0, tzinfo=UTC)
INSTANT = timedelta(microseconds=1)

# State, moment asked about, whether it is public then.
VISIBILITY = [
    ("draft", PUBLISHED, False),
    ("live", PUBLISHED - INSTANT, False),
    ("live", PUBLISHED, True),
    ("live", PUBLISHED + INSTANT, True),
    ("withdrawn", PUBLISHED - INSTANT, False),
    ("withdrawn", PUBLISHED, True),
    ("withdrawn", WITHDRAWN - INSTANT, True),
    ("withdrawn", WITHDRAWN, False),
    ("withdrawn", WITHDRAWN + INSTANT, False),
]


def organisation(state: str) -> Organisation:
    made = builders.organisation(live=False)
    if state != "draft":
        builders.make_live(made, at=PUBLISHED)
    if state == "withdrawn":
        builders.withdraw(made, at=WITHDRAWN)
    return made


@pytest.mark.parametrize(("state", "at", "expected"), VISIBILITY)
def test_public_at_a_moment_as_row_and_as_object(state, at, expected):
    made = organisation(state)
    assert [made.is_public(at), Organisation.objects.public(at).exists()] == [expected, expected]


def test_public_again_when_published_again():
    made = organisation("withdrawn")
    publishing.restore(made, by=somebody(), at=WITHDRAWN + INSTANT)
    assert Organisation.objects.public(WITHDRAWN + INSTANT).get() == made


def statement(**named):
    """A number that the project’s partner takes, as a source says; all of them public but those given."""
    records = {
        "source": builders.source(),
        "party": builders.organisation(),
        "project": builders.project(),
        **named,
    }
    return builders.figure(records["project"], source=records["source"], party=records["party"])


def test_claim_is_public_if_all_that_it_names_is():
    made = statement()
    assert Figure.objects.public(builders.NOW).get() == made


def test_claim_without_a_partner_is_public():
    made = statement(party=None)
    assert Figure.objects.public(builders.NOW).get() == made


DRAFTS = {
    "source": lambda: builders.source(live=False),
    "party": lambda: builders.organisation(live=False),
    "project": lambda: builders.project(live=False),
}


@pytest.mark.parametrize("name", DRAFTS)
def test_claim_is_not_public_while_a_record_that_it_names_is_not(name):
    statement(**{name: DRAFTS[name]()})
    assert not Figure.objects.public(builders.NOW).exists()


def test_claim_is_not_public_before_its_source():
    statement()
    assert not Figure.objects.public(builders.NOW - INSTANT).exists()


SOURCE_DAY, WITHDRAWN_DAY = date(2021, 6, 28), date(2023, 1, 1)
A_DAY = timedelta(days=1)

KNOWN = [
    (SOURCE_DAY - A_DAY, False),
    (SOURCE_DAY, True),
    (WITHDRAWN_DAY - A_DAY, True),
    (WITHDRAWN_DAY, False),
]


@pytest.mark.parametrize(("day", "expected"), KNOWN)
def test_claim_is_known_from_its_source_until_it_is_withdrawn(day, expected):
    made = builders.status(builders.project(), source=builders.source(SOURCE_DAY.isoformat()))
    row(made).update(withdrawn_on=WITHDRAWN_DAY, withdrawn_why="It was another plant.")
    assert StatusReport.objects.known_on(day).exists() is expected


def test_claim_that_nobody_withdrew_stays_known():
    builders.status(builders.project(), source=builders.source(SOURCE_DAY.isoformat()))
    assert StatusReport.objects.known_on(date.max).exists()


def test_source_with_a_vague_date_is_known_from_its_last_day():
    builders.status(builders.project(), source=builders.source("2021"))
    known = [StatusReport.objects.known_on(day).exists() for day in (date(2021, 12, 30), date(2021, 12, 31))]
    assert known == [False, True]


def test_standing_leaves_out_what_was_withdrawn():
    project = builders.project()
    kept, gone = builders.status(project), builders.status(project, "inaugurated")
    row(gone).update(withdrawn_on=WITHDRAWN_DAY, withdrawn_why="Not yet.")
    assert StatusReport.objects.standing().get() == kept
