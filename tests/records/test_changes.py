"""Places and tokens, and what comes after a place."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from projects.records import changes
from projects.records.changes import Diverged, Place
from projects.records.editions import edition
from projects.records.models import LastChange, Publication
from tests import builders
from tests.builders import NOW
from tests.drafts import LATER, rewritten
from tests.ledger import unlocked

AT = NOW + timedelta(days=9)
PLACE = Place(7, UUID(int=11), 9, "0123456789abcdef0123")
WORD = changes.token(PLACE)


@pytest.mark.parametrize("place", [Place(), PLACE, replace(PLACE, first_round=0), replace(PLACE, sequence=10**17)])
def test_token_stands_for_its_place(place):
    word = changes.token(place)
    assert changes.is_well_formed(word)
    assert changes.read(word) == place


def test_token_altered_anywhere_is_refused():
    word = changes.token(PLACE)
    for number, letter in enumerate(word):
        other = "1" if letter != "1" else "2"
        with pytest.raises(ValueError, match=other):
            changes.read(word[:number] + other + word[number + 1 :])


@pytest.mark.parametrize("word", ["", "0", "7-", "é", "٣", f"{WORD}\n", f" {WORD}"])
def test_what_is_no_token_is_not_well_formed(word):
    assert not changes.is_well_formed(word)


# What comes after a place.

in_database = pytest.mark.django_db


def beginning(at=AT) -> Place:
    return changes.beginning(edition(at))


def told(place=None, size=100, at=AT) -> tuple[list[str], changes.Page]:
    """The changes of all pages from a place on, or from the beginning, and the last page."""
    found, page = [], changes.page(place or beginning(at), size, at)
    while page.has_more:
        found += page.changes
        page = changes.page(changes.read(changes.token(page.place)), size, at)
    return [_words(change) for change in [*found, *page.changes]], page


def _words(change) -> str:
    return f"{change.publication_id} {change.record_type}{' removed' if change.is_removed else ''}"


@in_database
@pytest.mark.parametrize("again", [1, 2])
def test_nothing_comes_where_nothing_was_ever_public(again):
    place = Place()
    for _time in range(again):
        found, page = told(place)
        place = page.place
    assert (found, page.place) == ([], Place())


@in_database
@pytest.mark.parametrize("size", [1, 2, 100])
def test_each_comes_once_in_the_order_of_the_ledger(size):
    first = builders.organisation()
    for _number in range(3):
        builders.project()
    rewritten(first, name="After")
    assert told(size=size)[0] == ["2 project", "3 project", "4 project", "5 organisation"]


@in_database
def test_page_ends_where_the_type_changes():
    builders.organisation(), builders.organisation(), builders.project()
    page = changes.page(beginning(), 100, AT)
    assert ([change.record_type for change in page.changes], page.has_more) == (["organisation"] * 2, True)


@in_database
@pytest.mark.parametrize("size", [1, 2, 100])
def test_records_of_one_act_come_one_after_the_other(size):
    records = [builders.organisation() for _number in range(4)]
    publication = Publication.objects.first()
    LastChange.objects.note(publication, [("organisation", record.pk) for record in records])
    assert told(size=size)[0] == ["4 organisation"] * 4


@in_database
def test_place_after_the_last_change_stays():
    builders.organisation()
    _found, page = told()
    found, again = told(page.place)
    assert (found, again.place) == ([], page.place)


@in_database
def test_what_was_gone_before_the_first_round_is_not_told():
    builders.withdraw(builders.organisation())
    builders.project()
    assert told()[0] == ["3 project"]


@in_database
def test_what_goes_in_the_first_round_is_told():
    record = builders.organisation()
    builders.project()
    page = changes.page(beginning(), 1, AT)
    builders.withdraw(record)
    assert told(page.place)[0] == ["2 project", "3 organisation removed"]


@in_database
def test_removal_is_told_for_ever():
    record = builders.organisation()
    _found, page = told()
    builders.withdraw(record)
    for _number in range(5):
        builders.project()
    assert "2 organisation removed" in told(page.place)[0]


@in_database
def test_first_round_of_what_is_all_gone_leads_on():
    builders.withdraw(builders.organisation())
    found, page = told()
    builders.project()
    assert (found, told(page.place)[0]) == ([], ["3 project"])


@in_database
def test_what_the_ledger_has_for_a_later_moment_waits():
    builders.organisation()
    ahead = builders.organisation(live=False)
    builders.make_live(ahead, at=AT + timedelta(seconds=1))
    builders.make_live(builders.project(live=False), at=LATER)
    found, page = told()
    assert (found, page.is_held_back, page.has_more) == (["1 organisation"], True, False)
    assert told(page.place, at=AT + timedelta(seconds=1))[0] == ["2 organisation", "3 project"]


@in_database
def test_whoever_begins_before_what_waits_is_told_of_it():
    builders.make_live(builders.organisation(live=False), at=AT + timedelta(seconds=1))
    _found, page = told()
    assert told(page.place, at=AT + timedelta(seconds=1))[0] == ["1 organisation"]


# A place of another ledger.


def rewrite_the_ledger(**fields):
    with unlocked("records_publication"):
        Publication.objects.filter(sequence=1).update(**fields)


OTHERWISE = {
    "type": {"record_type": "project"},
    "record": {"record_uuid": UUID(int=5)},
    "version": {"version": 5},
    "act": {"act": "minor"},
    "moment": {"at": NOW - timedelta(microseconds=1)},
}


@in_database
@pytest.mark.parametrize("has_more", [False, True])
@pytest.mark.parametrize("column", OTHERWISE)
def test_place_of_another_ledger_is_refused(column, has_more):
    builders.organisation()
    _found, page = told()
    if has_more:
        builders.organisation()
    rewrite_the_ledger(**OTHERWISE[column])
    with pytest.raises(Diverged):
        told(page.place)


@in_database
def test_place_beyond_the_ledger_is_refused():
    builders.organisation()
    with pytest.raises(Diverged):
        told(replace(told()[1].place, sequence=2))


@in_database
def test_place_in_the_first_round_rests_on_its_end():
    builders.organisation(), builders.project()
    page = changes.page(beginning(), 1, AT)
    with pytest.raises(Diverged):
        told(replace(page.place, first_round=3))


@in_database
def test_place_at_the_beginning_of_an_empty_ledger_is_good_anywhere():
    builders.organisation()
    assert told(Place())[0] == ["1 organisation"]


@in_database
def test_place_after_the_first_round_rests_on_the_last_change():
    record = builders.organisation()
    _found, page = told()
    rewritten(record, name="After")
    _found, page = told(page.place)
    rewrite_the_ledger(act="minor")  # of row 1, on which nothing rests any more
    assert told(page.place)[0] == []


@in_database
@pytest.mark.parametrize("count", [1, 30])
def test_page_is_one_query(django_assert_num_queries, count):
    for _number in range(count):
        builders.organisation()
    place = beginning()
    with django_assert_num_queries(1):
        changes.page(place, 20, AT)
