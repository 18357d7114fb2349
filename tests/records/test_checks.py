from datetime import timedelta

import pytest

from projects.records import checks, checks_contents, contents, publishing
from projects.records.drafts import Desk
from projects.records.findings import Level
from projects.records.models import Leader, Organisation, UsedSlug
from projects.records.rehearsal import rehearse
from projects.records.states import Act
from tests import builders
from tests.builders import NOW
from tests.drafts import LATER, draft, rewritten, somebody

pytestmark = pytest.mark.django_db

FRENCH = {"title_fr": "L’usine ouvre", "lead_fr": "Elle ouvre.", "body_fr": "<p>Plus.</p>"}


def codes(record, at=NOW, version=None):
    return [finding.code for finding in checks.find(record, at, version)]


def found(record, code, at=NOW):
    [finding] = [each for each in checks.find(record, at) if each.code == code]
    return finding


def sound(**fields):
    """A release of which no check finds anything."""
    fields = {"lead_en": "It opens.", "body_en": "<p>More.</p>", **FRENCH, **fields}
    return builders.release(live=False, issuers=[builders.organisation()], **fields)


def test_nothing_is_found_in_what_is_sound():
    assert checks.find(sound(), NOW) == []


def test_grave_findings_come_first():
    release = sound(title_fr="", lead_en="", lead_fr="")
    assert [finding.level for finding in checks.find(release, NOW)] == [Level.MUST, Level.WARN]


def test_only_grave_findings_are_in_the_way():
    release = sound(title_fr="", lead_en="", lead_fr="")
    assert [finding.code for finding in checks.grave(release, NOW)] == ["lead-missing"]


@pytest.mark.parametrize("name", ["title", "lead", "body"])
def test_text_missing_in_both_languages_is_in_the_way(name):
    finding = found(sound(**{f"{name}_en": "", f"{name}_fr": ""}), f"{name}-missing")
    assert (finding.is_grave, finding.field) == (True, f"{name}_en")


@pytest.mark.parametrize("name", ["title", "lead", "body"])
def test_text_missing_in_french_is_warned_of(name):
    finding = found(sound(**{f"{name}_fr": ""}), "french-missing")
    assert (finding.is_grave, finding.field) == (False, f"{name}_fr")
    assert f"{name} in French" in finding.words


@pytest.mark.parametrize("name", ["title", "lead", "body"])
def test_text_missing_in_english_is_warned_of(name):
    finding = found(sound(**{f"{name}_en": ""}), "english-missing")
    assert (finding.is_grave, finding.field) == (False, f"{name}_en")


def test_name_of_a_project_missing_is_in_the_way():
    assert found(builders.project("", live=False), "name-missing").field == "name_en"


def test_note_missing_in_french_on_a_claim_is_warned_of_at_its_inline():
    record = builders.organisation()
    Leader.objects.create(source=builders.source(), organisation=record, name="A", role_en="Head")
    finding = found(record, "french-missing")
    assert (finding.field, "role in French" in finding.words) == ("leaders", True)


def test_language_that_is_behind_is_warned_of():
    release = builders.release(**FRENCH)
    draft(release, title_en="Other title")
    finding = found(release, "french-behind")
    assert (finding.is_grave, finding.field, "title in English" in finding.words) == (False, "title_fr", True)


def test_english_that_is_behind_is_warned_of():
    release = builders.release(**FRENCH)
    draft(release, title_fr="Autre titre")
    assert found(release, "english-behind").field == "title_en"


def test_language_is_looked_at_as_of_the_version_named():
    release = builders.release(**FRENCH)
    older = draft(release, title_en="Other title")
    draft(release, title_fr="Autre titre")
    assert ("french-behind" in codes(release), "french-behind" in codes(release, version=older)) == (False, True)


TOO_LONG = {"title_en": "x" * 301, "lead_en": "x" * 10_001, "body_en": f"<p>{'x' * 100_000}</p>"}


@pytest.mark.parametrize("name", TOO_LONG)
def test_text_too_long_is_in_the_way(name):
    release = sound()
    setattr(release, name, TOO_LONG[name])
    finding = found(release, "too-long")
    assert (finding.is_grave, finding.field) == (True, name)


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("The plant opens.", "title-full-stop"),
        ("THE PLANT OPENS", "title-capitals"),
        ("The plant opens…", None),
        ("ACC SA", None),
        ("Verkor S.A.", None),
    ],
)
def test_title_that_reads_badly_is_warned_of(title, code):
    assert codes(sound(title_en=title)) == ([code] if code else [])


@pytest.mark.parametrize(
    ("body", "jumps"),
    [
        ("<p>a</p>", False),
        ("<h2>a</h2><h3>b</h3>", False),
        ("<h3>b</h3>", True),
        ("<p>a</p><h3>b</h3><h2>a</h2>", True),
    ],
)
def test_heading_that_jumps_a_level_is_warned_of(body, jumps):
    assert ("heading-jump" in codes(sound(body_en=body))) is jumps


