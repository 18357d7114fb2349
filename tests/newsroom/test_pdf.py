"""A release as PDF: all of its text, tagged, with where it stands and which version it is; made once."""

import re
import sys
import threading
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.cache import caches
from pypdf import PdfReader

from newsroom import pdf
from newsroom.models import Boilerplate, Contact, PressRelease, Topic
from tests import builders
from tests.drafts import LATER, draft, rewritten
from tests.leaks import Answer
from tests.pages import plain

pytestmark = pytest.mark.django_db
ADDRESS = "/en/news/opening.pdf"
TEXTS = {
    "title_en": "The gigafactory opens",
    "title_fr": "La gigafactory ouvre",
    "lead_en": "It makes cells.",
    "lead_fr": "Elle fait des cellules.",
    "dateline_en": "Bourbourg",
    "dateline_fr": "Bourbourg",
    "body_en": "<h2>Jobs</h2><p>1,200 people.</p><ul><li>In 2026.</li></ul>"
    "<blockquote><p>We begin.</p><p>— A speaker, head of production</p></blockquote>",
    "body_fr": "<h2>Emplois</h2><p>1\u202f200 personnes.</p>",
}


@pytest.fixture(autouse=True)
def _a_while_later(time_machine):
    time_machine.move_to(LATER + timedelta(hours=1), tick=False)
    caches["printed"].clear()


@pytest.fixture
def release():
    """With all that a release can have."""
    company = builders.organisation(
        "Verkor", boilerplate_en="Verkor makes batteries.", boilerplate_fr="Verkor fait."
    )
    made = builders.release(slug="opening", live=False, issuers=[company], **TEXTS)
    Boilerplate.objects.create(release=made, organisation=company)
    made.topics.add(builders.make_live(Topic.objects.create(slug="energy", name_en="Energy", name_fr="Énergie")))
    contact = Contact.objects.create(
        slug="p", name_en="Press office", email="press@a.example", phone="+33 (0)3 28"
    )
    made.contacts.add(builders.make_live(contact))
    return builders.make_live(made)


@pytest.fixture
def renderings(monkeypatch):
    """What was made, instead of what the engine makes."""
    seen = []
    monkeypatch.setattr(pdf, "made", lambda markup, *_: seen.append(markup) or f"%PDF {len(seen)}".encode())
    return seen


def read(answer) -> PdfReader:
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/pdf")
    return PdfReader(BytesIO(answer.content))


def words(document: PdfReader) -> str:
    return re.sub(r"\s+", " ", plain(" ".join(page.extract_text() for page in document.pages)))


SAID = {
    "en": [
        *(
            "Press release",
            "Energy",
            "The gigafactory opens",
            "It makes cells.",
            "Bourbourg, 11 December 2025",
            "Jobs",
        ),
        *("1,200 people.", "In 2026.", "We begin.", "A speaker, head of production", "About Verkor"),
        *("Verkor makes batteries.", "Press office", "press@a.example", "+33 (0)3 28", "Version 1", "1 / 1"),
        "http://testserver/en/news/opening/",
    ],
    "fr": [
        *("La gigafactory ouvre", "Elle fait des cellules.", "Bourbourg, 11 décembre 2025", "1 200 personnes."),
        *("Verkor en bref", "Verkor fait.", "Énergie", "http://testserver/fr/news/opening/"),
    ],
}


@pytest.mark.parametrize("language", SAID)
def test_pdf_holds_the_whole_release(release, reader, caplog, language):
    text = words(read(reader.get(f"/{language}/news/opening.pdf")))
    assert [said for said in SAID[language] if said not in text] == []
    assert caplog.messages == []  # the engine understood all of the stylesheet


@pytest.mark.parametrize(("language", "title"), [("en", "The gigafactory opens"), ("fr", "La gigafactory ouvre")])
def test_pdf_is_tagged_and_knows_its_title_and_language(release, reader, language, title):
    document = read(reader.get(f"/{language}/news/opening.pdf"))
    root = document.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == (language, True)
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert (document.metadata.title, document.metadata.author) == (title, "Verkor")
    assert b"pdfuaid" in root["/Metadata"].get_data()


def tags(node) -> list[str]:
    node = node.get_object()
    children = node.get("/K", [])
    children = children if isinstance(children, list) else [children]
    found = [node["/S"]] if "/S" in node else []
    return found + [tag for child in children if hasattr(child.get_object(), "get") for tag in tags(child)]


