"""The page of a release: who speaks, whom to ask, how to take it along, what stands around it."""

import re
from datetime import date, timedelta

import pytest

from newsroom.models import Boilerplate, Contact, PressRelease, Topic
from newsroom.templatetags.releases import dialled
from tests import builders
from tests.desk import admin_url
from tests.drafts import LATER, draft, rewritten
from tests.pages import plain

pytestmark = pytest.mark.django_db
ADDRESS = "http://testserver/en/news/opening/"


@pytest.fixture(autouse=True)
def _a_while_later(time_machine):
    time_machine.move_to(LATER + timedelta(hours=1), tick=False)


def page(reader, address="/en/news/opening/") -> str:
    answer = reader.get(address)
    assert answer.status_code == 200
    return plain(answer.content.decode())


def element(html: str, name: str, **attributes) -> str:
    """The first such element, from its start to its end."""
    told = "".join(
        rf'(?=[^>]*\b{key.rstrip("_").replace("_", "-")}="{value}")' for key, value in attributes.items()
    )
    found = re.search(rf"<{name}\b{told}[^>]*>.*?</{name}>", html, re.DOTALL)
    assert found, f"no {name} with {attributes}"
    return found[0]


def filed(release, *slugs, live=True):
    """The release, under these topics."""
    for slug in slugs:
        topic, is_new = Topic.objects.get_or_create(slug=slug, defaults={"name_en": slug.title()})
        release.topics.add(builders.make_live(topic) if is_new and live else topic)
    return release


def order(*titles: str, html: str) -> list[str]:
    return sorted(titles, key=html.index)


# What it says.


def test_quotation_names_who_speaks(reader):
    said = "<blockquote><p>We begin.</p><p>— A speaker, head of production</p></blockquote>"
    builders.release(slug="opening", body_en=said)
    figure = element(page(reader), "figure", class_="quotation")
    assert "<figcaption><strong>A speaker</strong>, head of production</figcaption>" in figure


def test_quotation_that_is_not_translated_says_its_language(reader):
    builders.release(slug="opening", body_en="<blockquote><p>We begin.</p><p>— A speaker</p></blockquote>")
    assert '<div lang="en"><figure class="quotation">' in page(reader, "/fr/news/opening/")


@pytest.mark.parametrize(
    ("french", "is_said"),
    [
        ({}, True),
        ({"title_fr": "Ouverture"}, True),
        ({"title_fr": "A", "lead_fr": "B", "body_fr": "<p>C</p>"}, False),
    ],
    ids=["nothing", "the title alone", "all of it"],
)
def test_what_is_not_translated_is_said_to_be_so(reader, french, is_said):
    builders.release(slug="opening", **french)
    assert ('<p class="borrowed-note">' in page(reader, "/fr/news/opening/")) is is_said


def test_page_says_its_version(reader):
    builders.release(slug="opening")
    assert "Version 1" in element(page(reader), "p", class_="imprint")


def test_page_says_when_it_was_changed(reader):
    rewritten(builders.release(slug="opening"), lead_en="Another lead.")
    imprint = element(page(reader), "p", class_="imprint")
    assert 'Version 2, updated on <time datetime="2025-12-16">16 December 2025</time>' in imprint


def test_contact_card_says_name_role_mail_and_telephone(reader):
    release = builders.release(slug="opening")
    said = {
        "name_en": "Press office",
        "role_en": "Questions",
        "email": "press@a.example",
        "phone": "+33 (0)3 28 00",
    }
    release.contacts.add(builders.make_live(Contact.objects.create(slug="press", **said)))
    card = element(page(reader), "address")
    assert "Press office" in card
    assert "Questions" in card
    assert 'href="mailto:press@a.example"' in card
    assert '<a href="tel:+3332800">+33 (0)3 28 00</a>' in card


@pytest.mark.parametrize(
    ("written", "number"), [("+33 (0)3 28", "+33328"), ("03.28-00 00", "03280000"), (" +1 (212) 5", "+12125")]
)
def test_telephone_number_as_it_is_dialled(written, number):
    assert dialled(written) == number