NOWHERE = [
    "",
    "#",
    "#a",
    "news/",
    "/en/nowhere/",
    "/en/news/never-was/",
    "/admin/",
    "http://testserver.local:99999999/",
    "http://[",
    "https://nodot/",
    "mailto:",
    "mailto:press",
    "http://localhost/en/nowhere/",
    "?page=2",
    "//nodot/x",
]


@pytest.mark.parametrize("href", NOWHERE)
def test_link_to_nowhere_is_in_the_way(href):
    finding = found(sound(body_en=f'<p><a href="{href}">here</a></p>'), "link-to-nowhere")
    assert (finding.is_grave, finding.field, "here" in finding.words) == (True, "body_en", True)


def test_link_without_an_address_is_in_the_way():
    assert codes(sound(body_fr="<p><a>here</a></p>")) == ["link-to-nowhere"]


def test_link_without_words_is_in_the_way():
    assert codes(sound(body_en='<p>a <a href="https://example.org/"></a></p>')) == ["link-empty"]


SOMEWHERE = [
    "https://example.org/",
    "https://example.org/?a=1&amp;b=2#c",
    "//example.org/x",
    "mailto:press@example.org",
    "/",
    "/en/",
    "/fr/news/",
    "/news/",
    "/en/news/2025/",
    "/en/timeline/?project=plant",
    "http://localhost/en/projects/",
]


@pytest.mark.parametrize("href", SOMEWHERE)
def test_link_to_somewhere_is_fine(href, settings):
    settings.ALLOWED_HOSTS = ["localhost"]
    assert codes(sound(body_en=f'<p><a href="{href}">here</a></p>')) == []


@pytest.mark.parametrize("live", [True, False])
def test_link_to_a_record_leads_somewhere_once_it_is_public(live):
    other = builders.project(slug="plant", live=live)
    release = sound(body_en=f'<p><a href="/en/projects/{other.slug}/">here</a></p>')
    assert codes(release) == ([] if live else ["link-to-nowhere"])


def test_link_to_an_old_address_is_led_on():
    other = builders.project(slug="plant")
    rewritten(other, slug="factory")
    assert codes(sound(body_en='<p><a href="/fr/projects/plant/">here</a></p>'), LATER) == []


def test_link_to_what_was_withdrawn_is_in_the_way():
    builders.withdraw(builders.project(slug="plant"))
    release = sound(body_en='<p><a href="/en/projects/plant/">here</a></p>')
    assert codes(release, NOW + timedelta(days=2)) == ["link-to-nowhere"]


def test_whoever_is_named_must_be_public():
    issuer = builders.organisation(live=False)
    finding = found(builders.release(live=False, issuers=[issuer], **FRENCH), "named-not-public")
    assert (finding.is_grave, finding.other) == (True, issuer)


@pytest.mark.parametrize("name", ["projects", "milestones"])
def test_what_is_linked_but_not_public_is_warned_of(name):
    other = builders.project(live=False) if name == "projects" else builders.milestone(live=False)
    release = sound()
    getattr(release, name).add(other)
    finding = found(release, "linked-not-public")
    assert (finding.is_grave, finding.field, finding.other) == (False, name, other)


def test_address_that_another_once_had_is_in_the_way():
    other = sound()
    UsedSlug.objects.create(record_type="release", record_uuid=builders.project().pk, slug=other.slug)
    assert found(other, "slug-used").field == "slug"


def test_address_that_a_draft_of_another_wants_is_warned_of():
    other = builders.release()
    draft(other, slug="wanted")
    release = sound(slug="wanted")
    finding = found(release, "slug-wanted")
    assert (finding.is_grave, finding.other) == (False, other)


def test_address_that_a_draft_wanted_before_is_free():
    other = builders.release()
    draft(other, slug="wanted")
    draft(other, slug="other")
    release = sound(slug="wanted")
    assert codes(release) == []


@pytest.fixture
def record():
    made = builders.organisation(slug="plant")
    Leader.objects.create(source=builders.source(), organisation=made, name="A", role_en="Head")
    return made


def content_with(record, path, value):
    content = Desk(record).content
    path = [next(iter(content["rows"]["records.leader"])) if part == "…" else part for part in path]
    contents.put(content, tuple(path), value)
    return content


NEVER = "00000000-0000-0000-0000-000000000001"
UNFIT = {
    "a claim without a source": (("rows", "records.leader", "…", "source_id"), None, "source-missing", "leaders"),
    "a source that was deleted": (("rows", "records.leader", "…", "source_id"), NEVER, "named-is-gone", "leaders"),
    "a whole that was deleted": (("fields", "part_of_id"), NEVER, "named-is-gone", "part_of"),
    "a slug reserved": (("fields", "slug"), "versions", "slug-reserved", "slug"),
    "a slug that is none": (("fields", "slug"), "2021", "slug-invalid", "slug"),
    "no slug": (("fields", "slug"), "", "slug-invalid", "slug"),
}


