"""Which status a project has now."""

from datetime import timedelta

import pytest
import time_machine

from projects.models import StatusReport
from tests.api import ask, slugs
from tests.builders import NOW, project, source, status

pytestmark = pytest.mark.django_db


def given(plant, *reports) -> None:
    """Reports of a status, its date, and the day of its source."""
    for said, when, published in reports:
        status(plant, said, when, source(published))


NEWEST = {
    "a later date": [("announced", "2021", "2025"), ("inaugurated", "2025", "2024")],
    "a later last day": [("announced", "2025-01-01", "2025"), ("inaugurated", "2025", "2024")],
    "no last day": [("announced", "2025", "2025"), ("inaugurated", "from 2025", "2024")],
    "a last day alone": [("announced", "2024", "2025"), ("inaugurated", "by 2025", "2024")],
    "a newer source": [("announced", "2025", "2024"), ("inaugurated", "2025", "2025")],
}


@pytest.mark.parametrize("reports", NEWEST.values(), ids=NEWEST)
@pytest.mark.parametrize("turned", [False, True])
def test_newest_first(reports, turned):
    given(project(), *(reversed(reports) if turned else reports))
    assert [report.status for report in StatusReport.objects.newest_first()] == ["inaugurated", "announced"]


def test_reports_that_tie_come_in_the_order_of_their_ids():
    plant, said = project(), source()
    made = [status(plant, "announced", "2025", said) for _ in range(6)]
    ids = [report.pk for report in StatusReport.objects.newest_first()]
    assert ids == sorted((report.pk for report in made), reverse=True)


@pytest.mark.parametrize("turned", [False, True])
def test_status_is_the_same_on_every_page_and_in_the_api(reader, turned):
    plant = project(slug="plant")
    reports = NEWEST["a newer source"]
    given(plant, *(reversed(reports) if turned else reports))
    with time_machine.travel(NOW + timedelta(days=2), tick=False):
        pages = [reader.get(path).context for path in ("/en/", "/en/projects/", "/en/projects/plant/")]
    ((_, front),), (listed,), own = pages[0]["plants"], pages[1]["object_list"], pages[2]["newest_report"]
    said = {
        front.status,
        listed.report.status,
        own.status,
        ask("projects/plant/").json()["status"]["status"],
    }
    assert said == {"inaugurated"}
    assert slugs("projects/", {"status": "inaugurated"}) == ["plant"]
