"""What somebody is quoted with in a text: a quotation whose last paragraph begins with a dash, then name and role.

    <blockquote><p>We begin.</p><p>— A speaker, head of production</p></blockquote>

is how it is stored, so that it reads well as Markdown and in words too; on pages the speaker stands below.
"""

import re

_QUOTATION = re.compile(r"<blockquote>((?:(?!</?blockquote>).)*)</blockquote>", re.DOTALL)
# The dash of a speaker, in the last paragraph or after its last line break.
_SPEAKER = re.compile(r"(?:<p>|<br>)\s*[—–―-]\s*((?:(?!</?p>|<br>).)+)</p>\s*\Z", re.DOTALL)


def with_speakers(markup: str) -> str:
    """The clean text, each quotation that names its speaker as a figure with a caption."""
    return _QUOTATION.sub(_figure, markup)


def _figure(found: re.Match) -> str:
    said = found[1]
    speaker = _SPEAKER.search(said)
    words = said[: speaker.start()].strip() if speaker else ""
    if not words or not _is_whole(speaker[1]):
        return found[0]
    if speaker[0].startswith("<br>"):
        words += "</p>"
    caption = _caption(speaker[1].strip())
    return f'<figure class="quotation"><blockquote>{words}</blockquote><figcaption>{caption}</figcaption></figure>'


def _is_whole(markup: str) -> bool:
    """Whether every element that begins or ends in it does both."""
    return 2 * markup.count("</") == markup.count("<")


def _caption(words: str) -> str:
    """The name stands out from the role, which follows the first comma."""
    name, comma, role = words.partition(",")
    return words if "<" in name else f"<strong>{name}</strong>{comma}{role}"
