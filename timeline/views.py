"""The timeline and its milestones."""

from django.db.models import Count, Prefetch
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from projects import views as projects
from projects.models import Project
from projects.records import views as records
from projects.records.models import Organisation
from timeline.asking import TimelineForm
from timeline.entries import by_year, entries
from timeline.models import Milestone, MilestoneDate

# How many milestones a page beside the timeline shows; the timeline has them all.
MOST_BESIDE = 30


class ShowsMilestones:
    """A page that shows milestones as entries of the timeline."""

    def milestones(self):
        """Public milestones that have a date, in order, with all that an entry shows."""
        return self.dated().prefetch_related(
            Prefetch("dates", self.claims(MilestoneDate), to_attr="known_dates"),
            Prefetch("projects", Project.objects.public(self.at), to_attr="public_projects"),
        )

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
    """Year by year what happened, then what is announced; filtered, or as known on an earlier day."""

    heading = _("Timeline")
    template_name = "timeline/timeline.html"
    form_class = TimelineForm
    paginate_by = 100

    def form_arguments(self):
        return {**super().form_arguments(), "at": self.at}

    def get_queryset(self):
        milestones = self.asked_for(self.milestones())
        if year := self.kwargs.get("year"):
            milestones = milestones.filter(year=year)
        return milestones.chronological(descending=self.form.cleaned_data.get("order") == "newest")

    def asked_for(self, milestones):
        if not self.form.is_valid():
            return milestones.none()
        asked = {name: self.form.cleaned_data[name] for name in ("q", "project", "organisation", "kind", "key")}
        return milestones.asked_for(**asked)

    def years(self):
        counted = (
            self.asked_for(self.dated()).order_by("year").values("year").annotate(count=Count("pk", distinct=True))
        )
        return list(counted)

    def get_context_data(self, **context):
        years = self.years()
        year = self.kwargs.get("year")
        is_plain = self.form.is_valid() and not (self.form.is_narrowed or self.as_known)
        if year and is_plain and year not in [row["year"] for row in years]:
            raise Http404
        context = super().get_context_data(years=years, year=year, **context)
        context["parts"] = by_year(self.entries(context["object_list"]))
        context["total"] = sum(row["count"] for row in years)
        return context


class MilestonePage(ShowsMilestones, records.PublicDetail):
    """One milestone, and each date ever given for it."""

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
        return super().get_context_data(entry=entry, **context)

    @staticmethod
    def also_on(record):
        first = record.earliest or record.latest
        return [reverse("timeline-year", kwargs={"year": first.year})] if first else []


class ProjectPage(ShowsMilestones, projects.ProjectPage):
    """With the project's milestones."""

    def get_context_data(self, **context):
        milestones = self.milestones().filter(projects=self.object)
        return super().get_context_data(**self.beside(milestones), **context)


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
