"""The feeds as a reader of feeds has them."""

import xml.etree.ElementTree as ElementTree
from datetime import timedelta

import pytest

from projects.records import publishing
from tests import builders
from tests.builders import NOW
from tests.drafts import LATER, draft, rewritten, somebody

pytestmark = pytest.mark.django_db
ATOM = {"atom": "http://www.w3.org/2005/Atom"}


@pytest.fixture(autouse=True)
def _much_later(time_machine):
    time_machine.move_to(NOW + timedelta(days=30), tick=False)


def entries(reader, path: str) -> list[dict[str, str]]:
    response = reader.get(path)
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    root = ElementTree.fromstring(response.content)
    names = ("title", "summary", "updated", "published", "id")
    return [
        {name: each.findtext(f"atom:{name}", "", ATOM).replace("\xa0", " ") for name in names}
        | {"link": each.find("atom:link", ATOM).get("href")}
        for each in root.findall("atom:entry", ATOM)
    ]


def test_release_is_in_the_feed_of_either_language(reader):
    release = builders.release("It opens", title_fr="Elle ouvre", slug="it-opens")
    [english], [french] = entries(reader, "/en/news/feed.atom"), entries(reader, "/fr/news/feed.atom")
    assert (english["title"], french["title"]) == ("It opens", "Elle ouvre")
    assert english["id"] == french["id"] == f"urn:uuid:{release.pk}"
    assert english["link"] == "http://testserver/en/news/it-opens/"
    assert english["published"] == "2025-12-15T09:00:00+00:00"


def test_draft_is_in_no_feed(reader):
    builders.release(live=False)
    draft(builders.release("Live"), title_en="Draft")
    assert [entry["title"] for entry in entries(reader, "/en/news/feed.atom")] == ["Live"]


def test_withdrawn_release_leaves_the_feeds(reader):
    release = builders.release()
    rewritten(release, act="correct", title_en="Corrected", at=NOW + timedelta(hours=1))
    builders.withdraw(release)
    assert entries(reader, "/en/news/feed.atom") == entries(reader, "/en/corrections/feed.atom") == []


@pytest.mark.parametrize(
    ("act", "words", "updated"),
    [
        ("correct", "Correction, 16 December 2025: The day was wrong.", "2025-12-16"),
        ("update", "Update, 16 December 2025: The day was wrong.", "2025-12-16"),
        ("minor", "", "2025-12-15"),
    ],
)
def test_change_of_which_readers_are_told_moves_its_entry_and_says_why(reader, act, words, updated):
    release = builders.release(lead_en="The lead.")
    rewritten(release, act=act, note_en="The day was wrong.", title_en="Changed")
    [entry] = entries(reader, "/en/news/feed.atom")
    assert (entry["title"], entry["updated"][:10]) == ("Changed", updated)
    assert entry["summary"] == "\n\n".join(filter(None, [words, "The lead."]))


def test_correction_is_in_its_own_feed(reader):
    plant = builders.project("Plant", slug="plant")
    rewritten(plant, act="correct", note_en="It is a cluster.", kind="cluster")
    [entry] = entries(reader, "/en/corrections/feed.atom")
    assert (entry["title"], entry["summary"]) == ("Plant", "It is a cluster.")
    assert (entry["link"], entry["updated"]) == (
        "http://testserver/en/projects/plant/",
        "2025-12-16T09:00:00+00:00",
    )


def test_two_corrections_of_one_record_are_two_entries(reader):
    plant = builders.project("Plant")
    rewritten(plant, act="correct", kind="cluster")
    rewritten(plant, act="correct", kind="gigafactory", at=LATER + timedelta(days=1))
    ids = {entry["id"] for entry in entries(reader, "/en/corrections/feed.atom")}
    assert len(ids) == 2


@pytest.mark.parametrize("path", ["/en/news/feed.atom", "/en/corrections/feed.atom"])
def test_feed_that_has_nothing_yet_is_one_all_the_same(reader, path):
    assert entries(reader, path) == []


@pytest.mark.parametrize(("path", "most"), [("/en/news/feed.atom", 6), ("/en/corrections/feed.atom", 4)])
def test_queries_of_a_feed_do_not_grow(reader, path, most, django_assert_max_num_queries):
    for _ in range(5):
        rewritten(builders.release(), act="correct", title_en="Corrected")
    # What is due, the entries with whom they are of and their topics, and what was told of them.
    with django_assert_max_num_queries(most):
        reader.get(path)


@pytest.mark.parametrize(("page", "feed"), [("news", "news"), ("corrections", "corrections")])
def test_page_leads_to_its_feed(reader, page, feed):
    assert f'href="/en/{feed}/feed.atom"' in reader.get(f"/en/{page}/").content.decode()


def test_return_of_a_withdrawn_release_is_told_if_there_is_something_to_tell(reader):
    told, untold = builders.release("Told", lead_en="The lead."), builders.release("Untold", lead_en="The lead.")
    for release, note in ((told, "It was right after all."), (untold, "")):
        builders.withdraw(release)
        publishing.restore(release, by=somebody(), at=LATER + timedelta(days=1), note_en=note)
    summaries = {entry["title"]: entry["summary"] for entry in entries(reader, "/en/news/feed.atom")}
    assert summaries == {
        "Told": "Restored, 17 December 2025: It was right after all.\n\nThe lead.",
        "Untold": "The lead.",
    }
