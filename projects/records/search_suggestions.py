"""What may have been meant where nothing is found."""

from collections.abc import Iterable

from django.db.models import Count, Q

from projects.records import analysis
from projects.records import analysis_questions as questions
from projects.records.analysis_nearness import distance, farthest, pieces
from projects.records.analysis_questions import Condition, Question
from projects.records.languages import LANGUAGES
from projects.records.models import Record, SearchWord
from projects.records.search import Matching, Search, public
from projects.records.search_index import SHORTEST_WORD

# Words of a question for which others are looked for, and how many others for each.
MOST_WORDS, MOST_OTHERS = 5, 5


def meant(search: Search) -> Question | None:
    """The question with each word that no public record has as the nearest one that some public record has, if all
    that is found together. Words are written as that record writes them; so nothing else is ever told.
    """
    others = _better(search)
    if not others:
        return None
    other = Search(search.question.with_other_words(others), at=search.at, language=search.language)
    shown = next(iter(other.records(other.hits()[:1])), None)
    if shown is None:
        return None
    written = {word: _as_written(other_word, word, shown) for word, other_word in others.items()}
    return search.question.with_other_words(written)


def _better(search: Search) -> dict[str, str]:
    """For each word that is not found by itself another one that is."""
    words = [word for word in search.question.required if word.isalpha() and len(word) >= SHORTEST_WORD]
    near = _near(words[:MOST_WORDS])
    conditions = {word: questions.has_word(word) for word in dict.fromkeys([*near, *sum(near.values(), [])])}
    if not conditions:
        return {}
    counts = _counts(search, conditions)
    found = {}
    for word, others in near.items():
        known = [other for other in others if counts[other]]
        if not counts[word] and known:
            found[word] = min(known, key=lambda other: (distance(word, other), -counts[other], other))
    return found


def _near(words: list[str]) -> dict[str, list[str]]:
    """For each word the nearest that ever were indexed."""
    like = Q()
    for word in words:
        like |= _like(word)
    indexed = list(SearchWord.objects.filter(like).values_list("word", flat=True)) if words else []
    return {word: _nearest(word, indexed) for word in words}


def _like(word: str) -> Q:
    """What is about as long and has a piece of it. The database looks through a list of words quickly."""
    has_a_piece = Q()
    for piece in pieces(word):
        has_a_piece |= Q(word__contains=piece)
    return has_a_piece & Q(length__range=(len(word) - farthest(word), len(word) + farthest(word)))


def _nearest(word: str, indexed: list[str]) -> list[str]:
    most = farthest(word)
    parts = pieces(word)
    likely = (
        other for other in indexed if abs(len(other) - len(word)) <= most and any(part in other for part in parts)
    )
    measured = [(distance(word, other), other) for other in likely]
    near = sorted(each for each in measured if 0 < each[0] <= most)
    return [other for _distance, other in near[:MOST_OTHERS]]


def _counts(search: Search, conditions: dict[str, Condition]) -> dict[str, int]:
    """How many public records have each of the words."""
    names = {f"word_{number}": word for number, word in enumerate(conditions)}
    found = public(search.at).filter(Matching(Condition.any_of(list(conditions.values()))))
    counted = found.aggregate(
        **{name: Count("pk", filter=Q(Matching(conditions[word]))) for name, word in names.items()}
    )
    return {word: counted[name] for name, word in names.items()}


def _as_written(word: str, typed: str, record: Record) -> str:
    """The word of the record's texts that has the same stem and is nearest to what was typed."""
    written = {text[each.start : each.end]: each.folded for text, each in _same_stem(word, record)}
    return min(written, key=lambda each: (distance(typed, written[each]), not each.islower(), each), default=word)


def _same_stem(word: str, record: Record) -> Iterable[tuple[str, analysis.Word]]:
    for language in LANGUAGES:
        stem = analysis.stem(word, language)
        for text in record.searched(language):
            for each in analysis.words(text):
                if analysis.stem(each.folded, language) == stem:
                    yield text, each
