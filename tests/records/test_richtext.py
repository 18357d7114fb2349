import pytest

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
    "a heading of the page": ("<h1>a</h1>", "a"),
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
