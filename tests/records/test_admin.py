from datetime import timedelta

import pytest
from django.contrib import admin
from django.urls import reverse

from projects.records.models import Leader, Organisation, Publication, Source
from projects.records.states import State
from tests import builders
from tests.builders import NOW
from tests.desk import added, admin_url, errors_of, form_of, send

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(NOW + timedelta(hours=1), tick=False)


def ledger() -> list[tuple]:
    return list(Publication.objects.order_by("sequence").values_list("act", "version", "by__username"))


def test_writer_saves_a_draft_unseen(writer, as_user):
    data = {"name": "Verkor", "slug": "verkor"}
    send(as_user(writer), admin_url(Organisation, "add"), **data)
    assert (Organisation.objects.get().state, ledger()) == (State.DRAFT, [])


def test_writer_opens_what_is_live_read_only_and_is_told_why(writer, as_user):
    page = as_user(writer).get(admin_url(builders.organisation())).content.decode()
    assert 'name="name"' not in page
    assert "only an editor or a publisher changes it" in page


def test_writer_who_forges_a_change_of_what_is_live_is_refused(writer, as_user):
    record = builders.organisation("Verkor")
    response = as_user(writer).post(admin_url(record), {"name": "Forged", "slug": record.slug})
    record.refresh_from_db()
    assert (response.status_code, record.name) == (403, "Verkor")


def test_writer_who_forges_publishing_is_refused(writer, as_user):
    record = builders.organisation(live=False)
    response = as_user(writer).post(admin_url(record, "publish"), {"version": 0})
    assert (response.status_code, ledger()) == (403, [])
    assert "Only a publisher publishes" in response.content.decode()


def test_writer_who_forges_withdrawing_is_refused(writer, as_user):
    record = builders.organisation()
    as_user(writer).post(admin_url(record, "withdraw"), {"version": 1, "reason_en": "Forged."})
    record.refresh_from_db()
    assert record.state == State.LIVE


def test_reader_is_sent_to_the_login(reader):
    assert reader.get(admin_url(builders.organisation(), "publish")).status_code == 302


@pytest.mark.parametrize(("role", "shown"), [("writer", False), ("editor", False), ("publisher", True)])
def test_button_to_publish_shows_to_those_who_may(request, as_user, role, shown):
    record = builders.organisation(live=False)
    page = as_user(request.getfixturevalue(role)).get(admin_url(record)).content.decode()
    assert (admin_url(record, "publish") in page) is shown
    assert ("Only a publisher publishes" in page) is not shown


def test_page_before_publishing_says_what_will_happen_and_does_nothing(publisher, as_user):
    record = builders.organisation(live=False)
    page = as_user(publisher).get(admin_url(record, "publish")).content.decode()
    assert "Everybody can read it at once" in page
    assert ledger() == []


def test_publisher_publishes(publisher, as_user):
    record = builders.organisation(live=False)
    send(as_user(publisher), admin_url(record, "publish"))
    record.refresh_from_db()
    assert (record.published_at, ledger()) == (NOW + timedelta(hours=1), [("publish", 1, "publisher")])


def test_publishing_pressed_twice_is_done_once(publisher, as_user):
    record = builders.organisation(live=False)
    client = as_user(publisher)
    form = form_of(client.get(admin_url(record, "publish")))
    client.post(admin_url(record, "publish"), form)
    response = client.post(admin_url(record, "publish"), form)
    assert len(ledger()) == 1
    assert "moved on" in response.content.decode()


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 5000, "\0"])
def test_publishing_with_a_senseless_version_does_nothing(publisher, as_user, version):
    record = builders.organisation(live=False)
    assert as_user(publisher).post(admin_url(record, "publish"), {"version": version}).status_code == 200
    assert ledger() == []


def test_publishing_what_is_live_says_that_it_is(publisher, as_user):
    record = builders.organisation()
    response = as_user(publisher).post(admin_url(record, "publish"), {"version": 1})
    assert "public already" in response.content.decode()


def test_page_of_a_move_about_nothing_is_not_found(publisher, as_user):
    assert as_user(publisher).get("/admin/records/organisation/x/publish/").status_code == 404


def test_publisher_withdraws_with_a_reason(publisher, as_user):
    record = builders.organisation()
    send(as_user(publisher), admin_url(record, "withdraw"), reason_en="Wrong.", reason_fr="Faux.")
    row = Publication.objects.first()
    assert (row.act, row.note_en, row.note_fr) == ("withdraw", "Wrong.", "Faux.")


