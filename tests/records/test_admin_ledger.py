"""The ledger as the desk reads it: in words, with names, and never changed."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.utils import translation

from newsroom.models import Contact, Topic
from projects.records import publishing, snapshots
from projects.records.admin.ledger import DONE, type_word
from projects.records.admin.naming import named
from projects.records.admin.pages import url_of
from projects.records.models import Override, Publication
from projects.records.states import PUBLIC_ACTS
from tests import builders, rows
from tests.builders import NOW
from tests.desk import admin_url
from tests.drafts import rewritten

pytestmark = pytest.mark.django_db
LEDGER = admin_url(Publication, "changelist")


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(NOW + timedelta(days=3), tick=False)


def text(response) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def one_of_each() -> list:
    topic = builders.make_live(Topic.objects.create(slug="energy", name_en="Energy"))
    contact = builders.make_live(Contact.objects.create(slug="desk", name_en="Press desk", email="a@example.org"))
    made = [builders.organisation("The company"), builders.source(title="The report"), topic, contact]
    return [
        *made,
        builders.project("The plant"),
        builders.milestone("It opens", happened="2025"),
        builders.release(),
    ]


def test_entry_names_its_record_and_leads_to_its_page(writer, as_user):
    record = builders.project("The plant")
    page = as_user(writer).get(LEDGER)
    assert f'<a href="{url_of(record, "summary")}">The plant</a>' in page.content.decode()
    assert str(record.pk) not in text(page)


def test_entry_says_what_was_done_by_whom_and_what_readers_were_told(writer, as_user):
    rewritten(builders.project("The plant"), act="correct", note_en="It is in Bourbourg.", summary_en="New.")
    page = text(as_user(writer).get(LEDGER))
    assert "The plant project corrected version 2 16 December 2025, 10:00 press It is in Bourbourg. 2" in page


@pytest.mark.parametrize("act", PUBLIC_ACTS)
def test_every_act_has_a_word(act):
    assert str(DONE[act])


def test_every_type_of_record_is_named():
    records = one_of_each()
    names = named((record.type_name(), record.pk) for record in records)
    assert {type(record) for record in records} == set(snapshots.record_models())
    assert {key: str(name) for key, name in names.items()} == {
        (record.type_name(), record.pk): str(record) for record in records
    }


def test_record_is_named_in_the_language_of_the_desk():
    record = builders.project("The plant", name_fr="L’usine")
    [copy] = named([(record.type_name(), record.pk)]).values()
    with translation.override("fr"):
        assert str(copy) == "L’usine"


def test_records_of_every_type_are_named_with_one_question(django_assert_num_queries):
    wanted = [(record.type_name(), record.pk) for record in one_of_each()]
    with django_assert_num_queries(1):
        named([*wanted, *wanted, ("nothing", wanted[0][1])])


def test_nothing_is_named_without_a_question(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert named([]) == {}


def test_record_that_is_no_more_has_no_name():
    record = builders.project(live=False)
    key = (record.type_name(), record.pk)
    record.delete()
    assert named([key]) == {}


def test_type_that_is_no_more_goes_by_its_word():
    assert type_word("pamphlet") == "pamphlet"


@pytest.mark.parametrize("count", [1, 40])
def test_ledger_asks_the_same_for_any_number(writer, as_user, django_assert_max_num_queries, count):
    one_of_each()
    for number in range(count):
        builders.organisation(f"Company {number}")
    client = as_user(writer)
    with django_assert_max_num_queries(12):
        client.get(LEDGER)


@pytest.mark.parametrize(("query", "left"), [({"act": "withdraw"}, 1), ({"record_type": "project"}, 2)])
def test_ledger_is_filtered_by_act_and_by_type(writer, as_user, query, left):
    builders.withdraw(builders.project("The plant"))
    builders.organisation()
    page = as_user(writer).get(LEDGER, query)
    assert page.context["cl"].result_count == left


def test_filters_are_in_words(writer, as_user):
    builders.organisation()
    page = text(as_user(writer).get(LEDGER))
    assert all(words in page for words in ("Small change", "Corrected", "Press release", "Press contact"))


@pytest.mark.parametrize("query", [{"act": "x"}, {"record_type": "\0x"}, {"record_uuid": "x"}, {"q": "é" * 999}])
def test_odd_question_to_the_ledger_is_answered(writer, as_user, query):
    builders.organisation()
    assert as_user(writer).get(LEDGER, query).status_code in (200, 302, 400)


def entry_page(entry) -> str:
    return admin_url(entry)


def test_page_of_an_entry_tells_all_of_it(writer, as_user):
    record = builders.withdraw(builders.project("The plant"), reason_en="It was sold.")
    entry = Publication.objects.about(record).first()
    page = text(as_user(writer).get(entry_page(entry)))
    assert all(words in page for words in ("withdrawn", "The plant", "It was sold.", "press"))


@pytest.mark.parametrize(("signed", "words"), [(False, "nobody has signed this yet"), (True, "signed by editor")])
def test_page_of_an_entry_tells_who_looked_at_an_override(writer, editor, as_user, signed, words):
    override = rows.override(reason="The plant burns.")
    if signed:
        publishing.sign(override, by=editor, at=NOW)
    page = text(as_user(writer).get(entry_page(Override.objects.get().publication)))
    assert f"The plant burns. ({words})" in page


@pytest.mark.parametrize("role", ["writer", "publisher", "administrator"])
def test_entry_is_changed_or_deleted_by_nobody(request, as_user, role):
    entry = Publication.objects.about(builders.organisation()).get()
    client = as_user(request.getfixturevalue(role))
    changed = client.post(entry_page(entry), {"note_en": "Nothing happened."})
    deleted = client.post(admin_url(entry, "delete"), {"post": "yes"})
    added = client.post(admin_url(Publication, "add"), {"sequence": 9})
    assert (changed.status_code, deleted.status_code, added.status_code) == (403, 403, 403)
    assert Publication.objects.get().note_en == ""
