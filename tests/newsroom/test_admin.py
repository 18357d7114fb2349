from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib import admin

from newsroom.models import Boilerplate, Contact, PressRelease, Topic
from projects.records.models import Publication, Source
from tests import builders
from tests.builders import NOW
from tests.desk import added, admin_url, errors_of, form_of, send

pytestmark = pytest.mark.django_db
FLOORS = ("records", "projects", "timeline", "newsroom")
MODELS = [model for floor in FLOORS for model in apps.get_app_config(floor).get_models()]
TEXTS = ["title_en", "title_fr", "slug", "dateline_en", "lead_en", "lead_fr", "body_en"]


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(NOW + timedelta(hours=1), tick=False)


@pytest.fixture
def issuer():
    return builders.organisation("Verkor", boilerplate_en="About Verkor.")


@pytest.fixture
def draft(issuer):
    release = builders.release("It opens", live=False, slug="it-opens")
    release.issuers.add(issuer)
    return release


@pytest.mark.parametrize("model", [model for model in MODELS if model is not Boilerplate], ids=str)
def test_model_has_its_desk(model):
    assert admin.site.is_registered(model)


@pytest.mark.parametrize("page", ["changelist", "add"])
@pytest.mark.parametrize("model", [model for model in MODELS if model not in (Boilerplate, Publication)], ids=str)
def test_page_of_the_desk_opens_for_a_writer(writer, as_user, model, page):
    assert as_user(writer).get(admin_url(model, page)).status_code == 200


def test_release_written_published_and_corrected(writer, publisher, editor, as_user, issuer):
    data = {"title_en": "It opens", "slug": "it-opens", "released_on": "2025-12-11", "lead_en": "A lead."}
    send(as_user(writer), admin_url(PressRelease, "add"), issuers=[issuer.pk], **data)
    release = PressRelease.objects.get()
    send(as_user(publisher), admin_url(release, "publish"))
    send(as_user(editor), admin_url(release), title_en="It has opened")
    acts = Publication.objects.filter(record_uuid=release.pk).order_by("sequence")
    assert list(acts.values_list("version", "by__username")) == [(1, "publisher"), (2, "editor")]


def test_published_release_becomes_a_source(publisher, as_user, draft):
    send(as_user(publisher), admin_url(draft, "publish"))
    assert Source.objects.get().release == draft


def test_page_before_publishing_names_what_is_missing(publisher, as_user):
    page = as_user(publisher).get(admin_url(builders.release(live=False), "publish")).content.decode()
    assert "Nobody issues it" in page
    assert 'type="submit" value="Publish"' not in page


def test_publishing_forged_past_what_is_missing_is_refused_in_words(publisher, as_user):
    release = builders.release(live=False)
    response = as_user(publisher).post(admin_url(release, "publish"), {"version": 0})
    release.refresh_from_db()
    assert ("Nobody issues it" in errors_of(response), release.version) == (True, 0)


def test_note_left_empty_copies_the_company_s_own(writer, as_user, draft, issuer):
    send(as_user(writer), admin_url(draft), **added("boilerplates", organisation=issuer.pk, position="0"))
    assert Boilerplate.objects.get().text_en == "About Verkor."


def test_body_loses_what_is_not_allowed(writer, as_user, draft):
    send(as_user(writer), admin_url(draft), body_en="<p>One</p><script>alert(1)</script>")
    draft.refresh_from_db()
    assert draft.body_en == "<p>One</p>"


@pytest.mark.parametrize("field", TEXTS)
def test_nul_in_a_text_is_an_error_of_its_field(writer, as_user, draft, field):
    response = send(as_user(writer), admin_url(draft), **{field: "a\0b"})
    assert response.status_code == 200
    assert field in response.context["adminform"].form.errors


@pytest.mark.parametrize("field", ["title_en", "title_fr", "slug", "dateline_en"])
def test_word_of_ten_thousand_letters_is_an_error_of_its_field(writer, as_user, draft, field):
    response = send(as_user(writer), admin_url(draft), **{field: "a" * 10_000})
    assert field in response.context["adminform"].form.errors


def test_lead_of_ten_thousand_letters_is_saved(writer, as_user, draft):
    send(as_user(writer), admin_url(draft), lead_en="a" * 10_000)
    draft.refresh_from_db()
    assert len(draft.lead_en) == 10_000


@pytest.mark.parametrize("day", ["0000-01-01", "10000-01-01", "2025-02-30", "yesterday", "\0"])
def test_day_that_is_none_is_kept_as_typed(writer, as_user, draft, day):
    response = send(as_user(writer), admin_url(draft), released_on=day)
    assert "released_on" in response.context["adminform"].form.errors


@pytest.mark.parametrize("issuers", [["x"], ["\0"], ["00000000-0000-0000-0000-000000000000"], []])
def test_issuer_that_is_none_is_an_error_of_its_field(writer, as_user, draft, issuers):
    response = send(as_user(writer), admin_url(draft), issuers=issuers)
    assert "issuers" in response.context["adminform"].form.errors


def test_bytes_that_are_no_text_are_stored_as_such(writer, as_user, draft):
    """A lone surrogate cannot be said in UTF-8; what a client sends in its place arrives as replacement signs."""
    form = {name: values[0] for name, values in form_of(as_user(writer).get(admin_url(draft))).items() if values}
    body = "&".join(f"{name}={value}" for name, value in form.items() if name != "dateline_en")
    body += "&dateline_en=%ED%A0%80"
    as_user(writer).post(admin_url(draft), body, content_type="application/x-www-form-urlencoded")
    draft.refresh_from_db()
    assert set(draft.dateline_en) == {"\N{REPLACEMENT CHARACTER}"}


def test_slug_that_another_has_is_refused_in_words(writer, as_user, draft):
    builders.release(slug="taken")
    response = send(as_user(writer), admin_url(draft), slug="taken")
    assert "Another record has this slug." in errors_of(response)


def test_contact_that_cannot_be_reached_is_refused(writer, as_user):
    response = send(as_user(writer), admin_url(Contact, "add"), name_en="Press", slug="press")
    assert "email address or a telephone number" in errors_of(response)


def test_topic_is_filed(writer, as_user):
    send(as_user(writer), admin_url(Topic, "add"), name_en="Energy", slug="energy")
    assert Topic.objects.get().name == "Energy"


@pytest.mark.parametrize("count", [10, 200])
def test_list_of_releases_asks_the_same_for_any_number(
    editor, as_user, issuer, django_assert_max_num_queries, count
):
    releases = [
        PressRelease(slug=f"r-{n}", title_en=f"R {n}", lead_en="L", released_on=NOW.date()) for n in range(count)
    ]
    PressRelease.objects.bulk_create(releases)
    through = PressRelease.issuers.through
    through.objects.bulk_create(through(pressrelease=release, organisation=issuer) for release in releases)
    client = as_user(editor)
    with django_assert_max_num_queries(12):
        client.get(admin_url(PressRelease, "changelist"))


@pytest.mark.parametrize("typed", ["10/12/2025", "11 December 2025", "32/13/2025"])
def test_day_that_could_be_read_in_two_ways_is_refused(writer, as_user, draft, typed):
    response = send(as_user(writer), admin_url(draft), released_on=typed)
    assert "such as 2021-12-31" in errors_of(response)


def test_address_of_what_is_public_stays(editor, as_user):
    release = builders.release(slug="it-opens", source=builders.source("2025-12-11"))
    send(as_user(editor), admin_url(release), slug="it-opened", title_en="It opened")
    release.refresh_from_db()
    assert (release.title_en, release.slug) == ("It opened", "it-opens")
