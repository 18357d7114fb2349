from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from projects.records import moments, snapshots
from projects.records.admin.lists import DeskAdmin
from projects.records.admin.naming import named
from projects.records.admin.pages import url_of
from projects.records.models import Publication
from projects.records.states import PUBLIC_ACTS, Act

# What became of a record, said after it was done.
DONE = {
    Act.PUBLISH: pgettext_lazy("what was done", "published"),
    Act.UPDATE: pgettext_lazy("what was done", "updated"),
    Act.MINOR: pgettext_lazy("what was done", "small change"),
    Act.CORRECT: pgettext_lazy("what was done", "corrected"),
    Act.WITHDRAW: pgettext_lazy("what was done", "withdrawn"),
    Act.RESTORE: pgettext_lazy("what was done", "restored"),
}


class ActFilter(admin.SimpleListFilter):
    title = _("act")
    parameter_name = "act"

    def lookups(self, request, model_admin):
        return [(act.value, capfirst(DONE[act])) for act in PUBLIC_ACTS]

    def queryset(self, request, entries):
        return entries.filter(act=self.value()) if self.value() else entries


class TypeFilter(admin.SimpleListFilter):
    title = _("type")
    parameter_name = "record_type"

    def lookups(self, request, model_admin):
        return [(model.type_name(), capfirst(model._meta.verbose_name)) for model in snapshots.record_models()]

    def queryset(self, request, entries):
        return entries.filter(record_type=self.value()) if self.value() else entries


@admin.register(Publication)
class PublicationAdmin(DeskAdmin):
    """The ledger is read here, and written by the verbs of publishing alone."""

    list_display = ["record_and_type", "act_and_version", "moment", "by", "note", "number"]
    list_display_links = None
    list_filter = [ActFilter, TypeFilter]
    list_select_related = ["by", "approved_by"]
    search_fields = ["note_en", "note_fr", "record_type", "by__username", "record_uuid"]
    date_hierarchy = "at"
    fields = [
        "sequence", "at", "act_word", "type_word", "record", "version", "by", "approved_by", "note_en", "note_fr",
        "override",
    ]  # fmt: skip
    readonly_fields = ["act_word", "type_word", "record", "override"]

    @admin.display(description=_("act"), ordering="act")
    def act_word(self, entry):
        return DONE.get(entry.act, entry.act)

    @admin.display(description=_("type"), ordering="record_type")
    def type_word(self, entry):
        return type_word(entry.record_type)

    @admin.display(description=_("record"))
    def record(self, entry):
        key = (entry.record_type, entry.record_uuid)
        record = entry.named if hasattr(entry, "named") else named([key]).get(key)
        if record is None:
            return entry.record_uuid
        return format_html('<a href="{}">{}</a>', url_of(record, "summary"), record)

    @admin.display(description=_("record"))
    def record_and_type(self, entry):
        return format_html('{}<br><span class="quiet">{}</span>', self.record(entry), self.type_word(entry))

    @admin.display(description=_("act"), ordering="act")
    def act_and_version(self, entry):
        version = _("version %(number)s") % {"number": entry.version}
        return format_html('{}<br><span class="quiet">{}</span>', self.act_word(entry), version)

    @admin.display(description=_("at"), ordering="at")
    def moment(self, entry):
        return moments.brief(entry.at)

    @admin.display(description=_("number"), ordering="sequence")
    def number(self, entry):
        page = reverse("admin:records_publication_change", args=[entry.pk])
        return format_html('<a href="{}">{}</a>', page, entry.sequence)

    @admin.display(description=_("note"))
    def note(self, entry):
        return entry.note

    @admin.display(description=_("without a second pair of eyes"))
    def override(self, entry):
        """Why it went ahead, and who looked at it afterwards."""
        override = getattr(entry, "override_row", None)
        if override is None:
            return "–"
        if override.signed_by is None:
            return _("%(reason)s (nobody has signed this yet)") % {"reason": override.reason}
        return _("%(reason)s (signed by %(person)s)") % {"reason": override.reason, "person": override.signed_by}

    def get_changelist_instance(self, request):
        """With the names of all records of the page, fetched at once."""
        changelist = super().get_changelist_instance(request)
        entries = changelist.result_list
        names = named((entry.record_type, entry.record_uuid) for entry in entries)
        for entry in entries:
            entry.named = names.get((entry.record_type, entry.record_uuid))
        return changelist

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


def type_word(record_type: str) -> str:
    """What the desk calls a type of record, such as "press release"."""
    try:
        return str(snapshots.model_of(record_type)._meta.verbose_name)
    except LookupError:
        return record_type
