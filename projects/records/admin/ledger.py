from django.apps import apps
from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from projects.records.admin.lists import DeskAdmin
from projects.records.models import Publication, Record


@admin.register(Publication)
class PublicationAdmin(DeskAdmin):
    """The ledger is read here, and written by the verbs of publishing alone."""

    list_display = ["sequence", "at", "act", "record_type", "record", "version", "by", "note"]
    list_filter = ["act", "record_type"]
    list_select_related = ["by"]
    search_fields = ["note_en", "note_fr", "record_type", "by__username", "record_uuid"]
    date_hierarchy = "at"

    @admin.display(description=_("record"))
    def record(self, entry):
        """A link to the record's page; one that names it would ask for each row."""
        models = {model.type_name(): model for model in apps.get_models() if issubclass(model, Record)}
        model = models.get(entry.record_type)
        if model is None:
            return entry.record_uuid
        page = f"admin:{model._meta.app_label}_{model._meta.model_name}_change"
        return format_html('<a href="{}">{}</a>', reverse(page, args=[entry.record_uuid]), entry.record_uuid)

    @admin.display(description=_("note"))
    def note(self, entry):
        return entry.note

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
