"""What every item of the API shows, and what is shown in both languages."""

import uuid
from datetime import timedelta

import pytest

from newsroom.models import PressRelease
from projects.records.models import Leader
from tests.api import ask, results
from tests.builders import NOW, figure, milestone, organisation, project, release, source
from tests.drafts import rewritten

pytestmark = pytest.mark.django_db

ALWAYS = ("type", "id", "language", "version", "url", "api_url")


def leader(company, name, said, **fields) -> Leader:
    fields = {"role_en": "Chair", **fields}
    return Leader.objects.create(organisation=company, name=name, source=said, **fields)


def corrected() -> PressRelease:
    made = release(slug="opening", lead_en="Leed.", issuers=[organisation(slug="verkor")])
    rewritten(made, at=NOW + timedelta(hours=1), act="correct", lead_en="Lead.")
    return made


@pytest.mark.parametrize("name", ["timeline", "releases", "milestones", "projects", "figures", "organisations"])
def test_every_item_says_what_it_is_and_where(name):
    figure(organisation())
    milestone(happened="2025")
    project()
    release()
    shown = [[item[key] for key in ALWAYS] for item in results(f"{name}/")]
    assert shown
    assert all(all(values) for values in shown)


def test_correction_says_what_it_is_and_where():
    made = corrected()
    (item,) = results("corrections/")
    assert uuid.UUID(item["id"]).version == 5
    assert {key: item[key] for key in ("type", "language", "version", "url", "api_url")} == {
        "type": "correction",
        "language": "en",
        "version": 2,
        "url": "http://testserver/en/news/opening/#changes",
        "api_url": f"http://testserver/api/v1/releases/{made.pk}/",
    }


def test_correction_keeps_its_id():
    corrected()
    assert results("corrections/")[0]["id"] == results("corrections/", {"language": "fr"})[0]["id"]


def test_record_names_every_form_that_it_has():
    made = source(slug="report")
    formats = ask("sources/report/").json()["formats"]
    assert formats["json"] == f"http://testserver/api/v1/sources/{made.pk}.json"
    assert {ask(url.removeprefix("http://testserver/api/v1/")).status_code for url in formats.values()} == {200}


def test_leader_has_what_the_same_publisher_said_before():
    company = organisation(slug="verkor")
    first = leader(company, "The first", source("2021", title="Founding", publisher="Verkor"))
    leader(company, "Somebody else’s", source("2022", publisher="A newspaper"))
    leader(company, "The second", source("2023", publisher="Verkor"))
    said = {each["name"]: each["history"] for each in ask("organisations/verkor/").json()["leaders"]}
    (earlier,) = said["The second"]
    assert (earlier["id"], earlier["text"]) == (str(first.pk), "The first (Chair)")
    assert (earlier["source"]["title"], earlier["source"]["published"]["label"]) == ("Founding", "2021")
    assert said["The first"] == said["Somebody else’s"] == []


def test_history_has_nothing_of_a_draft_source():
    company = organisation(slug="verkor")
    leader(company, "The hidden one", source("2021", live=False))
    leader(company, "The second", source("2023"))
    (item,) = ask("organisations/verkor/").json()["leaders"]
    assert item["history"] == []


# Both languages.


def test_texts_stand_in_both_languages():
    organisation(slug="verkor", note_en="A company.", note_fr="Une entreprise.")
    item = ask("organisations/verkor/", {"language": "all"}).json()
    assert (item["language"], item["note"]) == ("all", "A company.")
    assert [item["texts"][code]["note"] for code in ("en", "fr")] == ["A company.", "Une entreprise."]


def test_text_that_was_not_written_in_a_language_is_null():
    organisation(slug="verkor", note_fr="Une entreprise.")
    item = ask("organisations/verkor/", {"language": "all"}).json()
    assert (item["note"], item["fallback"]) == ("Une entreprise.", ["note"])
    assert item["texts"]["en"] == {"note": None, "about": None}


def test_labels_stand_in_both_languages():
    source(slug="report", kind="report", published="July 2020")
    item = ask("sources/report/", {"language": "all"}).json()
    assert [item["texts"][code]["kind_label"] for code in ("en", "fr")] == ["report", "rapport"]
    assert [item["published"]["texts"][code]["label"] for code in ("en", "fr")] == ["July 2020", "juillet 2020"]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_texts_are_null_in_one_language(language):
    source(slug="report")
    assert ask("sources/report/", {"language": language}).json()["texts"] is None


def test_texts_may_be_chosen_without_what_they_are_of():
    organisation(slug="verkor", note_en="A company.", note_fr="Une entreprise.")
    item = ask("organisations/verkor/", {"language": "all", "fields": "texts.fr.note"}).json()
    assert item["texts"] == {"fr": {"note": "Une entreprise."}}


def test_address_leads_to_the_english_page_when_both_languages_are_asked_for():
    source(slug="report")
    assert ask("sources/report/", {"language": "all"}).json()["url"] == "http://testserver/en/sources/report/"
