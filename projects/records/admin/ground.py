"""Organisations and sources, which every floor names."""

from django import forms
from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from projects.records import checks, languages
from projects.records.admin.claims import ClaimAdmin, ClaimInline
from projects.records.admin.records import RecordAdmin
from projects.records.forms import SpanField, SpanForm
from projects.records.models import Leader, Organisation, Source

# Rows of a source's page that list what rests on it; the rest is found in the lists of claims.
MOST_SHOWN = 100


class LeaderInline(ClaimInline):
    model = Leader
    said = ("name", ("role_en", "role_fr"))


@admin.register(Leader)
class LeaderAdmin(ClaimAdmin):
    said = LeaderInline.said
    list_display = ["name", "role"]
    search_fields = ["name", "role_en", "role_fr", "organisation__name"]

    @admin.display(description=_("role"), ordering="role_en")
    def role(self, leader):
        return leader.role


@admin.register(Organisation)
class OrganisationAdmin(RecordAdmin):
    list_display = ["name", "country", "seat", "part_of"]
    list_filter = ["country"]
    list_select_related = ["part_of"]
    search_fields = ["name", "slug", "seat"]
    autocomplete_fields = ["part_of"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [LeaderInline]
    fieldsets = [
        (None, {"fields": ["name", "slug", "part_of", ("country", "seat"), "website", ("note_en", "note_fr")]}),
        (_("About"), {"fields": ["boilerplate_en", "boilerplate_fr"]}),
    ]


class SourceForm(SpanForm):
    published = SpanField(
        label=_("Published"),
        required=False,
        help_text=_("As exactly as the work says: “28 June 2021”, “July 2020”. Empty if it does not."),
    )

    def clean_published(self):
        span = self.cleaned_data["published"]
        if span is not None and span.latest is None:
            raise forms.ValidationError(_("A publication date needs a last day: write “2025”, not “from 2025”."))
        return span


@admin.register(Source)
class SourceAdmin(RecordAdmin):
    form = SourceForm
    list_display = ["title", "publisher", "kind", "published", "known_on"]
    list_filter = ["kind", "language"]
    date_hierarchy = "known_on"
    search_fields = ["title", "slug", "publisher", "author", "url"]
    autocomplete_fields = ["publisher_organisation", "via"]
    prepopulated_fields = {"slug": ["title"]}
    readonly_fields = ["rests_on_it"]
    fieldsets = [
        (
            None,
            {"fields": ["title", "slug", "kind", "language", ("publisher", "publisher_organisation")]},
        ),
        (_("When"), {"fields": ["published", "accessed"]}),
        (_("Where"), {"fields": ["author", "url", "archived_url", ("via", "via_locator")]}),
        (_("Notes for readers"), {"fields": ["note_en", "note_fr"], "classes": ["collapse"]}),
        (_("What rests on it"), {"fields": ["rests_on_it"], "classes": ["collapse"]}),
    ]

    @admin.display(description=_("published"), ordering="published_latest")
    def published(self, source):
        return source.published.label(languages.active()) if source.published else "–"

    @admin.display(description=_("claims"))
    def rests_on_it(self, source):
        naming = (_naming(model, name, source) for model, name in checks.claim_models_naming(Source))
        rows = [
            (_change_url(claim.subject), claim.subject, _(":"), claim) for claims in naming for claim in claims
        ]
        lines = format_html_join("", '<li><a href="{}">{}</a>{} {}</li>', rows)
        return format_html("<ul>{}</ul>", lines) if rows else "–"


def _naming(model, name, source):
    others = [*model.SUBJECTS, *model.named_records()]
    return model.objects.filter(**{name: source}).select_related(*others)[:MOST_SHOWN]


def _change_url(record):
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk])
