"""Feeds and the calendar of the timeline, with the filters of its page."""

from copy import copy

from django.conf import settings
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy

from newsroom.feeds import LONGEST, OfRecords, refused, tell_notes
from projects.records.editions import edition
from projects.records.languages import active
from projects.records.parameters import LANGUAGE
from timeline import calendar
from timeline.api import MilestoneViewSet
from timeline.asking import TimelineForm
from timeline.views import TimelinePage


def narrowed(query: QueryDict) -> QueryDict:
    """What the page would be asked for, without what says how to read it."""
    asked = QueryDict(mutable=True)
    for name in TimelineForm.FILTERS:
        if value := query.get(name):
            asked[name] = value
    return asked


def asking_page(request) -> TimelinePage:
    """The page, asked the same."""
    asked = copy(request)
    asked.GET = narrowed(request.GET)
    page = TimelinePage(at=request.edition.at)
    page.setup(asked)
    return page


class TimelineFeed(OfRecords):
    """An entry is as new as what was last said of it here, however long ago it happened or will happen."""

    title = format_lazy(gettext_lazy("{site}: timeline"), site=settings.SITE_NAME)
    subtitle = gettext_lazy("What became known of milestones, newest first.")

    def form(self, request):
        return asking_page(request).form

    def link(self, question):
        query = narrowed(question.request.GET).urlencode()
        return f"{reverse('timeline')}?{query}" if query else reverse("timeline")

    def items(self, question):
        page = asking_page(question.request)
        milestones = page.asked_for(page.milestones()).order_by("-updated_at", "pk")
        entries = page.entries(list(milestones[:LONGEST]))
        tell_notes([entry.milestone for entry in entries], question.at)
        for entry in entries:
            entry.milestone.entry, entry.milestone.question = entry, question
        return [entry.milestone for entry in entries]

    def item_title(self, milestone):
        return milestone.entry.title

    def item_description(self, milestone):
        return "\n\n".join([*milestone.notes, "\n".join(_told(milestone))]).strip()

    def item_categories(self, milestone):
        return [milestone.get_kind_display(), *(str(project) for project in milestone.public_projects)]

    def item_extra_kwargs(self, milestone):
        lines = [*milestone.notes, *_told(milestone)]
        content = "".join(f"<p>{escape(line)}</p>" for line in lines if line)
        authors = [{"name": settings.SITE_NAME, "url": milestone.question.absolute(reverse("front"))}]
        return {"content": content, "authors": authors, "language": milestone.entry.title.lang}


def _told(milestone) -> list[str]:
    """As the calendar tells it: the text, what is known of the date, and who says so."""
    return list(calendar.description(milestone.entry, milestone.question.request))


def timeline_calendar(request):
    """The calendar of the API, in the language of this address, with the filters of the page."""
    request.edition = request.edition or edition(timezone.now())
    form = asking_page(request).form
    if not form.is_valid():
        return refused(form)
    asked = copy(request)
    asked.GET = narrowed(request.GET)
    for name in ("project", "organisation"):
        if record := form.cleaned_data[name]:
            asked.GET[name] = record.slug
    asked.GET.pop("key", None)
    if form.cleaned_data["key"]:
        asked.GET["key"] = "true"
    asked.GET[LANGUAGE] = active()
    return MilestoneViewSet.as_view({"get": "list"})(asked, format=calendar.CALENDAR.name)
