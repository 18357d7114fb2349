"""How a timeline of any length is parted into pages, and what leads from one to another."""

import re
from datetime import date

import pytest
from django.utils.translation import override

from tests import builders
from tests.timeline.test_pages import TIMELINE, page, titles, words
from timeline.models import Milestone


def links(html: str) -> dict[str, str]:
    """The links to the years: what each says, and where it leads."""
    nav = re.search(r'<nav class="years".*?</nav>', html, re.DOTALL)[0].replace("&amp;", "&")
    found = re.findall(r'<a href="([^"]*)"[^>]*>(.*?)</a>', nav, re.DOTALL)
    return {words(said): address for address, said in found}


def body(response) -> str:
    return response.getvalue().decode()


def test_three_hundred_milestones_are_on_one_page(reader):
    builders.many_milestones(300)

    assert len(titles(page(reader))) == 300


def test_longer_timeline_shows_the_newest_year_in_which_something_happened(reader):
    builders.many_milestones(400)
    builders.milestone("Deliveries", planned="2035")

    html = page(reader)

    assert len(titles(html)) == 35
    assert "401 milestones are too many for one page. This one shows 2022." in words(html)


def test_longer_timeline_leads_to_each_year_and_to_all_on_one_page(reader):
    builders.many_milestones(400)
    builders.milestone("Deliveries", planned="2035")

    assert links(page(reader)) == {
        "All 401": "/en/timeline/?all=1",
        "2021 365": "/en/timeline/2021/",
        "2022 35": "/en/timeline/2022/",
        "Announced 2035 1": "/en/timeline/2035/",
    }


def test_longer_timeline_of_nothing_but_plans_shows_the_first_year(reader):
    builders.many_milestones(301)
    Milestone.objects.update(nature="planned", earliest=date(2091, 1, 1), latest=date(2091, 12, 31))
    builders.milestone("Deliveries", planned="2090")

    assert "This one shows 2090." in words(page(reader))


def test_year_with_more_than_three_hundred_is_paged(reader):
    builders.many_milestones(400)

    assert len(titles(page(reader, "/en/timeline/2021/"))) == 300
    assert len(titles(page(reader, "/en/timeline/2021/", page="2"))) == 65


@pytest.mark.parametrize("number", ["0", "-1", "3", "x", "9" * 5000])
def test_page_that_does_not_exist_is_not_found(reader, number):
    builders.many_milestones(365)

    assert reader.get(TIMELINE, {"page": number}).status_code == 404


def test_short_timeline_leads_to_the_years_on_the_page(reader):
    builders.milestone(happened="2025-12-11")
    builders.milestone(planned="2030")

    assert links(page(reader)) == {
        "All 2": "/en/timeline/",
        "2025 1": "#year-2025",
        "Announced 2030 1": "#announced-2030",
    }


def test_links_to_years_lead_to_headings_that_are_there(reader):
    builders.milestone(happened="2025-12-11")
    builders.milestone(planned="2030")

    html = page(reader)

    anchors = [address[1:] for address in links(html).values() if address.startswith("#")]
    assert [anchor for anchor in anchors if f'id="{anchor}"' not in html] == []


def test_year_that_is_past_and_announced_leads_to_either_part(reader):
    builders.milestone(happened="2025-01-11")
    builders.milestone(planned="2025-12-31")

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("projects.records.views.timezone.now", lambda: builders.NOW)
        found = links(page(reader, "/en/timeline/2025/", kind="production", utm_source="x", page="1"))

    assert found == {
        "All 2": "/en/timeline/?kind=production",
        "2025 1": "/en/timeline/2025/?kind=production#year-2025",
        "Announced 2025 1": "/en/timeline/2025/?kind=production#announced-2025",
    }


def test_newest_first_turns_the_years_round_too(reader):
    builders.milestone(happened="2021")
    builders.milestone(happened="2025")

    assert list(links(page(reader, order="newest"))) == ["All 2", "2025 1", "2021 1"]


def test_newest_first_says_where_the_past_begins(reader):
    builders.milestone(happened="2021")
    builders.milestone(planned="2035")

    assert '<p class="part-heading">Past</p>' in page(reader, order="newest")


def test_all_on_one_page_has_what_the_pages_have(reader):
    builders.many_milestones(310)
    builders.milestone("Deliveries", planned="2035")

    whole = body(reader.get(TIMELINE, {"all": "1"}))

    assert len(titles(whole)) == 311
    assert '<p class="part-heading">Announced</p>' in whole
    assert whole.rstrip().endswith("</html>")


def test_all_on_one_page_is_sent_as_it_is_drawn(reader):
    builders.many_milestones(310)

    pieces = [piece.decode() for piece in reader.get(TIMELINE, {"all": "1"}).streaming_content]

    assert "<h1>Timeline</h1>" in pieces[0]
    assert titles(pieces[0]) == []
    assert [len(titles(piece)) for piece in pieces] == [0, 310, 0, 0]


def test_all_on_one_page_numbers_the_sources_at_its_end(reader):
    builders.many_milestones(310)

    whole = body(reader.get(TIMELINE, {"all": "1"}))

    assert whole.index('id="sources"') > whole.rindex('class="entry ')


def test_all_on_one_page_speaks_the_language_of_its_address(reader):
    builders.many_milestones(310)
    response = reader.get("/fr/timeline/", {"all": "1"})

    with override("en"):
        whole = body(response)

    assert "28 juin 2021" in words(whole)
    assert "June" not in whole


@pytest.mark.parametrize("query", [{}, {"as_known": "2021-12-31"}, {"kind": "production", "order": "newest"}])
def test_all_on_one_page_needs_few_queries_whatever_its_length(reader, query, django_assert_max_num_queries):
    builders.many_milestones(1000)

    with django_assert_max_num_queries(12):
        body(reader.get(TIMELINE, {"all": "1", **query}))


def test_all_is_given_as_one_or_left_out(reader):
    response = reader.get(TIMELINE, {"all": "yes"})

    assert response.status_code == 400
    assert "“all” is “1”, or is left out." in response.content.decode()


def test_filter_of_all_on_one_page_keeps_it_so(reader):
    builders.milestone(happened="2025")

    assert '<input type="hidden" name="all" value="1"' in page(reader, all="1")


def test_page_says_how_many_were_found(reader):
    builders.milestone("Founding", happened="2020")
    builders.milestone("Opening", happened="2025")

    assert '<p class="found" data-found>1 milestone</p>' in page(reader, q="found")
    assert '<p class="found" data-found>2 milestones</p>' in page(reader)
