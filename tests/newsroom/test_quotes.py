"""Quotations and their speakers."""

import pytest

from newsroom.quotes import with_speakers

START = '<figure class="quotation"><blockquote>'
CASES = {
    "no quotation": ("<p>We begin.</p>", "<p>We begin.</p>"),
    "no speaker": (
        "<blockquote><p>We begin.</p></blockquote>",
        "<blockquote><p>We begin.</p></blockquote>",
    ),
    "speaker": (
        "<blockquote><p>We begin.</p><p>— A speaker</p></blockquote>",
        f"{START}<p>We begin.</p></blockquote><figcaption><strong>A speaker</strong></figcaption></figure>",
    ),
    "speaker and role": (
        "<blockquote><p>We begin.</p><p>– A speaker, head of production, Verkor</p></blockquote>",
        f"{START}<p>We begin.</p></blockquote>"
        "<figcaption><strong>A speaker</strong>, head of production, Verkor</figcaption></figure>",
    ),
    "speaker with a link": (
        '<blockquote><p>We begin.</p><p>— <a href="https://a.example/">A speaker</a>, head</p></blockquote>',
        f"{START}<p>We begin.</p></blockquote>"
        '<figcaption><a href="https://a.example/">A speaker</a>, head</figcaption></figure>',
    ),
    "speaker on a line of the last paragraph": (
        "<blockquote><p>We begin.<br>— A speaker</p></blockquote>",
        f"{START}<p>We begin.</p></blockquote><figcaption><strong>A speaker</strong></figcaption></figure>",
    ),
    "dash within the words": (
        "<blockquote><p>We begin – now.</p></blockquote>",
        "<blockquote><p>We begin – now.</p></blockquote>",
    ),
    "dash before the words": (
        "<blockquote><p>— We begin.</p><p>Now.</p></blockquote>",
        "<blockquote><p>— We begin.</p><p>Now.</p></blockquote>",
    ),
    "speaker alone": (
        "<blockquote><p>— A speaker</p></blockquote>",
        "<blockquote><p>— A speaker</p></blockquote>",
    ),
    "speaker within emphasis that began before": (
        "<blockquote><p><em>We begin.<br>— A speaker</em></p></blockquote>",
        "<blockquote><p><em>We begin.<br>— A speaker</em></p></blockquote>",
    ),
    "quotation within one": (
        "<blockquote><p>He said:</p><blockquote><p>Yes.</p><p>— A</p></blockquote></blockquote>",
        f"<blockquote><p>He said:</p>{START}<p>Yes.</p></blockquote>"
        "<figcaption><strong>A</strong></figcaption></figure></blockquote>",
    ),
}


@pytest.mark.parametrize(("markup", "shown"), CASES.values(), ids=CASES)
def test_quotation_with_its_speaker(markup, shown):
    assert with_speakers(markup) == shown


@pytest.mark.parametrize("piece", ["<blockquote>", "<p>— ", "<blockquote><p>— A", "<br>—"])
def test_long_text_that_names_nobody_is_left_as_it_is(piece):
    """A pattern that went back and forth would not come to an end here."""
    markup = f"<blockquote>{piece * 200_000}</blockquote>"
    assert with_speakers(markup) == markup
