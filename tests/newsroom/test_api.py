"""Press releases and the timeline in the API."""

from datetime import UTC, date, datetime

import pytest

from newsroom.models import Boilerplate, Contact, PressRelease, Topic
from tests.api import ask, mistakes, results, slugs
from tests.builders import (
    NOW,
    make_live,
    many_milestones,
    milestone,
    organisation,
    project,
    release,
    source,
    withdraw,
)

pytestmark = pytest.mark.django_db


def many_releases(number: int) -> None:
    """So many live releases in one go, past the door."""
    live = {"version": 1, "published_at": NOW, "updated_at": NOW, "lead_en": "Lead."}
    PressRelease.objects.bulk_create(
        PressRelease(slug=f"many-{each}", title_en=f"Release {each}", released_on=date(2021, 1, 1), **live)
        for each in range(number)
    )


def test_release_is_given_whole():
    release(slug="opening", body_en="<p>It <strong>opens</strong>.</p>", dateline_en="Bourbourg")
    item = ask("releases/opening/").json()
    assert (item["type"], item["body"], item["dateline"], item["date"]["edtf"]) == (
        "release",
        "<p>It <strong>opens</strong>.</p>",
        "Bourbourg",
        "2025-12-11",
    )


def test_release_names_its_addresses_in_both_languages():
    made = release(slug="opening")
    here = f"http://testserver/api/v1/releases/{made.pk}/?language="
    assert ask("releases/opening/").json()["translations"] == {
        "en": {"url": "http://testserver/en/news/opening/", "api_url": f"{here}en", "is_complete": True},
        "fr": {"url": "http://testserver/fr/news/opening/", "api_url": f"{here}fr", "is_complete": False},
    }


def test_release_shows_what_is_linked_and_public():
    made = release(slug="opening", issuers=[organisation(slug="verkor")])
    topic = make_live(Topic.objects.create(slug="energy", name_en="Energy"))
    contact = make_live(Contact.objects.create(slug="desk", name_en="Press desk", email="press@example.org"))
    made.topics.add(topic, Topic.objects.create(slug="hidden", name_en="Hidden"))
    made.contacts.add(contact)
    made.projects.add(project(slug="plant"), project(live=False))
    made.issuers.add(organisation(live=False))
    item = ask("releases/opening/").json()
    shown = {name: [each["slug"] for each in item[name]] for name in ("topics", "projects", "issuers")}
    assert shown == {"topics": ["energy"], "projects": ["plant"], "issuers": ["verkor"]}
    assert [each["email"] for each in item["contacts"]] == ["press@example.org"]


def test_note_about_a_draft_organisation_is_not_shown():
    made = release(slug="opening")
    for about in (organisation(slug="verkor"), organisation(live=False)):
        Boilerplate.objects.create(release=made, organisation=about, text_en="About.")
    (note,) = ask("releases/opening/").json()["boilerplates"]
    assert (note["organisation"]["slug"], note["text"]) == ("verkor", "About.")


def test_milestone_of_a_release_is_called_what_is_planned():
    planned = milestone("It opens", planned="2030", plan_title_en="To open")
    release(slug="opening").milestones.add(planned)
    assert [each["name"] for each in ask("releases/opening/").json()["milestones"]] == ["To open"]


def test_releases_of_project_and_milestone():
    own, plant, opening = release(slug="own"), project(slug="plant"), milestone(slug="opens", happened="2025")
    own.projects.add(plant)
    own.milestones.add(opening)
    release().projects.add(plant)
    assert slugs("releases/", {"project": "plant", "milestone": "opens"}) == ["own"]


def test_releases_come_newest_first():
    for day in (10, 12, 11):
        release(slug=f"day-{day}", released_on=date(2025, 12, day))
    assert slugs("releases/") == ["day-12", "day-11", "day-10"]


def test_timeline_merges_milestones_and_releases():
    milestone(slug="before", happened="2025-12-10")
    release(slug="on-the-day", released_on=date(2025, 12, 11))
    milestone(slug="after", happened="2025-12-12")
    milestone(slug="ahead", planned="2030")
    assert slugs("timeline/") == ["before", "on-the-day", "after", "ahead"]
    assert slugs("timeline/", {"ordering": "-date"}) == ["ahead", "after", "on-the-day", "before"]


