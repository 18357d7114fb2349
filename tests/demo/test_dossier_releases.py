"""The four releases of the dossier are in the demo, and say no more than it does."""

import re

import pytest

from newsroom.models import Contact, PressRelease
from projects.records import richtext
from tests.demo.dossier import DOSSIER, numbers, section

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]

RELEASES = section("releases")
ISSUERS = {"moment-of-truth": {"verkor", "powerco", "acc"}}
PEOPLE = [
    ("renault-partnership", ["Benoit Lemaignan", "Luca de Meo"]),
    ("moment-of-truth", ["Frank Blome", "Benoit Lemaignan", "Yann Vincent"]),
    ("inauguration", ["Emmanuel Macron"]),
]


def _slugs(related) -> set[str]:
    return {record.slug for record in related.all()}


def _text(slug: str, language: str) -> str:
    release = PressRelease.objects.get(slug=slug)
    return getattr(release, f"lead_{language}") + "\n" + richtext.plain(getattr(release, f"body_{language}"))


@pytest.mark.parametrize(("slug", "fact"), RELEASES)
def test_release_is_as_in_the_dossier(slug, fact):
    release = PressRelease.objects.get(slug=slug)
    made = (release.released_on, release.kind, release.title_en, release.dateline_en)
    assert made == (fact["date"], fact["kind"], fact["title"]["en"], fact.get("dateline", ""))


@pytest.mark.parametrize(("slug", "fact"), RELEASES)
def test_release_is_the_source_of_the_same_day_and_title(slug, fact):
    release = PressRelease.objects.get(slug=slug)
    assert release.source.slug == fact["source"]
    assert release.source.title == release.title_en
    assert release.source.published.earliest == release.released_on


@pytest.mark.parametrize(("slug", "fact"), RELEASES)
def test_release_leads_to_its_projects_and_milestones(slug, fact):
    release = PressRelease.objects.get(slug=slug)
    milestones = {one["id"] for one in DOSSIER["milestones"] if one.get("release") == slug}
    assert _slugs(release.projects) == set(fact.get("projects", []))
    assert _slugs(release.milestones) == milestones


@pytest.mark.parametrize(("slug", "fact"), RELEASES)
def test_release_is_issued_by_all_that_sign(slug, fact):
    assert _slugs(PressRelease.objects.get(slug=slug).issuers) == ISSUERS.get(slug, {"verkor"})


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(("slug", "fact"), RELEASES)
def test_release_gives_the_numbers_of_its_points_and_no_other(slug, fact, language):
    assert numbers(_text(slug, language)) == numbers("\n".join(fact["points"]))


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(("slug", "people"), PEOPLE)
def test_release_names_its_people(slug, people, language):
    text = _text(slug, language)
    assert [person for person in people if person not in text] == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_release_on_electricity_names_no_year_of_delivery(language):
    assert re.findall(r"\b20\d\d\b", _text("edf-contract", language)) == []


@pytest.mark.parametrize(("slug", "fact"), RELEASES)
def test_release_paraphrases_and_does_not_quote(slug, fact):
    assert re.findall('[“”«»"]', _text(slug, "en") + _text(slug, "fr")) == []


@pytest.mark.parametrize(("slug", "fact"), RELEASES)
def test_release_carries_the_notes_about_its_companies(slug, fact):
    notes = PressRelease.objects.get(slug=slug).boilerplates.select_related("organisation")
    companies = ["verkor", "renault-group"] if "about_renault" in fact else ["verkor"]
    assert [note.organisation.slug for note in notes] == companies
    for note in notes:
        company = note.organisation
        assert (note.text_en, note.text_fr) == (company.boilerplate_en, company.boilerplate_fr)


@pytest.mark.parametrize(("slug", "fact"), RELEASES)
def test_release_has_topics_and_a_desk_to_write_to(slug, fact):
    release = PressRelease.objects.get(slug=slug)
    assert release.topics.exists()
    assert _slugs(release.contacts) == {"press-office"}


def test_the_only_contact_is_a_functional_mailbox():
    (contact,) = Contact.objects.all()
    assert (contact.email, contact.phone) == ("press@newsroom.example", "")


def test_nothing_is_added_to_the_dossier():
    assert PressRelease.objects.count() == 4
