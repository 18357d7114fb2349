"""The text before a correction stays readable, and nothing else of the past or of drafts does."""

import pytest
from django.utils.translation import override

from newsroom.models import Boilerplate
from projects.records import publishing
from projects.records.models import Publication, Version
from tests import builders
from tests.builders import NOW
from tests.drafts import LATER, draft, rewritten, somebody
from tests.nouns import BUILD, CHANGED, NOUNS
from tests.pages import plain

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_day_later")]


def version(record, number=1) -> str:
    return f"{record.get_absolute_url()}versions/{number}/"


def html(reader, address) -> str:
    response = reader.get(address)
    assert response.status_code == 200
    return plain(response.content.decode())


@pytest.fixture
def release():
    made = builders.release(
        "It opens in Lille",
        slug="opening",
        lead_en="The lead.",
        dateline_en="Lille",
        body_en="<p>It <strong>opens</strong>.</p>",
        issuers=[builders.organisation("Verkor")],
    )
    rewritten(
        made,
        act="correct",
        note_en="The town was wrong.",
        title_en="It opens",
        body_en="<p>New.</p>",
        dateline_en="",
    )
    return made


@pytest.mark.parametrize("noun", NOUNS)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_old_text_of_every_kind_is_readable(reader, noun, language):
    made = BUILD[noun]()
    with override(language):
        old = plain(str(made))
    rewritten(made, act="correct", **CHANGED[noun])

    text = html(reader, version(made).replace("/en/", f"/{language}/"))
    assert old in text.split("<h1>")[1].split("</h1>")[0]


def test_old_release_reads_as_it_did(reader, release):
    text = html(reader, version(release))

    for said in ("It opens in Lille", "The lead.", "Lille, <time", "<p>It <strong>opens</strong>.</p>"):
        assert said in text
    assert "<p>New.</p>" not in text


def test_speaker_of_an_old_quotation_is_named_as_on_the_release(reader):
    said = "<blockquote><p>We begin.</p><p>— A speaker, head of production</p></blockquote>"
    release = builders.release("It opens", body_en=said)
    rewritten(release, act="correct", note_en="Nobody said so.", body_en="<p>It opens.</p>")

    assert "<figcaption><strong>A speaker</strong>" in html(reader, version(release))


def test_old_text_says_when_and_why_it_was_replaced(reader, release):
    text = html(reader, version(release))

    assert 'corrected on <time datetime="2025-12-16">16 December 2025</time>' in text
    assert "The town was wrong." in text
    assert 'href="/en/news/opening/"' in text.split("<h1")[0].split("<main")[1]


def test_old_text_is_not_to_be_indexed(reader, release):
    response = reader.get(version(release))

    assert response.headers["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in response.content.decode()
    assert '<link rel="canonical" href="http://testserver/en/news/opening/">' in response.content.decode()


def test_old_notes_about_companies_are_those_of_then(reader):
    made = BUILD["release"](live=False, issuers=[builders.organisation("Verkor")])
    note = Boilerplate.objects.create(release=made, organisation=made.issuers.get(), text_en="Founded in 2019.")
    builders.make_live(made)

    def mend(row):
        row.boilerplates.filter(pk=note.pk).update(text_en="Founded in 2020.")

    draft(made, change=mend)
    publishing.correct(made, by=somebody(), at=LATER, note_en="The year was wrong.")

    text = html(reader, version(made))
    assert "Founded in 2019." in text
    assert "Founded in 2020." not in text


def corrected_plant(source=None, **figure):
    """A plant that had a figure of 12 GWh when it was corrected, and has one of 16 now."""
    plant = builders.project(live=False)
    said = builders.figure(plant, low=12, source=source or builders.source(), **figure)
    builders.make_live(plant)
    other = builders.source()

    def mend(row):
        row.figures.filter(pk=said.pk).update(low=16, high=16, source=other)

    draft(plant, change=mend)
    publishing.correct(plant, by=somebody(), at=LATER, note_en="The number was wrong.")
    return plant


def test_old_figure_is_shown_with_its_source(reader):
    plant = corrected_plant(when="2025", nature="target", source=builders.source(publisher="Le Monde"))

    text = html(reader, version(plant))

    assert "12 GWh" in text
    assert "16 GWh" not in text
    assert "target, 2025" in text
    assert "Le Monde" in text


def test_old_figure_of_a_source_that_is_not_public_any_more_is_left_out(reader):
    source = builders.source()
    plant = corrected_plant(source)
    builders.withdraw(source, at=LATER)

    assert "12 GWh" not in html(reader, version(plant))


def test_old_figure_that_was_withdrawn_is_left_out(reader):
    plant = corrected_plant(withdrawn_on=NOW.date(), withdrawn_why="It was wrong.")

    assert "12 GWh" not in html(reader, version(plant))


def test_page_of_an_old_text_writes_nothing(reader, release):
    before = Version.objects.count(), Publication.objects.count(), type(release).objects.get().title_en
    html(reader, version(release))

    assert (Version.objects.count(), Publication.objects.count(), type(release).objects.get().title_en) == before


@pytest.mark.parametrize("noun", NOUNS)
def test_old_text_takes_at_most_twelve_queries(reader, noun, django_assert_max_num_queries):
    made = BUILD[noun](live=False)
    if noun == "release":
        made.issuers.add(builders.organisation())
    if noun in ("project", "organisation"):
        for number in range(20):
            builders.figure(made, low=number, source=builders.source())
    builders.make_live(made)
    rewritten(made, act="correct", **CHANGED[noun])

    with django_assert_max_num_queries(12):
        html(reader, version(made))


@pytest.mark.parametrize("act", ["update", "minor"])
def test_text_that_was_merely_updated_has_no_address(reader, act):
    made = builders.project()
    rewritten(made, act=act, name_en="The other plant")

    assert reader.get(version(made)).status_code == 404


@pytest.mark.parametrize("number", [0, 2, 3, 99, 10**30])
def test_what_is_live_or_a_draft_or_was_never_made_has_no_address(reader, release, number):
    draft(release, title_en="Canary")

    response = reader.get(version(release, number))

    assert response.status_code == 404
    assert "Canary" not in response.content.decode()


def test_draft_between_two_live_texts_has_no_address(reader):
    made = builders.project()
    draft(made, name_en="Canary")
    rewritten(made, act="correct", name_en="The other plant")

    assert [reader.get(version(made, number)).status_code for number in (1, 2, 3)] == [200, 404, 404]


def test_version_of_what_was_never_public_has_no_address(reader):
    assert reader.get(version(builders.project(live=False))).status_code == 404


def test_version_of_what_was_withdrawn_is_gone_with_the_reason(reader, release):
    builders.withdraw(release, at=LATER, reason_en="All of it was wrong.")

    response = reader.get(version(release))

    assert response.status_code == 410
    assert "All of it was wrong." in response.content.decode()


def test_version_before_a_restoration_has_no_address(reader):
    made = builders.project()
    builders.withdraw(made, at=NOW)
    draft(made, name_en="The other plant")
    publishing.restore(made, by=somebody(), at=LATER)

    assert reader.get(version(made)).status_code == 404
