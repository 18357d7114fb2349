"""What can be done to many records at once. Each is told of: what was done, what was not, and why."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from projects.records import moments, permissions, publishing, states
from projects.records.admin import outlook
from projects.records.admin.pages import url_of
from projects.records.admin.refusals import REFUSING, in_words
from projects.records.admin.summary import state_in_words
from projects.records.drafts import Desk
from projects.records.models import Record
from projects.records.publishing.locks import locked
from projects.records.states import Act

# More than that nobody looks at before pressing a button.
MOST = 50


@dataclass
class Line:
    """One of the records: `why_not` says what keeps it from the act, `found` what is in its way to the public."""

    record: Record
    number: int
    state: str
    why_not: list[str]
    found: list[str]

    @property
    def url(self) -> str:
        return url_of(self.record, "summary")


@dataclass(frozen=True)
class Bulk:
    """An act on many: which one, by which verb, and whether what is not fit for the public is left alone."""

    act: Act
    ability: str
    verb: Callable
    title: str
    button: str
    done: str
    needs_to_be_fit: bool


SUBMIT = Bulk(
    Act.SUBMIT,
    permissions.WRITE,
    publishing.submit,
    _("Ask for review"),
    _("Ask for review of %(count)d"),
    _("A review was asked for: “%(name)s”."),
    needs_to_be_fit=False,
)
APPROVE = Bulk(
    Act.APPROVE,
    permissions.REVIEW,
    publishing.approve,
    _("Approve"),
    _("Approve %(count)d"),
    _("Approved in English and French: “%(name)s”."),
    needs_to_be_fit=True,
)


class ActsOnMany:
    """For the admin of records."""

    actions = ["ask_for_review", "approve_drafts", "publish_together"]

    def get_actions(self, request):
        """None of Django's own: what was public is never deleted, and drafts one by one."""
        found = super().get_actions(request)
        found.pop("delete_selected", None)
        return found

    @admin.action(description=_("Ask for review"), permissions=["write"])
    def ask_for_review(self, request, records):
        return self._on_many(request, records, SUBMIT)

    @admin.action(description=_("Approve"), permissions=["review"])
    def approve_drafts(self, request, records):
        return self._on_many(request, records, APPROVE)

    @admin.action(description=_("Publish together…"), permissions=["write"])
    def publish_together(self, request, records):
        """Makes a bundle of them and opens its page, where it is decided about."""
        if too_many := _too_many(records):
            self.message_user(request, too_many, messages.ERROR)
            return None
        try:
            bundle, refused = _bundled(list(records), by=request.user)
        except REFUSING as error:
            for line in in_words(error):
                self.message_user(request, line, messages.ERROR)
            return None
        for line in refused:
            self.message_user(request, line, messages.WARNING)
        return redirect("admin:records_bundle_change", bundle.pk)

    def has_write_permission(self, request):
        return request.user.has_perm(permissions.WRITE)

    def has_review_permission(self, request):
        return request.user.has_perm(permissions.REVIEW)

    def _on_many(self, request, records, bulk: Bulk):
        """First a page that tells of each what will be done, and what not and why; then it is done."""
        if too_many := _too_many(records):
            self.message_user(request, too_many, messages.ERROR)
            return None
        if not request.user.has_perm(bulk.ability):
            raise PermissionDenied(str(permissions.REFUSALS[bulk.ability]))
        if outlook.SURE not in request.POST:
            return self._many_page(request, records, bulk)
        for record in records:
            self._on_one(request, record, bulk)
        missing = len(set(request.POST.getlist(ACTION_CHECKBOX_NAME))) - len(records)
        if missing:
            words = ngettext("%(count)d record is no more.", "%(count)d records are no more.", missing)
            self.message_user(request, words % {"count": missing}, messages.WARNING)
        return None

    def _on_one(self, request, record, bulk: Bulk):
        try:
            number = _done(record, bulk, request.POST.get(f"number-{record.pk}", ""), by=request.user)
        except REFUSING as error:
            words = gettext("Not done: “%(name)s”. %(why)s")
            words %= {"name": record, "why": " ".join(in_words(error))}
            self.message_user(request, words, messages.WARNING)
            return
        words = gettext("%(act)s, version %(number)d") % {"act": bulk.title, "number": number}
        self.log_change(request, record, words)
        self.message_user(request, bulk.done % {"name": record}, messages.SUCCESS)

    def _many_page(self, request, records, bulk: Bulk):
        now = timezone.now()
        lines = [_line(record, bulk, by=request.user, at=now) for record in records]
        count = sum(not line.why_not for line in lines)
        context = {
            **self.admin_site.each_context(request),
            "title": bulk.title,
            "subtitle": None,
            "opts": self.opts,
            "media": self.media,
            "lines": lines,
            "count": count,
            "button": bulk.button % {"count": count},
            "action": request.POST.get("action"),
            "checkbox": ACTION_CHECKBOX_NAME,
        }
        return TemplateResponse(request, "records/admin/many.html", context)


def _too_many(records) -> str:
    count = records.count()
    if count <= MOST:
        return ""
    words = ngettext(
        "Choose at most %(most)d record at once: this was %(count)d. Nothing was done.",
        "Choose at most %(most)d records at once: these were %(count)d. Nothing was done.",
        MOST,
    )
    return words % {"most": MOST, "count": count}


def _line(record: Record, bulk: Bulk, *, by, at: datetime) -> Line:
    """What the verb would say, tried and undone."""
    desk = Desk(record)
    found = [finding.words for finding in outlook.findings(desk, at) if finding.is_grave]
    why_not = []
    try:
        with transaction.atomic():
            _do(record, bulk, by=by, at=at)
            transaction.set_rollback(True)
    except REFUSING as error:
        why_not = in_words(error)
    return Line(record, desk.number, state_in_words(desk), why_not, found)


@transaction.atomic
def _done(record: Record, bulk: Bulk, seen: str, *, by) -> int:
    """The number of the version to which it was done. Raises what the verbs raise."""
    row = locked(record)
    if seen != str(Desk(row).number):
        raise ValidationError(gettext("Somebody saved a newer version after you had opened the page."))
    return _do(row, bulk, by=by, at=timezone.now())


def _do(record: Record, bulk: Bulk, *, by, at: datetime) -> int:
    states.require(Desk(record).state, bulk.act)
    if bulk.needs_to_be_fit:
        grave = [finding.words for finding in outlook.findings(Desk(record), at) if finding.is_grave]
        if grave:
            raise ValidationError(grave)
    return bulk.verb(record, by=by, at=at).version.number


@transaction.atomic
def _bundled(records: list[Record], *, by):
    """The new bundle, and why some are not in it. Raises ValidationError if none is."""
    at = timezone.now()
    name = gettext("Bundle of %(moment)s") % {"moment": moments.brief(at)}
    bundle, refused = publishing.bundle(name, by=by, at=at), []
    for record in records:
        try:
            publishing.collect(bundle, record, by=by)
        except ValidationError as error:
            refused += in_words(error)
    if len(refused) == len(records):
        raise ValidationError(refused)
    return bundle, refused
