"""The sources of a page under their numbers."""

import re

from projects.records.models import Source
from tests import builders
from tests.timeline.test_pages import page, words


def listed(html: str) -> list[str]:
    section = re.search(r'<section class="bibliography".*?</section>', html, re.DOTALL)[0]
    return [words(item) for item in re.findall(r"<li id=.*?</li>", section, re.DOTALL)]


def test_sources_are_numbered_as_they_are_cited_first(reader):
    later = builders.source("2025-12-11", publisher="Verkor", title="It opens", url="https://example.org/opens")
    earlier = builders.source("2021-06-28", publisher="Region", title="It will open", slug="region-2021")
    opening = builders.milestone(happened="2020")
    opening.dates.update(source=earlier)
    second = builders.milestone(live=False)
    builders.milestone_date(second, "happened", "2025-12-11", source=later)
    builders.make_live(second)

    html = page(reader)

    assert listed(html) == [
        "Region, It will open, 28 June 2021 http://testserver/en/sources/region-2021/",
        "Verkor, It opens, 11 December 2025 https://example.org/opens",
    ]
    assert re.findall(r'href="#source-(\d)"> \[(\d)\]', html) == [("1", "1"), ("2", "2")]


def test_source_that_is_cited_often_has_one_number(reader):
    builders.many_milestones(3)

    html = page(reader)

    assert len(listed(html)) == 1
    # Each milestone has a plan and an outcome of it.
    assert html.count("> [1]</a>") == 6


def test_source_known_through_another_is_listed_with_it(reader):
    via = builders.source("2022-02-01", publisher="Wiki", title="Batteries", url="https://example.org/wiki")
    told = builders.source("2021-06-28", title="It will open", via=via, url="https://example.org/daily")
    milestone = builders.milestone(live=False)
    builders.milestone_date(milestone, "planned", "2030", source=told)
    builders.make_live(milestone)

    assert listed(page(reader)) == [
        "Verkor, It will open, 28 June 2021 https://example.org/daily"
        " Via Wiki, Batteries, 1 February 2022 https://example.org/wiki"
    ]


def test_source_known_through_one_that_is_not_public_is_listed_alone(reader):
    via = builders.source("2022-02-01", title="Secret")
    told = builders.source("2021-06-28", title="It will open", via=via)
    milestone = builders.milestone(live=False)
    builders.milestone_date(milestone, "planned", "2030", source=told)
    builders.make_live(milestone)
    Source.objects.filter(pk=via.pk).update(withdrawn_at=builders.NOW)

    assert "Secret" not in page(reader)


def test_dates_that_an_entry_does_not_show_are_there_for_paper(reader):
    """Here a vaguer account of the same, and a plan between the first and the outcome."""
    opening = builders.milestone(planned="2024", happened="2025-12-11")
    builders.milestone_date(opening, "planned", "Q3 2025", source=builders.source("2023-05"))
    builders.milestone_date(opening, "happened", "2025", source=builders.source("2026-01"))

    [others] = re.findall(r'<p class="others">(.*?)</p>', page(reader))

    assert words(others) == (
        "Also given: announced for Q3 2025 ( Verkor, May 2023 [3] ); happened in 2025 ( Verkor, January 2026 [4] )"
    )


def test_other_pages_cite_without_numbers(reader):
    milestone = builders.milestone(happened="2025")

    assert "#source-" not in page(reader, milestone.get_absolute_url())
