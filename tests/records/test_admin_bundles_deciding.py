from datetime import timedelta

import pytest

from projects.records import publishing
from projects.records.models import Bundle, Override, Publication, Schedule
from projects.records.publishing import Decision
from projects.records.states import Act
from tests import builders
from tests.builders import NOW
from tests.bundles import LATER, bundle_of, decided, first_page, ready_release, renamed, url
from tests.desk import form_of
from tests.drafts import draft, somebody

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
NEW_YEAR = "2025-12-24T08:00:00+00:00"


@pytest.fixture(autouse=True)
def _today(time_machine, settings):
    time_machine.move_to(NOW + HOUR, tick=False)
    settings.SECOND_PAIR_OF_EYES = "off"


@pytest.fixture
def client(as_user, publisher):
    return as_user(publisher)


def test_page_says_what_is_in_the_way_of_each(client, publisher):
    bundle = bundle_of(builders.milestone("Undated", live=False), by=publisher)
    html = client.get(url("change", bundle.pk)).content.decode()
    assert "Not yet. First this must be mended:" in html
    assert "no date" in html


def test_draft_in_the_bundle_is_no_obstacle_to_another(client, publisher):
    source, plant = builders.source(live=False, title="The report"), builders.project(live=False)
    builders.status(plant, source=source)
    alone, both = bundle_of(plant, by=publisher), bundle_of(plant, source, by=publisher)
    pages = [client.get(url("change", bundle.pk)).content.decode() for bundle in (alone, both)]
    assert ["is not public" in page for page in pages] == [True, False]


def test_looking_changes_nothing(client, publisher):
    record, new = renamed(), ready_release()
    bundle = bundle_of(record, new, by=publisher)
    entries = Publication.objects.count()
    client.get(url("change", bundle.pk))
    client.post(url("publish", bundle.pk), first_page(client, bundle))
    record.refresh_from_db()
    new.refresh_from_db()
    assert (record.name, new.version, Publication.objects.count()) == ("Before", 0, entries)


def test_second_page_says_what_will_happen_with_one_button_that_says_what_it_does(client, publisher):
    bundle = bundle_of(renamed(), builders.organisation("New", live=False), by=publisher)
    html = client.post(url("publish", bundle.pk), first_page(client, bundle, **LATER)).content.decode()
    assert "Wednesday 24\u00a0December 2025, 09:00 Paris time (08:00 UTC), in 9 days, or not at all." in html
    assert "Schedule all 2 for 24\u00a0December 2025, 09:00</button>" in html


def test_bundle_goes_out_at_once_as_a_whole(client, publisher):
    release, plant = ready_release(), builders.project("Before")
    draft(plant, name_en="After")
    opening = builders.milestone(happened="2021-06-28", live=False)
    bundle = bundle_of(release, plant, opening, by=publisher)
    assert decided(client, bundle).status_code == 302
    for record in (release, plant, opening):
        record.refresh_from_db()
    acts = list(Publication.objects.order_by("-sequence").values_list("act", "at")[:3])
    assert (release.is_public(NOW + HOUR), opening.is_public(NOW + HOUR), plant.name_en) == (True, True, "After")
    assert acts == [("publish", NOW + HOUR), ("minor", NOW + HOUR), ("publish", NOW + HOUR)]


def test_bundle_that_went_out_is_closed(client, publisher):
    bundle = bundle_of(renamed(), by=publisher)
    decided(client, bundle)
    bundle.refresh_from_db()
    html = client.get(url("change", bundle.pk)).content.decode()
    assert bundle.closed_at == NOW + HOUR
    assert "It went out on" in html
    assert "Leave out" not in html


def test_bundle_is_scheduled_as_a_whole_and_goes_out_at_its_second(client, publisher, time_machine):
    record, new = renamed(), builders.organisation("New", live=False)
    bundle = bundle_of(record, new, by=publisher)
    decided(client, bundle, **LATER)
    planned = Schedule.objects.pending()
    assert {(each.due_at.isoformat(), each.bundle) for each in planned} == {(NEW_YEAR, bundle)}
    moment = planned[0].due_at
    publishing.catch_up(moment)
    bundle.refresh_from_db()
    new.refresh_from_db()
    assert (bundle.closed_at, new.published_at) == (moment, moment)


def test_scheduled_bundle_takes_nothing_more_and_leads_to_its_schedule(client, publisher):
    bundle = bundle_of(builders.organisation(live=False), by=publisher)
    decided(client, bundle, **LATER)
    html = client.get(url("change", bundle.pk)).content.decode()
    assert f"/schedule/{Schedule.objects.get().pk}/" in html
    other = builders.organisation(live=False)
    response = client.post(url("collect", bundle.pk), {"record": f"organisation:{other.pk}"})
    assert response.status_code == 400
    assert bundle.items.count() == 1


