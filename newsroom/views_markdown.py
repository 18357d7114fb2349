"""Releases, projects and milestones as Markdown at addresses of their own, in the words of the API."""

from copy import copy

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.views.generic import View

from newsroom.api import ReleaseViewSet
from projects.api import ProjectViewSet
from projects.records.filters import AS_KNOWN
from projects.records.languages import active
from projects.records.parameters import LANGUAGE
from projects.records.query_fields import name_in
from projects.records.views import PublicPage
from timeline.api import MilestoneViewSet

# By the name of the page's address.
IN_MARKDOWN = {"release": ReleaseViewSet, "project": ProjectViewSet, "milestone": MilestoneViewSet}
# Whoever takes them gets a page at its address.
PAGE, MARKDOWN = "text/html", "text/markdown"


def is_markdown_wanted(request: HttpRequest) -> bool:
    """Whether the header Accept prefers it to the page."""
    return request.get_preferred_type([PAGE, MARKDOWN]) == MARKDOWN


def markdown(request: HttpRequest, page: str, slug: str) -> HttpResponse | None:
    """The answer of the API in the language of this address, or that its question makes no sense; None where it
    has no such record. What else is asked is ignored, as on pages."""
    if name_in(slug) != slug:  # by uuid there are no pages
        return None
    asked = copy(request)
    asked.GET = QueryDict(mutable=True)
    asked.GET[LANGUAGE] = active()
    if day := request.GET.get(AS_KNOWN):
        asked.GET[AS_KNOWN] = day
    answer = IN_MARKDOWN[page].as_view({"get": "retrieve"})(asked, name=slug, format="md")
    return None if answer.status_code in (301, 404, 410) else answer


class MarkdownPage(PublicPage, View):
    """The address of a page, with .md instead of the stroke at its end."""

    http_method_names = ["get", "head", "options"]
    page = ""

    def get(self, request, slug):
        model = IN_MARKDOWN[self.page].queryset.model
        answer = markdown(request, self.page, slug) or self.elsewhere(model, slug)
        if answer is None:
            raise Http404
        return answer
