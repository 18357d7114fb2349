"""The feed of changes: first everything, then what changed, each once and in order."""

import csv
import io
import json
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from newsroom.api_changes import LISTS
from newsroom.models import Contact, Topic
from projects.records import changes, publishing, snapshots
from projects.records.models import LastChange, Publication
from tests import builders, leaks
from tests.api import LATER, ask, mistakes
from tests.builders import NOW
from tests.drafts import draft, rewritten, somebody
from tests.ledger import unlocked
from tests.nouns import BUILD, CHANGED

pytestmark = pytest.mark.django_db

SMALL = {
    "topic": lambda: builders.make_live(Topic.objects.create(slug="topic", name_en="Topic")),
    "contact": lambda: builders.make_live(Contact.objects.create(slug="c", name_en="Press", phone="+33 1")),
}
# A release brings its source, and has an issuer; the others stand alone.
TYPES = {**BUILD, **SMALL}


def page(query=None, at=LATER) -> dict:
    answer = ask("changes/", query, at=at)
    assert answer.status_code == 200, answer.content
    return answer.json()


def since(given: dict) -> str:
    return urlsplit(given["next"]).query


def everything(query=None, at=LATER) -> tuple[list[dict], str]:
    """The results of all pages until there is no more, and the query of the next one."""
    given = page(query, at)
    results = given["results"]
    while given["has_more"]:
        given = page(since(given), at)
        results += given["results"]
    return results, since(given)


def told(results) -> list[str]:
    return [f"{each['sequence']} {each['act']} {each['type']}" for each in results]


def test_nothing_public_gives_an_empty_page_that_leads_on():
    given = page()
    assert (given["results"], given["has_more"]) == ([], False)
    builders.organisation()
    assert told(page(since(given))["results"]) == ["1 upsert organisation"]


@pytest.mark.parametrize("noun", TYPES)
def test_item_is_given_as_its_own_address_gives_it(noun):
    record = TYPES[noun]()
    [result] = [each for each in everything()[0] if each["id"] == str(record.pk)]
    if noun in SMALL:
        assert result["item"]["id"] == str(record.pk)
    else:
        assert result["item"] == ask(f"{noun}s/{record.pk}/").json()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_item_is_in_the_language_asked_for(language):
    record = builders.project(name_fr="Usine")
    [result] = page({"language": language})["results"]
    assert result["item"] == ask(f"projects/{record.pk}/", {"language": language}).json()


def test_every_type_of_record_has_items():
    assert set(LISTS) == {model.type_name() for model in snapshots.record_models()}


def test_result_says_what_happened_to_what_and_when():
    record = builders.organisation()
    [result] = page()["results"]
    told = {name: value for name, value in result.items() if name != "item"}
    assert told == {
        "act": "upsert",
        "type": "organisation",
        "id": str(record.pk),
        "sequence": 1,
        "at": "2025-12-15T09:00:00Z",
    }


@pytest.mark.parametrize("noun", CHANGED)
def test_what_changed_comes_once_more(noun):
    record = BUILD[noun]()
    _all, query = everything()
    rewritten(record, **CHANGED[noun])
    results, query = everything(query)
    assert [each["id"] for each in results] == [str(record.pk)]
    assert everything(query)[0] == []


def test_many_changes_of_one_record_come_once():
    record = builders.organisation()
    _all, query = everything()
    for name in ("B", "C", "D"):
        rewritten(record, name=name)
    [result] = everything(query)[0]
    assert (result["sequence"], result["item"]["name"]) == (4, "D")


def test_what_was_withdrawn_is_removed():
    record = builders.organisation()
    _all, query = everything()
    builders.withdraw(record)
    [result] = everything(query)[0]
    assert (result["act"], result["id"], result["item"]) == ("remove", str(record.pk), None)


def test_what_was_withdrawn_before_the_first_question_is_not_told():
    builders.withdraw(builders.organisation())
    assert everything()[0] == []


def test_what_came_and_went_between_two_questions_is_removed():
    _all, query = everything()
    builders.withdraw(builders.organisation())
    assert told(everything(query)[0]) == ["2 remove organisation"]


def test_what_was_restored_is_there_again():
    record = builders.withdraw(builders.organisation())
    _all, query = everything()
    publishing.restore(record, by=somebody(), at=NOW + timedelta(days=1))
    assert told(everything(query)[0]) == ["3 upsert organisation"]


def test_what_shows_something_else_comes_too():
    company = builders.organisation()
    source = builders.source(publisher_organisation=company)
    _all, query = everything()
    rewritten(company, name="Verkor SA")
    results = everything(query)[0]
    assert {each["id"] for each in results} == {str(company.pk), str(source.pk)}
    assert results[0]["sequence"] == results[1]["sequence"]


def test_what_is_withdrawn_while_it_is_read_is_removed(monkeypatch):
    record = builders.organisation()
    read = changes.page
    monkeypatch.setattr(changes, "page", lambda *args: (read(*args), builders.withdraw(record))[0])
    first = page()
    assert told(first["results"]) == ["1 remove organisation"]
    monkeypatch.undo()
    assert told(page(since(first))["results"]) == ["2 remove organisation"]


def test_page_ends_where_the_type_changes():
    builders.organisation(), builders.project(), builders.project()
    given = page()
    assert (told(given["results"]), given["has_more"]) == (["1 upsert organisation"], True)
    assert told(page(since(given))["results"]) == ["2 upsert project", "3 upsert project"]


@pytest.mark.parametrize("size", [1, 2, 100])
def test_page_has_at_most_what_was_asked_for(size):
    for _number in range(3):
        builders.organisation()
    given = page({"page_size": size})
    assert (len(given["results"]), given["has_more"]) == (min(size, 3), size < 3)


