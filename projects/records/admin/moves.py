"""Publishing and withdrawing: a button on the record's page, a page that says what will happen, one decision."""

from django.contrib import messages
from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from projects.records import checks, permissions, publishing
from projects.records.admin import saving
from projects.records.forms import MoveForm, WithdrawForm
from projects.records.states import Act, Standing

LABELS = {Act.PUBLISH: gettext_lazy("Publish"), Act.WITHDRAW: gettext_lazy("Withdraw")}
FORMS = {Act.PUBLISH: MoveForm, Act.WITHDRAW: WithdrawForm}
DONE = {
    Act.PUBLISH: gettext_lazy("“%(record)s” is public now."),
    Act.WITHDRAW: gettext_lazy("“%(record)s” is withdrawn now."),
}
POINTLESS = {
    Standing.NEW: gettext_lazy("This is a draft: there is nothing to withdraw."),
    Standing.LIVE: gettext_lazy("This is public already. What you save on its page is visible at once."),
    Standing.WITHDRAWN: gettext_lazy("This was withdrawn already."),
}


def act_from(state: Standing) -> Act:
    """The one button of a record's page."""
    return Act.WITHDRAW if state == Standing.LIVE else Act.PUBLISH


class Moves:
    """For the admin of records. `publish` is the floor's own verb."""

    publish = staticmethod(publishing.publish)

    def get_urls(self):
        pages = [
            path(
                f"<path:object_id>/{act}/",
                self.admin_site.admin_view(self._view_of(act)),
                name=f"{self.opts.app_label}_{self.opts.model_name}_{act}",
            )
            for act in FORMS
        ]
        return pages + super().get_urls()

    def _view_of(self, act):
        def view(request, object_id):
            return self.move_view(request, object_id, act)

        return view

    def move_url(self, record, act) -> str:
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_{act}"
        return reverse(name, args=[quote(record.pk)])

    def change_url(self, record) -> str:
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
        return reverse(name, args=[quote(record.pk)])

    def consequences(self, record, act) -> list[str]:
        """What the page before the move says will happen."""
        if act == Act.WITHDRAW:
            return [
                _("Its page is replaced by a notice with the reason that you give."),
                _("It leaves every list, feed and search at once."),
            ]
        return [
            _("Everybody can read it at once, with everything below it on its page whose source is public."),
            _("The ledger notes that you published it, and when."),
        ]

    @transaction.atomic
    def move_view(self, request, object_id, act):
        record = self.get_object(request, unquote(object_id))
        if record is None:
            raise Http404
        if not self.has_view_or_change_permission(request, record):
            raise PermissionDenied
        form = FORMS[act](request.POST if request.method == "POST" else None, record=record)
        refusal = self._refusal(request, record, act)
        if form.is_bound and not form.is_valid():
            refusal = next(iter(form.errors.get("version", [])), None) or refusal
        elif form.is_bound and not refusal and self._moved(request, form, act):
            self.message_user(request, DONE[act] % {"record": record}, messages.SUCCESS)
            return HttpResponseRedirect(self.change_url(record))
        return self._move_page(request, record, act, form, refusal)

    def _refusal(self, request, record, act) -> str | None:
        """Why this person cannot make this move, or why there is no point in it."""
        if not request.user.has_perm(permissions.PUBLISH):
            return permissions.REFUSALS[permissions.PUBLISH]
        return None if act_from(record.standing) == act else POINTLESS[record.standing]

    def _moved(self, request, form, act) -> bool:
        """Makes the move, or tells the form why it was refused."""
        texts = {name: text for name, text in form.cleaned_data.items() if name != "version"}
        verb = self.publish if act == Act.PUBLISH else publishing.withdraw
        try:
            verb(form.record, by=request.user, at=timezone.now(), **texts)
        except saving.REFUSING as error:
            form.refuse(error, saving.in_words(error))
            return False
        self.log_change(request, form.record, str(LABELS[act]))
        return True

    def _move_page(self, request, record, act, form, refusal):
        in_the_way = []
        if refusal is None:
            now = timezone.now()
            in_the_way = (checks.grave if act == Act.PUBLISH else checks.dependants)(record, now)
        context = {
            **self.admin_site.each_context(request),
            "title": LABELS[act],
            "subtitle": str(record),
            "opts": self.opts,
            "original": record,
            "media": self.media,
            "form": form,
            "act": act,
            "label": LABELS[act],
            "refusal": refusal,
            "in_the_way": in_the_way,
            "consequences": self.consequences(record, act),
            "change_url": self.change_url(record),
        }
        status = 403 if not request.user.has_perm(permissions.PUBLISH) else 200
        return TemplateResponse(request, f"records/admin/{act}.html", context, status=status)