def test_note_about_a_company_stays_as_it_stood(reader):
    company = builders.organisation("Verkor", boilerplate_en="It employs 100.")
    release = builders.release(slug="opening", live=False, issuers=[company])
    Boilerplate.objects.create(release=release, organisation=company)
    builders.make_live(release)
    rewritten(company, act="minor", boilerplate_en="It employs 1,200.")
    assert "It employs 100." in element(page(reader), "section", class_="notes")


def test_correction_stands_above_the_text(reader):
    release = builders.release(slug="opening", body_en="<p>The text.</p>")
    rewritten(release, act="correct", note_en="It was wrong.", lead_en="Right.")
    html = page(reader)
    assert order("<p>The text.</p>", 'class="changes"', html=html) == ['class="changes"', "<p>The text.</p>"]


# How it is taken along.


def test_text_to_copy_is_the_whole_release(reader):
    company = builders.organisation("Verkor", boilerplate_en="It makes cells.")
    release = builders.release(
        "We & you", slug="opening", live=False, issuers=[company], lead_en="The lead.", dateline_en="Bourbourg",
        body_en="<h2>Jobs</h2><p>Some &amp; more.</p><ul><li>One</li></ul>",
    )  # fmt: skip
    Boilerplate.objects.create(release=release, organisation=company)
    contact = Contact.objects.create(slug="press", name_en="Press office", email="press@a.example")
    release.contacts.add(builders.make_live(contact))
    builders.make_live(release)

    text = reader.get("/en/news/opening/").context["plain"]

    assert plain(text).split("\n\n") == [
        *("We & you", "The lead.", "Bourbourg, 11 December 2025", "Jobs", "Some & more.", "– One"),
        *("About Verkor", "It makes cells.", "Press contact\nPress office, press@a.example", ADDRESS),
    ]


def test_button_copies_the_text(reader):
    builders.release("We & you", slug="opening")
    html = page(reader)
    assert 'hidden data-copy="plain-text"' in html
    assert "We &amp; you" in element(html, "pre", id="plain-text")


def test_every_button_copies_something_that_is_there(reader):
    builders.release(slug="opening")
    html = page(reader)
    copied = re.findall(r'data-copy="([^"]+)"', html)
    assert copied == ["plain-text", "cite-apa", "cite-mla", "cite-bibtex", "address"]
    assert [each for each in copied if f' id="{each}"' not in html] == []


@pytest.mark.parametrize(
    ("kind", "address"),
    [
        ("application/pdf", "/en/news/opening.pdf"),
        ("text/markdown", "/en/news/opening.md"),
        ("application/json", "/api/v1/releases/opening/?language=en"),
    ],
)
def test_page_leads_to_its_other_forms(reader, kind, address):
    builders.release(slug="opening")
    assert re.search(rf'<a href="{re.escape(address)}" type="{kind}">', page(reader))
    assert reader.get(address).headers["Content-Type"].startswith(kind)


def test_draft_that_is_looked_at_has_no_other_forms(as_user, publisher, reader):
    release = builders.release(slug="opening")
    number = draft(release, lead_en="Not yet.").number
    address = admin_url(release, "summary").replace("/summary/", f"/preview/{number}/")
    html = as_user(publisher).get(address).content.decode()
    assert "Not yet." in html
    assert [form for form in ("opening.pdf", "opening.md", "plain-text", "cite-apa") if form in html] == []


def test_citations_name_issuer_title_day_version_and_address(reader):
    rewritten(
        builders.release("We & you", slug="opening", issuers=[builders.organisation("Verkor")]), lead_en="New."
    )
    html = page(reader)
    apa = "Verkor. (2025, December 11). We &amp; you [Press release; version 2, updated 16 December 2025]"
    assert apa in element(html, "p", id="cite-apa")
    assert ADDRESS in element(html, "p", id="cite-mla")
    assert r"title = {{We \&amp; you}}" in element(html, "pre", id="cite-bibtex")


