"""Whoever reads the site as known on an earlier day stays in that day from page to page."""

import re

import pytest

from tests import builders

pytestmark = pytest.mark.django_db
THEN = "?as_known=2025-12-12"
TO_A_RECORD = re.compile(r'href="(/en/(?:news|projects|timeline)/[a-z-]+/)([^"]*)"')


@pytest.fixture(autouse=True)
def _one_of_each():
    whole, firm = builders.project("Cluster", slug="cluster"), builders.organisation("Firm", slug="firm")
    plant = builders.project("Plant", slug="plant", part_of=whole, kind="gigafactory")
    source = builders.source("2021-06", slug="report")
    for number in (1, 2):
        step = builders.milestone(f"Step {number}", slug=f"step-{'ab'[number - 1]}", is_key=True)
        builders.milestone_date(step, "happened", "2021-05", source=source)
        release = builders.release(f"News {number}", slug=f"news-{'ab'[number - 1]}", issuers=[firm])
        step.projects.add(plant), step.organisations.add(firm)
        release.projects.add(plant), release.milestones.add(step)


@pytest.mark.parametrize(
    ("path", "count"),
    [
        ("", 4),
        ("timeline/", 6),
        ("timeline/step-a/", 3),
        ("news/", 2),
        ("news/news-a/", 3),
        ("projects/", 2),
        ("projects/plant/", 5),
        ("projects/cluster/", 1),
        ("organisations/firm/", 4),
        ("sources/report/", 2),
    ],
)
def test_links_from_an_earlier_day_lead_to_that_day(reader, path, count):
    main = reader.get(f"/en/{path}{THEN}").content.decode().partition("<main")[2]
    links = TO_A_RECORD.findall(main)
    assert len(links) >= count
    assert [link for link in links if not link[1].endswith(THEN)] == []
