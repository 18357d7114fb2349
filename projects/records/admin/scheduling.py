"""Calling off and changing what is scheduled: of one record, or of the bundle that goes out with it."""

from django.contrib import messages
from django.db import IntegrityError
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from projects.records import moments, permissions, publishing
from projects.records.admin.ledger import type_word
from projects.records.admin.naming import named
from projects.records.admin.pages import Pages, url_of
from projects.records.admin.refusals import REFUSING, in_words, status_of
from projects.records.forms_schedules import SCHEDULE_FORMS
from projects.records.models import Schedule
from projects.records.states import LABELS, Act


class Schedules(Pages):
    def get_urls(self):
        return [self.page("schedule", self.schedule_view, "<int:schedule_id>/"), *super().get_urls()]

    def schedule_view(self, request, record, schedule_id):
        """One schedule; what is sent changes its moment or cancels it."""
        people = ("version__author", "by", "cancelled_by", "bundle")
        planned = Schedule.objects.about(record).select_related(*people).filter(pk=schedule_id).first()
        if planned is None:
            raise Http404
        if request.method != "POST":
            return self._schedule_page(request, record, planned)
        name = request.POST.get("do", "")
        if name not in SCHEDULE_FORMS:
            return self._schedule_page(request, record, planned, 400, [_("There is no such step.")])
        form = SCHEDULE_FORMS[name](request.POST, auto_id=f"id_{name}_%s")
        return self._change_schedule(request, record, planned, name, form)

    def _change_schedule(self, request, record, planned, name, form):
        status, problems = 400, []
        if not request.user.has_perm(permissions.PUBLISH):
            status, problems = 403, [permissions.REFUSALS[permissions.PUBLISH]]
        elif form.is_valid():
            try:
                words = CHANGES[name](planned, form.cleaned_data, by=request.user)
            except (*REFUSING, IntegrityError, LookupError) as error:
                form.refuse(error, in_words(error))
                status = status_of(error)
            else:
                self.log_change(request, record, words)
                self.message_user(request, words, messages.SUCCESS)
                return redirect(url_of(record, "summary"))
        planned.refresh_from_db()
        return self._schedule_page(request, record, planned, status, problems, {name: form})

    def _schedule_page(self, request, record, planned, status=200, problems=(), tried=None):
        may = request.user.has_perm(permissions.PUBLISH)
        is_open = planned.cancelled_at is None and planned.applied_at is None
        tried = tried or {}
        found = {
            name: tried.get(name) or form(auto_id=f"id_{name}_%s", initial=_initial(planned))
            for name, form in SCHEDULE_FORMS.items()
        }
        context = self.page_context(
            request,
            record,
            _("Schedule"),
            planned=planned,
            is_open=is_open,
            act_word=LABELS[Act(planned.act)],
            state=_state(planned),
            others=_others(planned),
            why_not="" if may else permissions.REFUSALS[permissions.PUBLISH],
            problems=problems,
            forms=found if may and is_open else {},
            tried=tried if not may or not is_open else {},
            summary_url=url_of(record, "summary"),
        )
        return TemplateResponse(request, "records/admin/schedule.html", context, status=status)


def _initial(planned: Schedule) -> dict:
    return {"due_at": planned.due_at}


def _state(planned: Schedule) -> str:
    """What became of it so far, in words; empty while it just waits."""
    if planned.applied_at:
        return _("It went out on %(moment)s.") % {"moment": moments.words(planned.applied_at)}
    if planned.cancelled_at:
        return _("%(person)s cancelled it on %(moment)s: %(why)s") % {
            "person": planned.cancelled_by,
            "moment": moments.words(planned.cancelled_at),
            "why": planned.cancelled_why,
        }
    return ""


def _others(planned: Schedule) -> list[dict]:
    """What goes out, or went out, together with it."""
    if planned.bundle_id is None:
        return []
    together = planned.bundle.schedules.filter(due_at=planned.due_at, cancelled_at=planned.cancelled_at)
    keys = [
        (each.version.record_type, each.version.record_uuid)
        for each in together.exclude(pk=planned.pk).select_related("version")
    ]
    records = named(keys)
    return [
        {"type": type_word(key[0]), "name": records[key], "url": url_of(records[key], "summary")}
        for key in keys
        if key in records
    ]


def _cancel(planned: Schedule, given: dict, *, by) -> str:
    publishing.cancel(planned, by=by, at=timezone.now(), why=given["why"])
    if planned.bundle_id:
        return _("Cancelled, with all of the bundle “%(bundle)s”. The drafts stay.") % {"bundle": planned.bundle}
    return _("Cancelled: version %(number)s does not go out. It stays as it is.") % {
        "number": planned.version.number
    }


def _reschedule(planned: Schedule, given: dict, *, by) -> str:
    publishing.reschedule(planned, by=by, at=timezone.now(), due_at=given["due_at"], why=given["why"])
    words = {"moment": moments.words(given["due_at"], now=timezone.now()), "bundle": planned.bundle}
    if planned.bundle_id:
        return _("All of the bundle “%(bundle)s” goes out on %(moment)s.") % words
    return _("It goes out on %(moment)s.") % words


CHANGES = {"cancel": _cancel, "reschedule": _reschedule}
