"""What readers find: live records that have the words asked for, best first, the same on either database.

The database finds; in which order is decided by what it finds where, not by a measure of its own. What is not
public at that moment is neither found nor counted, whatever the index says.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cached_property

from django.db.models import BooleanField, Case, Count, F, Func, Q, QuerySet, Value, When

from projects.records import analysis_questions as questions
from projects.records.analysis_questions import Condition, Question
from projects.records.languages import LANGUAGES
from projects.records.models import Record, Searchable
from projects.records.search_index import searched_models, title_of


class Matching(Func):
    """Whether the index of the database has the row under this condition."""

    output_field = BooleanField()
    conditional = True

    def __init__(self, condition: Condition):
        super().__init__(F("id"), Value(condition.fts5), Value(condition.tsquery))

    def as_sqlite(self, compiler, connection, **context):
        return self._as_sql(compiler, 1, "SELECT rowid FROM records_searchable_index({})")

    def as_postgresql(self, compiler, connection, **context):
        return self._as_sql(compiler, 2, "SELECT records_searchable_found({})")

    def _as_sql(self, compiler, number: int, found: str):
        row, row_parameters = compiler.compile(self.source_expressions[0])
        words, parameters = compiler.compile(self.source_expressions[number])
        return f"{row} IN ({found.format(words)})", [*row_parameters, *parameters]


def public(at: datetime) -> QuerySet:
    """Of what is searched what is public at that moment."""
    of_any_type = Q()
    for model in searched_models():
        pks = model.objects.public(at).order_by().values("pk")
        of_any_type |= Q(record_type=model.type_name(), record_uuid__in=pks)
    return Searchable.objects.filter(of_any_type)


class Search:
    """What is found for a question, as of one moment, by readers of one language."""

    def __init__(self, question: Question, *, at: datetime, language: str):
        self.question, self.at, self.language = question, at, language

    @cached_property
    def found(self) -> QuerySet:
        if self.question.is_empty:
            return Searchable.objects.none()
        return public(self.at).filter(Matching(questions.found(self.question)))

    @cached_property
    def counts(self) -> dict[tuple[str, int | None], int]:
        """How many were found of each type and year."""
        counted = self.found.order_by().values("record_type", "year").annotate(count=Count("pk"))
        return {(row["record_type"], row["year"]): row["count"] for row in counted}

    def count(self, record_type: str = "", year: int | None = None) -> int:
        asked = {"record_type": record_type, "year": year}
        return sum(
            count
            for (of_type, of_year), count in self.counts.items()
            if asked["record_type"] in ("", of_type) and asked["year"] in (None, of_year)
        )

    def hits(self, record_type: str = "", year: int | None = None) -> QuerySet:
        """Best first: whose title is what was asked, has it word for word, has all of it, has some, has nothing.

        Among these first what was found in the reader's language, then what has no date, then the newest.
        """
        if self.question.is_empty:
            return self.found
        found = self.found.annotate(
            place=Case(
                When(self._title_is(), then=0),
                When(self._title_has_phrase(), then=1),
                When(self._title_has(all), then=2),
                When(self._title_has(any), then=3),
                default=4,
            ),
            other_language=Case(
                When(Matching(questions.found_in(self.question, self.language)), then=0), default=1
            ),
        )
        asked = {"record_type": record_type} if record_type else {}
        asked |= {"year": year} if year else {}
        newest = F("day").desc(nulls_first=True)
        ordered = found.filter(**asked).order_by("place", "other_language", newest, "record_uuid")
        return ordered.only("record_uuid", "record_type")

    def _title_is(self) -> Q:
        return Q(*[(f"title_{each}", title_of(self.question.terms(each))) for each in LANGUAGES], _connector=Q.OR)

    def _title_has_phrase(self) -> Q:
        phrases = [(f"title_{each}__contains", title_of(self.question.terms(each))) for each in LANGUAGES]
        return Q(*phrases, _connector=Q.OR)

    def _title_has(self, how_many: Callable) -> Q:
        """All of the words, in one language, or any."""
        found = Q()
        for language in LANGUAGES:
            words = [
                (f"title_{language}__contains", title_of([term]))
                for term in self.question.required_terms(language)
            ]
            found |= Q(*words, _connector=Q.AND if how_many is all else Q.OR)
        return found

    def records(self, hits: Iterable[Searchable]) -> list[Record]:
        """What the hits stand for, in their order."""
        hits = list(hits)
        found = {}
        for model in searched_models():
            pks = [hit.record_uuid for hit in hits if hit.record_type == model.type_name()]
            found |= model.objects.public(self.at).in_bulk(pks) if pks else {}
        return [found[hit.record_uuid] for hit in hits if hit.record_uuid in found]
