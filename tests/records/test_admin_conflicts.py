from datetime import timedelta

import pytest
from django.core import signing

from newsroom.models import Boilerplate
from projects.records import contents
from projects.records.drafts import Desk
from projects.records.models import Leader, Version
from tests import builders
from tests.builders import NOW
from tests.desk import added, admin_url, errors_of, form_of, send
from tests.drafts import draft

pytestmark = pytest.mark.django_db
LEADERS = "records.leader"


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(NOW + timedelta(hours=1), tick=False)


@pytest.fixture(params=["new", "live"])
def record(request):
    return builders.organisation("Verkor", live=request.param == "live", seat="Grenoble")


def led(record, name="A. Name") -> Leader:
    return Leader.objects.create(organisation=record, name=name, role_en="Head", source=builders.source())


def text(response) -> str:
    return " ".join(response.content.decode().split())


def newest(record) -> dict:
    return Desk(type(record).objects.get(pk=record.pk)).content


@pytest.fixture
def collide(editor, publisher, as_user):
    """Both open the form of the record, the publisher saves; what the editor then gets for what she sends."""

    def both(record, mine: dict, theirs: dict):
        client = as_user(editor)
        page = form_of(client.get(admin_url(record)))
        send(as_user(publisher), admin_url(record), **theirs)
        return client.post(admin_url(record), page | mine)

    return both


def settle(client, record, response, **choices):
    return client.post(admin_url(record, "conflict"), form_of_choices(response) | choices)


def form_of_choices(response) -> dict:
    """What a browser sends of the three columns if nothing is touched."""
    sent = form_of(response)
    return {name: values[:1] if name.startswith("choose-") else values for name, values in sent.items()}


def test_stale_save_is_refused_and_changes_nothing(collide, record):
    response = collide(record, {"name": "Mine"}, {"name": "Theirs"})
    assert response.status_code == 409
    assert newest(record)["fields"]["name"] == "Theirs"


def test_stale_save_is_answered_with_mine_theirs_and_what_was_before(collide, record):
    page = text(collide(record, {"name": "Mine"}, {"name": "Theirs"}))
    assert "<legend>Name</legend>" in page
    for words in ("Mine", "Theirs", "Verkor", "publisher"):
        assert words in page
    assert 'name="choose-fields/name" value="mine" checked' in page


@pytest.mark.parametrize(("choice", "name"), [("mine", "Mine"), ("theirs", "Theirs")])
def test_what_was_chosen_is_saved_with_all_that_did_not_collide(collide, editor, as_user, record, choice, name):
    response = collide(record, {"name": "Mine", "country": "FR"}, {"name": "Theirs", "seat": "Dunkirk"})
    answer = settle(as_user(editor), record, response, **{"choose-fields/name": choice})
    fields = newest(record)["fields"]
    assert (answer.status_code, answer.url) == (302, admin_url(record, "summary"))
    assert (fields["name"], fields["country"], fields["seat"]) == (name, "FR", "Dunkirk")


def test_places_that_do_not_collide_are_listed_and_merged_on_one_press(collide, editor, as_user, record):
    response = collide(record, {"country": "FR"}, {"seat": "Dunkirk"})
    assert "You changed this, and nobody else did" in text(response)
    assert "They changed this, and you did not" in text(response)
    settle(as_user(editor), record, response)
    assert (newest(record)["fields"]["country"], newest(record)["fields"]["seat"]) == ("FR", "Dunkirk")


def test_public_row_stays_while_two_quarrel_about_its_draft(collide, editor, as_user):
    record = builders.organisation("Verkor")
    response = collide(record, {"name": "Mine"}, {"name": "Theirs"})
    settle(as_user(editor), record, response)
    record.refresh_from_db()
    assert (record.name, record.version) == ("Verkor", 1)


def test_row_that_one_deleted_and_the_other_changed_is_a_choice(collide, editor, as_user, record):
    leader = led(record)
    response = collide(record, {"leaders-0-name": "B. Name"}, {"leaders-0-DELETE": "on"})
    assert "Removed, or left empty" in text(response)
    settle(as_user(editor), record, response)
    assert newest(record)["rows"][LEADERS][str(leader.pk)]["name"] == "B. Name"


def test_row_that_one_deleted_stays_so_if_that_is_chosen(collide, editor, as_user, record):
    leader = led(record)
    response = collide(record, {"leaders-0-name": "B. Name"}, {"leaders-0-DELETE": "on"})
    settle(as_user(editor), record, response, **{f"choose-rows/{LEADERS}/{leader.pk}": "theirs"})
    assert newest(record)["rows"][LEADERS] == {}


