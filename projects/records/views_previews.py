"""What one named person may read before it is public."""

from functools import cached_property

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import get_resolver, reverse
from django.utils import timezone, translation
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import View

from projects.records import moments, previews, publishing, snapshots
from projects.records.drafts import Desk
from projects.records.languages import LANGUAGES, active
from projects.records.models import PreviewLink, Record, Version
from projects.records.rehearsal import rehearse


@method_decorator(csrf_exempt, name="dispatch")  # nothing is sent here: a POST is refused for what it is
class PreviewPage(View):
    """What is to go out next of one record, else its newest draft, on its own page; once public, the way there."""

    http_method_names = ["get", "head"]

    def dispatch(self, request, *args, **kwargs):
        self.hide_secret()
        try:
            response = super().dispatch(request, *args, **kwargs)
        except Http404 as missing:
            response = get_resolver().resolve_error_handler(404)(request, exception=missing)
        for name, value in previews.HEADERS.items():
            response.headers[name] = value
        return response

    def hide_secret(self) -> None:
        """From here on the request knows another path: logs and the links of pages repeat it."""
        self.request.path = self.request.path_info = reverse("front")

    @cached_property
    def at(self):
        return timezone.now()

    def get(self, request, token):
        agent = request.headers.get("User-Agent", "")
        link = publishing.opened(token, at=self.at, language=active(), agent=agent)
        if link is None:
            raise Http404
        record = snapshots.model_of(link.record_type).objects.filter(pk=link.record_uuid).first()
        if record is None or previews.address_of(record) is None:
            raise Http404
        desk = Desk(record)
        if not desk.has_draft or _is_out(link, record):
            return HttpResponseRedirect(record.get_absolute_url())
        return self.draw(record, desk, previews.Banner(self.words(link, desk), self.addresses(token)))

    def draw(self, record: Record, desk: Desk, banner: previews.Banner) -> HttpResponse:
        try:
            with rehearse(record, _shown(desk), public_at=self.at) as row:
                response = previews.draw(self.request, row.get_absolute_url(), banner)
        except (Http404, IntegrityError, ValidationError):
            response = None
        if response is None or response.status_code != 200:
            return render(self.request, "records/unready.html", status=409)
        return response

    def words(self, link: PreviewLink, desk: Desk) -> list[str]:
        embargo = _("Not yet public: do not publish.")
        if desk.schedules:
            due_at = desk.schedules[0].due_at
            embargo = _("Embargo: not before %(moment)s.") % {"moment": moments.words(due_at)}
        whom = _("Preview for %(recipient)s alone. Please do not pass this address on.")
        return [embargo, whom % {"recipient": link.recipient}]

    def addresses(self, token: str) -> dict[str, str]:
        addresses = {}
        for code in LANGUAGES:
            with translation.override(code):
                addresses[code] = reverse("preview", kwargs={"token": token})
        return addresses


def _shown(desk: Desk) -> dict | None:
    """What is scheduled is what the recipient waits for, whatever is drafted since."""
    return desk.schedules[0].version.content if desk.schedules else desk.beside_the_row


def _is_out(link: PreviewLink, record: Record) -> bool:
    """Whether what the link was made for is public, or was: what is drafted afterwards is not the recipient's."""
    there = Version.objects.about(record).filter(made_at__lte=link.made_at).order_by("-number")
    shown = there.values_list("number", flat=True).first() or 1
    return record.version >= shown
