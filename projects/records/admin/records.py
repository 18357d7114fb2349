"""The form and the list of every record."""

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from js_asset import Media

from projects.records import checks, drafts
from projects.records.admin.actions import ActsOnMany
from projects.records.admin.conflicts import SettlesConflicts
from projects.records.admin.deleting import DeletesDrafts
from projects.records.admin.editing import EditsDrafts
from projects.records.admin.filters import StateFilter
from projects.records.admin.lists import DeskAdmin
from projects.records.admin.moves import Moves
from projects.records.admin.pages import url_of
from projects.records.admin.previews import Previews
from projects.records.admin.scheduling import Schedules
from projects.records.admin.summary import Summarises


class RecordList(ChangeList):
    def url_for_result(self, result):
        """Each row leads to the record's own page."""
        return url_of(result, "summary")


class RecordAdmin(
    Summarises, Moves, Schedules, Previews, ActsOnMany, SettlesConflicts, DeletesDrafts, EditsDrafts, DeskAdmin
):
    date_hierarchy = "published_at"

    @admin.display(description=_("state"), ordering="version")
    def state_word(self, record):
        return drafts.state_of(record).words

    @admin.display(description=_("published"), ordering="published_at")
    def published_on(self, record):
        """The day alone: with the time the list is wider than its place."""
        return record.published_at and timezone.localdate(record.published_at)

    def get_changelist(self, request, **kwargs):
        return RecordList

    def get_list_display(self, request):
        return [*super().get_list_display(request), "state_word", "published_on"]

    def get_list_filter(self, request):
        return [StateFilter, *super().get_list_filter(request)]

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj is not None and obj.version else super().get_prepopulated_fields(request, obj)

    def view_on_site(self, record):
        has_page = hasattr(record, "get_absolute_url") and record.is_public(timezone.now())
        if not has_page:
            return None
        # The row may hold the draft of an address just now.
        used = drafts.Desk(record).live
        slug = used.content["fields"]["slug"] if used else record.slug
        return type(record)(slug=slug).get_absolute_url()

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        # The import map of the rich text editor is inline, so it needs the nonce of the policy.
        context["media"] = Media.from_media(context["media"], nonce=request.csp_nonce)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def said_above(self, request, edit, obj):
        """Also what the checks find in the draft, none of which keeps it from being saved."""
        above = super().said_above(request, edit, obj)
        if obj is not None:
            # What was typed and refused may be anything: the checks look at what is saved.
            saved = type(obj).objects.get(pk=obj.pk) if request.method == "POST" else obj
            above["missing"] = [_with_link(finding, saved) for finding in checks.find(saved, timezone.now())]
        return above


def _with_link(finding, record: models.Model) -> dict:
    """A finding with where it is mended: a field of this form, one of its inlines, or another record."""
    url = ""
    if finding.other is not None:
        url = url_of(finding.other, "summary")
    elif finding.field:
        columns = {field.name for field in (*record._meta.concrete_fields, *record._meta.many_to_many)}
        url = f"#id_{finding.field}" if finding.field in columns else f"#{finding.field}-group"
    return {"words": finding.words, "is_grave": finding.is_grave, "url": url}