def test_row_that_i_deleted_and_they_changed_is_a_choice(collide, editor, as_user, record):
    led(record)
    response = collide(record, {"leaders-0-DELETE": "on"}, {"leaders-0-name": "B. Name"})
    settle(as_user(editor), record, response)
    assert newest(record)["rows"][LEADERS] == {}


def test_rows_added_by_both_are_both_kept(collide, editor, as_user, record):
    source = str(builders.source().pk)
    mine = added("leaders", name="Mine", role_en="Head", source=source)
    theirs = added("leaders", name="Theirs", role_en="Head", source=source)
    settle(as_user(editor), record, collide(record, mine, theirs))
    assert {row["name"] for row in newest(record)["rows"][LEADERS].values()} == {"Mine", "Theirs"}


def test_row_deleted_by_both_is_gone_without_a_question(collide, record):
    led(record)
    response = collide(record, {"leaders-0-DELETE": "on"}, {"leaders-0-DELETE": "on"})
    assert response.status_code == 409
    assert "choose-" not in text(response)


def test_links_that_both_added_are_both_kept(collide, editor, as_user):
    milestone = builders.milestone(planned="2030")
    first, second = builders.project(), builders.project()
    response = collide(milestone, {"projects": [str(first.pk)]}, {"projects": [str(second.pk)]})
    settle(as_user(editor), milestone, response)
    assert newest(milestone)["links"]["projects"] == sorted([str(first.pk), str(second.pk)])


def test_span_that_both_changed_is_one_choice(collide, editor, as_user):
    milestone = builders.milestone(planned="2025")
    response = collide(milestone, {"dates-0-span": "Q4 2025"}, {"dates-0-span": "H1 2025"})
    assert text(response).count("<legend>") == 1
    settle(as_user(editor), milestone, response)
    [row] = newest(milestone)["rows"]["timeline.milestonedate"].values()
    assert (row["earliest"], row["latest"]) == ("2025-10-01", "2025-12-31")


def test_note_of_a_release_changed_by_both_is_a_choice(collide, editor, as_user):
    release = builders.release(live=False)
    Boilerplate.objects.create(release=release, organisation=builders.organisation(), text_en="About.")
    response = collide(release, {"boilerplates-0-text_en": "Mine."}, {"boilerplates-0-text_en": "Theirs."})
    settle(as_user(editor), release, response)
    assert release.boilerplates.get().text_en == "Mine."


def test_third_save_meanwhile_is_shown_and_the_choice_kept(collide, editor, publisher, as_user, record):
    response = collide(record, {"name": "Mine"}, {"name": "Theirs"})
    send(as_user(publisher), admin_url(record), name="Third")
    again = settle(as_user(editor), record, response, **{"choose-fields/name": "theirs"})
    assert again.status_code == 409
    assert "Third" in text(again)
    assert 'value="theirs" checked' in text(again)
    assert newest(record)["fields"]["name"] == "Third"


@pytest.mark.parametrize("answer", ["", "both", "\0"])
def test_choice_that_is_none_is_asked_again(collide, editor, as_user, record, answer):
    response = collide(record, {"name": "Mine"}, {"name": "Theirs"})
    again = settle(as_user(editor), record, response, **{"choose-fields/name": answer})
    assert again.status_code == 409
    assert "Choose yours or theirs" in text(again)
    assert newest(record)["fields"]["name"] == "Theirs"


SIGNED_BUT_SENSELESS = signing.dumps(["a"], salt="projects.records.admin.merging")


@pytest.mark.parametrize("sealed", ["", "x", "\0", SIGNED_BUT_SENSELESS], ids=["empty", "x", "NUL", "senseless"])
def test_columns_that_were_forged_are_refused_in_words(editor, as_user, record, sealed):
    before = newest(record)
    response = as_user(editor).post(admin_url(record, "conflict"), {"sealed": sealed}, follow=True)
    assert "What was sent is not what the page had shown" in text(response)
    assert newest(record) == before


def test_columns_of_somebody_else_are_refused(collide, publisher, as_user, record):
    response = collide(record, {"name": "Mine"}, {"name": "Theirs"})
    settle(as_user(publisher), record, response)
    assert newest(record)["fields"]["name"] == "Theirs"


