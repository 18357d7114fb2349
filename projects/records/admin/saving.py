"""Every save in the admin ends here: a live record's change is entered in the ledger, or the save is undone."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _

from projects.records import publishing
from projects.records.admin import meanwhile
from projects.records.models import Publication
from projects.records.states import ImpossibleMove, Standing

REFUSING = (ValidationError, PermissionDenied, ImpossibleMove)


class Refused(Exception):
    """The save cannot stand, for these reasons in words."""

    def __init__(self, reasons: list[str]):
        super().__init__(*reasons)
        self.reasons = reasons


def in_words(error: Exception) -> list[str]:
    if isinstance(error, ValidationError):
        return error.messages
    if isinstance(error, ImpossibleMove):
        return [_("Somebody else was faster: this has been published or withdrawn in the meantime.")]
    return [str(error)]


def renew(record, *, by, publish=publishing.publish) -> None:
    """Brings the row in line with what was just saved: published anew if it is live, settled if it is not."""
    record = type(record).objects.get(pk=record.pk)
    if record.standing != Standing.LIVE:
        record.settle()
        record.save()
        return
    try:
        publish(record, by=by, at=timezone.now())
    except REFUSING as error:
        raise Refused(in_words(error)) from error


class RefusalsOnTheForm:
    """Shows a form again, with all that was typed, when what it saved was refused and undone."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except Refused as refusal:
            request.refusals = refusal.reasons
        except IntegrityError:
            request.refusals = [
                _("This contradicts something that was saved at the same moment. Please check it.")
            ]
        return super().changeform_view(request, object_id, form_url, extra_context)

    def delete_view(self, request, object_id, extra_context=None):
        try:
            return super().delete_view(request, object_id, extra_context)
        except Refused as refusal:
            for message in refusal.reasons:
                self.message_user(request, message, messages.ERROR)
        return HttpResponseRedirect(request.path)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form_class = super().get_form(request, obj, change=change, **kwargs)
        refusals = getattr(request, "refusals", [])
        if change:
            request.seal = meanwhile.seal(obj)
            if request.method == "POST":
                refusals = [*meanwhile.objections(obj, request.POST.get("seal", "")), *refusals]
        return refusing(form_class, refusals) if refusals else form_class

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["seal"] = getattr(request, "seal", None)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def get_object(self, request, object_id, from_field=None):
        """What is about to be changed is locked first, so that no stale copy is written over another's work."""
        record = super().get_object(request, object_id, from_field)
        if record is None or request.method != "POST" or not transaction.get_connection().in_atomic_block:
            return record
        # In the order in which the verbs lock, so that no two wait for each other.
        Publication.objects.lock()
        return self.model.objects.select_for_update(of=("self",)).filter(pk=record.pk).first()


def refusing(form_class, reasons):
    """The same form, which is invalid for these reasons."""

    class RefusingForm(form_class):
        def clean(self):
            super().clean()
            raise ValidationError(reasons)

    return RefusingForm