def test_bundle_whose_schedule_was_cancelled_is_open_again(client, publisher):
    bundle = bundle_of(builders.organisation(live=False), by=publisher)
    decided(client, bundle, **LATER)
    publishing.cancel(Schedule.objects.get(), by=publisher, at=NOW + HOUR, why="Late.")
    assert decided(client, bundle).status_code == 302
    bundle.refresh_from_db()
    assert bundle.closed_at == NOW + HOUR


def test_correction_in_a_bundle_needs_its_note_and_keeps_what_was_typed(client, publisher):
    bundle = bundle_of(renamed(), by=publisher)
    item = bundle.items.get().pk
    sent = first_page(client, bundle, **{f"item-{item}-act": "correct"}, **LATER)
    response = client.post(url("publish", bundle.pk), sent)
    html = response.content.decode()
    assert response.status_code == 400
    assert "Readers are told what changed: write a note." in html
    assert 'value="2025-12-24"' in html


def test_note_of_a_correction_is_entered(client, publisher):
    record = renamed()
    bundle = bundle_of(record, by=publisher)
    item = bundle.items.get().pk
    decided(client, bundle, **{f"item-{item}-act": "correct", f"item-{item}-note_en": "The name was wrong."})
    entry = Publication.objects.about(record).first()
    assert (entry.act, entry.note_en) == ("correct", "The name was wrong.")


def test_one_obstacle_keeps_all_of_it_back(client, publisher):
    fit, unfit = builders.organisation(live=False), builders.milestone("Undated", live=False)
    bundle = bundle_of(fit, unfit, by=publisher)
    entries = Publication.objects.count()
    response = client.post(url("publish", bundle.pk), {**first_page(client, bundle), "sure": "1"})
    fit.refresh_from_db()
    assert response.status_code == 400
    assert "no date" in response.content.decode()
    assert (fit.version, Publication.objects.count()) == (0, entries)


def test_warning_has_to_be_accepted(client, publisher, settings):
    settings.SECOND_PAIR_OF_EYES = "advised"
    bundle = bundle_of(builders.organisation(live=False), by=publisher)
    sent = first_page(client, bundle) | {"accepted": []}
    response = client.post(url("publish", bundle.pk), {**sent, "sure": "1"})
    assert response.status_code == 400
    assert "Accept each warning" in response.content.decode()
    assert decided(client, bundle).status_code == 302


@pytest.fixture
def unseen(settings):
    """Something live with a draft that needs a second pair of eyes."""
    record = renamed()
    settings.SECOND_PAIR_OF_EYES = "required"
    return record


def test_second_pair_of_eyes_is_required_of_each(client, publisher, unseen):
    bundle = bundle_of(unseen, by=publisher)
    response = client.post(url("publish", bundle.pk), first_page(client, bundle, override=""))
    assert response.status_code == 400
    assert "This needs the approval of somebody who did not write it." in response.content.decode()


def test_reason_of_an_emergency_is_flagged(client, publisher, unseen):
    bundle = bundle_of(unseen, by=publisher)
    decided(client, bundle, override="The plant burns.")
    assert Override.objects.get().reason == "The plant burns."


def test_approved_bundle_needs_no_reason(client, publisher, editor, unseen):
    publishing.approve(unseen, by=editor, at=NOW)
    decided(client, bundle_of(unseen, by=publisher))
    assert (Publication.objects.first().approved_by, Override.objects.exists()) == (editor, False)


@pytest.mark.parametrize("sure", [{}, {"sure": "1"}])
def test_draft_that_was_saved_meanwhile_stops_the_decision(client, publisher, sure):
    record = renamed()
    bundle = bundle_of(record, by=publisher)
    sent = first_page(client, bundle)
    draft(record, name="Newer", by=somebody("colleague"))
    response = client.post(url("publish", bundle.pk), {**sent, **sure})
    record.refresh_from_db()
    assert response.status_code == 409
    assert "Nothing was done." in response.content.decode()
    assert record.name == "Before"


def test_after_a_newer_draft_the_page_carries_the_new_number(client, publisher):
    record = renamed()
    bundle = bundle_of(record, by=publisher)
    sent = first_page(client, bundle)
    newer = draft(record, name="Newer")
    response = client.post(url("publish", bundle.pk), sent)
    assert form_of(response)[f"item-{bundle.items.get().pk}-number"] == [str(newer.number)]


def test_item_that_was_put_in_meanwhile_stops_the_decision(client, publisher):
    bundle = bundle_of(builders.organisation(live=False), by=publisher)
    sent = first_page(client, bundle)
    publishing.collect(bundle, builders.organisation(live=False), by=publisher)
    response = client.post(url("publish", bundle.pk), {**sent, "sure": "1"})
    assert response.status_code == 400
    assert "the bundle has changed since" in response.content.decode()
    assert not Bundle.objects.exclude(closed_at=None).exists()


