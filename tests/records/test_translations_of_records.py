import pytest

from projects.records import publishing
from projects.records.drafts import Desk
from projects.records.states import Act
from projects.records.translations import OTHER, Translations, behind_among
from tests import builders
from tests.builders import NOW
from tests.drafts import LATER, draft, rewritten, somebody

pytestmark = pytest.mark.django_db

BOTH = {"title_en": "Plant opens", "title_fr": "L’usine ouvre", "lead_en": "It does.", "lead_fr": "Elle ouvre."}
FOLLOWS = {"en": {"title_en": "Factory opens"}, "fr": {"title_fr": "La fabrique ouvre"}}
LEADS = [("en", "fr"), ("fr", "en")]


@pytest.fixture
def release():
    return builders.release(**BOTH)


def behind(record, language="fr", number=None):
    return Translations(record, number).behind(language)


def paths(found):
    return sorted(change.path[-1] for change in found.changes)


def test_nothing_is_behind_in_what_was_written_at_once(release):
    assert [behind(release, language) for language in OTHER] == [None, None]


def test_nothing_is_behind_where_no_version_is_kept():
    assert behind(builders.release(live=False, **BOTH)) is None


@pytest.mark.parametrize(("leader", "follower"), LEADS)
def test_language_is_behind_when_the_other_changed(release, leader, follower):
    draft(release, **FOLLOWS[leader])
    found = behind(release, follower)
    assert (found.language, found.since, paths(found)) == (follower, 1, [f"title_{leader}"])


@pytest.mark.parametrize(("leader", "follower"), LEADS)
def test_language_that_changed_is_not_behind(release, leader, follower):
    draft(release, **FOLLOWS[leader])
    assert behind(release, leader) is None


def test_both_changed_at_once_are_made_from_each_other(release):
    draft(release, **FOLLOWS["en"], **FOLLOWS["fr"])
    assert [behind(release, language) for language in OTHER] == [None, None]


@pytest.mark.parametrize(("leader", "follower"), LEADS)
def test_language_that_followed_leaves_neither_behind(release, leader, follower):
    draft(release, **FOLLOWS[leader])
    draft(release, **FOLLOWS[follower])
    assert [behind(release, language) for language in OTHER] == [None, None]


def test_what_changed_since_is_counted_from_where_the_languages_met(release):
    draft(release, **FOLLOWS["en"])
    draft(release, **FOLLOWS["fr"])
    draft(release, title_en="Third title")
    draft(release, lead_en="Third lead.")
    found = behind(release)
    assert (found.since, paths(found)) == (3, ["lead_en", "title_en"])
    assert ("Factory opens", "Third title") in [change[1:] for change in found.changes]


def test_change_that_was_taken_back_leaves_nothing_behind(release):
    draft(release, **FOLLOWS["en"])
    draft(release, title_en=BOTH["title_en"])
    assert behind(release) is None


def test_change_of_what_is_no_text_leaves_nothing_behind(release):
    draft(release, slug="opens-now")
    assert behind(release) is None


def test_text_that_is_missing_is_not_behind():
    release = builders.release(title_en="Plant opens")
    draft(release, **FOLLOWS["en"])
    assert behind(release) is None


def test_text_added_in_one_language_leaves_the_other_as_it_is():
    release = builders.release(title_en="Plant opens")
    draft(release, title_fr="L’usine ouvre")
    assert [behind(release, language) for language in OTHER] == [None, None]


def test_translation_written_in_pieces_is_behind_what_changes_afterwards():
    release = builders.release(title_en="Plant opens")
    draft(release, title_fr="L’usine ouvre")
    draft(release, lead_fr="Elle ouvre.")
    draft(release, lead_en="It opens today.")
    assert behind(release).since == 3


def test_text_emptied_in_one_language_leaves_the_other_behind(release):
    draft(release, body_en="<p>More.</p>", body_fr="<p>Plus.</p>")
    draft(release, body_en="")
    assert paths(behind(release)) == ["body_en"]


@pytest.mark.parametrize(("leader", "follower"), LEADS)
def test_language_confirmed_to_be_right_is_not_behind(release, editor, leader, follower):
    draft(release, **FOLLOWS[leader])
    publishing.confirm(release, follower, by=editor, at=LATER)
    assert behind(release, follower) is None


def test_confirming_the_language_that_leads_changes_nothing(release, editor):
    draft(release, **FOLLOWS["en"])
    publishing.confirm(release, "en", by=editor, at=LATER)
    assert behind(release) is not None


def test_language_confirmed_is_behind_what_changes_afterwards(release, editor):
    draft(release, **FOLLOWS["en"])
    publishing.confirm(release, "fr", by=editor, at=LATER)
    draft(release, lead_en="It opens today.")
    found = behind(release)
    assert (found.since, paths(found)) == (2, ["lead_en"])