def test_pdf_has_headings_lists_and_links(release, reader):
    document = read(reader.get(ADDRESS))
    found = tags(document.trailer["/Root"]["/StructTreeRoot"])
    assert {"/H1", "/H2", "/P", "/L", "/LI", "/Link"} <= set(found)
    assert found.count("/H1") == 1


def test_pdf_has_the_typeface_of_the_house_in_it(release, reader):
    fonts = read(reader.get(ADDRESS)).pages[0]["/Resources"]["/Font"]
    names = {font.get_object()["/BaseFont"].partition("+")[2] for font in fonts.values()}
    assert all(name.startswith("Source-S") for name in names), names


def test_pdf_has_corrections_on_top(release, reader):
    rewritten(release, act="correct", note_en="It makes cells, not packs.", lead_en="It makes cells now.")
    text = words(read(reader.get(ADDRESS)))
    assert text.index("It makes cells, not packs.") < text.index("1,200 people.")
    assert "Version 2, updated on 16 December 2025" in text


def test_long_release_says_its_title_and_page_on_every_page(reader):
    builders.release(slug="opening", title_en="A long one", body_en="<p>Many words.</p>" * 70)
    pages = [plain(page.extract_text()) for page in read(reader.get(ADDRESS)).pages]
    assert len(pages) == 3
    assert all(f"{number} / 3" in page and "A long one" in page for number, page in enumerate(pages, 1))


def test_text_that_is_not_translated_is_said_to_be_so(reader):
    builders.release(slug="opening", title_en="Only English")
    assert "Only English" in words(read(reader.get("/fr/news/opening.pdf")))


HOSTILE = {
    "long title": {"title_en": "Many words " * 27},
    "long word": {"title_en": "w" * 200, "body_en": f"<p>{'w' * 2000}</p>"},
    "markup": {"title_en": "a < b & c", "lead_en": "“{{ x }}” & <"},
}


@pytest.mark.parametrize("fields", HOSTILE.values(), ids=HOSTILE)
def test_odd_text_is_printed(reader, fields):
    builders.release(slug="opening", **fields)
    document = read(reader.get(ADDRESS))
    assert document.metadata.title.split() == fields.get("title_en", "The first gigafactory opens").split()


def test_archived_release_without_lead_and_contact_is_printed(reader):
    PressRelease.objects.filter(pk=builders.release("A title", slug="opening").pk).update(lead_en="")
    assert "A title" in words(read(reader.get(ADDRESS)))


# How it is answered.


def test_pdf_is_shown_in_the_browser_under_its_own_name(release, reader, renderings):
    answer = reader.get(ADDRESS)
    assert answer.headers["Content-Disposition"] == 'inline; filename="opening.pdf"'
    assert answer.headers["Link"] == '<http://testserver/en/news/opening/>; rel="canonical"'


def test_pdf_is_made_once(release, reader, renderings):
    first, second = reader.get(ADDRESS), reader.get(ADDRESS, {"utm_source": "mail", "as_known": "never"})
    assert (first.content, len(renderings)) == (second.content, 1)


def test_pdf_is_kept_when_something_else_changes(release, reader, renderings):
    reader.get(ADDRESS)
    builders.organisation("Elsewhere")
    reader.get(ADDRESS)
    assert len(renderings) == 1


def test_pdf_is_made_anew_for_another_version_and_another_language(release, reader, renderings):
    reader.get(ADDRESS), reader.get("/fr/news/opening.pdf")
    rewritten(release, act="minor", lead_en="It makes many cells.")
    reader.get(ADDRESS)
    assert ["It makes many cells." in markup for markup in renderings] == [False, False, True]


def test_pdf_is_made_anew_when_a_company_is_renamed(release, reader, renderings):
    reader.get(ADDRESS)
    rewritten(release.issuers.get(), act="minor", name="Verkor SA")
    reader.get(ADDRESS)
    assert "Verkor SA" in renderings[-1]


def test_same_text_is_the_same_file(release, reader):
    first = reader.get(ADDRESS).content
    caches["printed"].clear()
    assert reader.get(ADDRESS).content == first


def test_who_has_the_pdf_is_told_so(release, reader, renderings):
    tag = reader.get(ADDRESS).headers["ETag"]
    answer = reader.get(ADDRESS, headers={"if_none_match": tag})
    assert (answer.status_code, answer.content, answer.headers["ETag"]) == (304, b"", tag)


def test_pdf_has_another_tag_after_an_act(release, reader, renderings):
    tag = reader.get(ADDRESS).headers["ETag"]
    builders.organisation()
    assert reader.get(ADDRESS, headers={"if_none_match": tag}).status_code == 200


