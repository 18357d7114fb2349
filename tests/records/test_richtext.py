from time import monotonic

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.records import richtext

KEPT = [
    "",
    "<p>Verkor opens.</p>",
    "<h2>Jobs</h2><p>1,200 of them</p>",
    "<h3>Jobs</h3>",
    "<p><strong>bold</strong> and <em>slanted</em><br>next</p>",
    "<ul><li><p>one</p></li></ul><ol><li><p>two</p></li></ol>",
    "<blockquote><p>said</p></blockquote>",
    '<p><a href="https://verkor.com/" rel="noopener">Verkor</a></p>',
    '<p><a href="mailto:press@example.org" rel="noopener">us</a></p>',
    '<p><a href="/en/news/" rel="noopener">news</a></p>',
]


@pytest.mark.parametrize("markup", KEPT)
def test_what_the_editor_offers_is_kept(markup):
    assert richtext.clean(markup) == markup


REMOVED = {
    "a script": ("<p>a</p><script>alert(1)</script>", "<p>a</p>"),
    "a style": ("<style>p { color: red }</style><p>a</p>", "<p>a</p>"),
    "a handler": ('<p onclick="alert(1)">a</p>', "<p>a</p>"),
    "a style on an element": ('<p style="color: red" class="x" id="y">a</p>', "<p>a</p>"),
    "a script as an address": ('<p><a href="javascript:alert(1)">a</a></p>', '<p><a rel="noopener">a</a></p>'),
    "data as an address": ('<p><a href="data:text/html,x">a</a></p>', '<p><a rel="noopener">a</a></p>'),
    "a window of its own": (
        '<p><a href="https://x.org/" target="_blank">a</a></p>',
        '<p><a href="https://x.org/" rel="noopener">a</a></p>',
    ),
    "an image": ('<p>a<img src="https://x.org/1.png"></p>', "<p>a</p>"),
    "a frame": ('<iframe src="https://x.org/"></iframe><p>a</p>', "<p>a</p>"),
    "a heading of the page": ("<h1>a</h1>", "<h2>a</h2>"),
    "a heading too small": ('<h4 class="x">a</h4>', "<h3>a</h3>"),
    "boxes": ("<div>a</div><div>b</div>", "<p>a</p><p>b</p>"),
    "other names for bold and italic": (
        '<p><b style="x">a</b> <i>b</i></p>',
        "<p><strong>a</strong> <em>b</em></p>",
    ),
    "paragraphs of Word": (
        '<p class="MsoNormal" style="mso-fareast-language:FR"><span lang="EN-GB">a<o:p></o:p></span></p>',
        "<p>a</p>",
    ),
    "settings of Word": (
        "<!--[if gte mso 9]><xml><w:View>Normal</w:View></xml><![endif]--><p>a</p>",
        "<p>a</p>",
    ),
    "settings of Word, bare": ("<xml><w:View>Normal</w:View></xml><p>a</p>", "<p>a</p>"),
    "conditions of Word": ("<p><![if !supportLists]>1.<![endif]>a</p>", "<p>1.a</p>"),
    "smart tags": ('<p><st1:place w:st="on">Dunkirk</st1:place></p>', "<p>Dunkirk</p>"),
    "the head of a document": ("<html><head><title>x</title></head><body><p>a</p></body></html>", "<p>a</p>"),
    "a script in pieces": ("<scr<script></script>ipt>alert(1)</script>", "ipt&gt;alert(1)"),
    "a script in disguise as an address": (
        '<p><a href="java\tscript:alert(1)">a</a></p>',
        '<p><a rel="noopener">a</a></p>',
    ),
    "marks that turn the direction, as entities": ("<p>a&#x202e;b&#8294;c</p>", "<p>abc</p>"),
    "marks of no width": ("<p>a\u200bb\ufeffc\u00add&#x200b;</p>", "<p>abcd</p>"),
    "control characters": ("<p>a\x00b\x08c\x85</p>", "<p>abc</p>"),
    "halves of characters": ("<p>a\ud800b</p>", "<p>ab</p>"),
    "nothing but what cannot be seen": ("<p>\u200b\u202e</p>", ""),
    "a comment": ("<p>a<!-- b --></p>", "<p>a</p>"),
    "marks that turn the direction": ("<p>a\u202eb\u2066c</p>", "<p>abc</p>"),
    "empty paragraphs": ("<p></p><p>a</p><p> </p><p>&nbsp;</p><p><br></p>", "<p>a</p>"),
    "everything, if no words are left": ("<h2></h2><ul><li></li></ul>", ""),
}


@pytest.mark.parametrize(("markup", "expected"), REMOVED.values(), ids=REMOVED)
def test_anything_else_is_removed(markup, expected):
    assert richtext.clean(markup) == expected


@pytest.mark.parametrize("markup", [*KEPT, *(dirty for dirty, _ in REMOVED.values())])
def test_clean_is_done_once(markup):
    once = richtext.clean(markup)
    assert richtext.clean(once) == once


@pytest.mark.parametrize("text", ["👩‍🏭", "❤️‍🔥", "l’été — 16 GWh", "a\nb\tc"])
def test_what_belongs_to_a_text_stays(text):
    assert richtext.seen(text) == text


@pytest.mark.parametrize("text", ["a\r\nb", "a\rb", "a\u2028b"])
def test_lines_end_in_one_way(text):
    assert richtext.seen(text) == "a\nb"


HEAVY = {
    "spaces that do not break": "<p>" + "\xa0" * 200 + "x</p>",
    "boxes in boxes": "<blockquote>" * 5000 + "a",
    "lists in lists": "<ul><li>" * 25_000 + "a",
    "unclosed formatting": "".join(f"<b/a{n}>" for n in range(2000)) + "<p>x" * 2000,
    "a megabyte of words": "<p>word and word</p>" * 55_000,
    "opening brackets": "<" * 200_000,
}


@pytest.mark.parametrize("markup", HEAVY.values(), ids=HEAVY)
def test_what_is_heavy_is_cleaned_in_no_time(markup):
    started = monotonic()
    richtext.clean(markup)
    assert monotonic() - started < 3


def test_lists_within_lists_are_kept():
    markup = "<ul><li><p>a</p><ol><li><p>b</p></li></ol></li></ul><ul><li><p>c</p></li></ul>"
    assert richtext.clean(markup) == markup


def test_words_of_what_is_too_deep_are_kept():
    assert richtext.plain(richtext.clean("<ul><li>" * 50 + "a" + "</li></ul>" * 50 + "<p>b</p>")) == "a\nb"


@given(st.text(alphabet=st.sampled_from("<>/pbhia123 =\"'&;\u200b\u202exé\xa0"), max_size=60))
def test_clean_is_done_once_whatever_comes(text):
    once = richtext.clean(text)
    assert richtext.clean(once) == once


PLAIN = [
    ("", ""),
    ("<p>a</p><p>b</p>", "a\nb"),
    ("<h2>a</h2><ul><li><p>b</p></li><li><p>c</p></li></ul>", "a\nb\nc"),
    ("<p>a<br>b</p>", "a\nb"),
    ("<p>a <strong>b</strong></p>", "a b"),
    ("<p>R&amp;D &lt;x&gt;</p>", "R&D <x>"),
]


@pytest.mark.parametrize(("markup", "expected"), PLAIN)
def test_plain_is_the_words_alone(markup, expected):
    assert richtext.plain(markup) == expected
