from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from projects.records import languages
from projects.records.admin.claims import ClaimAdmin, ClaimInline
from projects.records.admin.records import RecordAdmin
from projects.records.forms import SpanField, SpanForm
from timeline.models import Milestone, MilestoneDate


class MilestoneDateForm(SpanForm):
    span = SpanField(label=_("when"))


class SaysDate:
    form = MilestoneDateForm
    said = (("nature", "span"),)


class MilestoneDateInline(SaysDate, ClaimInline):
    model = MilestoneDate
    classes = []


@admin.register(Milestone)
class MilestoneAdmin(RecordAdmin):
    list_display = ["title", "kind", "when", "nature", "is_key"]
    list_filter = ["kind", "is_key", "nature"]
    date_hierarchy = "earliest"
    search_fields = ["title_en", "title_fr", "slug", "text_en", "text_fr"]
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
        return milestone.title

    @admin.display(description=_("when"), ordering="earliest")
    def when(self, milestone):
        return milestone.span.label(languages.active()) if milestone.span else "–"


@admin.register(MilestoneDate)
class MilestoneDateAdmin(SaysDate, ClaimAdmin):
    list_display = ["span", "nature"]
    list_filter = ["nature"]
    search_fields = ["milestone__title_en", "milestone__title_fr"]
