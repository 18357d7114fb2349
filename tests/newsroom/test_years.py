"""Every year that a date may have is one that pages and the API can speak of."""

from datetime import date

import pytest

from tests import builders
from tests.api import ask

FIRST, EARLY = "0001", "0999"


@pytest.fixture
def early(db):
    project = builders.project(slug="plant")
    for year in (FIRST, EARLY):
        builders.milestone(happened=year, slug=f"of-{year}").projects.add(project)
        builders.release(released_on=date(int(year), 1, 1), slug=f"told-{year}").projects.add(project)
    builders.source(published=FIRST, slug="old-work")


@pytest.mark.parametrize(
    "path",
    [
        "",
        "timeline/",
        "timeline/0001/",
        "timeline/0999/",
        "timeline/of-0001/",
        "timeline/?order=newest",
        "timeline/?as_known=2025-12-31",
        "news/",
        "news/0001/",
        "news/0999/",
        "news/told-0001/",
        "projects/plant/",
        "sources/",
        "sources/old-work/",
    ],
)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_page_speaks_of_the_first_years(early, reader, path, language):
    assert reader.get(f"/{language}/{path}").status_code == 200


@pytest.mark.parametrize("section", ["timeline", "news"])
def test_list_leads_to_a_year_in_four_digits(early, reader, section):
    page = reader.get(f"/en/{section}/").content.decode()
    assert f'href="/en/{section}/0999/"' in page


@pytest.mark.parametrize("section", ["timeline", "news"])
@pytest.mark.parametrize("year", ["0000", "0002", "999", "00001"])
def test_year_that_is_none_or_has_nothing_is_not_found(early, reader, section, year):
    assert reader.get(f"/en/{section}/{year}/").status_code == 404


@pytest.mark.parametrize(
    "path",
    ["timeline/", "milestones/", "milestones/of-0001/", "releases/", "releases/told-0001/", "sources/old-work/"],
)
def test_api_speaks_of_the_first_years(early, path):
    answer = ask(path)
    assert answer.status_code == 200
    assert "0001-" in answer.content.decode()
