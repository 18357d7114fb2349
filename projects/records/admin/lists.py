"""What every list of the desk does, be it of records or of claims."""

from django import forms
from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.views.main import ERROR_FLAG
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import DataError, OperationalError, models
from django.http import HttpResponseRedirect
from django.utils.translation import gettext_lazy as _

from projects.records.admin.choosing import Choosing
from projects.records.fields import RichTextField

# Each word of a search is a condition of its own, and SQLite nests no more than a thousand.
LONGEST_SEARCH = 200


# Look-ups for which only some values make sense to a database, and that no list of ours asks for.
UNASKED = ("regex", "iregex", "range", "search")


# Letters of a text without a length of its own; rich text has one, for with its markup it may be longer.
LONGEST_TEXT = 20_000

# A day is year-month-day: 10/12/2025 would be read in two ways, by the language of the desk.
FIELDS = {
    models.TextField: {"validators": [MaxLengthValidator(LONGEST_TEXT)]},
    RichTextField: {},
    models.URLField: {"assume_scheme": "https"},
    models.DateField: {
        "widget": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        "input_formats": ["%Y-%m-%d"],
        "error_messages": {"invalid": _("Give a day as year-month-day, such as 2021-12-31.")},
    },
}


class GuardedList:
    """A list that answers whatever its address asks."""

    def get_search_results(self, request, queryset, search_term):
        return super().get_search_results(request, queryset, search_term[:LONGEST_SEARCH])

    def lookup_allowed(self, lookup, value, request):
        return lookup.rpartition("__")[2] not in UNASKED and super().lookup_allowed(lookup, value, request)

    def changelist_view(self, request, extra_context=None):
        """What leads past the year 9999, or the database cannot compare, is as any other that makes no sense."""
        if ACTION_CHECKBOX_NAME in request.POST:
            request.POST = self._with_keys_alone(request.POST)
        try:
            return super().changelist_view(request, extra_context)
        except (OverflowError, ValueError, DataError, OperationalError):
            if request.GET.keys() == {ERROR_FLAG}:
                raise
            return HttpResponseRedirect(f"{request.path}?{ERROR_FLAG}=1")

    def _with_keys_alone(self, sent):
        """What was sent, with no row ticked that no row can be."""
        sent = sent.copy()
        ticked = [each for each in sent.getlist(ACTION_CHECKBOX_NAME) if self._may_be_a_key(each)]
        sent.setlist(ACTION_CHECKBOX_NAME, ticked)
        return sent

    def _may_be_a_key(self, text: str) -> bool:
        try:
            self.model._meta.pk.to_python(text)
        except ValidationError:
            return False
        return True


class DeskAdmin(Choosing, GuardedList, admin.ModelAdmin):
    """Without actions on many rows: each change of something public is one decision about one record."""

    actions = None
    list_per_page = 50
    show_full_result_count = False
    formfield_overrides = FIELDS
