from datetime import timedelta
from time import monotonic

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission

from projects.models import Project
from projects.records import publishing
from projects.records.drafts import Desk
from projects.records.models import Organisation, Publication, Version
from projects.records.states import Act, Standing
from tests import builders
from tests.builders import NOW
from tests.desk import admin_url, errors_of, form_of, send
from tests.drafts import draft, rewritten

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(NOW + timedelta(hours=1), tick=False)


def ledger() -> list[tuple]:
    return list(Publication.objects.order_by("sequence").values_list("act", "version", "by__username"))


def test_writer_saves_a_draft_unseen(writer, as_user):
    data = {"name": "Verkor", "slug": "verkor"}
    send(as_user(writer), admin_url(Organisation, "add"), **data)
    assert (Organisation.objects.get().standing, ledger()) == (Standing.NEW, [])


def test_writer_drafts_what_is_live_and_the_public_row_stays(writer, as_user):
    record = builders.organisation("Verkor")
    response = send(as_user(writer), admin_url(record), name="Renamed")
    record.refresh_from_db()
    assert (response.url, record.name, Desk(record).content["fields"]["name"]) == (
        admin_url(record, "summary"),
        "Verkor",
        "Renamed",
    )
    assert len(ledger()) == 1


def test_form_of_what_is_live_shows_its_draft(writer, as_user):
    record = builders.organisation("Verkor")
    draft(record, name="Renamed")
    assert form_of(as_user(writer).get(admin_url(record)))["name"] == ["Renamed"]


def test_form_says_what_the_public_sees_of_it(writer, as_user):
    record = builders.organisation("Verkor")
    draft(record, name="Renamed", seat="Dunkirk")
    page = as_user(writer).get(admin_url(record)).content.decode()
    assert "Nobody outside sees what you save here" in page
    assert "The draft differs from what is live in 2 places" in page
    assert admin_url(record, "compare") in page


def test_form_has_buttons_for_drafts_alone(publisher, as_user):
    page = as_user(publisher).get(admin_url(builders.organisation())).content.decode()
    buttons = page.split('class="submit-row"')[1]
    assert 'value="Save draft" class="default" name="_save"' in buttons
    assert 'name="_continue"' in buttons
    assert "ublish" not in buttons
    assert "_addanother" not in page


def test_save_to_go_on_editing_leads_back_to_the_form(writer, as_user):
    record = builders.organisation()
    response = send(as_user(writer), admin_url(record), name="Renamed", _continue="")
    assert response.url == admin_url(record)


def test_save_is_logged_with_who_and_from_which_version(writer, as_user):
    record = builders.organisation()
    send(as_user(writer), admin_url(record), name="Renamed")
    entry = LogEntry.objects.get(object_id=str(record.pk))
    assert (entry.user, "1 → 2" in entry.get_change_message(), "Name" in entry.get_change_message()) == (
        writer,
        True,
        True,
    )


def test_first_save_is_logged_as_the_first_version(writer, as_user):
    send(as_user(writer), admin_url(Organisation, "add"), name="Verkor", slug="verkor")
    assert "version “1”" in LogEntry.objects.get().get_change_message()


def test_save_that_changes_nothing_makes_no_version(writer, as_user):
    record = builders.organisation()
    response = as_user(writer).post(
        admin_url(record), form_of(as_user(writer).get(admin_url(record))), follow=True
    )
    assert "You changed nothing" in response.content.decode()
    assert (Version.objects.about(record).count(), LogEntry.objects.count()) == (1, 0)


def test_new_record_saved_twice_is_there_once(writer, as_user):
    client = as_user(writer)
    form = form_of(client.get(admin_url(Organisation, "add"))) | {"name": "Verkor", "slug": "verkor"}
    first, second = (client.post(admin_url(Organisation, "add"), form) for _ in range(2))
    assert first.url == second.url == admin_url(Organisation.objects.get(), "summary")


