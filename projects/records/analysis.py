"""Text as it is searched: its words, however they are written, cut to the stems that they have in common.

The same for what is searched and for what is asked. Accents go before the stem is taken, so that “énergie” and
“energie” have the same one.
"""

import re
import threading
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

# Letters of a word that count, and letters of one text that are looked at.
LONGEST_WORD, LONGEST_TEXT = 40, 100_000
_APOSTROPHES = "'’‘ʼ´`＇"
# Words of their own, before an apostrophe: l'usine, d'énergie, qu'elle.
_ELIDED = frozenset([*"cdjlmnst", "qu", "jusqu", "lorsqu", "presqu", "puisqu", "quoiqu"])
# A number with its thousands apart, other digits, letters with the accents that stand behind them.
_THOUSANDS = r"(?<!\d)\d{1,3}(?:[ ,.\u00a0\u2009\u202f]\d{3})+(?!\d)"
_TOKEN = re.compile(rf"({_THOUSANDS})|\d+|(?:[^\W\d_ʼ][\u0300-\u036f]*)+")
_PARTS = re.compile(r"\d+|[^\W\d_]+")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d"})
# The ending of French participles, as long as they have no accent: fabriquée, fabriqués, fabriqué.
_PARTICIPLE = re.compile(r"(?<=\w{3})ees?$")


@dataclass(frozen=True)
class Word:
    """A word in small letters without accents, and where in the text it stands. Parts of “CO2” stand together."""

    folded: str
    start: int
    end: int


def words(text: str) -> Iterator[Word]:
    for found in _TOKEN.finditer(text[:LONGEST_TEXT]):
        for part in _folded(found[0], is_number=bool(found[1])):
            if not _is_clipped(part, text, found.start(), found.end()):
                yield Word(part[:LONGEST_WORD], found.start(), found.end())


def _folded(token: str, is_number: bool) -> list[str]:
    if is_number:
        token = "".join(sign for sign in token if sign.isdigit())
    return _PARTS.findall(fold(token))


def fold(text: str) -> str:
    """In small letters, without accents and ligatures."""
    small = text.casefold().translate(_LIGATURES)
    if small.isascii():
        return small
    return "".join(sign for sign in unicodedata.normalize("NFKD", small) if not unicodedata.combining(sign))


def _is_clipped(part: str, text: str, start: int, end: int) -> bool:
    """Whether an apostrophe makes it the beginning or the end of another word: l’usine, Verkor’s."""
    if part in _ELIDED and text[end : end + 1] in _APOSTROPHES and text[end + 1 : end + 2].isalnum():
        return True
    return part == "s" and start > 1 and text[start - 1] in _APOSTROPHES and text[start - 2].isalnum()


class _Stemmers(threading.local):
    """Each thread has its own: a stemmer holds the word that it works on."""

    def __init__(self):
        self.of = {"en": snowballstemmer.stemmer("english"), "fr": snowballstemmer.stemmer("french")}


_stemmers = _Stemmers()


@lru_cache(maxsize=100_000)
def stem(word: str, language: str) -> str:
    """Of a folded word."""
    if language == "fr":
        word = _PARTICIPLE.sub("e", word)
    return _stemmers.of[language].stemWord(word)


def terms(text: str, language: str) -> list[str]:
    """The stems of a text, in order."""
    return [stem(word.folded, language) for word in words(text)]
