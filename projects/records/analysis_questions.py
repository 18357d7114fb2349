"""What a reader asks for: the words of it, and which of them must be found."""

import re
from dataclasses import dataclass
from functools import cached_property

from projects.records import analysis
from projects.records.languages import LANGUAGES

# Letters of a question that are read, and different words that are looked for.
LONGEST, MOST_WORDS = 200, 20
# Letters that only stand before others, and words so common in one language that they say nothing in the other.
_COMMON = (
    "a an and as at by for from in into is it its of on or that the their this to was were will with "
    "au aux ce ces cette dans de des du elle en est et il la le les leur leurs ou par pour que qui sa ses sur un "
    "une c d j l m n qu s t"
)
_STOP = frozenset(_COMMON.split())
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Question:
    """The words as they were typed, in order."""

    words: tuple[analysis.Word, ...]
    text: str

    @classmethod
    def of(cls, text: str) -> "Question":
        text = text[:LONGEST]
        return cls(tuple(analysis.words(text)), text)

    @property
    def is_empty(self) -> bool:
        return not self.words

    @cached_property
    def required(self) -> list[str]:
        """Each word that must be found, once: the telling ones, or all if none is."""
        folded = list(dict.fromkeys(word.folded for word in self.words))
        return ([word for word in folded if word not in _STOP] or folded)[:MOST_WORDS]

    def terms(self, language: str) -> list[str]:
        """The stems of all its words, in order."""
        return [analysis.stem(word.folded, language) for word in self.words]

    def required_terms(self, language: str) -> list[str]:
        """The stems of what must be found, one for each word."""
        return [analysis.stem(word, language) for word in self.required]

    def with_other_words(self, others: dict[str, str]) -> "Question":
        """The same with these folded words written otherwise."""
        text, at = "", 0
        for word in self.words:
            if word.folded in others and word.start >= at:
                text += self.text[at : word.start] + others[word.folded]
                at = word.end
        return Question.of(_SPACE.sub(" ", text + self.text[at:]).strip())


@dataclass(frozen=True)
class Condition:
    """What terms a record has, as FTS5 of SQLite and as a tsquery of PostgreSQL."""

    fts5: str
    tsquery: str

    @classmethod
    def all_of(cls, conditions: list["Condition"]) -> "Condition":
        return cls._joined(conditions, " AND ", " & ")

    @classmethod
    def any_of(cls, conditions: list["Condition"]) -> "Condition":
        return cls._joined(conditions, " OR ", " | ")

    @classmethod
    def _joined(cls, conditions, fts5: str, tsquery: str) -> "Condition":
        return cls(
            f"({fts5.join(each.fts5 for each in conditions)})",
            f"({tsquery.join(each.tsquery for each in conditions)})",
        )


def stands(term: str, language: str) -> Condition:
    """The term stands in the texts of this language. It is letters and digits alone."""
    return Condition(f'text_{language} : "{term}"', f"'{language}:{term}'")


def has_word(word: str) -> Condition:
    """The folded word stands in the texts, in either language."""
    return Condition.any_of([stands(analysis.stem(word, each), each) for each in LANGUAGES])


def found(question: Question) -> Condition:
    """All that must be found is there, in whatever language."""
    return Condition.all_of([has_word(word) for word in question.required])


def found_in(question: Question, language: str) -> Condition:
    """All that must be found is there in this language."""
    return Condition.all_of([stands(term, language) for term in question.required_terms(language)])