def test_withdrawing_without_a_reason_says_so(publisher, as_user):
    record = builders.organisation()
    response = send(as_user(publisher), admin_url(record, "withdraw"), reason_en=" ")
    assert "give a reason" in errors_of(response)


def test_withdrawing_what_others_rest_on_keeps_the_reason_typed(publisher, as_user):
    source = builders.source()
    builders.status(builders.project("The plant"), source=source)
    response = as_user(publisher).post(admin_url(source, "withdraw"), {"version": 1, "reason_en": "My reason"})
    page = response.content.decode()
    assert "The plant" in page
    assert "My reason" in page


def test_editor_amends_what_is_live_and_the_ledger_notes_it(editor, as_user):
    record = builders.organisation()
    send(as_user(editor), admin_url(record), name="Renamed")
    record.refresh_from_db()
    assert (record.name, record.updated_at, ledger()[-1]) == (
        "Renamed",
        NOW + timedelta(hours=1),
        ("publish", 2, "editor"),
    )


def test_save_that_changes_nothing_is_not_noted(editor, as_user):
    record = builders.organisation()
    send(as_user(editor), admin_url(record))
    assert len(ledger()) == 1


def test_claim_added_to_what_is_live_is_noted(editor, as_user):
    record = builders.organisation()
    row = added("leaders", name="A. Name", role_en="Head", source=builders.source().pk)
    send(as_user(editor), admin_url(record), **row)
    assert (Leader.objects.count(), ledger()[-1]) == (1, ("publish", 2, "editor"))


def test_claim_from_a_draft_source_is_refused_on_the_form_of_what_is_live(editor, as_user):
    record = builders.organisation("Verkor")
    row = added("leaders", name="A. Name", role_en="Head", source=builders.source(title="Secret", live=False).pk)
    response = send(as_user(editor), admin_url(record), name="Typed", **row)
    assert "Secret" in errors_of(response)
    assert form_of(response)["name"] == ["Typed"]
    assert form_of(response)["leaders-0-name"] == ["A. Name"]


def test_refused_save_of_what_is_live_changes_nothing(editor, as_user):
    record = builders.organisation("Verkor")
    row = added("leaders", name="A. Name", role_en="Head", source=builders.source(live=False).pk)
    send(as_user(editor), admin_url(record), name="Typed", **row)
    record.refresh_from_db()
    assert (record.name, record.version, Leader.objects.count()) == ("Verkor", 1, 0)


def test_forged_dates_of_publication_are_ignored(writer, as_user):
    record = builders.organisation(live=False)
    forged = {"version": 9, "published_at": "2020-01-01", "published_at_0": "2020-01-01", "uuid": record.pk}
    send(as_user(writer), admin_url(record), name="Renamed", **forged)
    record.refresh_from_db()
    assert (record.name, record.version, record.published_at) == ("Renamed", 0, None)


def test_draft_can_be_deleted(writer, as_user):
    record = builders.organisation(live=False)
    as_user(writer).post(admin_url(record, "delete"), {"post": "yes"})
    assert not Organisation.objects.exists()


@pytest.mark.parametrize("make", [builders.organisation, lambda: builders.withdraw(builders.organisation())])
def test_what_was_public_once_is_not_deleted(administrator, as_user, make):
    record = make()
    assert as_user(administrator).post(admin_url(record, "delete"), {"post": "yes"}).status_code == 403


def test_records_are_not_deleted_by_the_dozen(administrator, as_user):
    record = builders.organisation(live=False)
    data = {"action": "delete_selected", "_selected_action": [record.pk], "post": "yes"}
    as_user(administrator).post(admin_url(Organisation, "changelist"), data)
    assert Organisation.objects.exists()


def test_claim_of_a_draft_is_a_writers_to_change(writer, as_user):
    leader = Leader.objects.create(
        organisation=builders.organisation(live=False), name="A", role_en="Head", source=builders.source()
    )
    send(as_user(writer), admin_url(leader), name="B")
    leader.refresh_from_db()
    assert leader.name == "B"


@pytest.fixture
def leader():
    return Leader.objects.create(
        organisation=builders.organisation(), name="A", role_en="Head", source=builders.source()
    )


@pytest.mark.parametrize("page", ["change", "delete"])
def test_claim_of_what_is_live_is_not_a_writers_to_touch(writer, as_user, leader, page):
    data = {"name": "B", "role_en": "Head", "source": leader.source_id, "post": "yes"}
    assert as_user(writer).post(admin_url(leader, page), data).status_code == 403


