"""What readers may ask of the search."""

from django import forms
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from projects.records.analysis_questions import LONGEST, Question
from projects.records.search_index import searched_models


def types() -> list[tuple[str, str]]:
    """The types of records that are searched, by what the ledger calls them, each with its name for readers."""
    return [(model.type_name(), capfirst(model._meta.verbose_name_plural)) for model in searched_models()]


class SearchForm(forms.Form):
    """`q`, of which the first letters count; `type` and `year` of what is found."""

    q = forms.CharField(
        label=_("Words"), required=False, widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"})
    )
    type = forms.ChoiceField(
        label=_("Type"),
        required=False,
        choices=types,
        error_messages={"invalid_choice": _("There is no type “%(value)s”. Choose one from the list.")},
    )
    year = forms.RegexField(
        r"\A(?!0000)[0-9]{4}\Z",
        label=_("Year"),
        required=False,
        error_messages={"invalid": _("Give a year in four digits, such as 2025.")},
    )

    @cached_property
    def question(self) -> Question:
        return Question.of(self.cleaned_data.get("q", ""))

    @property
    def is_cut(self) -> bool:
        return len(self.cleaned_data.get("q", "")) > LONGEST

    @property
    def of_type(self) -> str:
        return self.cleaned_data.get("type", "")

    @property
    def of_year(self) -> int | None:
        year = self.cleaned_data.get("year")
        return int(year) if year else None
