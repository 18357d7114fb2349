"""What changed of what is public says so: on its page, in the list of corrections, in the API."""

from datetime import date

import pytest

from newsroom.models import Contact
from projects.records.models import Publication
from tests import builders
from tests.api import ask, mistakes, results
from tests.builders import NOW
from tests.drafts import LATER, draft, rewritten
from tests.nouns import BUILD, CHANGED, NOUNS
from tests.pages import plain

pytestmark = pytest.mark.usefixtures("a_day_later")

LIST = "/en/corrections/"


def page(reader, address) -> str:
    return plain(reader.get(address).content.decode())


def corrected(noun="release", note_en="The day was wrong.", at=LATER, **fields):
    made = BUILD[noun](**fields)
    rewritten(made, at=at, act="correct", note_en=note_en, **CHANGED[noun])
    return made


@pytest.mark.parametrize("noun", NOUNS)
def test_correction_stands_on_the_page_of_its_record(db, reader, noun):
    made = corrected(noun)

    html = page(reader, made.get_absolute_url())

    assert 'Corrected on <time datetime="2025-12-16">16 December 2025</time>' in html
    assert "The day was wrong." in html
    assert f'href="{made.get_absolute_url()}versions/1/"' in html


def test_correction_of_a_release_stands_above_its_body(db, reader):
    html = page(reader, corrected(body_en="<p>It opens.</p>").get_absolute_url())

    assert html.index("The day was wrong.") < html.index("It opens.")


def test_update_stands_on_the_page_without_an_older_text(db, reader):
    made = builders.project()
    rewritten(made, note_en="There is a photograph.", name_en="The other plant")

    html = page(reader, made.get_absolute_url())

    assert "Updated on" in html
    assert "There is a photograph." in html
    assert "/versions/" not in html


def test_small_change_is_not_mentioned(db, reader):
    made = builders.project()
    rewritten(made, act="minor", name_en="The other plant")

    assert 'class="changes"' not in page(reader, made.get_absolute_url())


def test_page_as_known_earlier_keeps_quiet_of_later_corrections(db, reader):
    made = corrected("project")

    assert "The day was wrong." not in page(reader, f"{made.get_absolute_url()}?as_known=2025-12-15")


def test_note_is_read_in_french(db, reader):
    made = builders.project(slug="plant")
    draft(made, name_en="The other plant")
    rewritten(made, act="correct", note_en="It was wrong.", name_en="A third plant")

    html = page(reader, "/fr/projects/plant/")

    assert '<time datetime="2025-12-16">16 décembre 2025</time>' in html
    assert '<span lang="en" class="borrowed"' in html


@pytest.mark.parametrize("noun", NOUNS)
def test_list_leads_to_the_record_and_to_the_text_before(db, reader, noun):
    made = corrected(noun)

    html = page(reader, LIST)

    assert "The day was wrong." in html
    assert f'href="{made.get_absolute_url()}"' in html
    assert f'href="{made.get_absolute_url()}versions/1/"' in html


def test_list_has_the_newest_first(db, reader):
    corrected(note_en="First.")
    corrected("project", note_en="Second.")

    html = page(reader, LIST)

    assert html.index("Second.") < html.index("First.")


def test_list_has_pages(db, reader):
    made = builders.project()
    for number in range(51):
        rewritten(made, act="correct", note_en=f"Note {number}.", name_en=f"Plant {number}")

    assert "Note 0." not in page(reader, LIST)
    assert "Note 0." in page(reader, f"{LIST}?page=2")


def test_list_has_no_updates(db, reader):
    rewritten(builders.project(), note_en="There is a photograph.", name_en="The other plant")

    assert "There is a photograph." not in page(reader, LIST)


def test_correction_of_what_was_withdrawn_is_listed_nowhere(db, reader):
    made = corrected("project")
    builders.withdraw(made, at=LATER)

    assert "The day was wrong." not in page(reader, LIST)
    assert results("corrections/") == []


