"""The search of the whole site, and how browsers are told of it."""

from dataclasses import dataclass
from functools import cached_property

from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views import View

from newsroom.asking import SearchForm, types
from projects.records import search_suggestions
from projects.records.analysis_questions import LONGEST, Question
from projects.records.analysis_snippets import Piece, find, marked, snippet
from projects.records.dates import Span
from projects.records.editions import answered
from projects.records.languages import LANGUAGES, active
from projects.records.models import Record
from projects.records.search import Search
from projects.records.views import PublicList
from timeline.models import Milestone
from timeline.querysets import PLANNED

# Texts of a record, of which a part is shown.
BETWEEN = " · "


@dataclass(frozen=True)
class Hit:
    """A record that was found: its title and a part of its texts, in the language in which it has the words."""

    record: Record
    type: str
    lang: str
    title: list[Piece]
    snippet: list[Piece]
    when: Span | None

    @classmethod
    def of(cls, record: Record, question: Question) -> "Hit":
        languages = sorted(LANGUAGES, key=lambda language: language != active())
        looks = [_Look(record, language, question) for language in languages]
        best = max(looks, key=lambda look: look.telling)
        return cls(
            record, record._meta.verbose_name, best.language, best.title, best.snippet, record.searched_when()
        )

    @property
    def is_planned(self) -> bool:
        return isinstance(self.record, Milestone) and self.record.nature == PLANNED


class _Look:
    """What a record says in one language to a question. A title that it has in the other only is that one."""

    def __init__(self, record: Record, language: str, question: Question):
        self.language, self.question = language, question
        title, *texts = record.searched(language)
        self.headline, self.text = title, BETWEEN.join(text for text in texts if text)

    @cached_property
    def in_title(self):
        return find(self.headline, self.question, self.language)

    @cached_property
    def in_text(self):
        return find(self.text, self.question, self.language)

    @property
    def telling(self) -> tuple[bool, int]:
        """Of how many of the words it tells; without a title it cannot be shown."""
        return bool(self.headline), len({each.term for each in (*self.in_title, *self.in_text)})

    @property
    def title(self) -> list[Piece]:
        return marked(self.headline, self.in_title)

    @property
    def snippet(self) -> list[Piece]:
        return snippet(self.text, self.in_text)


class SearchPage(PublicList):
    """What is found for the words, best first, by type and by year; what else may have been meant."""

    heading = _("Search")
    form_class = SearchForm
    template_name = "newsroom/search.html"
    paginate_by = 20

    def form_arguments(self):
        return {}

    @cached_property
    def search(self) -> Search:
        return Search(self.form.question, at=self.at, language=active())

    def get_queryset(self):
        if not self.form.is_valid():
            return self.search.found.none()
        return self.search.hits(self.form.of_type, self.form.of_year)

    @property
    def found(self) -> int:
        return self.search.count(self.form.of_type, self.form.of_year) if self.form.is_valid() else 0

    def get_context_data(self, **context):
        context = super().get_context_data(**context)
        question = self.form.question
        hits = [Hit.of(record, question) for record in self.search.records(context["object_list"])]
        is_nowhere = self.form.is_valid() and not question.is_empty and not self.search.count()
        return context | {
            "hits": hits,
            "question": question,
            "total": self.found,
            "most": LONGEST,
            "types": self._types(),
            "years": self._years(),
            "meant": search_suggestions.meant(self.search) if is_nowhere else None,
        }

    def _types(self) -> list[dict]:
        """Those of which something was found, in the year that is asked for."""
        year = self.form.of_year
        counted = [
            {"value": value, "label": label, "count": self.search.count(value, year)} for value, label in types()
        ]
        return [each for each in counted if each["count"] or each["value"] == self.form.of_type]

    def _years(self) -> list[dict]:
        of_type = self.form.of_type
        found = {year for _type, year in self.search.counts if year is not None}
        counted = [
            {"value": year, "count": self.search.count(of_type, year)} for year in sorted(found, reverse=True)
        ]
        return [each for each in counted if each["count"] or each["value"] == self.form.of_year]


class Description(View):
    """How a browser searches here from its own address bar (OpenSearch 1.1)."""

    def get(self, request):
        kind = "application/opensearchdescription+xml"
        return answered(request, lambda asked: render(asked, "newsroom/opensearch.xml", content_type=kind))
