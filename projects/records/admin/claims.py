"""Claims: on the page of the record that they are about, and in a list of their own."""

from contextlib import suppress

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponseRedirect
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from projects.records import languages, snapshots
from projects.records.admin import saving
from projects.records.admin.choosing import Choosing
from projects.records.admin.editing import EditsDrafts, rendered
from projects.records.admin.filters import StandingFilter
from projects.records.admin.lists import FIELDS, DeskAdmin
from projects.records.admin.pages import url_of
from projects.records.models import Record
from projects.records.publishing.locks import locked
from projects.records.rehearsal import rehearse

# Letters of the names in a list; the whole is one click away.
LONGEST_NAME = 30


def claim_fieldsets(said):
    """First what is said and by whom, then, folded, what is rarely needed."""
    rest = ("quote", ("note_en", "note_fr"), ("withdrawn_on", "withdrawn_why"))
    return [
        (None, {"fields": (*said, ("source", "locator"))}),
        (gettext_lazy("Quote, note, withdrawal"), {"fields": rest, "classes": ["collapse"]}),
    ]


class Said:
    """`said` holds the rows of fields in which the claim is said."""

    said: tuple = ()
    autocomplete_fields = ["source"]

    def get_fieldsets(self, request, obj=None):
        return claim_fieldsets(self.said)

    @admin.display(description=gettext_lazy("when"), ordering="earliest")
    def span(self, claim):
        return claim.span.label(languages.active()) if claim.span else "–"


class ClaimInline(Said, Choosing, admin.StackedInline):
    formset = saving.OwnRows
    extra = 0
    classes = ["collapse"]
    formfield_overrides = FIELDS


class ClaimAdmin(EditsDrafts, Said, DeskAdmin):
    """Whatever is saved here becomes part of the draft of the record that the claim is about."""

    delete_confirmation_template = "records/admin/delete_claim.html"
    date_hierarchy = "source__known_on"
    list_select_related = ()
    common_search_fields = ["quote", "source__title", "source__publisher"]

    def record_of(self, row):
        return row.subject

    @admin.display(description=gettext_lazy("subject"))
    def about(self, claim):
        subject = claim.subject
        return format_html('<a href="{}">{}</a>', url_of(subject, "summary"), _short(subject))

    @admin.display(description=gettext_lazy("source"), ordering="source__known_on")
    def said_by(self, claim):
        """Who said so; the day is what the list is divided by."""
        return _short(claim.source.publisher or claim.source.title)

    def get_fieldsets(self, request, obj=None):
        return claim_fieldsets((self.model.SUBJECTS, *self.said))

    def get_readonly_fields(self, request, obj=None):
        """What a claim is about stays: it is drafted and published with it."""
        readonly = super().get_readonly_fields(request, obj)
        return readonly if obj is None else [*readonly, *self.model.SUBJECTS]

    def get_autocomplete_fields(self, request):
        return [*self.model.SUBJECTS, *super().get_autocomplete_fields(request)]

    def get_list_display(self, request):
        first, *rest = super().get_list_display(request)
        return [first, "about", *rest, "said_by"]

    def get_list_filter(self, request):
        return [*super().get_list_filter(request), StandingFilter]

    def get_list_select_related(self, request):
        return ["source", *self.model.SUBJECTS, *super().get_list_select_related(request)]

    def get_search_fields(self, request):
        return [*super().get_search_fields(request), *self.common_search_fields]

    def said_above(self, request, edit, obj):
        above = super().said_above(request, edit, obj)
        if obj is not None:
            words = _("This is part of the draft of “%(record)s”.")
            above["notes"] = [words % {"record": edit.record}, *above["notes"]]
        return above

    def way_on(self, request, row):
        """What only the draft has is edited on the record's own page."""
        if "_continue" in request.POST and not self.model.objects.filter(pk=row.pk).exists():
            return url_of(row.subject, "change")
        return super().way_on(request, row)

    def adding(self, request, form, _key, refusals):
        """What is added becomes part of the draft of the subject that was sent; without one the form says so."""
        edit = request.edit = saving.Edit(request, None, [*refusals])
        subject = self._subject_sent(request) if edit.is_post else None
        if subject is None:
            return rendered(form())
        edit.record = locked(subject)
        there = edit.desk.content["rows"].get(self.model._meta.label_lower, {}).get(str(edit.own_key))
        if there is not None:
            return self.after_saving(request, snapshots.build(self.model, edit.own_key, there), edit.desk.newest)
        with rehearse(edit.record, edit.to_apply):
            response = form()
            if edit.saved is None:
                return rendered(response)
            mine = snapshots.take(edit.record)
        return self.keep(request, edit, mine)

    def _subject_sent(self, request) -> Record | None:
        for name in self.model.SUBJECTS:
            model = self.model._meta.get_field(name).related_model
            with suppress(ValidationError):
                key = model._meta.pk.to_python(request.POST.get(name) or None)
                if found := key and model.objects.filter(pk=key).first():
                    return found
        return None

    @transaction.atomic
    def delete_view(self, request, object_id, extra_context=None):
        """The draft of the subject loses it; readers do so once that is published."""
        claim = self.get_object(request, unquote(object_id))
        if claim is None:
            return super().delete_view(request, object_id, extra_context)
        record = locked(claim.subject) if request.method == "POST" else claim.subject
        edit = request.edit = saving.Edit(request, record)
        if edit.is_post and (edit.refusals or edit.is_stale):
            words = _("This was changed after you had opened the page. Nothing was deleted; please look again.")
            self.message_user(request, words, messages.ERROR)
            return HttpResponseRedirect(request.path)
        with rehearse(record, edit.to_apply):
            response = super().delete_view(request, object_id, {"number": edit.number, "record": record})
            if edit.saved is None:
                return rendered(response)
            mine = snapshots.take(record)
        version, _is_new = saving.kept(record, mine, by=request.user)
        gone = {"name": self.opts.verbose_name_raw, "object": str(claim)}
        self.log_change(request, record, saving.logged(version, [{"deleted": gone}]))
        return response

    def delete_model(self, request, obj):
        request.edit.saved = obj
        super().delete_model(request, obj)

    def response_delete(self, request, obj_display, obj_id):
        record = request.edit.record
        words = _("“%(claim)s” is taken out of the draft of “%(record)s”.")
        self.message_user(request, words % {"claim": obj_display, "record": record}, messages.SUCCESS)
        return HttpResponseRedirect(url_of(record, "summary"))


def _short(name) -> str:
    return Truncator(str(name)).chars(LONGEST_NAME)
