"""Only what never was public is deleted, and nothing that another draft names."""

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.db import models, transaction
from django.db.models.functions import Cast
from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _

from projects.records import snapshots
from projects.records.admin.pages import url_of
from projects.records.models import BundleItem, Record, Schedule, Version
from projects.records.publishing.locks import locked
from projects.records.states import Standing


def in_the_way(record: Record) -> list[str]:
    """Why a record is not deleted, in words."""
    if record.standing != Standing.NEW:
        return [_("It was public: it stays in the ledger for ever. Withdraw it instead.")]
    found = []
    if Schedule.objects.about(record).pending().exists():
        found.append(_("It is scheduled: cancel the schedule first."))
    if BundleItem.objects.filter(record_uuid=record.pk, bundle__closed_at=None).exists():
        found.append(_("It is in a bundle that has not gone out: take it out first."))
    naming = _("The draft of the %(type)s “%(name)s” names it.")
    return found + [naming % {"type": each._meta.verbose_name, "name": each} for each in named_by(record)]


def named_by(record: Record) -> list[Record]:
    """Others of which the newest version names the record."""
    newest = Version.objects.newest().exclude(record_uuid=record.pk)
    words = newest.annotate(words=Cast("content", models.TextField()))
    found = words.filter(words__contains=str(record.pk)).values_list("record_type", "record_uuid")
    others = (snapshots.model_of(kind).objects.filter(pk=key).first() for kind, key in found)
    return [each for each in others if each is not None]


class DeletesDrafts:
    """For the admin of records."""

    def has_delete_permission(self, request, obj=None):
        may = super().has_delete_permission(request, obj)
        return may and (obj is None or obj.standing == Standing.NEW)

    @transaction.atomic
    def delete_view(self, request, object_id, extra_context=None):
        record = self.get_object(request, unquote(object_id))
        if record is None or not self.has_delete_permission(request, record):
            return super().delete_view(request, object_id, extra_context)
        reasons = in_the_way(locked(record))
        if not reasons:
            return super().delete_view(request, object_id, extra_context)
        for reason in reasons:
            self.message_user(request, reason, messages.ERROR)
        return HttpResponseRedirect(url_of(record, "summary"))
