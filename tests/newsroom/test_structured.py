"""What pages say in the terms of schema.org."""

from types import SimpleNamespace

import pytest

from newsroom.structured import Pages, precise
from projects.records.dates_parse import parse
from tests import builders
from timeline.entries import entries

PRECISE = {
    "2025-12-11": "2025-12-11",
    "December 2025": "2025-12",
    "2026": "2026",
    "Q3 2026": "2026",
    "2025-07/2025-09": "2025",
    "2025-12-11/2025-12-13": "2025",
    "2022-2025": None,
    "by 2030": None,
    "circa 2030": None,
    "2030s": None,
}


@pytest.mark.parametrize("text", PRECISE)
def test_date_is_as_precise_as_its_source_and_no_more(text):
    assert precise(parse(text)) == PRECISE[text]


@pytest.fixture
def pages():
    return Pages(lambda path: f"https://example.org{path}", "en", "/en/", "/en/search/")


def event(pages, *said, on="2026-01-01", **fields) -> dict:
    """Of a milestone for which these dates were given, each a nature, a date and the day it was said."""
    milestone = builders.milestone("Plant opens", live=False, slug="opens", **fields)
    for nature, when, said_on in said:
        builders.milestone_date(milestone, nature, when, source=builders.source(said_on))
    milestone.known_dates = list(milestone.dates.select_related("source"))
    milestone.public_projects = []
    [entry] = entries([milestone], parse(on).earliest)
    return pages.milestone(entry, [], "https://example.org/card.png")


@pytest.mark.django_db
def test_slip_is_told_by_the_dates_that_were_planned_before(pages):
    told = event(
        pages,
        ("planned", "2024", "2021-06-28"),
        ("planned", "Q2 2025", "2024-03-01"),
        ("happened", "2025-12-11", "2025-12-11"),
    )
    assert (told["startDate"], told["previousStartDate"]) == ("2025-12-11", ["2025", "2024"])
    assert told["eventStatus"] == "https://schema.org/EventRescheduled"
    assert told["description"].replace("\xa0", " ") == "Happened on 11 December 2025."


@pytest.mark.django_db
def test_plan_that_became_clearer_was_not_rescheduled(pages):
    told = event(pages, ("planned", "2026", "2021-06-28"), ("planned", "March 2026", "2025-01-01"))
    assert (told["startDate"], told["eventStatus"]) == ("2026-03", "https://schema.org/EventScheduled")
    assert "previousStartDate" not in told


@pytest.mark.django_db
def test_event_without_a_bound_has_no_date_but_says_so_in_words(pages):
    told = event(pages, ("planned", "by 2030", "2021-06-28"))
    assert "startDate" not in told
    assert "by 2030" in told["description"]


@pytest.mark.django_db
def test_event_names_its_sources(pages):
    told = event(pages, ("planned", "2026", "2021-06-28"))
    [source] = told["subjectOf"]
    assert (source["@type"], source["datePublished"]) == ("CreativeWork", "2021-06-28")
    assert source["publisher"] == {"@type": "Organization", "name": "Verkor"}


@pytest.mark.django_db
def test_organisation_is_told_with_its_seat_and_its_whole(pages):
    whole = builders.organisation("Group", slug="group")
    firm = builders.organisation("Firm", slug="firm", seat="Lyon", country="FR", website="https://firm.example/")
    told = pages.organisation(firm, whole)
    assert told["url"] == "https://firm.example/"
    assert told["address"] == {"@type": "PostalAddress", "addressLocality": "Lyon", "addressCountry": "FR"}
    assert told["parentOrganization"]["url"] == "https://example.org/en/organisations/group/"
    assert told["@id"] == f"urn:uuid:{firm.pk}"


@pytest.mark.django_db
def test_project_is_told_with_where_it_lies(pages):
    plant = builders.project("Plant", place_en="Bourbourg", latitude="50.95", longitude="2.2")
    told = pages.project(plant, "https://example.org/card.png")
    assert told["geo"] == {"@type": "GeoCoordinates", "latitude": 50.95, "longitude": 2.2}
    assert "geo" not in pages.project(builders.project("Elsewhere"), "https://example.org/card.png")


def test_collection_of_nothing_is_one_all_the_same(pages):
    assert pages.collection("News", "https://example.org/en/news/", [])["mainEntity"]["itemListElement"] == []


@pytest.mark.django_db
def test_article_names_who_issued_it(pages):
    release = builders.release("It opens", issuers=[builders.organisation("Firm", slug="firm")])
    release.public_issuers, release.public_topics = list(release.issuers.all()), []
    change = SimpleNamespace(act="update", note="More.", at=release.updated_at)
    told = pages.release(release, [change], "https://example.org/card.png")
    assert [author["name"] for author in told["author"]] == ["Firm"]
    assert told["publisher"]["name"] == "Gigafactory Newsroom"
    assert (told["datePublished"], told["inLanguage"]) == ("2025-12-15T09:00:00Z", "en")
    assert "correction" not in told
