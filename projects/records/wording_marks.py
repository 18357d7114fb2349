"""What was added to a text and what was taken out of it, marked for eyes and for ears alike."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

# Paragraphs with more words than this are marked as a whole: comparing takes the square of it.
MOST_WORDS = 2_000
# A no-break space belongs to what it joins.
_BLANKS = re.compile(r"[ \t]+")


def marked(before: str, after: str) -> SafeString:
    """Both texts as one, a paragraph for each line; what only one of them has is in `<ins>` or `<del>`."""
    old, new = before.splitlines(), after.splitlines()
    paragraphs = []
    for act, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if act == "equal":
            paragraphs += [format_html("{}", line) for line in old[a:b]]
        else:
            paragraphs += _replaced(old[a:b], new[c:d])
    return format_html_join("", "<p>{}</p>", ((paragraph,) for paragraph in paragraphs))


def _replaced(old: list[str], new: list[str]) -> Iterator[SafeString]:
    for index in range(max(len(old), len(new))):
        yield _line(old[index] if index < len(old) else "", new[index] if index < len(new) else "")


def _line(old: str, new: str) -> SafeString:
    before, after = (_BLANKS.split(text) if text else [] for text in (old, new))
    if max(len(before), len(after)) > MOST_WORDS:
        return format_html("{}{}", _removed(old), _added(new))
    parts = []
    for act, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if act == "equal":
            parts.append(format_html("{}", " ".join(before[a:b])))
        else:
            parts += [_removed(" ".join(before[a:b])), _added(" ".join(after[c:d]))]
    return mark_safe(" ".join(part for part in parts if part))


def _removed(text: str) -> SafeString:
    return _tagged("del", _("removed:"), text)


def _added(text: str) -> SafeString:
    return _tagged("ins", _("added:"), text)


def _tagged(tag: str, word: str, text: str) -> SafeString:
    """Screen readers mostly pass over `<ins>` and `<del>`, so the word is there for them."""
    if not text:
        return SafeString()
    element = f'<{tag}><span class="visually-hidden">{{}} </span>{{}}</{tag}>'
    return format_html(element, word, text)
