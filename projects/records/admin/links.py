"""Preview links: one record, one named recipient, until a moment or until it is taken back."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from projects.records import permissions, previews, publishing
from projects.records.admin.pages import Pages, url_of
from projects.records.admin.refusals import REFUSING, in_words, status_of
from projects.records.drafts import Desk
from projects.records.forms_links import InviteForm, RevokeForm
from projects.records.languages import LANGUAGES
from projects.records.models import PreviewLink
from projects.records.publishing.locks import locked

# How many openings of a link the page shows, the latest.
MOST_OPENINGS = 20


class Links(Pages):
    def get_urls(self):
        return [self.page("links", self.links_view), *super().get_urls()]

    def links_view(self, request, record):
        if request.method == "POST" and "revoke" in request.POST:
            return self._revoke(request, record)
        if request.method == "POST":
            return self._invite(request, record)
        return self._links_page(request, record, InviteForm(initial={"newest": _newest(record)}))

    def _invite(self, request, record):
        form = InviteForm(request.POST)
        if not form.is_valid():
            forged = [_("This was not sent as the page was drawn. Please try again.")]
            problems = forged if "newest" in form.errors else []
            return self._links_page(request, record, form, problems=problems, status=400)
        now = timezone.now()
        try:
            with transaction.atomic():
                locked(record)
                if form.cleaned_data["newest"] != _newest(record):
                    words = _("A link was made since you opened this page: see below. No other one was made.")
                    return self._links_page(request, record, form, problems=[words], status=409)
                link, token = publishing.invite(
                    record,
                    form.cleaned_data["recipient"],
                    by=request.user,
                    at=now,
                    expires_at=form.expires_at(now),
                )
                words = _("Made a preview link for %(recipient)s; newest version: %(number)s.")
                texts = {"recipient": link.recipient, "number": Desk(record).number}
                self.log_change(request, record, words % texts)
        except REFUSING as error:
            return self._links_page(request, record, form, problems=in_words(error), status=status_of(error))
        # It is shown here and now, and nowhere kept: so the answer is the page itself and no way to it.
        fresh = InviteForm(initial={"newest": _newest(record)})
        return self._links_page(request, record, fresh, made=link, addresses=_addresses(request, token))

    def _revoke(self, request, record):
        form = RevokeForm({"link": request.POST["revoke"]})
        links = PreviewLink.objects.about(record)
        link = links.filter(pk=form.cleaned_data["link"]).first() if form.is_valid() else None
        fresh = InviteForm(initial={"newest": _newest(record)})
        if link is None:
            problems = [_("There is no such link to this record. Nothing was done.")]
            return self._links_page(request, record, fresh, problems=problems, status=400)
        try:
            with transaction.atomic():
                publishing.revoke(link, by=request.user, at=timezone.now())
                if link.revoked_at is None:
                    words = _("Revoked the preview link for %(recipient)s.")
                    self.log_change(request, record, words % {"recipient": link.recipient})
        except REFUSING as error:
            return self._links_page(request, record, fresh, problems=in_words(error), status=status_of(error))
        words = _("The link for %(recipient)s opens nothing any more.")
        self.message_user(request, words % {"recipient": link.recipient}, messages.SUCCESS)
        return HttpResponseRedirect(url_of(record, "links"))

    def _links_page(self, request, record, form, *, problems=(), status=200, **more):
        refusal = None
        if previews.address_of(record) is None:
            refusal = _("It has no page of its own that could be opened.")
        elif not Desk(record).has_draft:
            refusal = _("Nothing of it waits to be published: send the public address.")
        if not request.user.has_perm(permissions.REVIEW):
            refusal = _("Only an editor or a publisher lets somebody in before publication.")
        context = self.page_context(
            request,
            record,
            _("Preview links"),
            form=form,
            problems=problems,
            refusal=refusal,
            may_revoke=request.user.has_perm(permissions.REVIEW),
            links=_links(record),
            **more,
        )
        response = TemplateResponse(request, "records/admin/links.html", context, status=status)
        response.headers["Cache-Control"] = "no-store"
        # To our own pages it is told: without it the browser's next form here would be taken for a stranger's.
        response.headers["Referrer-Policy"] = "same-origin"
        return response


def _newest(record) -> int:
    newest = PreviewLink.objects.about(record).order_by("-pk").values_list("pk", flat=True).first()
    return newest or 0


def _links(record) -> list[PreviewLink]:
    """Newest first, each with its latest `shown` openings and whether it `is_open`."""
    now = timezone.now()
    links = PreviewLink.objects.about(record).select_related("by", "revoked_by").prefetch_related("openings")
    for link in links:
        link.all_openings = list(link.openings.all())
        link.shown = link.all_openings[:MOST_OPENINGS]
        link.is_open = link.revoked_at is None and link.expires_at > now
    return list(links)


def _addresses(request, token: str) -> dict[str, str]:
    """By language."""
    addresses = {}
    for code in LANGUAGES:
        with translation.override(code):
            addresses[code] = request.build_absolute_uri(reverse("preview", kwargs={"token": token}))
    return addresses
