from datetime import timedelta

import pytest
from django.db import DataError, OperationalError
from django.test import Client
from django.urls import reverse

from projects.models import Figure
from projects.records import publishing
from projects.records.admin.lists import GuardedList
from projects.records.models import Organisation, Publication, Source
from projects.records.states import Act
from tests import builders
from tests.builders import NOW
from tests.desk import admin_url, errors_of, form_of, send
from tests.drafts import draft

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(NOW + timedelta(hours=1), tick=False)


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
    record = builders.organisation()
    response = as_user(request.getfixturevalue(role)).get(admin_url(Publication, "changelist"))
    [row] = response.context["cl"].result_list
    assert (row.record_uuid, row.by.username) == (record.pk, "press")
    assert admin_url(record, "summary") in response.content.decode()


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


STATES = {
    "draft": "draft",
    "in-review": "in review",
    "approved": "approved",
    "scheduled": "scheduled",
    "live": "live",
    "changed": "live with changes",
    "withdrawn": "withdrawn",
}


@pytest.fixture
def one_of_each(writer, editor, publisher):
    """An organisation in each state, named by it."""
    now = NOW + timedelta(hours=1)
    new = {name: builders.organisation(f"Of {name}", live=False) for name in list(STATES)[:4]}
    draft(new["in-review"], by=writer, seat="Dunkirk")
    publishing.submit(new["in-review"], by=writer, at=now)
    draft(new["approved"], by=writer, seat="Dunkirk")
    publishing.approve(new["approved"], by=editor, at=now)
    decision = publishing.Decision(new["scheduled"], Act.PUBLISH)
    publishing.schedule([decision], by=publisher, at=now, due_at=now + timedelta(days=1))
    builders.organisation("Of live")
    draft(builders.organisation("Of changed"), seat="Dunkirk")
    builders.withdraw(builders.organisation("Of withdrawn"))


@pytest.mark.parametrize("state", STATES)
def test_list_is_filtered_by_state(one_of_each, editor, as_user, state):
    response = as_user(editor).get(admin_url(Organisation, "changelist"), {"state": state})
    assert [record.name for record in response.context["cl"].result_list] == [f"Of {state}"]


@pytest.mark.parametrize(("state", "words"), STATES.items())
def test_list_says_the_state_in_words(one_of_each, editor, as_user, state, words):
    page = as_user(editor).get(admin_url(Organisation, "changelist")).content.decode()
    row = page.split(f"Of {state}<")[1].split("</tr>")[0]
    assert f'<td class="field-state_word">{words}</td>' in row


def test_row_of_a_list_leads_to_the_summary(editor, as_user):
    record = builders.organisation()
    page = as_user(editor).get(admin_url(Organisation, "changelist")).content.decode()
    assert f'href="{admin_url(record, "summary")}"' in page
    assert f'href="{admin_url(record)}"' not in page


def test_list_of_claims_names_subject_and_source_in_few_letters(editor, as_user):
    said = builders.source(publisher="A very long publisher " * 5)
    builders.figure(builders.project("The plant of a very long name " * 4), source=said)
    page = as_user(editor).get(admin_url(Figure, "changelist")).content.decode()
    for words in ("A very long publisher A very", "The plant of a very long"):
        assert words in page
    for words in ("A very long publisher A very long publisher", "The plant of a very long name The"):
        assert words not in page


def test_list_after_the_last_year_is_none(editor, as_user):
    builders.source("9999-12")
    query = {"known_on__year": "9999", "known_on__month": "12"}
    assert as_user(editor).get(admin_url(Source, "changelist"), query).status_code == 302


@pytest.mark.parametrize("more", [{}, {"known_on__month": "12"}, {"known_on__month": "12", "known_on__day": "31"}])
def test_list_of_the_last_year_is_none(editor, as_user, more):
    builders.source("9999-12-31")
    query = {"known_on__year": "9999", **more}
    assert as_user(editor).get(admin_url(Source, "changelist"), query).status_code == 302


def test_list_of_the_last_year_is_not_asked_for_again_and_again(editor, as_user):
    query = {"known_on__year": "9999", "e": "1"}
    response = as_user(editor).get(admin_url(Source, "changelist"), query, follow=True)
    assert (response.status_code, len(response.redirect_chain)) == (200, 1)


@pytest.mark.parametrize("value", ["", "[", "2020", "2020-01-01,2021-01-01"])
@pytest.mark.parametrize("parameter", ["slug__regex", "slug__iregex", "published_at__range", "slug__search"])
def test_look_up_that_no_list_asks_for_is_refused(editor, as_user, parameter, value):
    assert as_user(editor).get(admin_url(Source, "changelist"), {parameter: value}).status_code == 400


@pytest.mark.parametrize("error", [DataError, OperationalError, OverflowError, ValueError])
def test_what_the_database_cannot_compare_makes_no_sense(editor, as_user, monkeypatch, error):
    def refuse(self, request, queryset, search_term):
        raise error

    monkeypatch.setattr(GuardedList, "get_search_results", refuse)
    response = as_user(editor).get(admin_url(Source, "changelist"), {"q": "x"})
    assert (response.status_code, response.url) == (302, f"{admin_url(Source, 'changelist')}?e=1")


def test_failure_of_a_list_that_nothing_was_asked_of_is_not_hidden(editor, as_user, monkeypatch):
    monkeypatch.setattr(GuardedList, "get_search_results", lambda *arguments: int("x"))
    with pytest.raises(ValueError, match="invalid literal"):
        as_user(editor).get(admin_url(Source, "changelist"), {"e": "1"})


@pytest.mark.parametrize("page", ["index", "login", "records_source_changelist", "records_source_add"])
def test_page_of_the_desk_wears_the_colours_of_the_house(editor, as_user, page):
    client = Client() if page == "login" else as_user(editor)
    assert client.get(reverse(f"admin:{page}")).content.decode().count("records/admin.css") == 1


def test_search_for_a_thousand_words_is_answered(editor, as_user):
    builders.source()
    assert as_user(editor).get(admin_url(Source, "changelist"), {"q": "a " * 3000}).status_code == 200


def test_desk_bears_the_name_of_the_site(editor, as_user, settings):
    assert f"{settings.SITE_NAME} desk" in as_user(editor).get(reverse("admin:index")).content.decode()


@pytest.mark.parametrize(("language", "day"), [("en", "15 December 2025"), ("fr", "15 décembre 2025")])
def test_day_in_a_list_is_written_as_here(publisher, as_user, language, day):
    record = builders.organisation()
    page = as_user(publisher).get(admin_url(type(record), "changelist"), headers={"accept-language": language})
    assert day in page.content.decode()
