"""One milestone's own page: every date given for it, what stands before and after it, and how to cite it."""

import re

import pytest

from tests import builders
from tests.timeline.test_pages import page, words


def neighbours(html: str) -> dict[str, tuple[str, str]]:
    found = re.findall(r'<a rel="(prev|next)" href="([^"]+)">(.*?)</a>', html)
    return {rel: (address, words(title)) for rel, address, title in found}


def dates(html: str) -> list[list[str]]:
    """The rows of the table of dates."""
    table = re.search(r'<table class="ledger dates">.*?</table>', html, re.DOTALL)[0]
    rows = re.findall(r"<tr.*?</tr>", table, re.DOTALL)[1:]
    return [[words(cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL)] for row in rows]


def test_milestone_leads_to_those_before_and_after_it(reader):
    builders.milestone("Founding", slug="founding", happened="2020")
    opening = builders.milestone("Opening", happened="2025-12-11")
    builders.milestone("Deliveries", slug="deliveries", planned="2030")

    assert neighbours(page(reader, opening.get_absolute_url())) == {
        "prev": ("/en/timeline/founding/", "Founding"),
        "next": ("/en/timeline/deliveries/", "Deliveries"),
    }


def test_first_milestone_has_none_before_it(reader):
    founding = builders.milestone("Founding", happened="2020")
    builders.milestone("Opening", slug="opening", happened="2025-12-11")

    assert list(neighbours(page(reader, founding.get_absolute_url()))) == ["next"]


def test_milestone_alone_leads_to_no_other(reader):
    assert neighbours(page(reader, builders.milestone(happened="2020").get_absolute_url())) == {}


def test_neighbour_that_is_not_public_is_passed_over(reader):
    builders.milestone("Founding", slug="founding", happened="2020")
    builders.milestone("Secret", happened="2022", live=False)
    builders.withdraw(builders.milestone("Withdrawn", happened="2023"))
    opening = builders.milestone("Opening", happened="2025-12-11")

    assert neighbours(page(reader, opening.get_absolute_url()))["prev"][1] == "Founding"


def test_neighbours_are_those_of_the_day_that_is_asked_for(reader):
    announced = builders.milestone(
        "Deliveries", slug="deliveries", planned="2024", plan_title_en="Deliveries to come"
    )
    opening = builders.milestone("Opening", planned="2023")
    builders.milestone_date(announced, "happened", "2022", source=builders.source("2022-12-31"))
    builders.milestone("Founding", slug="founding", happened="2020")
    builders.milestone_date(builders.milestone("Later"), "planned", "2023-06", source=builders.source("2025"))

    then = neighbours(page(reader, opening.get_absolute_url(), as_known="2021-12-31"))

    assert then == {
        "prev": ("/en/timeline/founding/?as_known=2021-12-31", "Founding"),
        "next": ("/en/timeline/deliveries/?as_known=2021-12-31", "Deliveries to come"),
    }


@pytest.mark.parametrize("count", [3, 500])
def test_milestone_needs_the_same_queries_however_many_there_are(reader, count, django_assert_max_num_queries):
    milestone = builders.many_milestones(count)[1]

    with django_assert_max_num_queries(12):
        page(reader, milestone.get_absolute_url())


def test_dates_stand_oldest_first_with_source_and_verdict(reader):
    made = builders.milestone(live=False)
    told = {
        "2021-06-28": ("planned", "2024"),
        "2022-06-01": ("planned", "2024-03"),
        "2023-01-10": ("planned", "2024"),
        "2025-12-11": ("happened", "2025-12-11"),
    }
    for number, (day, (nature, when)) in enumerate(told.items()):
        source = builders.source(day, title=f"Release {number}", url=f"https://example.org/{number}")
        builders.milestone_date(made, nature, when, source=source)
    builders.make_live(made)

    html = page(reader, made.get_absolute_url())

    assert dates(html) == [
        ["announced for 2024", "Verkor, 28 June 2021 Release 0", "the first date given"],
        ["announced for March 2024", "Verkor, 1 June 2022 Release 1", "narrowed"],
        ["announced for 2024", "Verkor, 10 January 2023 Release 2", "made vaguer"],
        [
            "happened on 11 December 2025 stands today",
            "Verkor, 11 December 2025 Release 3",
            "slipped by at least 11 months",
        ],
    ]
    assert all(f'href="https://example.org/{number}"' in html for number in range(4))


def test_dates_as_known_end_on_that_day(reader):
    made = builders.milestone(planned="2024")
    builders.milestone_date(made, "happened", "2025-12-11", source=builders.source("2025-12-11"))

    [[said, _who, _verdict]] = dates(page(reader, made.get_absolute_url(), as_known="2022-01-01"))

    assert said == "announced for 2024 the newest then"


def test_milestone_offers_its_address_to_copy(reader):
    made = builders.milestone(slug="opening", happened="2025")

    html = page(reader, made.get_absolute_url())

    assert (
        'id="address" href="http://testserver/en/timeline/opening/">http://testserver/en/timeline/opening/<'
        in html
    )
    assert 'type="button" hidden data-copy="address" data-copied="Copied"' in html


def test_earlier_day_is_kept_from_timeline_to_milestone_to_project_and_back(reader):
    opening = builders.milestone("Opening", slug="opening", planned="2030")
    opening.projects.add(builders.project(slug="the-plant"))
    opening.organisations.add(builders.organisation(slug="the-company"))
    then = {"as_known": "2021-12-31"}

    assert 'href="/en/timeline/opening/?as_known=2021-12-31"' in page(reader, **then)
    beside = page(reader, "/en/timeline/opening/", **then)
    for path in ("timeline/", "projects/the-plant/", "organisations/the-company/"):
        assert f'href="/en/{path}?as_known=2021-12-31"' in beside
    assert 'href="/en/timeline/opening/?as_known=2021-12-31"' in page(reader, "/en/projects/the-plant/", **then)


def test_pages_of_today_keep_no_day(reader):
    opening = builders.milestone("Opening", slug="opening", planned="2030")
    opening.projects.add(builders.project(slug="the-plant"))

    assert "?as_known=" not in page(reader) + page(reader, "/en/timeline/opening/")


def test_entry_links_to_itself_by_name(reader):
    builders.milestone("Opening", slug="opening", happened="2025")

    found = re.search(r'<a class="permalink" href="#opening">(.*?)</a>', page(reader))[1]

    assert words(found) == "# Link to “Opening”"
