"""The site as a whole: front page and news, and the pages of the floors below with what they cannot know."""

from functools import cached_property

from django.db.models import Count, Prefetch
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from newsroom.models import Boilerplate, Contact, PressRelease, Topic
from projects.models import Project, StatusReport
from projects.records import views as records
from projects.records import views_versions as versions
from projects.records.models import Organisation
from projects.records.querysets import in_active_language, is_public
from timeline import views as timeline

# How many releases a page beside the news shows, the newest.
MOST_BESIDE = 20


class ShowsReleases:
    """A page that shows press releases."""

    def releases(self):
        released = PressRelease.objects.public(self.at)
        return released.known_on(self.as_known) if self.as_known else released


class FrontPage(ShowsReleases, timeline.ShowsMilestones, records.PublicList):
    """The newest release, what is announced next, the story so far, the plants."""

    heading = _("Front page")
    template_name = "newsroom/front.html"
    paginate_by = None

    def get_queryset(self):
        return self.releases()[:4]

    def get_context_data(self, **context):
        lead, *more = [*self.object_list, None][: len(self.object_list) or 1]
        return super().get_context_data(
            lead=lead,
            more=more,
            ahead=self.entries(self.milestones().filter(is_announced=1)[:4]),
            story=self.entries(self.milestones().filter(is_announced=0, is_key=True).chronological(True)[:6]),
            plants=self.plants(),
            **context,
        )

    def plants(self):
        plants = Project.objects.public(self.at).filter(kind=Project.Kind.GIGAFACTORY)
        reports = self.claims(StatusReport).newest_first()
        plants = plants.prefetch_related(Prefetch("status_reports", reports, to_attr="known_reports"))
        return [(plant, next(iter(plant.known_reports), None)) for plant in plants[:6]]


class TimelinePage(ShowsReleases, timeline.TimelinePage):
    """With the releases that tell of a milestone."""

    extra_context = {"entry_foot": "newsroom/_entry_releases.html"}

    def milestones(self):
        return (
            super().milestones().prefetch_related(Prefetch("releases", self.releases(), to_attr="public_releases"))
        )


class MilestonePage(ShowsReleases, timeline.MilestonePage):
    template_name = "newsroom/milestone.html"

    def get_context_data(self, **context):
        return super().get_context_data(
            releases=self.releases().filter(milestones=self.object)[:MOST_BESIDE], **context
        )


class ProjectPage(ShowsReleases, timeline.ProjectPage):
    template_name = "newsroom/project.html"

    def get_context_data(self, **context):
        return super().get_context_data(
            releases=self.releases().filter(projects=self.object)[:MOST_BESIDE], **context
        )


class OrganisationPage(ShowsReleases, timeline.OrganisationPage):
    template_name = "newsroom/organisation.html"

    def get_context_data(self, **context):
        return super().get_context_data(
            releases=self.releases().filter(issuers=self.object)[:MOST_BESIDE], **context
        )


class SourcePage(ShowsReleases, timeline.SourcePage):
    template_name = "newsroom/source.html"

    def get_context_data(self, **context):
        release = PressRelease.objects.filter(source=self.object, published_at__lte=self.at).first()
        is_public = release is not None and self.releases().filter(pk=release.pk).exists()
        is_withdrawn = release is not None and not release.is_public(self.at)
        return super().get_context_data(
            release=release if is_public else None,
            withdrawn_release=release if is_withdrawn else None,
            **context,
        )


class NewsList(ShowsReleases, records.PublicList):
    """Press releases, newest first; of a year or a topic, if asked."""

    heading = _("News")
    template_name = "newsroom/news.html"
    paginate_by = 20

    def get(self, request, *args, **kwargs):
        """A topic is filed under its newest slug, and answers for its former ones."""
        try:
            return super().get(request, *args, **kwargs)
        except Http404:
            answer = self.elsewhere(Topic, request.GET.get("topic", ""))
            if answer is None:
                raise
            return answer

    def newest_address(self, record):
        query = self.request.GET.copy()
        query["topic"] = record.slug
        return f"{self.request.path}?{query.urlencode()}"

    def get_queryset(self):
        releases = self.releases()
        if self.topic:
            releases = releases.filter(topics=self.topic)
        if year := self.kwargs.get("year"):
            releases = releases.filter(released_on__year=year)
        return releases

    @cached_property
    def topic(self):
        slug = self.request.GET.get("topic")
        if not slug:
            return None
        topic = Topic.objects.public(self.at).filter(slug=slug).first()
        if topic is None:
            raise Http404
        return topic

    def get_context_data(self, **context):
        years = self.releases().with_year().order_by("-year").values("year").annotate(count=Count("pk"))
        year = self.kwargs.get("year")
        if year and year not in [row["year"] for row in years]:
            raise Http404
        topics = Topic.objects.public(self.at).filter(releases__in=self.releases()).distinct()
        topics = topics.order_by(in_active_language("name"), "pk")
        return super().get_context_data(years=years, year=year, topics=topics, topic=self.topic, **context)


class ReleasePage(ShowsReleases, timeline.ShowsMilestones, records.PublicDetail):
    """One release, with its companies' notes as they stood, its contacts, projects and milestones."""

    model = PressRelease
    context_object_name = "release"
    template_name = "newsroom/release.html"

    def get_queryset(self):
        linked = {
            "issuers": Organisation,
            "topics": Topic,
            "projects": Project,
            "contacts": Contact,
        }
        prefetched = [
            Prefetch(name, model.objects.public(self.at), to_attr=f"public_{name}")
            for name, model in linked.items()
        ]
        return self.releases().select_related("source").prefetch_related(*prefetched)

    def get_context_data(self, **context):
        notes = Boilerplate.objects.filter(release=self.object).select_related("organisation")
        source = self.object.source
        return super().get_context_data(
            source=source if source and source.is_public(self.at) else None,
            notes=notes.filter(is_public(self.at, "organisation")),
            **self.beside(self.milestones().filter(releases=self.object)),
            **context,
        )

    @staticmethod
    def also_on(record):
        return [reverse("news-year", kwargs={"year": record.released_on.year})]


class ReleaseVersionPage(versions.SupersededPage):
    """As the story read."""

    model = PressRelease
    template_name = "newsroom/release_version.html"


def healthz(request):
    """Tells a load balancer that the process answers."""
    return HttpResponse("ok\n", content_type="text/plain")
