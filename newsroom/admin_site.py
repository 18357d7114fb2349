"""The desk as a site: its index is the dashboard, and each list of that has a page of its own."""

from django.conf import settings
from django.contrib.admin import AdminSite
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy


class DeskSite(AdminSite):
    site_header = site_title = index_title = format_lazy(gettext_lazy("{site} desk"), site=settings.SITE_NAME)
    index_template = "newsroom/desk/index.html"
    # What the pages below say. Set by `newsroom.admin`: it names pages that need the site before they can be.
    dashboard = None

    def get_urls(self):
        """Without Django’s way to the page of anything: records tell their own, and it fails at odd keys."""
        listed = path("desk/<slug:name>/", self.admin_view(self.listed), name="desk-list")
        return [listed, *(url for url in super().get_urls() if getattr(url, "name", "") != "view_on_site")]

    def index(self, request, extra_context=None):
        return super().index(request, {**self.dashboard.index_context(request), **(extra_context or {})})

    def listed(self, request, name):
        """The whole of one list of the dashboard."""
        context = {**self.each_context(request), **self.dashboard.list_context(request, name)}
        return TemplateResponse(request, "newsroom/desk/list.html", context)
