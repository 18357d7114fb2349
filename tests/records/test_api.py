"""What every list of the API has in common, on the example of sources and organisations."""

from datetime import timedelta
from uuid import uuid4

import pytest

from projects.records.models import Leader
from tests.api import ask, results
from tests.builders import NOW, make_live, organisation, source, withdraw

pytestmark = pytest.mark.django_db


def test_item_has_what_every_record_has():
    made = source(slug="report")
    item = ask("sources/report/").json()
    common = {
        key: item[key] for key in ("type", "id", "language", "version", "slug", "published_at", "updated_at")
    }
    assert common == {
        "type": "source",
        "id": str(made.pk),
        "language": "en",
        "version": 1,
        "slug": "report",
        "published_at": "2025-12-15T09:00:00Z",
        "updated_at": "2025-12-15T09:00:00Z",
    }


def test_item_names_its_page_and_its_own_address():
    made = source(slug="report")
    item = ask("sources/report/", {"language": "fr"}).json()
    assert item["url"] == "http://testserver/fr/sources/report/"
    assert item["api_url"] == f"http://testserver/api/v1/sources/{made.pk}/"


def test_item_by_uuid_is_the_item_by_slug():
    made = organisation(slug="verkor")
    assert ask(f"organisations/{made.pk}/").json() == ask("organisations/verkor/").json()


def test_missing_values_keep_their_keys():
    source(slug="report")
    item = ask("sources/report/").json()
    assert (item["via"], item["accessed"], item["note"], item["fallback"]) == (None, None, "", [])


def test_partial_date_says_no_more_than_its_source():
    source(slug="report", published="Q3 2025")
    assert ask("sources/report/").json()["published"] == {
        "earliest": "2025-07-01",
        "latest": "2025-09-30",
        "approx": False,
        "precision": "quarter",
        "label": "Q3 2025",
        "edtf": "2025-35",
        "texts": None,
    }


def test_text_in_the_language_asked_for():
    source(slug="report", note_en="A caption is wrong.", note_fr="Une légende est fausse.")
    answer = ask("sources/report/", {"language": "fr"})
    assert answer.json()["note"] == "Une légende est fausse."
    assert answer.headers["Content-Language"] == "fr"


def test_text_borrowed_from_the_other_language_is_named():
    source(slug="report", note_en="A caption is wrong.")
    item = ask("sources/report/", {"language": "fr"}).json()
    assert (item["note"], item["fallback"]) == ("A caption is wrong.", ["note"])


def test_readers_own_language_makes_no_difference():
    source(slug="report", note_en="Wrong.", note_fr="Faux.")
    assert ask("sources/report/", accept_language="fr").json()["note"] == "Wrong."


def test_claim_comes_with_its_source():
    said = source(slug="report", published="2025-12-11")
    Leader.objects.create(organisation=organisation(slug="verkor"), name="A. B.", source=said, locator="p. 3")
    cited = ask("organisations/verkor/").json()["leaders"][0]["source"]
    assert (cited["id"], cited["locator"], cited["published"]["edtf"]) == (str(said.pk), "p. 3", "2025-12-11")


def test_claim_of_an_unpublished_source_is_not_shown():
    Leader.objects.create(organisation=organisation(slug="verkor"), name="A. B.", source=source(live=False))
    assert ask("organisations/verkor/").json()["leaders"] == []


def test_withdrawn_claim_is_not_shown():
    withdrawn = {"withdrawn_on": NOW.date(), "withdrawn_why": "wrong"}
    Leader.objects.create(organisation=organisation(slug="verkor"), name="A. B.", source=source(), **withdrawn)
    assert ask("organisations/verkor/").json()["leaders"] == []


def test_link_to_a_draft_is_null():
    organisation(slug="daughter")
    type(organisation()).objects.filter(slug="daughter").update(part_of=organisation(live=False))
    assert ask("organisations/daughter/").json()["part_of"] is None


def test_draft_is_not_listed():
    source(live=False)
    nothing = {"count": 0, "next": None, "previous": None, "results": [], "facets": None}
    assert ask("sources/").json() == nothing


def test_draft_answers_like_what_never_existed():
    draft = source(live=False)
    unknown = ask(f"sources/{uuid4()}/")
    assert unknown.status_code == 404
    assert ask(f"sources/{draft.pk}/").content == ask(f"sources/{draft.slug}/").content == unknown.content


def test_record_of_tomorrow_is_not_there_yet():
    tomorrow = make_live(source(slug="tomorrow", live=False), at=NOW + timedelta(days=3))
    assert ask(f"sources/{tomorrow.pk}/").status_code == 404


def test_withdrawn_record_is_gone_with_its_reason():
    withdraw(source(slug="report"), reason_en="It was a forgery.")
    answer = ask("sources/report/")
    assert answer.status_code == 410
    assert answer.json()["reason"] == "It was a forgery."
    assert answer.json()["withdrawn"] == "2025-12-16T09:00:00Z"


def test_withdrawn_record_is_not_listed():
    withdraw(source())
    assert results("sources/") == []


def test_list_of_sources_takes_four_queries(django_assert_max_num_queries):
    for _ in range(3):
        source()
    with django_assert_max_num_queries(4):  # what is due, how many, which, what changed of them
        ask("sources/")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_writing_is_not_allowed(method):
    answer = ask("sources/", method=method)
    assert (answer.status_code, answer.headers["Content-Type"]) == (405, "application/problem+json")


def test_head_answers_without_a_body():
    answer = ask("sources/", method="head")
    assert (answer.status_code, answer.content) == (200, b"")


def test_answer_in_html_is_not_acceptable():
    answer = ask("sources/", accept="text/html")
    assert (answer.status_code, answer.headers["Content-Type"]) == (406, "application/problem+json")


def test_failure_is_a_problem_too(monkeypatch):
    def fail(*args):
        raise RuntimeError

    monkeypatch.setattr("projects.records.api.SourceViewSet.list", fail)
    answer = ask("sources/")
    assert (answer.status_code, answer.headers["Content-Type"]) == (500, "application/problem+json")


def test_scripts_of_other_sites_may_read():
    answer = ask("sources/", origin="https://example.org")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_refusal_keeps_its_words_in_a_demonstration(db, settings):
    settings.DEBUG = True
    (mistake,) = ask("sources/", {"page": 7}).json()["errors"]
    assert mistake == {"parameter": "page", "detail": "The list is shorter than that."}