def test_title_that_is_not_translated_is_cited_as_it_is(reader):
    builders.release("The opening", slug="opening")
    cited = reader.get("/fr/news/opening/").context["citations"]
    assert "The opening" in cited[0][1]
    assert "langid = {english}" in cited[2][1]
    marked = element(page(reader, "/fr/news/opening/"), "p", id="cite-mla")
    assert re.search(r'«\s<span lang="en"[^>]*>The opening</span>\s»', marked)


def test_links_to_other_sites_tell_them_nothing(reader):
    builders.release(slug="opening")
    outside = re.findall(r'<a href="https://[^>]+>', page(reader))
    assert len(outside) == 4
    assert all('rel="noopener nofollow noreferrer"' in link for link in outside)


# What stands around it.


def test_related_releases_share_a_topic_or_a_project(reader):
    plant = builders.project()
    release = filed(builders.release(slug="opening"), "energy")
    release.projects.add(plant)
    filed(builders.release("Of the topic"), "energy")
    builders.release("Of the project").projects.add(plant)
    filed(builders.release("Of another"), "jobs")
    related = element(page(reader), "section", id="related")
    assert [title for title in ("Of the topic", "Of the project", "Of another") if title in related] == [
        "Of the topic",
        "Of the project",
    ]


def test_release_that_shares_much_is_related_once(reader):
    for title in ("One", "Other"):
        filed(builders.release(title, slug="opening" if title == "One" else "other"), "energy", "jobs")
    assert element(page(reader), "section", id="related").count("Other") == 1


def test_release_is_not_related_by_what_is_not_public(reader):
    for slug in ("opening", "other"):
        filed(builders.release(slug=slug), "secret", live=False)
    assert 'id="related"' not in page(reader)


def test_draft_is_not_related(reader):
    filed(builders.release(slug="opening"), "energy")
    filed(builders.release("Not yet", live=False), "energy")
    assert "Not yet" not in page(reader)


def released(title, day, **fields):
    return builders.release(title, released_on=date(2025, 12, day), **fields)


def test_page_leads_to_the_releases_before_and_after(reader):
    for day in (1, 5, 15, 20):
        released(f"Of day {day:02}", day)
    released("Not yet", 12, live=False)
    released("This", 11, slug="opening")
    around = element(page(reader), "nav", class_="around")
    assert re.findall(r'rel="(\w+)"|(Of day \d\d)', around) == [
        ("prev", ""), ("", "Of day 05"), ("next", ""), ("", "Of day 15"),
    ]  # fmt: skip


def test_whoever_follows_the_releases_meets_each_once(reader):
    """Those of one day too."""
    for number in range(4):
        released(f"Release {number}", 11)
    address, met = PressRelease.objects.last().get_absolute_url(), []
    while address:
        met.append(address)
        found = re.search(r'rel="next" href="([^"]+)"', page(reader, address))
        address = found and found[1]
    assert sorted(met) == sorted(each.get_absolute_url() for each in PressRelease.objects.all())
    assert len(met) == 4


def test_release_alone_has_nothing_around_it(reader):
    builders.release(slug="opening")
    assert 'class="around"' not in page(reader)


def test_earlier_day_knows_no_later_release(reader):
    released("This", 1, slug="opening")
    released("Later", 10)
    assert "Later" not in page(reader, "/en/news/opening/?as_known=2025-12-05")


@pytest.mark.parametrize("count", [1, 8])
def test_page_needs_as_many_queries_whatever_stands_around_it(reader, count, django_assert_max_num_queries):
    plant = builders.project()
    release = filed(builders.release(slug="opening"), "energy")
    release.projects.add(plant)
    for number in range(count):
        filed(released(f"Release {number}", 1 + number % 14), "energy").projects.add(plant)
    with django_assert_max_num_queries(12):
        page(reader)


# Odd texts.


def test_archived_release_without_lead_and_contact_stands(reader):
    PressRelease.objects.filter(pk=builders.release("A title", slug="opening").pk).update(lead_en="")
    html = page(reader)
    assert 'class="lead"' not in html
    assert '<meta name="description" content="A title">' in html


def test_title_of_300_letters_is_shown_whole(reader):
    title = "Ab " * 99 + "end"
    builders.release(title, slug="opening")
    assert title in page(reader)