def test_next_keeps_what_else_was_asked():
    builders.organisation()
    assert {"language", "page_size", "since"} == set(parse_qs(since(page({"language": "fr", "page_size": 7}))))


def test_question_at_the_end_leads_back_to_itself():
    builders.organisation()
    _all, query = everything()
    again = page(query)
    assert (again["results"], again["has_more"], since(again)) == ([], False, query)


def test_link_leads_on_where_there_is_more():
    builders.organisation(), builders.project()
    first = ask("changes/")
    assert f'<{first.json()["next"]}>; rel="next"' in first.headers["Link"]
    assert 'rel="next"' not in ask("changes/", since(first.json())).headers["Link"]


# What is wrong with a question.


WRONG = [
    {"since": ""},
    {"since": "0"},
    {"since": "1-2-3-4-5"},
    "since=%00",
    {"page_size": "0"},
    {"page_size": "101"},
    {"page": "2"},
    {"ordering": "sequence"},
    {"language": "de"},
    "page_size=1&page_size=2",
]


@pytest.mark.parametrize("query", WRONG)
def test_question_that_makes_no_sense_is_refused(query):
    name = query.split("=")[0] if isinstance(query, str) else next(iter(query))
    assert [each["parameter"] for each in mistakes("changes/", query)] == [name]


def test_token_that_was_never_given_out_leads_nowhere():
    builders.organisation()
    word = parse_qs(everything()[1])["since"][0]
    answer = ask("changes/", {"since": word[:-1] + ("0" if word[-1] != "0" else "1")})
    assert (answer.status_code, answer.headers["Content-Type"]) == (404, "application/problem+json")
    assert [each["parameter"] for each in answer.json()["errors"]] == ["since"]


def test_token_of_another_database_says_where_to_start():
    builders.organisation()
    _all, query = everything({"language": "fr"})
    with unlocked("records_publication"):
        Publication.objects.update(version=9)
    answer = ask("changes/", query)
    assert (answer.status_code, answer.headers["Content-Type"]) == (410, "application/problem+json")
    assert answer.json()["start"] == "http://testserver/api/v1/changes/?language=fr"


def test_form_that_is_not_for_changes_is_refused():
    assert ask("changes/", {"format": "ics"}).status_code == 406


# Headers.


def test_answer_may_be_kept_as_long_as_any_other():
    assert ask("changes/").headers["Cache-Control"] == ask("sources/").headers["Cache-Control"]


def test_nothing_new_is_told_without_a_look(django_assert_max_num_queries):
    builders.organisation()
    _all, query = everything()
    tag = ask("changes/", query).headers["ETag"]
    with django_assert_max_num_queries(1):  # which edition it is
        answer = ask("changes/", query, **{"If-None-Match": tag})
    assert answer.status_code == 304


def test_something_new_is_told_in_spite_of_an_old_tag():
    builders.organisation()
    _all, query = everything()
    tag = ask("changes/", query).headers["ETag"]
    builders.organisation()
    assert ask("changes/", query, **{"If-None-Match": tag}).status_code == 200


def test_answer_that_holds_something_back_is_not_to_be_kept():
    builders.make_live(builders.organisation(live=False), at=LATER + timedelta(seconds=1))
    answer = ask("changes/")
    assert answer.json()["results"] == []
    assert not {"ETag", "Last-Modified"} & set(answer.headers)
    assert answer.headers["Cache-Control"] == "no-cache"


# What it costs.


@pytest.mark.parametrize("noun", BUILD)
@pytest.mark.parametrize("count", [1, 5])
def test_page_costs_as_much_as_the_list_of_its_type(django_assert_max_num_queries, noun, count):
    made = [BUILD[noun]() for _number in range(count)]
    LastChange.objects.exclude(pk__in=[each.pk for each in made]).delete()
    with CaptureQueriesContext(connection) as of_list:
        ask(f"{noun}s/")
    with django_assert_max_num_queries(len(of_list)):
        given = page()
    assert len(given["results"]) == count


@pytest.mark.parametrize("noun", SMALL)
def test_page_of_what_has_no_list_costs_little(django_assert_max_num_queries, noun):
    SMALL[noun]()
    with django_assert_max_num_queries(3):  # the edition, what changed, the items
        page()


# What is not public.


def test_what_is_not_public_is_not_there():
    based = leaks.base()
    _all, query = everything()
    before = [ask("changes/").content, ask("changes/", query).content]
    hidden = leaks.planted(based)
    for record in hidden.values():
        publishing.save(record, snapshots.take(record), by=somebody(), at=NOW)
    for record in based.values():
        draft(record, change=lambda row: leaks.sing_over(row, hidden, based))
    assert [ask("changes/").content, ask("changes/", query).content] == before


def test_draft_of_what_was_withdrawn_is_not_there():
    record = builders.withdraw(builders.organisation())
    draft(record, name="Quiet")
    assert everything()[0] == []


def test_other_forms_have_the_same_changes_and_lead_on():
    builders.project()
    given, lines, table = (ask(f"changes{suffix}") for suffix in ("/", ".ndjson", ".csv"))
    given = given.json()
    rows = list(csv.DictReader(io.StringIO(table.getvalue().decode(), newline="")))
    assert [json.loads(line) for line in lines.getvalue().decode().splitlines()] == given["results"]
    assert [json.loads(row["item"]) for row in rows] == [each["item"] for each in given["results"]]
    assert all('rel="next"' in answer.headers["Link"] for answer in (lines, table))