def test_small_change_ages_nothing(release):
    rewritten(release, act="minor", **FOLLOWS["en"])
    assert behind(release) is None


def test_all_versions_that_went_out_by_a_small_change_age_nothing(release):
    draft(release, **FOLLOWS["en"])
    rewritten(release, act="minor", lead_en="It opens today.")
    assert behind(release) is None


def test_small_change_that_waits_for_its_moment_ages_nothing(release):
    draft(release, **FOLLOWS["en"])
    decision = publishing.Decision(release, Act.MINOR)
    publishing.schedule([decision], by=somebody(), at=NOW, due_at=LATER)
    assert behind(release) is None


@pytest.mark.parametrize("act", ["update", "correct"])
def test_change_that_readers_were_told_of_ages_the_other_language(release, act):
    rewritten(release, act=act, **FOLLOWS["en"])
    assert behind(release) is not None


def test_small_change_after_a_large_one_leaves_the_language_behind(release):
    rewritten(release, **FOLLOWS["en"])
    rewritten(release, act="minor", lead_en="It opens today.")
    assert behind(release).since == 1


def test_an_older_version_is_asked_about_as_it_was(release):
    draft(release, **FOLLOWS["en"])
    draft(release, **FOLLOWS["fr"])
    assert (behind(release, number=2).since, behind(release, number=1)) == (1, None)


def test_language_is_not_brought_up_to_date_by_a_row_that_came():
    record = builders.organisation(note_en="Makes cells.", note_fr="Fait des cellules.")
    draft(record, note_en="Makes battery cells.")
    leader = {"source": builders.source(), "name": "Head", "role_en": "Head", "role_fr": "Direction"}
    draft(record, change=lambda row: row.leaders.create(**leader))
    assert paths(behind(record)) == ["note_en"]


def test_note_of_a_claim_ages_the_other_language():
    record = builders.organisation()
    leader = {"source": builders.source(), "name": "Head", "role_en": "Head", "role_fr": "Direction"}
    draft(record, change=lambda row: row.leaders.create(**leader))
    draft(record, change=lambda row: row.leaders.update(role_en="Chief"))
    [change] = behind(record).changes
    assert (change.path[:2], change.path[-1]) == (("rows", "records.leader"), "role_en")


def test_language_of_one_record_takes_one_query(release, django_assert_num_queries):
    draft(release, **FOLLOWS["en"])
    translations = Translations(release)
    with django_assert_num_queries(1):
        assert [translations.behind(language) is None for language in OTHER] == [True, False]


def test_among_many_those_behind_are_found_newest_first(release):
    other, third = builders.release(**BOTH), builders.release(**BOTH)
    draft(other, at=LATER, **FOLLOWS["en"])
    draft(release, at=NOW, **FOLLOWS["en"])
    draft(third, at=LATER, **FOLLOWS["fr"])
    found = behind_among()
    assert [(each.record, each.since) for each in found] == [(other, 1), (release, 1)]


def test_among_many_the_other_direction_can_be_asked_for(release):
    draft(release, **FOLLOWS["fr"])
    assert [each.record for each in behind_among(language="en")] == [release]
    assert behind_among() == []


def test_among_many_what_followed_or_was_confirmed_is_left_out(release, editor):
    other = builders.release(**BOTH)
    for record in (release, other):
        draft(record, **FOLLOWS["en"])
    draft(release, **FOLLOWS["fr"])
    publishing.confirm(other, "fr", by=editor, at=LATER)
    assert behind_among() == []


def test_among_many_withdrawn_and_deleted_ones_are_left_out(release):
    draft(release, **FOLLOWS["en"])
    builders.withdraw(release)
    never = builders.release(live=False, **BOTH)
    draft(never, lead_en="Other.")
    draft(never, **FOLLOWS["en"])
    never.delete()
    assert behind_among() == []


def test_among_many_as_many_as_asked_for_are_found():
    for _ in range(3):
        draft(builders.release(**BOTH), **FOLLOWS["en"])
    assert len(behind_among(limit=2)) == 2


def test_among_many_two_queries_are_enough(django_assert_num_queries):
    for _ in range(3):
        draft(builders.release(**BOTH), **FOLLOWS["en"])
    draft(builders.project(name_fr="Usine"), name_en="Plant")
    with django_assert_num_queries(2):
        assert len(behind_among()) == 4


def test_among_many_the_record_is_named_as_its_newest_version_has_it(release):
    draft(release, **FOLLOWS["en"])
    [found] = behind_among()
    assert (str(found.record), Desk(release).number) == ("Factory opens", 2)