def test_correction_of_what_has_no_page_is_listed_without_a_link(db, reader):
    contact = builders.make_live(Contact.objects.create(slug="desk", name_en="Press desk", email="a@example.org"))
    rewritten(contact, act="correct", note_en="The name was wrong.", name_en="Media desk")

    assert "<h2>Media desk</h2>" in page(reader, LIST)
    [item] = results("corrections/")
    assert (item["record"]["name"], item["record"]["url"], item["superseded_url"]) == ("Media desk", None, None)


def test_draft_of_a_correction_is_not_mentioned(db, reader):
    made = builders.project()
    draft(made, name_en="Canary")

    assert "Canary" not in page(reader, LIST) + page(reader, made.get_absolute_url())


def test_footer_leads_to_the_list(db, reader):
    assert 'href="/fr/corrections/"' in page(reader, "/fr/")


@pytest.mark.parametrize("count", [1, 40])
def test_list_takes_as_many_queries_for_many(db, reader, count, django_assert_max_num_queries):
    for noun in NOUNS * (count // 5 or 1):
        corrected(noun)

    with django_assert_max_num_queries(8):  # what is due, how many, which, and the records of each of five types
        reader.get(LIST)


@pytest.mark.parametrize("noun", NOUNS)
def test_item_of_the_api_tells_its_changes(db, noun):
    made = corrected(noun)

    [change] = ask(f"{noun}s/{made.pk}/").json()["changes"]

    assert change == {
        "act": "correct",
        "at": "2025-12-16T09:00:00Z",
        "note": "The day was wrong.",
        "fallback": [],
        "texts": None,
        "version": 2,
        "superseded_url": f"http://testserver{made.get_absolute_url()}versions/1/",
    }


def test_update_has_no_older_text_in_the_api(db):
    made = builders.project()
    rewritten(made, name_en="The other plant")

    [change] = ask(f"projects/{made.pk}/").json()["changes"]

    assert (change["act"], change["superseded_url"]) == ("update", None)


def test_list_of_the_api_tells_changes_newest_first(db):
    made = builders.project()
    rewritten(made, name_en="Second")
    rewritten(made, act="correct", name_en="Third")

    [item] = results("projects/")

    assert [(change["act"], change["version"]) for change in item["changes"]] == [("correct", 3), ("update", 2)]


def test_entry_of_the_timeline_tells_its_changes(db):
    corrected("milestone")

    [item] = results("timeline/")

    assert [change["act"] for change in item["changes"]] == ["correct"]


def test_list_of_corrections_in_the_api(db):
    made = corrected("project", slug="plant")

    [item] = results("corrections/")

    assert (item["note"], item["record"]["type"], item["record"]["slug"]) == (
        "The day was wrong.",
        "project",
        "plant",
    )
    assert item["record"]["url"] == f"http://testserver{made.get_absolute_url()}"
    assert item["record"]["api_url"] == f"http://testserver/api/v1/projects/{made.pk}/"
    assert item["superseded_url"] == f"http://testserver{made.get_absolute_url()}versions/1/"


def test_corrections_of_a_time(db):
    corrected("project")

    assert len(results("corrections/", {"date_after": "2025-12-16"})) == 1
    assert results("corrections/", {"date_before": "2025-12-15"}) == []


def test_corrections_refuse_what_they_do_not_know(db):
    assert [entry["parameter"] for entry in mistakes("corrections/", {"project": "x"})] == ["project"]


def test_superseded_is_what_was_live_just_before(db):
    made = builders.project()
    rewritten(made, act="minor", name_en="Second")
    rewritten(made, act="correct", name_en="Third")

    [change] = Publication.objects.corrections(LATER)

    assert change.superseded == 2


def test_text_that_was_not_kept_has_no_address(db, reader):
    """Of a source that follows its release, and came in before versions were kept."""
    release = BUILD["release"](slug="opening")
    source = release.source
    type(source).objects.filter(pk=source.pk).update(version=7)
    Publication.objects.append(
        type(source).objects.get(pk=source.pk), act="minor", by=builders.User.objects.first(), at=NOW
    )
    rewritten(release, act="correct", released_on=date(2025, 12, 12))

    assert Publication.objects.changes(LATER).about(source).get().superseded in (None, 7)
    for change in ask(f"sources/{source.pk}/").json()["changes"]:
        address = change["superseded_url"]
        assert address is None or reader.get(address).status_code == 200