def test_page_to_add_sent_again_with_something_else_is_no_repetition(writer, as_user):
    client = as_user(writer)
    form = form_of(client.get(admin_url(Organisation, "add"))) | {"name": "Verkor", "slug": "verkor"}
    client.post(admin_url(Organisation, "add"), form)
    response = client.post(admin_url(Organisation, "add"), form | {"name": "Other"})
    assert "Another record has this slug" in errors_of(response)


def test_person_without_the_right_to_write_reads_the_draft(as_user, writer):
    record = builders.organisation("Verkor")
    draft(record, name="Renamed")
    only_look(writer)
    page = as_user(writer).get(admin_url(record)).content.decode()
    assert "Renamed" in page
    assert 'name="name"' not in page
    assert "Save draft" not in page


def test_person_without_the_right_to_write_who_forges_a_save_is_refused(as_user, writer):
    record = builders.organisation("Verkor")
    only_look(writer)
    response = as_user(writer).post(admin_url(record), {"name": "Forged", "slug": record.slug, "number": "1"})
    assert (response.status_code, Desk(record).number) == (403, 1)


def only_look(user):
    user.groups.clear()
    user.user_permissions.set(Permission.objects.filter(codename="view_organisation"))


def test_schedule_of_an_older_version_is_told_above_the_form(writer, publisher, as_user):
    record = builders.organisation("Verkor")
    version = draft(record, name="Renamed")
    decision = publishing.Decision(record, Act.MINOR, version)
    now = NOW + timedelta(hours=1)
    publishing.schedule([decision], by=publisher, at=now, due_at=now + timedelta(days=1))
    page = as_user(writer).get(admin_url(record)).content.decode().replace("\xa0", " ")
    assert "Version 2 goes out on Tuesday 16 December 2025" in page


def test_form_lists_what_the_checks_find_with_links_to_the_fields(writer, as_user):
    release = builders.release(title="", lead_en="", live=False)
    page = as_user(writer).get(admin_url(release)).content.decode()
    assert "Before this can be public" in page
    assert 'href="#id_title_en"' in page
    assert 'id="id_title_en"' in page


def test_finding_about_an_inline_leads_to_it(writer, as_user):
    page = as_user(writer).get(admin_url(builders.milestone(live=False))).content.decode()
    assert 'href="#dates-group"' in page
    assert 'id="dates-group"' in page


@pytest.mark.parametrize("make", ["release", "milestone", "project"])
def test_draft_may_be_incomplete(writer, as_user, make):
    record = getattr(builders, make)(live=False)
    empty = {name: "" for name in ("title_en", "lead_en", "name_en") if hasattr(record, name)}
    response = send(as_user(writer), admin_url(record), **empty)
    record.refresh_from_db()
    assert (response.status_code, str(record)) == (302, record.slug)


def test_address_of_what_is_live_is_drafted_too(writer, as_user):
    record = builders.organisation(slug="old")
    send(as_user(writer), admin_url(record), slug="newer")
    record.refresh_from_db()
    assert (record.slug, Desk(record).content["fields"]["slug"]) == ("old", "newer")


def test_address_that_led_to_another_record_is_refused_beside_its_field(writer, as_user):
    other = builders.organisation(slug="old")
    rewritten(other, slug="newer")
    response = send(as_user(writer), admin_url(builders.organisation()), slug="old")
    assert "Another record was public at this address" in response.context["adminform"].form.errors["slug"][0]


def test_address_a_new_record_took_meanwhile_is_left_out_of_the_draft(writer, as_user):
    record = builders.organisation(slug="old")
    draft(record, slug="newer", name="Renamed")
    builders.organisation(slug="newer", live=False)
    response = as_user(writer).get(admin_url(record))
    assert (form_of(response)["slug"], form_of(response)["name"]) == (["old"], ["Renamed"])
    assert "is left out: slug" in response.content.decode()


def test_draft_that_names_what_is_no_more_is_drawn_without_it(writer, as_user):
    milestone = builders.milestone(planned="2030")
    gone = builders.project(live=False)
    draft(milestone, change=lambda row: row.projects.add(gone))
    gone.delete()
    response = as_user(writer).get(admin_url(milestone))
    assert response.status_code == 200
    assert "is left out: projects" in response.content.decode()


