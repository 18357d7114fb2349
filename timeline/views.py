"""The timeline and its milestones."""

from functools import cached_property

from django.db.models import Count, OuterRef, Prefetch, Subquery
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from projects import views as projects
from projects.models import Project
from projects.records import views as records
from projects.records.languages import active
from projects.records.models import Organisation, Source
from timeline import overview
from timeline.asking import TimelineForm
from timeline.citations import Bibliography
from timeline.entries import by_year, entries, in_turn
from timeline.models import Milestone, MilestoneDate
from timeline.querysets import HAPPENED
from timeline.views_years import YearLinks, streamed

# How many milestones a page beside the timeline shows; the timeline has them all.
MOST_BESIDE = 30
# A longer timeline goes by year.
MOST_ON_A_PAGE = 300


class ShowsMilestones:
    """A page that shows milestones as entries of the timeline."""

    def milestones(self):
        """Public milestones that have a date, in order, with all that an entry shows."""
        return self.dated().prefetch_related(
            Prefetch("dates", self.dates(), to_attr="known_dates"),
            Prefetch("projects", Project.objects.public(self.at), to_attr="public_projects"),
        )

    def dates(self):
        return self.claims(MilestoneDate)

    def dated(self):
        public = Milestone.objects.public(self.at)
        if self.as_known:
            public = public.as_known(self.as_known, MilestoneDate.objects.public(self.at))
        else:
            public = public.shown()
        return public.split_on(self.on).with_year().chronological()

    def beside(self, milestones) -> dict:
        """The first entries, and whether there are more."""
        some = list(milestones[: MOST_BESIDE + 1])
        return {"entries": self.entries(some[:MOST_BESIDE]), "has_more_entries": len(some) > MOST_BESIDE}

    def entries(self, milestones):
        return entries(milestones, self.on, is_retrospect=bool(self.as_known))


class TimelinePage(ShowsMilestones, records.PublicList):
    """Year by year what happened, then what is announced; filtered, or as known on an earlier day.

    Up to MOST_ON_A_PAGE milestones are on one page; of more, each year has its own, and the plain address shows
    the newest year in which something has happened. `?all=1` has all of them, and is sent as it is drawn.
    """

    heading = _("Timeline")
    template_name = "timeline/timeline.html"
    form_class = TimelineForm
    paginate_by = MOST_ON_A_PAGE

    def form_arguments(self):
        return {**super().form_arguments(), "at": self.at}

    def get_queryset(self):
        milestones = self.asked_for(self.milestones())
        if self.year:
            milestones = milestones.filter(year=self.year)
        return milestones.chronological(descending=self.form.is_newest_first)

    def dates(self):
        """Each source once, however many dates it gives."""
        sources = Prefetch("source", Source.objects.select_related("via"))
        return super().dates().select_related(None).prefetch_related(sources)

    def asked_for(self, milestones):
        if not self.form.is_valid():
            return milestones.none()
        return milestones.asked_for(**self.form.filters)

    @property
    def asks_for_all(self) -> bool:
        return bool(self.form.cleaned_data.get("all"))

    @cached_property
    def counts(self) -> list[dict]:
        """How many there are of each year, past and announced apart, in the order of the page."""
        sign = "-" if self.form.is_newest_first else ""
        found = self.asked_for(self.dated()).order_by(f"{sign}is_announced", f"{sign}year")
        return list(found.values("is_announced", "year").annotate(count=Count("pk", distinct=True)))

    @cached_property
    def total(self) -> int:
        return sum(row["count"] for row in self.counts)

    @cached_property
    def year(self) -> int | None:
        """The one that the page shows; None if it shows all."""
        if "year" in self.kwargs or self.asks_for_all or self.total <= MOST_ON_A_PAGE:
            return self.kwargs.get("year")
        past = [row["year"] for row in self.counts if not row["is_announced"]]
        return max(past, default=None) or min(row["year"] for row in self.counts)

    @property
    def found(self) -> int:
        return sum(row["count"] for row in self.counts if self.year in (None, row["year"]))

    @property
    def is_streamed(self) -> bool:
        """A preview is drawn within a rehearsal, which is over before anything is sent."""
        return self.asks_for_all and self.found > MOST_ON_A_PAGE and not hasattr(self.request, "preview")

    def get_paginate_by(self, queryset):
        return None if self.asks_for_all else super().get_paginate_by(queryset)

    def get_context_data(self, **context):
        is_plain = self.form.is_valid() and not (self.form.is_narrowed or self.as_known)
        if is_plain and "year" in self.kwargs and not self.found:
            raise Http404
        links = YearLinks(self.request.GET, self.form.fields, self.counts, self.kwargs.get("year") or self.year)
        context = super().get_context_data(
            years=links.parts,
            everything=links.everything(self.total > MOST_ON_A_PAGE),
            year=self.year,
            is_of_many="year" not in self.kwargs and self.year is not None,
            total=self.total,
            found=self.found,
            bibliography=Bibliography(self.at),
            **context,
        )
        return context | ({} if self.is_streamed else self.drawn_at_once(context))

    def drawn_at_once(self, context):
        shown = self.entries(context["object_list"])
        drawn = {"blocks": list(by_year(shown))}
        if not context["is_paginated"]:
            project = self.form.cleaned_data.get("project")
            drawn["overview"] = overview.drawn(shown, self.on, active(), project)
        return drawn

    def render_to_response(self, context, **response):
        if not self.is_streamed:
            return super().render_to_response(context, **response)
        shown = in_turn(context["object_list"], self.on, is_retrospect=bool(self.as_known))
        return streamed(self.request, self.template_name, context, by_year(shown))


