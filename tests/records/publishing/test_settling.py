import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from projects.records import publishing
from tests import builders
from tests.builders import NOW
from tests.drafts import rewritten
from timeline.models import Milestone

pytestmark = pytest.mark.django_db


def test_source_that_moves_settles_the_milestones_that_name_it(publisher):
    source = builders.source("2021", live=False)
    milestone = builders.milestone(live=False)
    builders.milestone_date(milestone, "planned", "2024", source=builders.source("2022"))
    builders.milestone_date(milestone, "planned", "2025", source=source)
    source.published = builders.parse("2023")
    source.save()
    publishing.publish(source, by=publisher, at=NOW)
    milestone.refresh_from_db()
    assert milestone.span == builders.parse("2025")


def test_source_that_moves_settles_the_milestones_known_through_it():
    through = builders.source("2021")
    milestone = builders.milestone(planned="2026")
    builders.milestone_date(milestone, "planned", "2025", source=builders.source(None, via=through))
    rewritten(through, published=builders.parse("2023"))
    milestone.refresh_from_db()
    assert milestone.span == builders.parse("2025")


def test_settling_leaves_alone_what_others_write_meanwhile(publisher, monkeypatch):
    source = builders.source(live=False)
    milestone = builders.milestone("Before", live=False)
    builders.milestone_date(milestone, "planned", "2024", source=source)

    def settle_late(self):
        Milestone.objects.filter(pk=self.pk).update(title_en="Meanwhile")

    monkeypatch.setattr(Milestone, "settle", settle_late)
    publishing.publish(source, by=publisher, at=NOW)
    milestone.refresh_from_db()
    assert milestone.title_en == "Meanwhile"


def test_source_with_many_claims_settles_each_milestone_once(publisher):
    def queries(milestones: int) -> int:
        source = builders.source(live=False)
        for _ in range(milestones):
            milestone = builders.milestone(live=False)
            for year in ("2024", "2025", "2026"):
                builders.milestone_date(milestone, "planned", year, source=source)
        with CaptureQueriesContext(connection) as asked:
            publishing.publish(source, by=publisher, at=NOW)
        return len(asked)

    queries(0)
    # Each is settled with one query and saved with one.
    assert queries(6) - queries(1) <= 5 * 2