def test_pdf_needs_few_queries(release, reader, renderings, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        reader.get(ADDRESS)


# What there is no PDF of.


def test_draft_is_not_found(reader, renderings):
    builders.release(slug="opening", live=False)
    assert (reader.get(ADDRESS).status_code, renderings) == (404, [])


@pytest.mark.parametrize("headers", [{"if_none_match": "*"}, {"if_match": "*"}])
def test_draft_is_not_found_by_whoever_claims_to_have_it(reader, renderings, headers):
    builders.release(slug="opening", live=False)
    assert reader.get(ADDRESS, headers=headers).status_code == 404


def test_draft_of_what_is_live_is_not_printed(release, reader, renderings):
    draft(release, lead_en="Not yet.")
    reader.get(ADDRESS)
    assert "Not yet." not in renderings[0]


def test_withdrawn_release_says_why(release, reader, renderings):
    builders.withdraw(release, reason_en="It was never said.")
    answer = reader.get(ADDRESS)
    assert (answer.status_code, renderings) == (410, [])
    assert "It was never said." in answer.content.decode()


def test_former_slug_leads_to_the_new_one(release, reader, renderings):
    rewritten(release, act="minor", slug="grand-opening")
    assert reader.get(ADDRESS).headers["Location"] == "/en/news/grand-opening.pdf"


# Where it cannot be made.


@pytest.fixture
def without_libraries(monkeypatch):
    """As if the engine's import failed for want of a library of the system."""

    class Refusing:
        def find_spec(self, name, path=None, target=None):
            if name.partition(".")[0] == "weasyprint":
                raise OSError("cannot load library 'libpango-1.0-0'")

    for name in [name for name in sys.modules if name.partition(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [Refusing(), *sys.meta_path])


@pytest.mark.usefixtures("without_libraries")
def test_without_libraries_the_address_says_why(release, reader):
    answer = reader.get(ADDRESS)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (503, "no-store")
    assert "is not installed on this server" in answer.content.decode()
    assert "ETag" not in answer.headers


@pytest.mark.usefixtures("without_libraries")
def test_without_libraries_the_page_stands(release, reader):
    assert reader.get("/en/news/opening/").status_code == 200


def test_one_is_made_at_a_time(monkeypatch):
    """Of several who ask for the same one makes it, and the others get that."""
    made, together = [], threading.Barrier(3)

    def make(markup, *_):
        made.append(markup)
        return b"%PDF"

    def ask(answers):
        together.wait()
        answers.append(pdf.printed("<p>Once.</p>", "https://a.example/"))

    monkeypatch.setattr(pdf, "made", make)
    answers = []
    threads = [threading.Thread(target=ask, args=[answers]) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (answers, made) == ([b"%PDF"] * 3, ["<p>Once.</p>"])


def test_who_waits_too_long_is_asked_to_come_again(release, reader, monkeypatch):
    monkeypatch.setattr(pdf, "PATIENCE", 0.01)
    with pdf._making:
        answer = reader.get(ADDRESS)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")


# What the engine may open.

BASE = "http://testserver/en/news/opening/"


def opened(url: str) -> bytes:
    return pdf.OurFiles(BASE, pdf.engine().urls.URLFetcherResponse)(url).read()


def test_engine_opens_our_static_files():
    assert b"@font-face" in opened("http://testserver/static/newsroom/release-pdf.css")


@pytest.mark.parametrize(
    "url",
    [
        "https://elsewhere.example/x.css",
        "http://testserver/en/",
        "http://testserver/static/nowhere.css",
        "http://testserver/static/",
        "http://testserver/static/../manage.py",
        "http://testserver/static/%2e%2e/%2e%2e/manage.py",
        "http://testserver/static//etc/passwd",
        "http://testserver.example/static/newsroom/release-pdf.css",
        "file:///etc/passwd",
        "data:text/css,p{}",
    ],
)
def test_engine_opens_nothing_else(url):
    with pytest.raises(ValueError, match="Not one of our files"):
        opened(url)


def test_engine_opens_what_was_collected(tmp_path, settings):
    settings.STATIC_ROOT = tmp_path
    (tmp_path / "release.0123.css").write_text("p {}")
    assert opened("http://testserver/static/release.0123.css") == b"p {}"


def test_leaks_would_be_read_in_it(release, reader):
    assert Answer(reader.get(ADDRESS)).tells("It makes cells.", "zanzibarium") == ["It makes cells."]
