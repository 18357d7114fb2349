"""Previews: the real pages, as they would be."""

from dataclasses import replace
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import Http404, HttpResponseNotAllowed
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from projects.records import checks, previews
from projects.records.admin.links import Links
from projects.records.admin.pages import url_of
from projects.records.drafts import Desk
from projects.records.models import Version
from projects.records.rehearsal import rehearse
from projects.records.states import Standing


class Previews(Links):
    def get_urls(self):
        return [self.page("preview", self.preview_view, "<int:number>/"), *super().get_urls()]

    def preview_view(self, request, record, number):
        """A page as it would be if this version were public: the one of `?page=`, or the record's own."""
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        content = self._content(record, number)
        drawing = _Drawing(request, record, number)
        try:
            with rehearse(record, content, public_at=drawing.at) as row:
                drawing.draw(row)
        except (IntegrityError, ValidationError):
            drawing.problems = [
                _("This version names something that is not there any more, so it cannot be shown.")
            ]
        if drawing.response is not None:
            return drawing.response
        context = self.page_context(
            request,
            record,
            _("Preview of version %(number)s") % {"number": number},
            problems=drawing.problems,
            pages=drawing.pages,
        )
        response = TemplateResponse(request, "records/admin/preview.html", context)
        for name, value in previews.HEADERS.items():
            response.headers[name] = value
        return response

    def _content(self, record, number: int) -> dict | None:
        """Of the version; None for the row as it is, which alone there is while no version is kept."""
        version = Version.objects.about(record).filter(number=number).first()
        if version is None and number != Desk(record).number:
            raise Http404
        return version and version.content


class _Drawing:
    """One page drawn in a rehearsal, or the reasons why it cannot be, with every page there is to draw."""

    def __init__(self, request, record, number: int):
        self.request, self.record, self.number, self.at = request, record, number, timezone.now()
        self.response, self.problems, self.pages = None, [], []

    def draw(self, row) -> None:
        """Within the rehearsal, of whose row it is."""
        self.pages = [self._through_here(page) for page in previews.pages(row, self.at)]
        address = self.request.GET.get("page") or previews.address_of(row)
        if address is None:
            self.problems = [_("It has no page of its own. It appears on these.")] if self.pages else []
            return
        try:
            response = previews.draw(self.request, address, self._banner(address))
        except Http404:
            response = None
        if response is not None and response.status_code == 200:
            self.response = response
            return
        self.problems = [_("There would be no such page.")]
        self.problems += [finding.words for finding in checks.grave(row, self.at)]

    def _through_here(self, page: previews.Page) -> previews.Page:
        return replace(page, addresses={code: self._url(address) for code, address in page.addresses.items()})

    def _url(self, address: str) -> str:
        return f"{url_of(self.record, 'preview', self.number)}?{urlencode({'page': address})}"

    def _banner(self, address: str) -> previews.Banner:
        addresses = previews.in_each_language(address)
        return previews.Banner(
            words=[_("Preview of version %(number)s.") % {"number": self.number}, self._standing()],
            addresses={code: self._url(each) for code, each in addresses.items()},
            here=self._url(address),
            pages=self.pages,
            back=url_of(self.record, "summary"),
        )

    def _standing(self) -> str:
        if self.record.standing == Standing.LIVE and self.number == self.record.version:
            return _("This is what is public now.")
        return _("It is not public: only the desk sees it. Links lead to the public pages.")
