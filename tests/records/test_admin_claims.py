from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry

from projects.models import Figure
from projects.records.drafts import Desk
from projects.records.models import Leader, Publication, Version
from tests import builders
from tests.builders import NOW
from tests.desk import added, admin_url, errors_of, form_of, send
from tests.drafts import draft

pytestmark = pytest.mark.django_db
LEADERS = "records.leader"


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(NOW + timedelta(hours=1), tick=False)


@pytest.fixture
def leader():
    """A claim about something live."""
    record = builders.organisation(live=False)
    made = Leader.objects.create(organisation=record, name="A", role_en="Head", source=builders.source())
    builders.make_live(record)
    return made


def drafted(record) -> list[str]:
    rows = Desk(type(record).objects.get(pk=record.pk)).content["rows"][LEADERS]
    return [row["name"] for row in rows.values()]


def ledger(record) -> int:
    return Publication.objects.about(record).count()


def test_claim_added_on_the_form_of_what_is_live_is_in_its_draft_alone(writer, as_user):
    record = builders.organisation()
    row = added("leaders", name="A. Name", role_en="Head", source=builders.source().pk)
    send(as_user(writer), admin_url(record), **row)
    assert (drafted(record), Leader.objects.count(), ledger(record)) == (["A. Name"], 0, 1)


def test_claim_from_a_draft_source_is_drafted_and_said_to_be_in_the_way(writer, as_user):
    record = builders.organisation("Verkor")
    row = added("leaders", name="A. Name", role_en="Head", source=builders.source(title="Secret", live=False).pk)
    send(as_user(writer), admin_url(record), **row)
    page = as_user(writer).get(admin_url(record)).content.decode()
    assert "Secret” is not public" in page


def test_claim_of_what_is_new_is_changed_for_real(writer, as_user):
    record = builders.organisation(live=False)
    leader = Leader.objects.create(organisation=record, name="A", role_en="Head", source=builders.source())
    send(as_user(writer), admin_url(leader), name="B")
    leader.refresh_from_db()
    assert (leader.name, drafted(record)) == ("B", ["B"])


def test_claim_changed_in_its_own_list_is_part_of_the_draft_of_its_subject(writer, as_user, leader):
    response = send(as_user(writer), admin_url(leader), name="B")
    leader.refresh_from_db()
    assert response.url == admin_url(leader.organisation, "summary")
    assert (leader.name, drafted(leader.organisation), ledger(leader.organisation)) == ("A", ["B"], 1)


def test_claim_changed_in_its_own_list_leaves_the_rest_of_the_draft(writer, as_user, leader):
    draft(leader.organisation, seat="Dunkirk")
    send(as_user(writer), admin_url(leader), name="B")
    assert drafted(leader.organisation) == ["B"]
    assert Desk(leader.organisation).content["fields"]["seat"] == "Dunkirk"


def test_page_of_a_claim_shows_it_as_it_is_drafted(writer, as_user, leader):
    send(as_user(writer), admin_url(leader.organisation), **{"leaders-0-name": "B"})
    assert form_of(as_user(writer).get(admin_url(leader)))["name"] == ["B"]


def test_page_of_a_claim_that_the_draft_left_out_says_that_it_is_no_more(writer, as_user, leader):
    send(as_user(writer), admin_url(leader.organisation), **{"leaders-0-DELETE": "on"})
    assert as_user(writer).get(admin_url(leader)).status_code == 302


@pytest.mark.parametrize("live", [True, False])
def test_claim_added_in_its_own_list_is_part_of_the_draft_of_its_subject(writer, as_user, live):
    record = builders.organisation(live=live)
    data = {"organisation": record.pk, "source": builders.source().pk, "name": "B", "role_en": "C"}
    response = send(as_user(writer), admin_url(Leader, "add"), **data)
    assert response.url == admin_url(record, "summary")
    assert (drafted(record), Leader.objects.count()) == (["B"], 0 if live else 1)


@pytest.mark.parametrize("live", [True, False])
def test_claim_added_twice_by_pressing_twice_is_there_once(writer, as_user, live):
    record = builders.organisation(live=live)
    client = as_user(writer)
    data = {"organisation": record.pk, "source": builders.source().pk, "name": "B", "role_en": "C"}
    form = form_of(client.get(admin_url(Leader, "add"))) | data
    answers = [client.post(admin_url(Leader, "add"), form).status_code for _ in range(2)]
    assert (answers, drafted(record)) == ([302, 302], ["B"])