def test_timeline_pages_have_each_entry_once():
    for day in range(1, 4):
        milestone(slug=f"milestone-of-{day}", happened="2025-12-11")
        release(slug=f"release-of-{day}", released_on=date(2025, 12, 11))
    paged = [slugs("timeline/", {"page": page, "page_size": 2})[at] for page in (1, 2, 3) for at in (0, 1)]
    assert paged == slugs("timeline/")
    assert len(set(paged)) == 6


def test_timeline_of_one_type():
    milestone(slug="milestone-one", happened="2025")
    release(slug="release-one")
    assert slugs("timeline/", {"type": "release"}) == ["release-one"]
    assert slugs("timeline/", {"type": "milestone"}) == ["milestone-one"]


def test_timeline_of_a_project():
    plant = project(slug="plant")
    milestone(slug="milestone-one", happened="2025").projects.add(plant)
    release(slug="release-one").projects.add(plant)
    milestone(happened="2025")
    release()
    assert set(slugs("timeline/", {"project": "plant"})) == {"milestone-one", "release-one"}


def test_timeline_of_kinds_of_either_type():
    milestone(slug="energy-deal", happened="2025", kind="energy")
    milestone(happened="2025", kind="policy")
    release(slug="joint", kind="joint-statement")
    release()
    assert set(slugs("timeline/", "kind=energy&kind=joint-statement")) == {"energy-deal", "joint"}


def test_timeline_of_what_is_key_has_no_releases():
    milestone(slug="key", happened="2025", is_key=True)
    release()
    assert slugs("timeline/", {"key": "true"}) == ["key"]


def test_timeline_of_what_is_announced_has_no_releases():
    milestone(slug="ahead", planned="2030")
    release()
    assert slugs("timeline/", {"status": "announced"}) == ["ahead"]


def test_timeline_as_known_has_no_later_release():
    milestone(slug="founding", happened="2020-07")
    release(slug="early", released_on=date(2021, 6, 28))
    release(slug="late", released_on=date(2025, 12, 11))
    assert slugs("timeline/", {"as_known": "2021-12-31"}) == ["founding", "early"]


@pytest.mark.parametrize(("word", "found"), [("inaugurated", []), ("completion", ["gigafactory-opens"])])
def test_timeline_search_as_known_looks_at_what_is_shown_then(demo, word, found):
    query = {"as_known": "2021-12-31", "search": word}
    items = ask("timeline/", query, at=datetime(2026, 2, 1, tzinfo=UTC)).json()["results"]
    assert [item["slug"] for item in items] == found


def test_timeline_shows_nothing_that_is_not_public():
    withdraw(release())
    release(live=False)
    milestone(happened="2025", live=False)
    assert ask("timeline/").json()["count"] == 0


def test_release_on_the_timeline_does_not_show_a_draft_source():
    made = release()
    PressRelease.objects.filter(pk=made.pk).update(source=source(live=False))
    assert [item["date"]["source"] for item in results("timeline/")] == [None]


def test_entry_leads_to_all_of_it():
    made = release(slug="opening")
    (entry,) = results("timeline/")
    assert entry["api_url"] == f"http://testserver/api/v1/releases/{made.pk}/"


def test_timeline_knows_no_single_entry():
    made = release()
    assert ask(f"timeline/{made.pk}/").status_code == 404


def test_timeline_refuses_what_it_does_not_know():
    named = [entry["parameter"] for entry in mistakes("timeline/", "type=project&ordering=title&kind=gigafactory")]
    assert sorted(named) == ["kind", "ordering", "type"]


@pytest.mark.parametrize(("path", "queries"), [("timeline/", 9), ("releases/", 10)])
def test_list_takes_as_many_queries_for_a_thousand(path, queries, django_assert_max_num_queries):
    many_milestones(500)
    many_releases(500)
    with django_assert_max_num_queries(queries):  # how many, which, and each kind of link once
        assert len(results(path, {"page_size": 100})) == 100


def test_timeline_does_not_show_the_draft_project_of_a_release():
    release().projects.add(project(live=False))
    assert [item["projects"] for item in results("timeline/")] == [[]]


def test_timeline_decides_the_order_of_one_day_by_id():
    same = sorted(str(release().pk) for _ in range(6))
    assert [item["id"] for item in results("timeline/")] == same
