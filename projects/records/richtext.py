"""Rich text, declared once: the same list drives the editor's toolbar, the cleaner on every save and the API."""

import html
import re
from collections.abc import Iterator
from html.parser import HTMLParser

import nh3
from markdownify import markdownify

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
# Characters that a text may have when it comes in.
MOST = 200_000
_TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "h2", "h3", "a"}
_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    attributes={"a": {"href", "title"}},
    url_schemes={"http", "https", "mailto"},
    link_rel="noopener",
    clean_content_tags={"script", "style", "xml", "title"},
)
# What word processors and other pages call the same things.
_SAME = {"b": "strong", "i": "em", "h1": "h2", "h4": "h3", "h5": "h3", "h6": "h3"} | dict.fromkeys(
    ["div", "section", "article", "tr", "dt", "dd", "figcaption"], "p"
)
# With attributes of their own, unclosed ones multiply: each paragraph would open all of them anew.
_FORMATTING = re.compile(r"<(b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)[\s/][^<>]*>", re.IGNORECASE)
_OTHER_NAMES = re.compile(rf"<(/?)({'|'.join(_SAME)})(?=[\s/>])", re.IGNORECASE)
# Lists and quotations within others that a text may have: the cleaner takes the square of their depth.
_DEEPEST = 20
_NESTED = re.compile(r"<(/?)(?:ul|ol|dl|menu|dir|blockquote|center)(?=[\s/>])", re.IGNORECASE)
# Control characters other than tab and line break, halves of characters, and marks that nobody sees: those that
# turn the reading direction of what follows, that have no width, or that only ask for something. The joiner stays
# within emoji, which are made with it.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
    "|(?<![\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])\u200d"
)
_LINES = re.compile("\r\n?|[\u2028\u2029]")
_EMPTY = re.compile(r"<p>(?:\s|&nbsp;|<br>)*</p>")
_ADDRESS = re.compile(r'(<a\s[^<>]*?href=")([^"]*)')
# Where an address would end in Markdown.
_IN_ADDRESSES = str.maketrans({" ": "%20", "(": "%28", ")": "%29", "\\": "%5C"})


def seen(text: str) -> str:
    """The text without what cannot be seen, its lines ended in one way."""
    return _LINES.sub("\n", _UNSEEN.sub("", text))


def clean(markup: str) -> str:
    """The text with nothing but the allowed elements; empty if no words are left."""
    bare = _FORMATTING.sub(r"<\1>", seen(markup))
    known = _OTHER_NAMES.sub(lambda found: f"<{found[1]}{_SAME[found[2].lower()]}", bare)
    # Once more afterwards: marks can come in as entities.
    markup = _EMPTY.sub("", seen(_CLEANER.clean(_shallow(known)))).strip()
    return markup if plain(markup) else ""


def _shallow(markup: str) -> str:
    """The markup, with what is too deep within others called by a name that the cleaner takes out."""
    depth = 0

    def renamed(found: re.Match) -> str:
        nonlocal depth
        is_end = bool(found[1])
        deep = depth if is_end else depth + 1
        depth = max(depth - 1, 0) if is_end else deep
        return found[0] if deep <= _DEEPEST else f"<{found[1]}span"

    return _NESTED.sub(renamed, markup)


def plain(markup: str) -> str:
    """The words alone, one paragraph a line."""
    lines = re.sub(r"</(?:p|li|h2|h3|blockquote)>|<br>", "\n", markup)
    words = html.unescape(nh3.clean(lines, tags=set()))
    return "\n".join(line.strip() for line in words.splitlines() if line.strip())


def markdown(markup: str) -> str:
    """The text as Markdown. Signs that mean something there stay signs."""
    markup = _ADDRESS.sub(lambda found: found[1] + found[2].translate(_IN_ADDRESSES), markup)
    text = markdownify(markup, heading_style="ATX", bullets="-", newline_style="backslash", escape_misc=True)
    return text.strip()


def paragraphs(markup: str) -> str:
    """The words alone: a blank line between paragraphs, a dash or a number before each item of a list."""
    words = _Words()
    words.feed(markup)
    words.close()
    return "\n".join(words.lines()).strip()


class _Words(HTMLParser):
    """Collects the blocks of a clean text, each with the mark of its list; an empty one where a list has ended."""

    BLOCKS = ("p", "li", "h2", "h3", "blockquote", "ul", "ol")

    def __init__(self):
        super().__init__()
        self.blocks: list[tuple[str, str]] = []
        self.text, self.mark = "", ""
        # Of each list around: the number of its next item; None if it has no numbers.
        self.around: list[int | None] = []

    def handle_starttag(self, tag, attrs):
        if tag in self.BLOCKS:
            self._end()
        if tag in ("ul", "ol"):
            self.around.append(1 if tag == "ol" else None)
        elif tag == "li" and self.around:
            number = self.around[-1]
            self.mark = "  " * (len(self.around) - 1) + (f"{number}. " if number else "– ")
            self.around[-1] = number and number + 1
        elif tag == "br":
            self.text += "\n"

    def handle_endtag(self, tag):
        if tag in self.BLOCKS:
            self._end()
        if tag in ("ul", "ol") and self.around:
            self.around.pop()
            if not self.around:
                self.blocks.append(("", ""))

    def handle_data(self, data):
        self.text += re.sub(r"[ \t\n]+", " ", data)

    def close(self):
        super().close()
        self._end()

    def _end(self) -> None:
        text = "\n".join(line.strip(" ") for line in self.text.split("\n")).strip()
        if text:
            self.blocks.append((self.mark, text))
            self.mark = ""
        self.text = ""

    def lines(self) -> Iterator[str]:
        """Items of a list stand close together, everything else apart."""
        before = ""
        for mark, text in self.blocks:
            if text and not (mark and before):
                yield ""
            if text:
                yield mark + text
            before = mark
