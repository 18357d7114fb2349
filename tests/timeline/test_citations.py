"""The sources of a page under their numbers."""

import re

from tests import builders
from tests.timeline.test_pages import page, words


def listed(html: str) -> list[str]:
    section = re.search(r'<section class="bibliography".*?</section>', html, re.DOTALL)[0]
    return [words(item) for item in re.findall(r"<li id=.*?</li>", section, re.DOTALL)]


def test_sources_are_numbered_as_they_are_cited_first(reader):
    later = builders.source("2025-12-11", publisher="Verkor", title="It opens", url="https://example.org/opens")
    earlier = builders.source("2021-06-28", publisher="Region", title="It will open")
    opening = builders.milestone(happened="2020")
    opening.dates.update(source=earlier)
    second = builders.milestone(live=False)
    builders.milestone_date(second, "happened", "2025-12-11", source=later)
    builders.make_live(second)

    html = page(reader)

    assert listed(html) == [
        "Region, It will open, 28 June 2021",
        "Verkor, It opens, 11 December 2025 https://example.org/opens",
    ]
    assert re.findall(r'href="#source-(\d)"> \[(\d)\]', html) == [("1", "1"), ("2", "2")]


def test_source_that_is_cited_often_has_one_number(reader):
    builders.many_milestones(3)

    html = page(reader)

    assert len(listed(html)) == 1
    assert html.count("> [1]</a>") == 3


def test_source_known_through_another_is_listed_with_it(reader):
    via = builders.source("2022-02-01", publisher="Wiki", title="Batteries", url="https://example.org/wiki")
    told = builders.source("2021-06-28", publisher="Daily", title="It will open", via=via)
    milestone = builders.milestone(live=False)
    builders.milestone_date(milestone, "planned", "2030", source=told)
    builders.make_live(milestone)

    assert listed(page(reader)) == [
        "Daily, It will open, 28 June 2021. Via Wiki, Batteries, 1 February 2022 https://example.org/wiki"
    ]


def test_other_pages_cite_without_numbers(reader):
    milestone = builders.milestone(happened="2025")

    assert "#source-" not in page(reader, milestone.get_absolute_url())
