from datetime import timedelta

import pytest

from projects.records import publishing
from projects.records.models import Bundle, BundleItem, Schedule
from tests import builders
from tests.builders import NOW
from tests.bundles import LATER, bundle_of, decided, renamed, url
from tests.desk import send

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _today(time_machine, settings):
    time_machine.move_to(NOW + HOUR, tick=False)
    settings.SECOND_PAIR_OF_EYES = "off"


@pytest.fixture
def client(as_user, publisher):
    return as_user(publisher)


def test_bundle_is_made_and_filled_next(client):
    response = send(client, url("add"), name=" Opening ")
    made = Bundle.objects.get()
    assert (made.name, response.headers["Location"]) == ("Opening", url("collect", made.pk))


@pytest.mark.parametrize("name", ["", "  ", "x" * 201])
def test_bundle_without_a_name_that_fits_is_not_made(client, name):
    assert send(client, url("add"), name=name).status_code == 400
    assert not Bundle.objects.exists()


@pytest.mark.parametrize(("role", "status"), [("writer", 302), ("editor", 302), ("publisher", 302)])
def test_whoever_writes_may_make_a_bundle(as_user, request, role, status):
    assert send(as_user(request.getfixturevalue(role)), url("add"), name="Mine").status_code == status


def test_what_has_something_to_publish_is_offered_whatever_its_type(client, publisher):
    builders.organisation("Nothing new")
    builders.organisation("A draft", live=False)
    builders.milestone("A plan", live=False)
    renamed("Renamed")
    html = client.get(url("collect", bundle_of(by=publisher).pk)).content.decode()
    offered = ["A draft", "A plan", "Renamed", "Nothing new"]
    assert [name in html for name in offered] == [True, True, True, False]
    assert "All of it is new" in html
    assert "1 difference" in html


def test_offer_is_searched_and_kept_to_a_type(client, publisher):
    builders.organisation("Alpha", live=False)
    builders.organisation("Beta", live=False)
    builders.milestone("Alpha plan", live=False)
    page = url("collect", bundle_of(by=publisher).pk)
    html = client.get(page, {"q": "alpha", "type": "organisation"}).content.decode()
    assert ["Alpha</label>" in html, "Beta" in html, "Alpha plan" in html] == [True, False, False]


@pytest.mark.parametrize(
    "query", [{"q": "\0"}, {"type": "nothing"}, {"page": "x"}, {"page": "10000"}, {"q": "'" * 999}]
)
def test_odd_search_is_answered(client, publisher, query):
    builders.organisation("Alpha", live=False)
    assert client.get(url("collect", bundle_of(by=publisher).pk), query).status_code in (200, 400)


@pytest.mark.parametrize("count", [3, 60])
def test_offer_needs_the_same_queries_whatever_there_is(client, publisher, count, django_assert_max_num_queries):
    for _ in range(count):
        renamed()
    page = url("collect", bundle_of(by=publisher).pk)
    client.get(page)
    # Session, person and rights; the bundle and its state; what waits, of eight types; its rows and contents.
    with django_assert_max_num_queries(20):
        client.get(page)


def test_what_is_ticked_is_put_in_once(client, publisher):
    record, bundle = builders.organisation(live=False), bundle_of(by=publisher)
    for _ in range(2):
        response = client.post(url("collect", bundle.pk), {"record": f"organisation:{record.pk}"})
    assert response.status_code == 302
    assert BundleItem.objects.get().record_uuid == record.pk


@pytest.mark.parametrize("key", ["", "organisation", "organisation:x", "nothing:1", "user:1", "\0:\0", ":"])
def test_forged_choice_puts_nothing_in(client, publisher, key):
    response = client.post(url("collect", bundle_of(by=publisher).pk), {"record": key})
    assert (response.status_code, BundleItem.objects.count()) == (400, 0)


def test_what_has_nothing_to_publish_is_refused_in_words(client, publisher):
    record = builders.organisation("Nothing new")
    response = client.post(url("collect", bundle_of(by=publisher).pk), {"record": f"organisation:{record.pk}"})
    assert "“Nothing new” has nothing to publish." in response.content.decode()
    assert not BundleItem.objects.exists()


def test_record_is_put_into_an_open_bundle_from_its_own_page(client, publisher):
    record, bundle = builders.organisation(live=False), bundle_of(by=publisher)
    response = send(client, url("for", "organisation", record.pk), into=str(bundle.pk))
    assert (response.headers["Location"], BundleItem.objects.get().bundle) == (url("change", bundle.pk), bundle)