def test_columns_of_another_record_are_refused(collide, editor, as_user, record):
    other = builders.organisation("Other", live=False)
    response = collide(record, {"name": "Mine"}, {"name": "Theirs"})
    settle(as_user(editor), other, response)
    assert newest(other)["fields"]["name"] == "Other"


def test_columns_pressed_twice_are_saved_once(collide, editor, as_user, record):
    response = collide(record, {"name": "Mine"}, {"name": "Theirs"})
    settle(as_user(editor), record, response)
    count = Version.objects.about(record).count()
    answer = settle(as_user(editor), record, response)
    assert (answer.status_code, Version.objects.about(record).count()) == (302, count)


def test_two_changes_that_make_no_sense_together_are_put_to_choose(collide, editor, as_user):
    plant = builders.project(latitude="50.9", longitude="2.3")
    figure = builders.figure(plant, low=16)
    response = collide(plant, {"figures-0-low": "20"}, {"figures-0-qualifier": "between", "figures-0-high": "18"})
    high = f"choose-rows/projects.figure/{figure.pk}/high"
    again = settle(as_user(editor), plant, response, **{high: "theirs"})
    assert "The lower bound is above the upper" in text(again)
    settle(as_user(editor), plant, again)
    row = newest(plant)["rows"]["projects.figure"][str(figure.pk)]
    assert (row["qualifier"], float(row["low"]), float(row["high"])) == ("exact", 20, 20)


def test_save_pressed_twice_makes_one_version(editor, as_user, record):
    client = as_user(editor)
    row = added("leaders", name="A", role_en="Head", source=str(builders.source().pk))
    form = form_of(client.get(admin_url(record))) | {"name": "Mine"} | row
    first, second = (client.post(admin_url(record), form) for _ in range(2))
    assert (first.status_code, second.status_code) == (302, 302)
    made = [version for version in Version.objects.about(record) if version.author == editor]
    assert len(made) == 1
    assert len(newest(record)["rows"][LEADERS]) == 1


def test_page_drawn_before_a_publication_is_merged_too(collide, editor, as_user):
    record = builders.organisation("Verkor", live=False)
    client = as_user(editor)
    page = form_of(client.get(admin_url(record)))
    draft(record, name="Theirs")
    builders.make_live(record)
    response = client.post(admin_url(record), page | {"name": "Mine"})
    settle(client, record, response)
    record.refresh_from_db()
    assert (record.name, newest(record)["fields"]["name"]) == ("Theirs", "Mine")


def test_page_is_not_stale_once_another_record_was_saved(editor, as_user, record):
    mine = form_of(as_user(editor).get(admin_url(record)))
    send(as_user(editor), admin_url(builders.organisation("Other", live=False)), name="Changed")
    assert as_user(editor).post(admin_url(record), mine | {"name": "Mine"}).status_code == 302


@pytest.mark.parametrize("number", ["", "x", "-1", "99", "9" * 5000, "\0", "²"])
def test_page_that_names_no_version_is_refused_with_what_was_typed(editor, as_user, record, number):
    before = newest(record)
    response = send(as_user(editor), admin_url(record), name="Mine", number=number)
    assert "did not say which version" in errors_of(response)
    assert form_of(response)["name"] == ["Mine"]
    assert contents.is_same(newest(record), before)


def test_stale_form_with_an_error_keeps_its_own_base(collide, record):
    response = collide(record, {"name": "", "country": "FR"}, {"seat": "Dunkirk"})
    form = form_of(response)
    assert response.status_code == 200
    assert "after you had opened this page" in text(response)
    assert (form["country"], form["seat"]) == (["FR"], ["Grenoble"])


def test_columns_are_not_for_readers_of_the_desk(collide, editor, as_user, record):
    response = collide(record, {"name": "Mine"}, {"name": "Theirs"})
    editor.groups.clear()
    assert settle(as_user(editor), record, response).status_code == 403


def test_address_of_the_columns_leads_to_the_form(editor, as_user, record):
    response = as_user(editor).get(admin_url(record, "conflict"))
    assert (response.status_code, response.url) == (302, admin_url(record))


def test_stale_page_of_a_claim_is_answered_with_the_columns_of_its_record(editor, publisher, as_user, record):
    leader = led(record)
    client = as_user(editor)
    mine = form_of(client.get(admin_url(leader)))
    send(as_user(publisher), admin_url(leader), name="Theirs")
    response = client.post(admin_url(leader), mine | {"name": "Mine"})
    assert response.status_code == 409
    settle(client, record, response)
    assert newest(record)["rows"][LEADERS][str(leader.pk)]["name"] == "Mine"
