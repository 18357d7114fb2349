"""Claims: on the page of the record that they are about, and in a list of their own."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from projects.records import languages, permissions
from projects.records.admin import meanwhile, saving
from projects.records.admin.choosing import Choosing
from projects.records.admin.filters import StandingFilter
from projects.records.admin.lists import FIELDS, DeskAdmin
from projects.records.states import Standing


def claim_fieldsets(said):
    """First what is said and by whom, then, folded, what is rarely needed."""
    rest = ("quote", ("note_en", "note_fr"), ("withdrawn_on", "withdrawn_why"))
    return [
        (None, {"fields": (*said, ("source", "locator"))}),
        (_("Quote, note, withdrawal"), {"fields": rest, "classes": ["collapse"]}),
    ]


class Said:
    """`said` holds the rows of fields in which the claim is said."""

    said: tuple = ()
    autocomplete_fields = ["source"]

    def get_fieldsets(self, request, obj=None):
        return claim_fieldsets(self.said)

    @admin.display(description=_("when"), ordering="earliest")
    def span(self, claim):
        return claim.span.label(languages.active()) if claim.span else "–"


class ClaimInline(Said, Choosing, admin.StackedInline):
    formset = meanwhile.KeepsWhatOthersDeleted
    extra = 0
    classes = ["collapse"]
    formfield_overrides = FIELDS


class ClaimAdmin(saving.RefusalsOnTheForm, Said, DeskAdmin):
    """Whatever is saved here of a public record is checked, published and entered as on the record's own page."""

    change_form_template = "records/admin/change_form.html"
    date_hierarchy = "source__known_on"
    list_select_related = ()
    common_search_fields = ["quote", "source__title", "source__publisher"]

    @admin.display(description=_("subject"))
    def about(self, claim):
        subject = claim.subject
        url = reverse(f"admin:{subject._meta.app_label}_{subject._meta.model_name}_change", args=[subject.pk])
        return format_html('<a href="{}">{}</a>', url, subject)

    @admin.display(description=_("known on"), ordering="source__known_on")
    def known_on(self, claim):
        return claim.known_on

    def get_fieldsets(self, request, obj=None):
        return claim_fieldsets((self.model.SUBJECTS, *self.said))

    def get_autocomplete_fields(self, request):
        return [*self.model.SUBJECTS, *super().get_autocomplete_fields(request)]

    def get_list_display(self, request):
        first, *rest = super().get_list_display(request)
        return [first, "about", *rest, "source", "known_on"]

    def get_list_filter(self, request):
        return [*super().get_list_filter(request), StandingFilter]

    def get_list_select_related(self, request):
        return ["source", *self.model.SUBJECTS, *super().get_list_select_related(request)]

    def get_search_fields(self, request):
        return [*super().get_search_fields(request), *self.common_search_fields]

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and self._may_touch(request, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and self._may_touch(request, obj)

    def _may_touch(self, request, claim):
        if claim is None or claim.subject.version == 0:
            return True
        return request.user.has_perm(permissions.PUBLISH)

    def save_model(self, request, obj, form, change):
        before = self.model.objects.filter(pk=obj.pk).select_related(*self.model.SUBJECTS).first()
        super().save_model(request, obj, form, change)
        if form.has_changed():
            subjects = {before.subject, obj.subject} if before else {obj.subject}
            self._renew(request, subjects)

    def delete_model(self, request, obj):
        subject = obj.subject
        super().delete_model(request, obj)
        self._renew(request, {subject})

    def _renew(self, request, subjects):
        for subject in subjects:
            if subject.version and not request.user.has_perm(permissions.PUBLISH):
                raise saving.Refused([permissions.REFUSALS[permissions.PUBLISH]])
            saving.renew(subject, by=request.user)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None and obj.subject.standing == Standing.LIVE:
            context["notes"] = [
                _("This stands on a public page: what you save is visible at once, and the ledger notes it.")
            ]
            if not request.user.has_perm(permissions.PUBLISH):
                context["notes"] = [permissions.REFUSALS[permissions.PUBLISH]]
        return super().render_change_form(request, context, add, change, form_url, obj)