def test_record_is_put_into_a_new_bundle_from_its_own_page(client):
    record = builders.organisation(live=False)
    send(client, url("for", "organisation", record.pk), into="new", name="Its own")
    assert BundleItem.objects.get().bundle.name == "Its own"


@pytest.mark.parametrize("sent", [{"into": "new", "name": ""}, {"into": "999"}, {"into": ""}, {"into": "x"}])
def test_record_is_put_nowhere_without_a_bundle(client, sent):
    record = builders.organisation(live=False)
    assert client.post(url("for", "organisation", record.pk), sent).status_code == 400
    assert not Bundle.objects.exists()


def test_new_bundle_is_not_made_for_what_has_nothing_to_publish(client):
    record = builders.organisation()
    response = client.post(url("for", "organisation", record.pk), {"into": "new", "name": "Empty"})
    assert (response.status_code, Bundle.objects.count()) == (400, 0)


@pytest.mark.parametrize("record_type", ["organisation", "nothing", "user"])
def test_record_that_never_was_has_no_bundle_page(client, record_type):
    assert client.get(url("for", record_type, "6b1f4a52-6f0d-5c83-9f0e-2d0c6f1f7a11")).status_code == 404


def test_item_is_left_out(client, publisher):
    bundle = bundle_of(builders.organisation(live=False), by=publisher)
    client.post(url("leave_out", bundle.pk), {"item": bundle.items.get().pk})
    assert not bundle.items.exists()


@pytest.mark.parametrize("key", ["", "x", "999", "\0", "٣"])
def test_item_that_is_not_there_is_not_left_out(client, publisher, key):
    bundle = bundle_of(builders.organisation(live=False), by=publisher)
    assert client.post(url("leave_out", bundle.pk), {"item": key}).status_code == 302
    assert bundle.items.count() == 1


def test_item_of_another_bundle_is_not_left_out(client, publisher):
    one, other = bundle_of(by=publisher), bundle_of(builders.organisation(live=False), by=publisher)
    client.post(url("leave_out", one.pk), {"item": other.items.get().pk})
    assert other.items.count() == 1


def test_failed_bundle_is_shown_with_its_reason_and_in_the_list(client, publisher):
    source, plant = builders.source(title="The report"), builders.project("Plant", live=False)
    builders.status(plant, source=source)
    bundle = bundle_of(plant, by=publisher)
    decided(client, bundle, **LATER)
    builders.withdraw(source, at=NOW + HOUR)
    publishing.catch_up(Schedule.objects.get().due_at)
    page, listed = (client.get(each).content.decode() for each in (url("change", bundle.pk), url("changelist")))
    assert "This failed and did not go out:" in page
    assert "The report" in page
    assert '<strong class="failed-word">failed</strong>' in listed


def test_list_names_what_is_in_each_and_when_it_goes_out(client, publisher):
    bundle = bundle_of(builders.organisation("First", live=False), renamed("Second"), by=publisher)
    decided(client, bundle, **LATER)
    html = client.get(url("changelist")).content.decode()
    assert "First, Second" in html
    assert "24\u00a0December 2025, 09:00" in html


@pytest.mark.parametrize(
    ("state", "name"), [("open", "Open"), ("scheduled", "Scheduled"), ("closed", "Closed"), ("failed", None)]
)
def test_list_is_kept_to_a_state(client, publisher, state, name):
    for each, changes in (("Open", None), ("Scheduled", LATER), ("Closed", {})):
        bundle = bundle_of(builders.organisation(live=False), by=publisher, name=each)
        if changes is not None:
            decided(client, bundle, **changes)
    rows = client.get(url("changelist"), {"state": state}).context["cl"].result_list
    assert [row.name for row in rows] == ([name] if name else [])


@pytest.mark.parametrize("count", [2, 30])
def test_list_stays_within_twelve_queries(client, publisher, count, django_assert_max_num_queries):
    for _ in range(count):
        bundle_of(builders.organisation(live=False), builders.milestone(live=False), by=publisher)
    with django_assert_max_num_queries(12):
        client.get(url("changelist"))


@pytest.mark.parametrize("page", ["change", "collect", "publish", "leave_out"])
@pytest.mark.parametrize("number", [999, 10**30])
def test_bundle_that_never_was_is_not_found(client, page, number):
    assert client.get(url(page, number)).status_code in (302, 404)
