"""What every list of the desk does, be it of records or of claims."""

from django.contrib import admin
from django.contrib.admin.views.main import ERROR_FLAG
from django.db import models
from django.http import HttpResponseRedirect

from projects.records.admin.choosing import Choosing

# Each word of a search is a condition of its own, and SQLite nests no more than a thousand.
LONGEST_SEARCH = 200


class DeskAdmin(Choosing, admin.ModelAdmin):
    """Without actions on many rows: each change of something public is one decision about one record."""

    actions = None
    list_per_page = 50
    show_full_result_count = False
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}

    class Media:
        css = {"all": ["records/admin.css"]}

    def get_search_results(self, request, queryset, search_term):
        return super().get_search_results(request, queryset, search_term[:LONGEST_SEARCH])

    def changelist_view(self, request, extra_context=None):
        """A period that leads past the year 9999 is none, as any other that cannot be read."""
        try:
            return super().changelist_view(request, extra_context)
        except OverflowError:
            return HttpResponseRedirect(f"{request.path}?{ERROR_FLAG}=1")
