from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from projects.records import checks, publishing
from projects.records.dates import Span
from projects.records.drafts import Desk
from projects.records.models import Publication, Source
from tests import builders
from tests.builders import NOW
from tests.drafts import LATER, rewritten
from tests.drafts import draft as drafted

pytestmark = pytest.mark.django_db


@pytest.fixture
def issuer():
    return builders.organisation("Verkor")


@pytest.fixture
def draft(issuer):
    release = builders.release("It opens", date(2025, 12, 11), live=False, slug="it-opens")
    release.issuers.add(issuer)
    return release


def test_published_release_becomes_a_public_source(draft, publisher):
    publishing.publish(draft, by=publisher, at=NOW)
    source = Source.objects.public(NOW).get()
    work = (source.slug, source.title, source.language, source.kind)
    assert work == ("it-opens", "It opens", "en", "press-release")


def test_source_of_a_release_belongs_to_who_issued_it(draft, publisher, issuer):
    publishing.publish(draft, by=publisher, at=NOW)
    assert (draft.source.publisher, draft.source.publisher_organisation) == ("Verkor", issuer)


def test_source_of_a_release_bears_its_day(draft, publisher):
    publishing.publish(draft, by=publisher, at=NOW)
    assert draft.source.published == Span.day(date(2025, 12, 11))


def test_source_of_a_french_release_bears_the_french_title(draft, publisher):
    draft.title_en, draft.title_fr = "", "Ouverture"
    draft.save()
    publishing.publish(draft, by=publisher, at=NOW)
    assert (draft.source.title, draft.source.language) == ("Ouverture", "fr")


def test_source_of_a_release_by_two_names_both_and_belongs_to_neither(draft, publisher):
    draft.issuers.add(builders.organisation("Renault Group"))
    publishing.publish(draft, by=publisher, at=NOW)
    assert (draft.source.publisher, draft.source.publisher_organisation) == ("Renault Group, Verkor", None)


def test_source_takes_the_next_free_slug(draft, publisher):
    builders.source(slug="it-opens")
    builders.source(slug="it-opens-2")
    publishing.publish(draft, by=publisher, at=NOW)
    assert draft.source.slug == "it-opens-3"


def test_release_keeps_the_source_that_it_has(draft, publisher):
    publishing.publish(draft, by=publisher, at=NOW)
    rewritten(draft, title_en="It opened")
    assert Source.objects.count() == 1


def test_version_drafted_before_there_was_a_source_keeps_it(draft, publisher):
    planned = publishing.keep(draft, at=NOW)
    drafted(draft, title_en="It opened")
    publishing.publish(draft, by=publisher, at=NOW, version=planned)
    publishing.minor(draft, by=publisher, at=LATER)
    draft.refresh_from_db()
    assert (draft.title_en, draft.source, Source.objects.count()) == ("It opened", Source.objects.get(), 1)


def test_ledger_notes_the_source_and_then_the_release(draft, publisher):
    publishing.publish(draft, by=publisher, at=NOW)
    rows = Publication.objects.filter(by=publisher).order_by("sequence")
    assert list(rows.values_list("record_type", flat=True)) == ["source", "release"]


def test_editor_publishes_no_draft(draft, editor):
    with pytest.raises(PermissionDenied):
        publishing.publish(draft, by=editor, at=NOW)
    assert not Source.objects.exists()


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda release: release.issuers.clear(), "Nobody issues it"),
        (lambda release: release.issuers.add(builders.organisation("Secret", live=False)), "Secret"),
        (lambda release: type(release).objects.update(title_en=""), "“title in English” is missing"),
        (lambda release: type(release).objects.update(lead_en=""), "“lead in English” is missing"),
    ],
)
def test_release_that_is_not_ready_is_refused(draft, publisher, spoil, words):
    spoil(draft)
    with pytest.raises(ValidationError, match=words):
        publishing.publish(draft, by=publisher, at=NOW)


def test_draft_of_a_project_is_no_obstacle(draft):
    draft.projects.add(builders.project(live=False))
    draft.milestones.add(builders.milestone(live=False))
    assert checks.grave(draft, NOW) == []


def test_issuer_of_a_public_release_cannot_be_withdrawn(publisher, issuer):
    builders.release("It opens", issuers=[issuer])
    with pytest.raises(ValidationError, match="It opens"):
        publishing.withdraw(issuer, by=publisher, at=LATER, reason_en="Wrong.")


def test_company_with_a_note_in_a_public_release_cannot_be_withdrawn(publisher):
    company = builders.organisation(boilerplate_en="About it.")
    builders.release("It opens").boilerplates.create(organisation=company)
    with pytest.raises(ValidationError, match="It opens"):
        publishing.withdraw(company, by=publisher, at=LATER, reason_en="Wrong.")


@pytest.mark.parametrize("act", ["update", "minor", "correct"])
def test_source_of_a_release_follows_its_day(draft, publisher, act):
    publishing.publish(draft, by=publisher, at=NOW)
    rewritten(draft, act=act, released_on=date(2025, 12, 12))
    assert Source.objects.get(release=draft).published == Span.day(date(2025, 12, 12))
    rows = Publication.objects.order_by("-sequence").values_list("record_type", "act", "version")[:2]
    assert list(rows) == [("release", act, 2), ("source", act, 2)]


def test_what_is_drafted_of_a_source_is_drafted_on_when_it_follows_its_release(draft, publisher):
    publishing.publish(draft, by=publisher, at=NOW)
    drafted(draft.source, author="The press desk")
    rewritten(draft, released_on=date(2025, 12, 12))
    source = Source.objects.get()
    published = (source.author, source.published)
    publishing.minor(source, by=publisher, at=LATER)
    source.refresh_from_db()
    twelfth = Span.day(date(2025, 12, 12))
    assert (published, (source.author, source.published)) == (("", twelfth), ("The press desk", twelfth))


def test_refused_release_leaves_no_source(draft, publisher):
    draft.issuers.clear()
    with pytest.raises(ValidationError):
        publishing.publish(draft, by=publisher, at=NOW)
    draft.refresh_from_db()
    assert (draft.source, Source.objects.count()) == (None, 0)


def test_draft_is_discarded_though_the_live_version_is_older_than_the_source(draft, publisher):
    publishing.publish(draft, by=publisher, at=NOW)
    live = Desk(draft).live
    drafted(draft, title_en="It opens soon")
    publishing.save(draft, live.content, by=publisher, at=LATER)
    assert not Desk(draft).has_draft


def test_draft_saved_before_the_source_was_made_is_saved_again_without_a_change(draft, publisher):
    first = publishing.keep(draft, at=NOW)
    second = drafted(draft, title_en="It opens soon")
    publishing.publish(draft, by=publisher, at=NOW, version=first)
    again = publishing.save(draft, second.content, by=publisher, at=LATER)
    assert again == second


def test_old_version_comes_back_with_the_source(draft, publisher):
    first = drafted(draft, title_en="It opens soon")
    publishing.publish(draft, by=publisher, at=NOW)
    rewritten(draft, title_en="It opens")
    restored = publishing.save(draft, first.content, by=publisher, at=LATER)
    assert restored.content["fields"]["source_id"] == str(draft.source_id)
