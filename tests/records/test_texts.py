import pytest
from django.core.exceptions import ValidationError

from newsroom.models import PressRelease
from projects.records import publishing, texts
from projects.records.drafts import Desk
from projects.records.models import Leader, Organisation
from tests import builders
from tests.builders import NOW
from tests.drafts import somebody

TIDIED = {
    "nothing": ("", ""),
    "words": ("L’usine ouvre – 16 GWh", "L’usine ouvre – 16 GWh"),
    "signs that are no markup": ("a < b, b > a, R&D <3 &amp;", "a < b, b > a, R&D <3 &amp;"),
    "a tag": ("<b>Plant</b> opens", "Plant opens"),
    "a tag with quotes": ("<a href=\"javascript:x\" onclick='y'>Plant</a>", "Plant"),
    "a script": ("Plant<script>alert(1)</script> opens", "Plant opens"),
    "a script in capitals": ("Plant<SCRIPT src=x>alert(1)</SCRIPT> opens", "Plant opens"),
    "a script in pieces": ("<scr<b>ipt>alert(1)</script>", "script>alert(1)"),
    "a script never closed": ("Plant <script", "Plant script"),
    "a comment": ("Plant<!-- [if mso] --> opens", "Plant opens"),
    "tags of Word": ('<st1:place w:st="on">Dunkirk</st1:place><o:p></o:p>', "Dunkirk"),
    "marks that turn the direction": ("a\u202eb\u2066c\u200f", "abc"),
    "marks of no width": ("a\u200bb\ufeffc", "abc"),
    "control characters": ("a\x00b\x1bc\x7f", "abc"),
    "halves of characters": ("a\udc80b", "ab"),
}


@pytest.mark.parametrize(("dirty", "clean"), TIDIED.values(), ids=TIDIED)
def test_plain_text_is_stored_clean(dirty, clean):
    release = PressRelease(title_en=dirty, lead_en=dirty)
    texts.tidy(release)
    assert (release.title_en, release.lead_en) == (clean, clean)


@pytest.mark.parametrize("dirty", [dirty for dirty, _clean in TIDIED.values()], ids=TIDIED)
def test_plain_text_is_cleaned_once(dirty):
    once = texts.without_markup(dirty)
    assert texts.without_markup(once) == once


@pytest.mark.parametrize(
    "text", ["<" * 10**6, "<!--" * 250_000, "<script" * 150_000, "<a" * 500_000, "a<b>" * 250_000]
)
def test_a_megabyte_of_brackets_is_cleaned(text):
    assert "<b>" not in texts.without_markup(text)


def test_title_is_one_line():
    release = PressRelease(title_en="Plant\r\nopens", lead_en="One.\r\nTwo.")
    texts.tidy(release)
    assert (release.title_en, release.lead_en) == ("Plant opens", "One.\nTwo.")


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", " JavaScript:x", "data:text/html,x", "java\u200bscript:x"]
)
def test_address_that_is_none_of_the_web_is_refused(address):
    with pytest.raises(ValidationError, match="address of the web"):
        texts.tidy(Organisation(website=address))


@pytest.mark.parametrize("address", ["", "https://example.org/a?b=c:d", "http://example.org", "www.example.org"])
def test_address_of_the_web_stays(address):
    row = Organisation(website=address)
    texts.tidy(row)
    assert row.website == address


def test_rich_text_beyond_all_measure_is_refused():
    with pytest.raises(ValidationError, match="too long"):
        texts.tidy(PressRelease(body_en="x" * 2_000_001))


def test_texts_with_a_language_are_read_in_words():
    release = PressRelease(title_en="Plant", body_fr="<p>Une <em>usine</em></p>", slug="plant")
    assert [(field.name, text) for field, text in texts.written(release)] == [
        ("title_en", "Plant"),
        ("body_fr", "Une usine"),
    ]


DIRTY = "Plant\u202e<script>alert(1)</script> opens"


@pytest.mark.django_db
def test_draft_of_what_is_live_is_kept_clean():
    release = builders.release()
    content = Desk(release).content
    content["fields"] |= {"title_en": DIRTY, "body_en": "<p onclick=x>a</p><script>b</script>"}
    version = publishing.save(release, content, by=somebody(), at=NOW)
    fields = version.content["fields"]
    assert (fields["title_en"], fields["body_en"]) == ("Plant opens", "<p>a</p>")


@pytest.mark.django_db
def test_row_of_a_draft_is_kept_clean():
    record = builders.organisation(live=False)
    leader = Leader.objects.create(source=builders.source(), organisation=record, name="A", role_en="Head")
    content = Desk(record).content
    content["rows"]["records.leader"][str(leader.pk)]["role_en"] = DIRTY
    version = publishing.save(record, content, by=somebody(), at=NOW)
    leader.refresh_from_db()
    assert (version.content["rows"]["records.leader"][str(leader.pk)]["role_en"], leader.role_en) == (
        "Plant opens",
        "Plant opens",
    )


@pytest.mark.django_db
def test_draft_with_an_address_of_a_script_is_refused():
    record = builders.organisation()
    content = Desk(record).content
    content["fields"]["website"] = "javascript:alert(1)"
    with pytest.raises(ValidationError):
        publishing.save(record, content, by=somebody(), at=NOW)


@pytest.mark.django_db
def test_form_refuses_a_megabyte_in_words():
    release = builders.release()
    release.body_en = "<p>word and word</p>" * 52_000
    with pytest.raises(ValidationError) as refused:
        release.full_clean()
    assert "200000" in str(refused.value.message_dict["body_en"])