class MilestonePage(ShowsMilestones, records.PublicDetail):
    """One milestone, each date ever given for it, and those before and after it."""

    model = Milestone
    template_name = "timeline/milestone.html"

    def get_queryset(self):
        organisations = Organisation.objects.public(self.at)
        return (
            self.milestones()
            .order_by()
            .prefetch_related(Prefetch("organisations", organisations, to_attr="public_organisations"))
        )

    def get_context_data(self, **context):
        [entry] = self.entries([self.object])
        return super().get_context_data(entry=entry, **self.neighbours(), **context)

    def neighbours(self) -> dict:
        """The milestones before and after this one on the timeline, None at its ends."""
        order = [None, *self.dated().values_list("pk", flat=True), None]
        place = order.index(self.object.pk)
        found = self.dated().in_bulk([pk for pk in (order[place - 1], order[place + 1]) if pk])
        for each in found.values():
            each.shown_title = each.title_while(each.shown_nature == HAPPENED)
        return {"before": found.get(order[place - 1]), "after": found.get(order[place + 1])}

    @staticmethod
    def also_on(record):
        first = record.earliest or record.latest
        return [reverse("timeline-year", kwargs={"year": first.year})] if first else []


class ProjectPage(ShowsMilestones, projects.ProjectPage):
    """With the project's milestones."""

    sections = projects.ProjectPage.sections_with(("milestones", _("Milestones"), "entries"), before="background")

    def get_queryset(self):
        dates = self.claims(MilestoneDate).filter(milestone__projects=OuterRef("pk")).order_by("-source__known_on")
        return super().get_queryset().annotate(dated_on=Subquery(dates.values("source__known_on")[:1]))

    def get_context_data(self, told_on=(), **context):
        beside = self.beside(self.milestones().filter(projects=self.object))
        return super().get_context_data(
            told_on=[*told_on, *filter(None, [self.object.dated_on])],
            disputed_dates=[entry for entry in beside["entries"] if entry.history.disagreements],
            **beside,
            **context,
        )

    @staticmethod
    def also_on(record):
        return [reverse("promises", kwargs={"slug": record.slug})]


class OrganisationPage(ShowsMilestones, projects.OrganisationPage):
    """With the organisation's milestones."""

    def get_context_data(self, **context):
        milestones = self.milestones().filter(organisations=self.object)
        return super().get_context_data(**self.beside(milestones), **context)


class SourcePage(projects.SourcePage):
    """With the dates that rest on the source."""

    template_name = "timeline/source.html"

    def get_context_data(self, **context):
        dates = self.claims(MilestoneDate).filter(source=self.object).select_related("milestone")
        return super().get_context_data(dates=dates, **context)