def test_claim_added_to_go_on_editing_leads_to_where_it_is_edited(writer, as_user):
    record = builders.organisation()
    data = {"organisation": record.pk, "source": builders.source().pk, "name": "B", "role_en": "C"}
    response = send(as_user(writer), admin_url(Leader, "add"), _continue="", **data)
    assert as_user(writer).get(response.url).status_code == 200


@pytest.mark.parametrize("subject", ["", "x", "\0", "00000000-0000-0000-0000-000000000000"])
def test_claim_about_nothing_is_refused_as_it_was_typed(writer, as_user, subject):
    data = {"organisation": subject, "source": builders.source().pk, "name": "B", "role_en": "C"}
    response = send(as_user(writer), admin_url(Leader, "add"), **data)
    assert "organisation" in response.context["adminform"].form.errors
    assert form_of(response)["name"] == ["B"]


def test_subject_of_a_claim_stays(writer, as_user, leader):
    other = builders.organisation("Other", live=False)
    send(as_user(writer), admin_url(leader), organisation=other.pk, name="B")
    assert (drafted(other), drafted(leader.organisation)) == ([], ["B"])


def test_claim_deleted_in_its_own_list_is_missing_from_the_draft_alone(writer, as_user, leader):
    send(as_user(writer), admin_url(leader, "delete"))
    assert (Leader.objects.count(), drafted(leader.organisation), ledger(leader.organisation)) == (1, [], 1)


def test_claim_of_what_is_new_is_deleted_for_real(writer, as_user):
    record = builders.organisation(live=False)
    leader = Leader.objects.create(organisation=record, name="A", role_en="Head", source=builders.source())
    send(as_user(writer), admin_url(leader, "delete"))
    assert not Leader.objects.exists()


def test_claim_is_not_deleted_from_a_page_that_is_too_old(writer, publisher, as_user, leader):
    client = as_user(writer)
    form = form_of(client.get(admin_url(leader, "delete")))
    send(as_user(publisher), admin_url(leader), name="Theirs")
    response = client.post(admin_url(leader, "delete"), form, follow=True)
    assert "Nothing was deleted" in response.content.decode()
    assert drafted(leader.organisation) == ["Theirs"]


def test_deletion_forged_without_a_version_is_refused(writer, as_user, leader):
    as_user(writer).post(admin_url(leader, "delete"), {"post": "yes"})
    assert drafted(leader.organisation) == ["A"]


def test_change_of_a_claim_is_logged_with_the_versions_of_its_subject(writer, as_user, leader):
    send(as_user(writer), admin_url(leader), name="B")
    [entry] = LogEntry.objects.filter(object_id=str(leader.pk))
    assert (entry.user, "1 → 2" in entry.get_change_message()) == (writer, True)


@pytest.mark.parametrize("page", ["change", "delete"])
def test_claim_is_not_for_those_who_do_not_write(editor, as_user, leader, page):
    editor.groups.clear()
    data = {"name": "B", "role_en": "Head", "source": leader.source_id, "post": "yes", "number": "1"}
    assert as_user(editor).post(admin_url(leader, page), data).status_code == 403
    assert Version.objects.about(leader.organisation).count() == 1


def test_row_of_another_record_sent_with_the_form_is_refused(writer, as_user):
    theirs, mine = builders.figure(builders.project()), builders.project()
    builders.figure(mine)
    response = send(as_user(writer), admin_url(mine), **{"figures-0-uuid": str(theirs.pk), "figures-0-low": "99"})
    assert "not one of this record" in errors_of(response)
    assert sorted(Figure.objects.values_list("low", flat=True)) == [16, 16]
    assert Version.objects.about(mine).count() == 1


def test_row_of_another_record_sent_as_a_new_one_is_refused(writer, as_user):
    theirs, mine = builders.figure(builders.project()), builders.project(live=False)
    row = added("figures", low="99", uuid=theirs.pk, measure="direct-jobs", nature="actual", qualifier="exact")
    response = send(as_user(writer), admin_url(mine), **row, **{"figures-0-source": theirs.source_id})
    assert "not one of this record" in errors_of(response)
    assert Figure.objects.count() == 1


def test_claim_taken_out_of_a_draft_says_so_and_leads_to_its_record(editor, as_user):
    record = builders.organisation("Verkor")
    leader = Leader.objects.create(organisation=record, name="A. Name", role_en="Head", source=builders.source())
    response = as_user(editor).post(
        admin_url(leader, "delete"), form_of(as_user(editor).get(admin_url(leader, "delete"))), follow=True
    )
    assert "is taken out of the draft of “Verkor”" in response.content.decode()
    assert response.redirect_chain[-1][0] == admin_url(record, "summary")