@pytest.mark.parametrize(("path", "value", "code", "field"), UNFIT.values(), ids=UNFIT)
def test_content_that_the_database_would_refuse_is_refused_in_words(record, path, value, code, field):
    [finding] = checks_contents.of_content(record, content_with(record, path, value))
    assert (finding.is_grave, finding.code, finding.field) == (True, code, field)


def test_content_with_the_slug_of_another_is_refused_in_words(record):
    other = builders.organisation(slug="taken")
    [finding] = checks_contents.of_content(record, content_with(record, ("fields", "slug"), "taken"))
    assert (finding.code, finding.other) == ("slug-taken", other)


def test_content_with_a_link_to_what_was_deleted_is_refused_in_words():
    release = sound()
    [finding] = checks_contents.of_content(release, content_with(release, ("links", "projects"), [NEVER]))
    assert (finding.code, finding.field) == ("named-is-gone", "projects")


def test_content_of_a_record_is_fit(record):
    assert checks_contents.of_content(record, Desk(record).content) == []


def test_draft_that_names_what_was_deleted_does_not_go_out(record):
    source = builders.source(live=False)
    draft(record, change=lambda row: row.leaders.update(source=source))
    source.delete()
    with pytest.raises(publishing.NotYet) as refused:
        publishing.minor(record, by=somebody(), at=LATER)
    assert [finding.code for finding in refused.value.findings] == ["named-is-gone"]
    assert Organisation.objects.get(pk=record.pk).version == 1


class TestBothLanguages:
    """What is held until both are approved."""

    @pytest.fixture
    def release(self):
        return sound(needs_both_languages=True)

    @staticmethod
    def held(release, version=None):
        return {code for code in codes(release, version=version) if code.endswith("approved")}

    def test_unapproved_is_held(self, release):
        assert self.held(release) == {"english-not-approved", "french-not-approved"}

    @pytest.mark.parametrize(
        ("approved", "held"),
        [
            (("en",), {"french-not-approved"}),
            (("fr",), {"english-not-approved"}),
            (("en", "fr"), set()),
        ],
    )
    def test_approved_is_held_for_what_lacks(self, release, editor, approved, held):
        draft(release, title_en="Draft")
        publishing.approve(release, by=editor, at=NOW, languages=approved)
        assert self.held(release) == held

    def test_approved_one_after_the_other_is_free(self, release, editor):
        draft(release, title_en="Draft")
        for language in ("en", "fr"):
            publishing.approve(release, by=editor, at=NOW, languages=(language,))
        assert self.held(release) == set()

    def test_approval_of_an_older_version_is_none_of_the_newest(self, release, editor):
        older = draft(release, title_en="Draft")
        publishing.approve(release, by=editor, at=NOW)
        draft(release, title_en="Newer draft")
        assert (self.held(release) == set(), self.held(release, older) == set()) == (False, True)

    def test_held_does_not_go_out(self, release, publisher):
        with pytest.raises(publishing.NotYet):
            publishing.publish(release, by=publisher, at=NOW)

    def test_approved_goes_out(self, release, editor, publisher):
        draft(release, title_en="Draft")
        publishing.approve(release, by=editor, at=NOW)
        assert publishing.publish(release, by=publisher, at=NOW).approved_by == editor

    def test_older_version_goes_out_by_its_own_approval(self, release, editor, publisher):
        older = draft(release, title_en="Draft")
        publishing.approve(release, by=editor, at=NOW)
        draft(release, title_en="Newer draft")
        decision = publishing.Decision(release, Act.PUBLISH, version=older)
        assert publishing.go_out([decision], by=publisher, at=NOW)

    def test_what_came_in_live_is_not_asked(self):
        release = sound(needs_both_languages=True)
        type(release).objects.update(version=1, published_at=NOW)
        release.refresh_from_db()
        assert self.held(release) == set()


def test_draft_is_looked_at_in_a_rehearsal():
    release = builders.release(**FRENCH)
    draft(release, lead_en="", lead_fr="")
    with rehearse(release, Desk(release).content) as row:
        assert "lead-missing" in codes(row)
    assert "lead-missing" not in codes(release)


def test_a_record_takes_a_dozen_queries_at_most(django_assert_max_num_queries):
    plant = builders.project()
    builders.figure(plant)
    release = sound(
        body_en='<p>16 GWh <a href="/en/projects/x/">here</a> <a href="/en/news/y/">there</a></p>',
        needs_both_languages=True,
    )
    release.projects.add(plant, builders.project(live=False))
    release.milestones.add(builders.milestone(live=False))
    draft(release, title_en="Draft")
    with django_assert_max_num_queries(14):
        assert checks.find(release, NOW)