def test_forged_dates_of_publication_are_ignored(writer, as_user):
    record = builders.organisation(live=False)
    forged = {"version": 9, "published_at": "2020-01-01", "published_at_0": "2020-01-01", "uuid": record.pk}
    send(as_user(writer), admin_url(record), name="Renamed", **forged)
    record.refresh_from_db()
    assert (record.name, record.version, record.published_at) == ("Renamed", 0, None)


@pytest.mark.parametrize("button", ["_saveasnew", "_addanother"])
@pytest.mark.parametrize("live", [True, False])
def test_button_that_the_page_does_not_have_changes_nothing(writer, as_user, button, live):
    record = builders.organisation("Verkor", live=live)
    before = Version.objects.count()
    response = send(as_user(writer), admin_url(record), name="Forged", **{button: "1"})
    assert "This page has no such button" in errors_of(response)
    assert form_of(response)["name"] == ["Forged"]
    assert (Organisation.objects.get().name, Version.objects.count()) == ("Verkor", before)


def test_draft_can_be_deleted(writer, as_user):
    record = builders.organisation(live=False)
    as_user(writer).post(admin_url(record, "delete"), {"post": "yes"})
    assert not Organisation.objects.exists()


def test_draft_that_another_draft_names_is_not_deleted_and_it_says_why(writer, as_user):
    project = builders.project("The plant", live=False)
    milestone = builders.milestone("It opens", planned="2030")
    draft(milestone, change=lambda row: row.projects.add(project))
    response = as_user(writer).post(admin_url(project, "delete"), {"post": "yes"}, follow=True)
    assert "The draft of the milestone “It opens” names it" in response.content.decode()
    assert Project.objects.filter(pk=project.pk).exists()


def test_draft_that_only_an_older_version_names_is_deleted(writer, as_user):
    project = builders.project("The plant", live=False)
    milestone = builders.milestone("It opens", planned="2030")
    draft(milestone, change=lambda row: row.projects.add(project))
    draft(milestone, change=lambda row: row.projects.clear(), text_en="Other.")
    as_user(writer).post(admin_url(project, "delete"), {"post": "yes"})
    assert not Project.objects.filter(pk=project.pk).exists()


def test_scheduled_draft_is_not_deleted_and_it_says_why(writer, publisher, as_user):
    record = builders.organisation(live=False)
    now = NOW + timedelta(hours=1)
    decision = publishing.Decision(record, Act.PUBLISH)
    publishing.schedule([decision], by=publisher, at=now, due_at=now + timedelta(days=1))
    response = as_user(writer).post(admin_url(record, "delete"), {"post": "yes"}, follow=True)
    assert "cancel the schedule first" in response.content.decode()
    assert Organisation.objects.exists()


@pytest.mark.parametrize("make", [builders.organisation, lambda: builders.withdraw(builders.organisation())])
def test_what_was_public_once_is_not_deleted(administrator, as_user, make):
    record = make()
    assert as_user(administrator).post(admin_url(record, "delete"), {"post": "yes"}).status_code == 403


def test_records_are_not_deleted_by_the_dozen(administrator, as_user):
    record = builders.organisation(live=False)
    data = {"action": "delete_selected", "_selected_action": [record.pk], "post": "yes"}
    as_user(administrator).post(admin_url(Organisation, "changelist"), data)
    assert Organisation.objects.exists()


def test_view_on_site_leads_to_what_is_public(editor, as_user):
    record = builders.organisation()
    assert f'href="{record.get_absolute_url()}"' in as_user(editor).get(admin_url(record)).content.decode()


def test_view_on_site_is_missing_from_a_draft(editor, as_user):
    record = builders.organisation(live=False)
    assert "View on site" not in as_user(editor).get(admin_url(record)).content.decode()


@pytest.mark.parametrize("markup", ["<a ", "<ul>", "<h2>"])
def test_megabyte_that_is_refused_is_not_looked_at_by_the_checks(editor, as_user, markup):
    record = builders.release(live=False)
    started = monotonic()
    response = send(as_user(editor), admin_url(record), body_en=markup * 250_000)
    assert "at most" in errors_of(response)
    assert monotonic() - started < 10
