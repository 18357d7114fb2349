from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib import admin

from newsroom.models import Boilerplate, Contact, PressRelease, Topic
from projects.records import models
from projects.records.drafts import Desk
from projects.records.models import Version
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


# What has no list and no form of its own, and why.
WITHOUT_A_DESK = {
    Boilerplate: "is edited on the page of its release",
    models.Version: "is made by saving a draft, and read on the summary and the comparison of its record",
    models.Review: "is made on the summary of its record",
    models.StillRight: "is made on the summary of its record",
    models.UsedSlug: "is written by publishing alone",
    models.LastChange: "is written by publishing alone",
    models.Searchable: "is written by publishing alone",
    models.SearchWord: "is written by publishing alone",
    models.Schedule: "is made on the page that publishes, and changed on a page of its record",
    models.Override: "is signed on the summary of its record",
    models.BundleItem: "is edited on the page of its bundle",
    models.PreviewLink: "is made and revoked on a page of its record",
    models.Opening: "is listed beside its preview link",
}
# What is read there, or has pages of its own that are no forms of the admin.
NOT_A_FORM = (models.Publication, models.Bundle)
WITH_A_FORM = [model for model in MODELS if model not in WITHOUT_A_DESK and model not in NOT_A_FORM]


@pytest.mark.parametrize("model", [model for model in MODELS if model not in WITHOUT_A_DESK], ids=str)
def test_model_has_its_desk(model):
    assert admin.site.is_registered(model)


@pytest.mark.parametrize("page", ["changelist", "add"])
@pytest.mark.parametrize("model", WITH_A_FORM, ids=str)
def test_page_of_the_desk_opens_for_a_writer(writer, as_user, model, page):
    assert as_user(writer).get(admin_url(model, page)).status_code == 200


def test_release_written_published_and_drafted_anew(writer, editor, as_user, issuer):
    data = {"title_en": "It opens", "slug": "it-opens", "released_on": "2025-12-11", "lead_en": "A lead."}
    send(as_user(writer), admin_url(PressRelease, "add"), issuers=[issuer.pk], body_en="<p>Text.</p>", **data)
    release = builders.make_live(PressRelease.objects.get())
    send(as_user(editor), admin_url(release), title_en="It has opened")
    release.refresh_from_db()
    authors = Version.objects.about(release).order_by("number").values_list("number", "author__username")
    assert list(authors) == [(1, "writer"), (2, "editor")]
    assert (release.title_en, release.version) == ("It opens", 1)


def test_note_left_empty_copies_the_company_s_own(writer, as_user, draft, issuer):
    send(as_user(writer), admin_url(draft), **added("boilerplates", organisation=issuer.pk, position="0"))
    assert Boilerplate.objects.get().text_en == "About Verkor."


# What is pasted or forged into a body, and what is kept of it.
BODIES = [
    ("<p>One</p><script>alert(1)</script>", "<p>One</p>"),
    ('<p onclick="alert(1)">One</p>', "<p>One</p>"),
    ('<p><a href="javascript:alert(1)">One</a></p>', '<p><a rel="noopener">One</a></p>'),
    ('<p><a href="data:text/html,x">One</a></p>', '<p><a rel="noopener">One</a></p>'),
    ("<p>O\u202en\u2066e</p>", "<p>One</p>"),
    (
        '<p class="MsoNormal" style="mso-margin-top-alt:auto"><span lang="EN-GB">One<o:p></o:p></span></p>',
        "<p>One</p>",
    ),
    ("<!--[if gte mso 9]><xml><w:WordDocument></w:WordDocument></xml><![endif]--><p>One</p>", "<p>One</p>"),
    ('<img src="x" onerror="alert(1)"><p>One</p>', "<p>One</p>"),
]


@pytest.mark.parametrize(("typed", "kept"), BODIES)
@pytest.mark.parametrize("is_live", [True, False])
def test_body_loses_what_is_not_allowed(writer, as_user, draft, typed, kept, is_live):
    if is_live:
        draft.body_en = "<p>Before.</p>"
        draft.save()
        builders.make_live(draft)
    send(as_user(writer), admin_url(draft), body_en=typed)
    assert Desk(draft).newest.content["fields"]["body_en"] == kept


@pytest.mark.parametrize("field", ["title_en", "dateline_en", "lead_en"])
def test_text_loses_what_turns_the_reading_direction(writer, as_user, draft, field):
    send(as_user(writer), admin_url(draft), **{field: "O\u202en\u2066e\u200b"})
    draft.refresh_from_db()
    assert getattr(draft, field) == "One"


@pytest.mark.parametrize("field", TEXTS)
def test_text_of_a_megabyte_is_an_error_of_its_field(writer, as_user, draft, field):
    response = send(as_user(writer), admin_url(draft), **{field: "<p>word</p> " * 90_000})
    assert response.status_code == 200
    assert field in response.context["adminform"].form.errors
    assert Version.objects.about(draft).count() == 0


def test_note_of_a_megabyte_is_an_error_in_its_row(writer, as_user, draft, issuer):
    row = added("boilerplates", organisation=issuer.pk, position="0", text_en="word " * 200_000)
    assert "at most 20000 characters" in errors_of(send(as_user(writer), admin_url(draft), **row))
    assert not Boilerplate.objects.exists()


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x"])
def test_address_that_is_none_of_the_web_is_refused_as_it_was_typed(writer, as_user, url):
    record = builders.organisation(live=False)
    response = send(as_user(writer), admin_url(record), website=url)
    assert errors_of(response)
    assert form_of(response)["website"] == [url]


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


def test_release_that_nobody_issues_yet_is_drafted(writer, as_user, draft):
    send(as_user(writer), admin_url(draft), issuers=[])
    assert not draft.issuers.exists()


@pytest.mark.parametrize("issuers", [["x"], ["\0"], ["00000000-0000-0000-0000-000000000000"]])
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
    builders.release(slug="taken", live=False)
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
