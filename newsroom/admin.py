"""What the roof adds to the desk: releases, topics, contacts, and the people."""

from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.utils.translation import gettext_lazy as _

from newsroom import admin_dashboard
from newsroom.admin_people import DeskGroupAdmin, DeskUserAdmin
from newsroom.models import Boilerplate, Contact, PressRelease, Topic
from projects.records.admin.choosing import Choosing
from projects.records.admin.lists import FIELDS
from projects.records.admin.records import RecordAdmin
from projects.records.admin.saving import OwnRows
from projects.records.states import Act

admin.site.dashboard = admin_dashboard


class BoilerplateInline(Choosing, admin.StackedInline):
    model = Boilerplate
    formset = OwnRows
    formfield_overrides = FIELDS
    extra = 0
    autocomplete_fields = ["organisation"]
    fields = [("organisation", "position"), "text_en", "text_fr"]


@admin.register(PressRelease)
class PressReleaseAdmin(RecordAdmin):
    list_display = ["title", "kind", "released_on", "issued_by"]
    list_filter = ["kind", ("topics", admin.RelatedOnlyFieldListFilter)]
    date_hierarchy = "released_on"
    search_fields = ["title_en", "title_fr", "slug", "lead_en", "lead_fr"]
    autocomplete_fields = ["issuers", "source", "topics", "projects", "milestones", "contacts"]
    prepopulated_fields = {"slug": ["title_en"]}
    inlines = [BoilerplateInline]
    fieldsets = [
        (
            None,
            {"fields": ["title_en", "title_fr", "slug", ("kind", "released_on")]},
        ),
        (_("Text"), {"fields": [("dateline_en", "dateline_fr"), "lead_en", "lead_fr", "body_en", "body_fr"]}),
        (_("Who and what"), {"fields": ["issuers", "contacts", "topics", "projects", "milestones"]}),
        (_("As a source"), {"fields": ["source"], "classes": ["collapse"]}),
        (_("Before it goes out"), {"fields": ["needs_both_languages"]}),
    ]

    class Media:
        js = ["records/editor.js"]

    @admin.display(description=_("title"), ordering="title_en")
    def title(self, release):
        return str(release)

    @admin.display(description=_("issued by"))
    def issued_by(self, release):
        return ", ".join(issuer.name for issuer in release.issuers.all()) or "–"

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("issuers")

    def consequences(self, record, act):
        becomes_source = act == Act.PUBLISH and record.source_id is None
        words = [_("It becomes a source that claims can cite.")] if becomes_source else []
        return super().consequences(record, act) + words


class NamedAdmin(RecordAdmin):
    """For what has little more than a name in two languages."""

    prepopulated_fields = {"slug": ["name_en"]}

    @admin.display(description=_("name"), ordering="name_en")
    def name(self, record):
        return str(record)


@admin.register(Topic)
class TopicAdmin(NamedAdmin):
    list_display = ["name", "slug"]
    search_fields = ["name_en", "name_fr", "slug"]
    fields = [("name_en", "name_fr"), "slug"]


@admin.register(Contact)
class ContactAdmin(NamedAdmin):
    list_display = ["name", "role", "email", "phone"]
    search_fields = ["name_en", "name_fr", "role_en", "role_fr", "email", "phone"]
    fields = [("name_en", "name_fr"), "slug", ("role_en", "role_fr"), ("email", "phone")]

    @admin.display(description=_("role"), ordering="role_en")
    def role(self, contact):
        return contact.role


admin.site.unregister([User, Group])
admin.site.register(User, DeskUserAdmin)
admin.site.register(Group, DeskGroupAdmin)