def test_item_that_was_left_out_meanwhile_stops_the_decision(client, publisher):
    bundle = bundle_of(*(builders.organisation(live=False) for _ in range(2)), by=publisher)
    sent = first_page(client, bundle)
    publishing.leave_out(bundle.items.first(), by=publisher)
    response = client.post(url("publish", bundle.pk), {**sent, "sure": "1"})
    assert response.status_code == 400
    assert not Bundle.objects.exclude(closed_at=None).exists()


@pytest.mark.parametrize("changes", [{}, LATER], ids=["now", "later"])
def test_pressing_twice_does_it_once_and_says_that_it_is_done(client, publisher, changes):
    bundle = bundle_of(builders.organisation(live=False), renamed(), by=publisher)
    sent = {**first_page(client, bundle, **changes), "sure": "1"}
    answers = [client.post(url("publish", bundle.pk), sent).status_code for _ in range(2)]
    done = Schedule.objects.count() or Publication.objects.filter(at=NOW + HOUR).count()
    assert (answers, done) == ([302, 302], 2)


@pytest.mark.parametrize("role", ["writer", "editor"])
def test_who_does_not_publish_is_told_why(as_user, request, publisher, role):
    bundle = bundle_of(builders.organisation(live=False), by=publisher)
    html = as_user(request.getfixturevalue(role)).get(url("change", bundle.pk)).content.decode()
    assert "Only a publisher publishes" in html
    assert "Look at what will happen" not in html


@pytest.mark.parametrize("role", ["writer", "editor"])
@pytest.mark.parametrize("odd", [{}, {"when": "someday"}])
def test_forged_decision_of_who_does_not_publish_changes_nothing(as_user, request, client, publisher, role, odd):
    bundle = bundle_of(builders.organisation(live=False), by=publisher)
    sent = {**first_page(client, bundle), "sure": "1", **odd}
    entries = Publication.objects.count()
    response = as_user(request.getfixturevalue(role)).post(url("publish", bundle.pk), sent)
    assert (response.status_code, Publication.objects.count()) == (403, entries)


@pytest.mark.parametrize(
    "odd",
    [
        {"when": "someday"},
        {"when": "later"},
        {"when": "later", "due_at_day": "2026-03-29", "due_at_time": "02:30"},
        {"when": "later", "due_at_day": "2020-01-01", "due_at_time": "02:30"},
        {"when": ["now", "\0"]},
        {},
    ],
)
def test_odd_decision_is_refused_in_words(client, publisher, odd):
    bundle = bundle_of(builders.organisation(live=False), by=publisher)
    sent = {name: value for name, value in first_page(client, bundle).items() if name != "when"}
    response = client.post(url("publish", bundle.pk), {**sent, **odd, "sure": "1"})
    assert response.status_code == 400
    assert not Bundle.objects.exclude(closed_at=None).exists()


@pytest.mark.parametrize("number", ["", "x", "-1", "99999999999999999999", "\0"])
def test_forged_number_is_refused(client, publisher, number):
    bundle = bundle_of(builders.organisation(live=False), by=publisher)
    sent = first_page(client, bundle, **{f"item-{bundle.items.get().pk}-number": number})
    assert client.post(url("publish", bundle.pk), {**sent, "sure": "1"}).status_code in (400, 409)
    assert not Bundle.objects.exclude(closed_at=None).exists()


def test_item_that_is_no_more_is_to_be_left_out(client, publisher):
    record = builders.source(live=False)
    bundle = bundle_of(record, builders.organisation(live=False), by=publisher)
    record.delete()
    html = client.get(url("change", bundle.pk)).content.decode()
    assert "A record that is no more" in html
    assert "Leave out what has nothing to publish" in html


def test_item_that_went_out_alone_is_to_be_left_out(client, publisher):
    record = builders.organisation(live=False)
    bundle = bundle_of(record, by=publisher)
    publishing.publish(record, by=publisher, at=NOW)
    assert "Leave out what has nothing to publish" in client.get(url("change", bundle.pk)).content.decode()


def test_bundle_of_a_due_schedule_may_contain_what_another_bundle_makes_public_before(client, publisher):
    """What is due before the moment is no obstacle to what goes out then."""
    source, plant = builders.source(live=False), builders.project(live=False)
    builders.status(plant, source=source)
    publishing.schedule([Decision(source, Act.PUBLISH)], by=publisher, at=NOW, due_at=NOW + 2 * HOUR)
    assert decided(client, bundle_of(plant, by=publisher), **LATER).status_code == 302
    assert Schedule.objects.pending().count() == 2
