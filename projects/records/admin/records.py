"""The page and the list of every record."""

from django.contrib import admin
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from js_asset import Media

from projects.records import permissions
from projects.records.admin import saving
from projects.records.admin.filters import STATES, StateFilter
from projects.records.admin.lists import DeskAdmin
from projects.records.admin.moves import LABELS, Moves, act_from
from projects.records.admin.previews import Previews
from projects.records.admin.scheduling import Schedules
from projects.records.admin.summary import Summarises
from projects.records.states import Standing

EFFECTS = {
    Standing.NEW: _("This is a draft: nobody outside sees it. Publishing makes it public as it is saved here."),
    Standing.LIVE: _("This is public: what you save is visible at once, and the ledger notes it."),
    Standing.WITHDRAWN: _("This was withdrawn: readers see the reason in its place. It can be published again."),
}


class RecordAdmin(Summarises, Moves, Schedules, Previews, saving.RefusalsOnTheForm, DeskAdmin):
    change_form_template = "records/admin/change_form.html"
    date_hierarchy = "published_at"

    @admin.display(description=_("state"), ordering="version")
    def state_word(self, record):
        return STATES[record.standing]

    def get_list_display(self, request):
        return [*super().get_list_display(request), "state_word", "published_at"]

    def get_list_filter(self, request):
        return [StateFilter, *super().get_list_filter(request)]

    def get_readonly_fields(self, request, obj=None):
        """A public address stays: links lead to it."""
        readonly = super().get_readonly_fields(request, obj)
        return [*readonly, "slug"] if obj is not None and obj.version else readonly

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj is not None and obj.version else super().get_prepopulated_fields(request, obj)

    def has_change_permission(self, request, obj=None):
        """What readers see, or once saw, is not a writer's to change."""
        may = super().has_change_permission(request, obj)
        return may and (obj is None or obj.version == 0 or request.user.has_perm(permissions.PUBLISH))

    def has_delete_permission(self, request, obj=None):
        """What was public once stays in the ledger for ever, and so does its record."""
        return super().has_delete_permission(request, obj) and (obj is None or obj.version == 0)

    def view_on_site(self, record):
        has_page = hasattr(record, "get_absolute_url") and record.is_public(timezone.now())
        return record.get_absolute_url() if has_page else None

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if form.has_changed() or any(formset.has_changed() for formset in formsets):
            saving.renew(form.instance, by=request.user, publish=self.publish)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        # The import map of the rich text editor is inline, so it needs the nonce of the policy.
        context["media"] = Media.from_media(context["media"], nonce=request.csp_nonce)
        if obj is not None:
            context |= self._standing(request, obj)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _standing(self, request, record):
        """What the page says of the record's state, and its button if this person may press it."""
        notes = [EFFECTS[record.standing]]
        if record.version and not request.user.has_perm(permissions.PUBLISH):
            notes.append(permissions.REFUSALS[permissions.PUBLISH])
        move = None
        if request.user.has_perm(permissions.PUBLISH):
            act = act_from(record.standing)
            move = {"act": act, "label": LABELS[act], "url": self.move_url(record, act)}
        else:
            notes.append(permissions.REFUSALS[permissions.PUBLISH])
        return {
            "state_word": STATES[record.standing],
            "notes": notes,
            "move": move,
            "ledger_url": _ledger(request, record),
        }


def _ledger(request, record):
    if not (record.version and request.user.has_perm("records.view_publication")):
        return None
    return f"{reverse('admin:records_publication_changelist')}?record_uuid={record.pk}"
