"""Two people open the same page; the second to save is told, and loses nothing."""

from datetime import timedelta

import pytest

from newsroom.models import Boilerplate
from projects.records.models import Leader
from tests import builders
from tests.builders import NOW
from tests.desk import admin_url, errors_of, form_of, send

pytestmark = pytest.mark.django_db
TOO_OLD = "after you had opened it"


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(NOW + timedelta(hours=1), tick=False)


def led(record, name="A. Name") -> Leader:
    return Leader.objects.create(organisation=record, name=name, role_en="Head", source=builders.source())


@pytest.fixture
def record(live):
    return builders.organisation("Verkor", live=live)


@pytest.fixture
def live():
    return False


@pytest.mark.parametrize("live", [True, False])
def test_page_older_than_anothers_save_is_refused(editor, publisher, as_user, record):
    mine = form_of(as_user(editor).get(admin_url(record)))
    send(as_user(publisher), admin_url(record), name="Theirs")
    response = as_user(editor).post(admin_url(record), {**mine, "seat": "Grenoble"})
    record.refresh_from_db()
    assert (record.name, record.seat) == ("Theirs", "")
    assert f"publisher saved this {TOO_OLD}" in errors_of(response)


@pytest.mark.parametrize("live", [True, False])
def test_page_that_was_refused_is_kept_as_typed_and_saved_when_sent_again(editor, publisher, as_user, record):
    mine = form_of(as_user(editor).get(admin_url(record)))
    send(as_user(publisher), admin_url(record), name="Theirs")
    refused = form_of(as_user(editor).post(admin_url(record), {**mine, "seat": "Grenoble"}))
    as_user(editor).post(admin_url(record), refused)
    record.refresh_from_db()
    assert (refused["seat"], record.name, record.seat) == (["Grenoble"], "Verkor", "Grenoble")


def test_page_is_too_old_once_a_third_person_saved_after_the_refusal(editor, publisher, as_user, record):
    mine = form_of(as_user(editor).get(admin_url(record)))
    send(as_user(publisher), admin_url(record), name="Theirs")
    refused = form_of(as_user(editor).post(admin_url(record), {**mine, "seat": "Grenoble"}))
    send(as_user(publisher), admin_url(record), name="Theirs again")
    assert TOO_OLD in errors_of(as_user(editor).post(admin_url(record), refused))


def test_page_is_too_old_once_a_claim_was_changed(editor, publisher, as_user, record):
    leader = led(record)
    mine = form_of(as_user(editor).get(admin_url(record)))
    send(as_user(publisher), admin_url(leader), name="B. Name")
    response = as_user(editor).post(admin_url(record), {**mine, "leaders-0-name": "C. Name"})
    leader.refresh_from_db()
    assert (leader.name, TOO_OLD in errors_of(response)) == ("B. Name", True)


def test_page_is_too_old_once_a_claim_was_added(editor, as_user, record):
    mine = form_of(as_user(editor).get(admin_url(record)))
    led(record)
    assert TOO_OLD in errors_of(as_user(editor).post(admin_url(record), mine))


def test_page_is_too_old_once_a_link_was_added(editor, as_user):
    milestone = builders.milestone(planned="2030", live=False)
    mine = form_of(as_user(editor).get(admin_url(milestone)))
    milestone.projects.add(builders.project())
    assert TOO_OLD in errors_of(as_user(editor).post(admin_url(milestone), mine))


def test_page_is_too_old_once_the_record_was_published(editor, as_user, record):
    mine = form_of(as_user(editor).get(admin_url(record)))
    builders.make_live(record)
    assert TOO_OLD in errors_of(as_user(editor).post(admin_url(record), {**mine, "name": "Mine"}))


def test_page_is_not_too_old_once_another_record_was_saved(editor, as_user, record):
    mine = form_of(as_user(editor).get(admin_url(record)))
    send(as_user(editor), admin_url(builders.organisation("Other", live=False)), name="Changed")
    assert as_user(editor).post(admin_url(record), {**mine, "name": "Mine"}).status_code == 302


