"""What readers find: live records that have the words asked for, best first, the same on either database.

The database finds; in which order is decided by what it finds where, not by a measure of its own. What is not
public at that moment is neither found nor counted, whatever the index says.
"""

from collections.abc import Iterable
from datetime import datetime
from functools import cached_property

from django.db.models import BooleanField, Case, Count, F, Func, Q, QuerySet, Value, When

from projects.records import analysis_questions as questions
from projects.records.analysis_questions import Condition, Question
from projects.records.models import Record, Searchable
from projects.records.search_index import searched_models


class Matching(Func):
    """Whether the index of the database has the row under this condition."""

    output_field = BooleanField()
    conditional = True

    def __init__(self, condition: Condition):
        super().__init__(F("id"), Value(condition.fts5), Value(condition.tsquery))

    def as_sqlite(self, compiler, connection, **context):
        return self._as_sql(compiler, 1, "SELECT rowid FROM records_searchable_index({})")

    def as_postgresql(self, compiler, connection, **context):
        return self._as_sql(compiler, 2, "SELECT id FROM records_searchable WHERE terms @@ ({})::tsquery")

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
        found = self.found.annotate(
            place=Case(
                When(self._is_title(), then=0),
                When(Matching(questions.is_phrase_of_title(self.question)), then=1),
                When(Matching(questions.in_title(self.question)), then=2),
                When(Matching(questions.touches_title(self.question)), then=3),
                default=4,
            ),
            other_language=Case(
                When(Matching(questions.found_in(self.question, self.language)), then=0), default=1
            ),
        )
        asked = {"record_type": record_type} if record_type else {}
        asked |= {"year": year} if year else {}
        newest = F("day").desc(nulls_first=True)
        return found.filter(**asked).order_by("place", "other_language", newest, "record_uuid")

    def _is_title(self) -> Q:
        return Q(title_en=" ".join(self.question.terms("en"))) | Q(title_fr=" ".join(self.question.terms("fr")))

    def records(self, hits: Iterable[Searchable]) -> list[Record]:
        """What the hits stand for, in their order."""
        hits = list(hits)
        found = {}
        for model in searched_models():
            pks = [hit.record_uuid for hit in hits if hit.record_type == model.type_name()]
            found |= model.objects.public(self.at).in_bulk(pks) if pks else {}
        return [found[hit.record_uuid] for hit in hits if hit.record_uuid in found]
