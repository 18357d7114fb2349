import pytest

from projects.records import publishing
from projects.records.drafts import Desk
from projects.records.models import Bundle, Organisation, Review
from projects.records.states import Stage
from tests import builders
from tests.builders import NOW
from tests.desk import admin_url, form_of
from tests.drafts import draft, somebody

pytestmark = pytest.mark.django_db
LIST = admin_url(Organisation, "changelist")


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(NOW, tick=False)


def written(name, by=None) -> Organisation:
    """A draft that somebody wrote."""
    record = builders.organisation(name, live=False)
    publishing.keep(record, at=NOW, by=by or somebody())
    return record


def chosen(action, *records) -> dict:
    return {"action": action, "_selected_action": [str(record.pk) for record in records], "index": "0"}


def looked_at(client, action, *records, url=LIST):
    return client.post(url, chosen(action, *records))


def done(client, action, *records):
    """The page that tells what will be done, and its button."""
    page = looked_at(client, action, *records)
    return client.post(LIST, {**form_of(page), "sure": "1"}, follow=True)


def told(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def stage(record) -> Stage:
    record.refresh_from_db()
    return Desk(record).stage


@pytest.mark.parametrize(
    ("role", "offered"),
    [
        ("writer", {"ask_for_review", "publish_together"}),
        ("editor", {"ask_for_review", "approve_drafts", "publish_together"}),
        ("publisher", {"ask_for_review", "approve_drafts", "publish_together"}),
    ],
)
def test_list_offers_what_the_role_may(as_user, request, role, offered):
    written("Any")
    form = as_user(request.getfixturevalue(role)).get(LIST).context["action_form"]
    assert {name for name, _label in form.fields["action"].choices if name} == offered


def test_review_is_asked_for_of_each(as_user, writer):
    one, other = written("One"), written("Other")
    assert len(told(done(as_user(writer), "ask_for_review", one, other))) == 2
    assert (stage(one), stage(other)) == (Stage.IN_REVIEW, Stage.IN_REVIEW)


def test_nothing_is_done_before_it_was_looked_at(as_user, editor):
    one = written("One")
    html = looked_at(as_user(editor), "approve_drafts", one).content.decode()
    assert "Will be done." in html
    assert "Approve 1</button>" in html
    assert stage(one) == Stage.DRAFT


def test_what_is_not_possible_is_said_of_each_beforehand(as_user, editor):
    own, live, sound = written("Mine", by=editor), builders.organisation("Live"), written("Sound")
    html = looked_at(as_user(editor), "approve_drafts", own, live, sound).content.decode()
    assert "Whoever wrote the last version does not approve it" in html
    assert "“approve” is not possible while the record is live" in html
    assert html.count("Will be done.") == 1


def test_what_was_not_done_is_told_beside_what_was(as_user, editor):
    own, sound = written("Mine", by=editor), written("Sound")
    lines = told(done(as_user(editor), "approve_drafts", own, sound))
    assert sorted(line.split(":")[0] for line in lines) == ["Approved in English and French", "Not done"]
    assert (stage(own), stage(sound)) == (Stage.DRAFT, Stage.APPROVED)


def test_draft_that_is_not_fit_for_the_public_is_not_approved_among_many(as_user, editor):
    undated = builders.milestone("Undated", live=False)
    publishing.keep(undated, at=NOW, by=somebody())
    url = admin_url(type(undated), "changelist")
    page = as_user(editor).post(url, chosen("approve_drafts", undated))
    assert "no date" in page.content.decode()
    assert 'name="sure"' not in page.content.decode()
    as_user(editor).post(url, {**form_of(page), "sure": "1"})
    assert stage(undated) == Stage.DRAFT


def test_review_is_asked_for_though_something_is_to_be_mended_and_it_says_so(as_user, writer):
    undated = builders.milestone("Undated", live=False)
    page = as_user(writer).post(admin_url(type(undated), "changelist"), chosen("ask_for_review", undated))
    assert "Before it can be public, this must be mended:" in page.content.decode()


def test_draft_that_was_saved_meanwhile_is_not_approved(as_user, editor):
    one = written("One")
    page = looked_at(as_user(editor), "approve_drafts", one)
    draft(one, name="Newer")
    response = as_user(editor).post(LIST, {**form_of(page), "sure": "1"}, follow=True)
    assert "Somebody saved a newer version after you had opened the page." in " ".join(told(response))
    assert stage(one) == Stage.DRAFT


def test_record_that_is_gone_meanwhile_is_told_of(as_user, editor):
    one, other = written("One"), builders.source(live=False)
    page = looked_at(as_user(editor), "ask_for_review", one)
    sent = form_of(page)
    sent["_selected_action"] += [str(other.pk)]
    assert "1 record is no more." in told(as_user(editor).post(LIST, {**sent, "sure": "1"}, follow=True))


def test_pressing_twice_approves_once_more_at_most_for_the_same_version(as_user, editor):
    one = written("One")
    page = looked_at(as_user(editor), "ask_for_review", one)
    for _ in range(2):
        as_user(editor).post(LIST, {**form_of(page), "sure": "1"})
    assert Review.objects.count() == 1


def test_forged_approval_by_a_writer_changes_nothing(as_user, writer):
    one = written("One")
    sent = {**chosen("approve_drafts", one), "sure": "1", f"number-{one.pk}": "1"}
    as_user(writer).post(LIST, sent)
    assert not Review.objects.exists()


@pytest.mark.parametrize("number", [None, "", "x", "2", "\0"])
def test_forged_number_changes_nothing(as_user, editor, number):
    one = written("One")
    sent = {**chosen("approve_drafts", one), "sure": "1"} | ({f"number-{one.pk}": number} if number else {})
    as_user(editor).post(LIST, sent)
    assert not Review.objects.exists()


def test_too_many_are_refused(as_user, editor):
    many = [builders.organisation(live=False) for _ in range(51)]
    for action in ("ask_for_review", "publish_together"):
        response = as_user(editor).post(LIST, {**chosen(action, *many), "select_across": "1"}, follow=True)
        assert "Choose at most 50 records at once" in " ".join(told(response))
    assert not Bundle.objects.exists()


def test_chosen_records_become_a_bundle_whose_page_opens(as_user, writer):
    one, other = written("One"), written("Other")
    response = looked_at(as_user(writer), "publish_together", one, other)
    bundle = Bundle.objects.get()
    assert response.headers["Location"] == f"/admin/records/bundle/{bundle.pk}/change/"
    assert {item.record_uuid for item in bundle.items.all()} == {one.pk, other.pk}


def test_what_has_nothing_to_publish_is_left_out_of_the_bundle_and_told_of(as_user, writer):
    response = as_user(writer).post(
        LIST, chosen("publish_together", written("One"), builders.organisation("Live")), follow=True
    )
    assert told(response) == ["“Live” has nothing to publish."]
    assert Bundle.objects.get().items.count() == 1


def test_no_bundle_is_made_of_what_has_nothing_to_publish(as_user, writer):
    response = as_user(writer).post(LIST, chosen("publish_together", builders.organisation("Live")), follow=True)
    assert told(response) == ["“Live” has nothing to publish."]
    assert not Bundle.objects.exists()


def test_action_that_is_none_does_nothing(as_user, administrator):
    one = written("One")
    as_user(administrator).post(LIST, chosen("delete_selected", one))
    assert Organisation.objects.filter(pk=one.pk).exists()


@pytest.mark.parametrize("key", ["abc", "\0", "9" * 40])
def test_action_on_what_is_no_key_says_that_nothing_was_chosen(as_user, editor, key):
    sent = {"action": "approve_drafts", "_selected_action": [key], "index": "0"}
    response = as_user(editor).post(LIST, sent, follow=True)
    assert ["Items must be selected" in each for each in told(response)] == [True]
