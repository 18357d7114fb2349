"""A release in the browser: odd texts on a small screen, buttons that copy, the same without JavaScript."""

from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe

from newsroom.models import Boilerplate, Contact, PressRelease, Topic
from tests import builders
from tests.drafts import rewritten

WORD = "Unbreakable" * 18
NARROW = {"width": 320, "height": 640}
PAGES = ["/en/news/odd/", "/fr/news/odd/", "/en/news/bare/", "/en/news/", "/en/news/2025/?topic=energy"]


@pytest.fixture
def site(live_server, transactional_db):
    """The address of a site with odd releases: all of it long, hardly any of it there, a good one between."""
    company = builders.organisation("Verkor", boilerplate_en=WORD)
    topic = builders.make_live(Topic.objects.create(slug="energy", name_en="Energy"))
    contact = Contact.objects.create(slug="press", name_en=WORD, email=f"{WORD[:60]}@a.example", phone="+33 3 28")
    body = f"<p>{WORD}</p><blockquote><p>{WORD}</p><p>— {WORD}, head</p></blockquote><h2>{WORD}</h2><p>So.</p>"
    texts = {"lead_en": WORD, "dateline_en": WORD[:90], "body_en": body}
    odd = builders.release(f"{WORD} and {'so ' * 30}", slug="odd", issuers=[company], live=False, **texts)
    Boilerplate.objects.create(release=odd, organisation=company)
    odd.topics.add(topic), odd.contacts.add(builders.make_live(contact))
    rewritten(builders.make_live(odd), act="correct", note_en=WORD, dateline_en="Lille")
    builders.release("A good one", slug="good", body_en="<p>The text.</p>").topics.add(topic)
    bare = builders.release("Bare", slug="bare", released_on=date(2025, 12, 1))
    PressRelease.objects.filter(pk=bare.pk).update(lead_en="")
    return live_server.url


def findings(page) -> list[str]:
    violations = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [f"{v['id']}: {node['html'][:120]}" for v in violations for node in v["nodes"]]


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_odd_releases_fit_a_small_screen_and_are_accessible(site, open_page, colours):
    page = open_page(viewport=NARROW, color_scheme=colours)
    wrong = {}
    for path in PAGES:
        page.goto(site + path)
        wrong[path] = findings(page), page.evaluate("document.documentElement.scrollWidth - innerWidth")

    assert {path: said for path, said in wrong.items() if said != ([], 0)} == {}


def test_odd_releases_fit_a_large_screen(site, open_page):
    page = open_page(viewport={"width": 1280, "height": 900})
    for path in [*PAGES, "/en/news/good/"]:
        page.goto(site + path)
        assert (path, page.evaluate("document.documentElement.scrollWidth - innerWidth")) == (path, 0)


def test_buttons_copy_text_link_and_citations(site, open_page):
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{site}/en/news/good/")

    copied = {}
    for name in ("Copy the text", "Copy the link", "Copy APA", "Copy BibTeX"):
        page.get_by_role("button", name=name).click()
        page.get_by_role("button", name="Copied").first.wait_for()
        copied[name] = page.evaluate("navigator.clipboard.readText()")

    assert copied["Copy the text"].startswith("A good one\n\n")
    assert "The text." in copied["Copy the text"]
    assert copied["Copy the link"] == f"{site}/en/news/good/"
    assert "[Press release; version 1]" in copied["Copy APA"]
    assert copied["Copy BibTeX"].startswith("@misc{good,\n  author")


def test_without_javascript_no_button_is_shown_and_the_citations_are(site, open_page):
    page = open_page(java_script_enabled=False)
    page.goto(f"{site}/en/news/good/")

    assert page.get_by_role("button").count() == 0
    assert page.get_by_text("[Press release; version 1]").is_visible()
    assert page.get_by_role("link", name="PDF").is_visible()


def test_printed_release_says_its_version_and_address_and_leaves_the_tools_out(site, page):
    page.goto(f"{site}/en/news/good/")
    page.emulate_media(media="print")

    assert page.get_by_text(f"Version 1 · {site}/en/news/good/").is_visible()
    assert page.get_by_text("The text.", exact=True).first.is_visible()
    assert not page.get_by_text("Cite this release").is_visible()
    assert not page.get_by_role("link", name="PDF").is_visible()
