"""Withdrawing: a page that says what will happen, one decision. Going out has a page of its own (`reviewing`)."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from projects.records import checks, permissions, publishing
from projects.records.admin.pages import url_of
from projects.records.admin.possibilities import why_not_withdrawn
from projects.records.admin.refusals import REFUSING, in_words, status_of
from projects.records.admin.reviewing import Reviews
from projects.records.admin.steps import Stale
from projects.records.drafts import Desk
from projects.records.forms_moves import WithdrawForm
from projects.records.models import Publication
from projects.records.publishing.locks import locked
from projects.records.states import Act, Standing


class Moves(Reviews):
    def get_urls(self):
        return [self.page("withdraw", self.withdraw_view), *super().get_urls()]

    def withdraw_view(self, request, record):
        form = WithdrawForm(
            request.POST if request.method == "POST" else None, initial={"number": Desk(record).number}
        )
        if not form.is_bound:
            return self._withdrawing(request, record, form)
        if not request.user.has_perm(permissions.PUBLISH):
            return self._withdrawing(request, record, form, status=403)
        if not form.is_valid():
            return self._withdrawing(request, record, form, problems=_unread(form), status=400)
        return self._withdraw(request, record, form)

    def _withdraw(self, request, record, form):
        try:
            _withdrawn(record, form.cleaned_data, by=request.user)
        except (Stale, *REFUSING) as error:
            return self._not_withdrawn(request, record, form, error)
        self.log_change(request, record, _("Withdrawn."))
        return self._said_to_be_withdrawn(request, record)

    def _said_to_be_withdrawn(self, request, record):
        self.message_user(request, _("“%(record)s” is withdrawn now.") % {"record": record}, messages.SUCCESS)
        return redirect(url_of(record, "summary"))

    def _not_withdrawn(self, request, record, form, error):
        record.refresh_from_db()
        if _is_done(record, request.user):
            return self._said_to_be_withdrawn(request, record)
        form.data = form.data.copy()
        form.data["number"] = Desk(record).number
        if isinstance(error, Stale):
            words = _("Somebody changed the record after you had opened the page. Nothing was done.")
            return self._withdrawing(request, record, form, problems=[words], status=409)
        form.refuse(error, in_words(error))
        return self._withdrawing(request, record, form, status=status_of(error))

    def _withdrawing(self, request, record, form, *, problems=(), status=200):
        refusal = why_not_withdrawn(record.standing)
        if not request.user.has_perm(permissions.PUBLISH):
            refusal = permissions.REFUSALS[permissions.PUBLISH]
        resting = [] if refusal else checks.dependants(record, timezone.now())
        context = self.page_context(
            request,
            record,
            _("Withdraw"),
            form=form,
            refusal=refusal,
            problems=problems,
            resting=[{"words": checks.described(each), "url": url_of(each, "summary")} for each in resting],
            consequences=[
                _("Its page is replaced by a notice with the reason that you give."),
                _("It leaves every list, feed and search at once."),
                *self.consequences(record, Act.WITHDRAW),
            ],
            summary_url=url_of(record, "summary"),
        )
        return TemplateResponse(request, "records/admin/withdraw.html", context, status=status)


def _unread(form) -> list[str]:
    if "number" not in form.errors:
        return []
    return [_("The page did not say which version you had looked at. Nothing was done.")]


@transaction.atomic
def _withdrawn(record, given, *, by) -> None:
    row = locked(record)
    if Desk(row).number != given["number"]:
        raise Stale
    reasons = {name: given[name] for name in ("reason_en", "reason_fr")}
    publishing.withdraw(row, by=by, at=timezone.now(), **reasons)


def _is_done(record, person) -> bool:
    """Whether the same person withdrew it already: the button was pressed twice."""
    if record.standing != Standing.WITHDRAWN:
        return False
    last = Publication.objects.about(record).first()
    return last is not None and last.act == Act.WITHDRAW and last.by_id == person.pk
