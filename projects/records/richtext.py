"""Rich text, declared once: the same list drives the editor's toolbar, the cleaner on every save and the API."""

import html
import re

import nh3

EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Blockquote": True,
    "Heading": {"levels": [2, 3]},
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto"]},
    "HardBreak": True,
}
_TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "h2", "h3", "a"}
_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    attributes={"a": {"href", "title"}},
    url_schemes={"http", "https", "mailto"},
    link_rel="noopener",
    clean_content_tags={"script", "style"},
)
# Marks that turn the reading direction of what follows: they make a text read otherwise than it is stored.
_BIDI_OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069]")
_EMPTY = re.compile(r"<p>(?:\s|&nbsp;|\xa0|<br>)*</p>")


def clean(markup: str) -> str:
    """The text with nothing but the allowed elements; empty if no words are left."""
    markup = _EMPTY.sub("", _CLEANER.clean(_BIDI_OVERRIDES.sub("", markup))).strip()
    return markup if plain(markup) else ""


def plain(markup: str) -> str:
    """The words alone, one paragraph a line."""
    lines = re.sub(r"</(?:p|li|h2|h3|blockquote)>|<br>", "\n", markup)
    words = html.unescape(nh3.clean(lines, tags=set()))
    return "\n".join(line.strip() for line in words.splitlines() if line.strip())