@pytest.mark.parametrize("seal", ["", "x", "WyJhIiwxXQ:1abc:def", "\0"])
def test_page_without_a_true_seal_is_refused(editor, as_user, record, seal):
    response = send(as_user(editor), admin_url(record), name="Mine", seal=seal)
    record.refresh_from_db()
    assert (record.name, TOO_OLD in errors_of(response)) == ("Verkor", True)


def test_page_of_a_claim_older_than_anothers_save_is_refused(editor, publisher, as_user, record):
    leader = led(record)
    mine = form_of(as_user(editor).get(admin_url(leader)))
    send(as_user(publisher), admin_url(leader), name="Theirs")
    response = as_user(editor).post(admin_url(leader), {**mine, "name": "Mine"})
    leader.refresh_from_db()
    assert (leader.name, "publisher saved this" in errors_of(response)) == ("Theirs", True)


@pytest.fixture
def bereft(editor, as_user, record):
    """The answer to a page of three claims of which somebody else deleted the first as it was open."""
    first, *others = [led(record, name) for name in ("A", "B", "C")]
    mine = form_of(as_user(editor).get(admin_url(record)))
    [at] = [name for name, value in mine.items() if value == [str(first.pk)]]
    first.delete()
    return as_user(editor).post(admin_url(record), {**mine, at.replace("uuid", "name"): "A as typed"})


def test_claim_deleted_meanwhile_says_so_in_its_row(bereft):
    assert "This was deleted by somebody else meanwhile" in bereft.content.decode()


def test_claim_deleted_meanwhile_is_kept_as_typed(bereft):
    form = form_of(bereft)
    assert form["leaders-2-name"] == ["A as typed"]
    assert form["leaders-2-uuid"] == [""]


def test_claim_deleted_meanwhile_is_added_anew_when_sent_again(bereft, editor, as_user, record):
    response = as_user(editor).post(admin_url(record), form_of(bereft))
    assert response.status_code == 302
    assert sorted(record.leaders.values_list("name", flat=True)) == ["A as typed", "B", "C"]


def test_claim_deleted_meanwhile_stays_so_if_its_row_is_removed(bereft, editor, as_user, record):
    form = {name: value for name, value in form_of(bereft).items() if not name.startswith("leaders-2-")}
    response = as_user(editor).post(admin_url(record), {**form, "leaders-TOTAL_FORMS": "2"})
    assert response.status_code == 302
    assert sorted(record.leaders.values_list("name", flat=True)) == ["B", "C"]


def test_claim_deleted_by_both_is_gone_without_a_word(editor, as_user, record):
    leader = led(record)
    mine = form_of(as_user(editor).get(admin_url(record)))
    leader.delete()
    response = as_user(editor).post(admin_url(record), {**mine, "leaders-0-DELETE": "on"})
    assert "This was deleted by somebody else" not in response.content.decode()
    assert form_of(response)["leaders-TOTAL_FORMS"] == ["0"]


def test_row_typed_beside_a_claim_deleted_meanwhile_is_kept(editor, as_user, record):
    leader = led(record)
    mine = form_of(as_user(editor).get(admin_url(record)))
    row = {"name": "New", "role_en": "Head", "source": str(builders.source().pk)}
    row = {"leaders-TOTAL_FORMS": "2"} | {f"leaders-1-{name}": value for name, value in row.items()}
    leader.delete()
    again = form_of(as_user(editor).post(admin_url(record), {**mine, **row}))
    as_user(editor).post(admin_url(record), again)
    assert sorted(record.leaders.values_list("name", flat=True)) == ["A. Name", "New"]


def test_note_of_a_release_deleted_meanwhile_is_kept_and_says_so(editor, as_user):
    release = builders.release(live=False)
    note = Boilerplate.objects.create(release=release, organisation=builders.organisation(), text_en="About.")
    mine = form_of(as_user(editor).get(admin_url(release)))
    note.delete()
    response = as_user(editor).post(admin_url(release), mine)
    assert "This was deleted by somebody else meanwhile" in response.content.decode()
    assert form_of(response)["boilerplates-0-text_en"] == ["About."]
