"""Two people at once: mine, theirs and what was before beside each other, for whoever came second to decide."""

from dataclasses import replace

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from projects.records.admin import saving
from projects.records.admin.merging import Conflict, objections, read
from projects.records.admin.pages import Pages, url_of
from projects.records.drafts import Desk
from projects.records.models import Version
from projects.records.publishing.locks import locked


def page(request, site, conflict: Conflict, errors=(), status=409):
    """The three columns."""
    record = conflict.record
    saved = Version.objects.about(record).filter(number__gt=conflict.number, number__lte=conflict.newest)
    context = {
        **site.each_context(request),
        "title": _("Two people at once"),
        "subtitle": str(record),
        "opts": record._meta,
        "original": record,
        "errors": list(errors),
        "saved": list(saved.select_related("author").order_by("number")),
        "drawn_from": conflict.number,
        "choices": conflict.choices(),
        "goes_together": conflict.goes_together(),
        "theirs_alone": conflict.theirs_alone(),
        "sealed": conflict.signed(request.user),
        "conflict_url": url_of(record, "conflict"),
        "summary_url": url_of(record, "summary"),
        "change_url": url_of(record, "change"),
    }
    return TemplateResponse(request, "records/admin/conflict.html", context, status=status).render()


class SettlesConflicts(Pages):
    """For the admin of records: where the page of three columns is sent to."""

    def get_urls(self):
        return [self.page("conflict", self.conflict_view), *super().get_urls()]

    @transaction.atomic
    def conflict_view(self, request, record):
        if request.method != "POST":
            return HttpResponseRedirect(url_of(record, "change"))
        if not self.has_change_permission(request, record):
            raise PermissionDenied
        record = locked(record)
        conflict = read(record, request.user, request.POST.get("sealed", ""))
        if conflict is None:
            words = _("What was sent is not what the page had shown. Nothing was saved.")
            self.message_user(request, words, messages.ERROR)
            return HttpResponseRedirect(url_of(record, "change"))
        conflict.choose(request.POST)
        return self._settled(request, conflict)

    def _settled(self, request, conflict):
        desk = Desk(conflict.record)
        if conflict.newest != desk.number:
            if _was_saved_before(request.user, conflict):
                return HttpResponseRedirect(url_of(conflict.record, "summary"))
            conflict = replace(conflict, newest=desk.number)
            errors = [_("Meanwhile somebody saved once more. Please look again.")]
            return page(request, self.admin_site, conflict, errors)
        if not conflict.is_decided:
            return page(request, self.admin_site, conflict, [_("Choose yours or theirs, for each.")])
        if errors := objections(conflict.record, conflict.theirs, conflict.resolved):
            return page(request, self.admin_site, replace(conflict, each=True, chosen={}), errors)
        return self._saved(request, conflict)

    def _saved(self, request, conflict):
        record = conflict.record
        labels = [choice["label"] for choice in conflict.choices()]
        labels += [difference.label for difference in conflict.goes_together()]
        version, is_new = saving.kept(record, conflict.resolved, by=request.user)
        if is_new:
            self.log_change(request, record, saving.logged(version, [{"changed": {"fields": labels}}]))
        words = _("“%(record)s” is saved as version %(number)s. Nobody outside sees it yet.")
        self.message_user(request, words % {"record": record, "number": version.number}, messages.SUCCESS)
        return HttpResponseRedirect(url_of(record, "summary"))


def _was_saved_before(user, conflict) -> bool:
    """The button was pressed twice."""
    since = Version.objects.about(conflict.record).filter(number__gt=conflict.newest, author=user)
    return conflict.is_decided and any(version.content == conflict.resolved for version in since)
