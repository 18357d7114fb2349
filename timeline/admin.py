from django.contrib import admin
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from projects.records import languages
from projects.records.admin.claims import ClaimAdmin, ClaimInline
from projects.records.admin.records import RecordAdmin
from projects.records.forms import SpanField, SpanForm
from timeline.models import Milestone, MilestoneDate


class MilestoneDateForm(SpanForm):
    span = SpanField(label=_("When"))


class SaysDate:
    form = MilestoneDateForm
    said = (("nature", "span"),)


class MilestoneDateInline(SaysDate, ClaimInline):
    model = MilestoneDate
    classes = []


class NatureFilter(admin.SimpleListFilter):
    """By what the row carries of its current claim."""

    title = _("nature")
    parameter_name = "nature"

    def lookups(self, request, model_admin):
        return [*MilestoneDate.Nature.choices, ("none", _("no date yet"))]

    def queryset(self, request, queryset):
        values = dict(self.lookup_choices)
        return queryset.filter(nature=self.value().replace("none", "")) if self.value() in values else queryset


@admin.register(Milestone)
class MilestoneAdmin(RecordAdmin):
    list_display = ["title", "kind", "when", "is_key_word"]
    list_filter = ["kind", "is_key", NatureFilter]
    date_hierarchy = "earliest"
    search_fields = ["title_en", "title_fr", "plan_title_en", "plan_title_fr", "slug", "text_en", "text_fr"]
    autocomplete_fields = ["projects", "organisations"]
    prepopulated_fields = {"slug": ["title_en"]}
    inlines = [MilestoneDateInline]
    fieldsets = [
        (None, {"fields": [("title_en", "title_fr"), "slug", "kind", ("is_key", "position")]}),
        (_("Text"), {"fields": ["text_en", "text_fr"]}),
        (_("Whose it is"), {"fields": ["projects", "organisations"]}),
        (_("While it is planned"), {"fields": [("plan_title_en", "plan_title_fr")], "classes": ["collapse"]}),
    ]

    @admin.display(description=_("title"), ordering="title_en")
    def title(self, milestone):
        return str(milestone)

    @admin.display(description=_("when"), ordering=Coalesce("earliest", "latest"))
    def when(self, milestone):
        return milestone.span.label(languages.active()) if milestone.span else "–"

    @admin.display(description=_("Key"), ordering="is_key", boolean=True)
    def is_key_word(self, milestone):
        return milestone.is_key


@admin.register(MilestoneDate)
class MilestoneDateAdmin(SaysDate, ClaimAdmin):
    list_display = ["span", "nature"]
    list_filter = ["nature"]
    search_fields = ["milestone__title_en", "milestone__title_fr"]
