"""What can be filtered in the lists of releases and of the timeline."""

from datetime import date

import pytest

from newsroom.filters import ReleasesOnTimeline, TimelineFilters
from newsroom.models import Contact, Topic
from tests.api import slugs
from tests.builders import make_live, milestone, organisation, project, release
from tests.drafts import rewritten

pytestmark = pytest.mark.django_db


def topic(slug):
    return make_live(Topic.objects.create(slug=slug, name_en=slug))


def test_release_on_several_of_the_topics_is_listed_once():
    release(slug="own").topics.add(topic("energy"), topic("jobs"))
    assert slugs("releases/", {"topic": "energy,jobs"}) == ["own"]


def test_releases_as_known_are_those_up_to_that_day():
    release(slug="early", released_on=date(2021, 6, 28))
    release(slug="late")
    assert slugs("releases/", {"as_known": "2021-12-31"}) == ["early"]


def test_releases_of_years():
    for year in (2021, 2022, 2023):
        release(slug=f"of-{year}", released_on=date(year, 6, 28))
    assert slugs("releases/", {"year": "2021,2023"}) == ["of-2023", "of-2021"]


def linked(name, made):
    getattr(release(slug="has"), name).add(made)


def desk():
    return make_live(Contact.objects.create(slug="desk", name_en="Press desk", email="press@example.org"))


HAD = {
    "project": lambda: linked("projects", project()),
    "milestone": lambda: linked("milestones", milestone(happened="2025")),
    "topic": lambda: linked("topics", topic("energy")),
    "contact": lambda: linked("contacts", desk()),
    "french": lambda: release(slug="has", title_fr="Elle ouvre"),
    "correction": lambda: rewritten(release(slug="has"), act="correct", lead_en="Another lead."),
}


@pytest.mark.parametrize("word", HAD)
def test_release_has_or_is_missing(word, a_day_later):
    HAD[word]()
    release(slug="bare")
    assert (slugs("releases/", {"has": word}), slugs("releases/", {"missing": word})) == (["has"], ["bare"])


def test_link_to_a_draft_is_not_had():
    linked("topics", Topic.objects.create(slug="hidden", name_en="Hidden"))
    assert slugs("releases/", {"missing": "topic"}) == ["has"]


def test_releases_on_the_timeline_know_all_its_parameters():
    assert set(ReleasesOnTimeline.base_filters) == set(TimelineFilters.base_filters)


@pytest.mark.parametrize("query", [{"q": "plant"}, {"search": "plant"}])
def test_timeline_by_words_as_on_its_page(query):
    milestone("The plant opens", slug="milestone-one", happened="2025")
    release("The plant opens", slug="release-one")
    milestone("The school opens", happened="2025")
    release("The school opens")
    assert set(slugs("timeline/", query)) == {"milestone-one", "release-one"}


def test_timeline_newest_first_as_on_its_page():
    milestone(slug="before", happened="2025-12-10")
    release(slug="on-the-day", released_on=date(2025, 12, 11))
    assert slugs("timeline/", {"order": "newest"}) == ["on-the-day", "before"]


def test_timeline_of_a_year():
    milestone(slug="milestone-one", happened="2021-06")
    release(slug="release-one", released_on=date(2021, 12, 31))
    release()
    assert slugs("timeline/", {"year": "2021"}) == ["milestone-one", "release-one"]


@pytest.mark.parametrize(
    ("query", "found"), [({"has": "organisation"}, "has"), ({"missing": "organisation"}, "bare")]
)
def test_timeline_has_or_is_missing(query, found):
    milestone(slug="has", happened="2025").organisations.add(organisation())
    milestone(slug="bare", happened="2025")
    assert slugs("timeline/", {**query, "type": "milestone"}) == [found]
