"""What of a text a list of findings shows: a few words around those that were asked for, which are marked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from projects.records import analysis
from projects.records.analysis_questions import Question

# Letters: around the words found, and before the first of them.
WIDTH, BEFORE = 240, 60
# Words found of which the nearest to one another are looked for, and that are looked at around each.
MOST, MOST_NEAR = 300, 40
# As long as that a word at the border is kept whole.
_LONG_WORD = 40
_SPACE = re.compile(r"\s")


@dataclass(frozen=True)
class Piece:
    text: str
    is_found: bool = False


@dataclass(frozen=True)
class Found:
    """A word of the text that was asked for, by its stem."""

    term: str
    start: int
    end: int


def find(text: str, question: Question, language: str) -> list[Found]:
    """Where the words that must be found stand in a text of this language."""
    asked = set(question.required_terms(language))
    # A stem begins as its word does; of the others it need not be taken.
    beginnings = tuple({term[:1] for term in asked})
    found = []
    for word in analysis.words(text):
        if word.folded.startswith(beginnings):
            term = analysis.stem(word.folded, language)
            if term in asked:
                found.append(Found(term, word.start, word.end))
    return found


def marked(text: str, found: list[Found]) -> list[Piece]:
    """The whole text."""
    return list(_pieces(text, found, 0, len(text)))


def snippet(text: str, found: list[Found]) -> list[Piece]:
    """The part in which most different words were found, the first of those; else the beginning of the text."""
    best, last = _densest(found)
    begin = _begin(text, best.start) if best else 0
    end = _end(text, begin, last.end if last else 0)
    pieces = list(_pieces(text, [each for each in found if begin <= each.start and each.end <= end], begin, end))
    before, after = [Piece("… ")] if begin else [], [Piece(" …")] if text[end:].strip() else []
    return [*before, *pieces, *after]


def _densest(found: list[Found]) -> tuple[Found | None, Found | None]:
    best, last, most = None, None, 0
    for number, first in enumerate(found[:MOST]):
        near = [each for each in found[number : number + MOST_NEAR] if each.end <= first.start + WIDTH - BEFORE]
        different = len({each.term for each in near})
        if different > most:
            best, last, most = first, near[-1], different
    return best, last


def _begin(text: str, first: int) -> int:
    """Some words before the first that was found."""
    at = max(first - BEFORE, 0)
    if at == 0:
        return 0
    space = _SPACE.search(text, at - 1, first)
    return space.end() if space else first


def _end(text: str, begin: int, needed: int) -> int:
    """Where the last word ends that fits; one that has no end is cut."""
    end = max(begin + WIDTH, needed)
    if end >= len(text) or text[end].isspace():
        return min(end, len(text))
    for at in range(end, max(end - _LONG_WORD, needed), -1):
        if text[at - 1].isspace():
            return at - 1
    return end


def _pieces(text: str, found: list[Found], begin: int, end: int) -> Iterator[Piece]:
    """Words found side by side, such as both of “Zephyr-2”, are marked as one."""
    at = begin
    for start, stop in _spans(found):
        if start > at:
            yield Piece(text[at:start])
        yield Piece(text[start:stop], is_found=True)
        at = stop
    if end > at:
        yield Piece(text[at:end])


def _spans(found: list[Found]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for each in found:
        if spans and each.start - spans[-1][1] <= 1:
            spans[-1] = (spans[-1][0], max(each.end, spans[-1][1]))
        else:
            spans.append((each.start, each.end))
    return spans