def test_claim_changed_in_its_own_list_is_noted(editor, as_user, leader):
    send(as_user(editor), admin_url(leader), name="B")
    assert ("publish", 2, "editor") in ledger()


def test_claim_deleted_in_its_own_list_is_noted(editor, as_user, leader):
    as_user(editor).post(admin_url(leader, "delete"), {"post": "yes"})
    assert (Leader.objects.count(), ("publish", 2, "editor") in ledger()) == (0, True)


def test_claim_moved_between_live_records_is_noted_for_both(editor, as_user, leader):
    send(as_user(editor), admin_url(leader), organisation=builders.organisation().pk)
    assert ledger().count(("publish", 2, "editor")) == 2


def test_writer_adds_no_claim_to_what_is_live(writer, as_user):
    data = {
        "organisation": builders.organisation().pk,
        "source": builders.source().pk,
        "name": "B",
        "role_en": "C",
    }
    response = as_user(writer).post(admin_url(Leader, "add"), data)
    assert "only an editor" in response.content.decode()
    assert not Leader.objects.exists()


@pytest.mark.parametrize("page", ["changelist", "add"])
def test_ledger_is_read_and_never_written(administrator, as_user, page):
    status = {"changelist": 200, "add": 403}[page]
    assert as_user(administrator).get(admin_url(Publication, page)).status_code == status


def test_ledger_row_is_not_changed(administrator, as_user):
    builders.organisation()
    row = Publication.objects.get()
    assert as_user(administrator).post(admin_url(row), {"act": "withdraw"}).status_code == 403


@pytest.mark.parametrize("role", ["writer", "editor", "publisher"])
def test_ledger_is_open_to_everyone_at_the_desk(request, as_user, role):
    builders.organisation()
    page = as_user(request.getfixturevalue(role)).get(admin_url(Publication, "changelist")).content.decode()
    assert "press" in page


def test_view_on_site_leads_to_what_is_public(editor, as_user):
    record = builders.organisation()
    assert f'href="{record.get_absolute_url()}"' in as_user(editor).get(admin_url(record)).content.decode()


def test_view_on_site_is_missing_from_a_draft(editor, as_user):
    record = builders.organisation(live=False)
    assert "View on site" not in as_user(editor).get(admin_url(record)).content.decode()


def test_source_is_dated_as_typed(writer, as_user):
    data = {"title": "Report", "slug": "report", "kind": "report", "published": "juillet 2020"}
    send(as_user(writer), admin_url(Source, "add"), **data)
    assert Source.objects.get().published == builders.parse("July 2020")


@pytest.mark.parametrize("published", ["", "from 2020", "01/02/2023", "0000", "9999-12-32"])
def test_source_without_a_day_to_know_it_from_is_refused(writer, as_user, published):
    data = {"title": "Report", "slug": "report", "kind": "report", "published": published}
    response = send(as_user(writer), admin_url(Source, "add"), **data)
    assert errors_of(response)
    assert form_of(response)["published"] == [published]


def test_source_page_lists_what_rests_on_it(editor, as_user):
    source = builders.source()
    builders.status(builders.project("The plant"), source=source)
    assert "The plant" in as_user(editor).get(admin_url(source)).content.decode()


@pytest.mark.parametrize("state", ["draft", "live", "withdrawn"])
def test_list_is_filtered_by_state(editor, as_user, state):
    builders.organisation("Of draft", live=False)
    builders.organisation("Of live")
    builders.withdraw(builders.organisation("Of withdrawn"))
    response = as_user(editor).get(admin_url(Organisation, "changelist"), {"state": state})
    assert [record.name for record in response.context["cl"].result_list] == [f"Of {state}"]


def test_list_after_the_last_year_is_none(editor, as_user):
    builders.source("9999-12")
    query = {"known_on__year": "9999", "known_on__month": "12"}
    assert as_user(editor).get(admin_url(Source, "changelist"), query).status_code == 302


def test_search_for_a_thousand_words_is_answered(editor, as_user):
    builders.source()
    assert as_user(editor).get(admin_url(Source, "changelist"), {"q": "a " * 3000}).status_code == 200


def test_every_model_of_the_house_has_its_desk():
    names = {model._meta.label for model in admin.site._registry}
    assert {"records.Organisation", "records.Source", "records.Leader", "records.Publication"} <= names


def test_desk_bears_the_name_of_the_site(editor, as_user, settings):
    assert f"{settings.SITE_NAME} desk" in as_user(editor).get(reverse("admin:index")).content.decode()
