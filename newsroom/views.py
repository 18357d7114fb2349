"""The site as a whole: its front page, and the pages of the floors below with what they cannot know."""

from django.db.models import Prefetch
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from newsroom.models import PressRelease
from newsroom.views_embed import Embeddable, EmbeddableProject
from projects.models import Project, StatusReport
from projects.records import views as records
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


class TimelinePage(Embeddable, ShowsReleases, timeline.TimelinePage):
    """With the releases that tell of a milestone."""

    template_name = "newsroom/timeline.html"
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


class ProjectPage(EmbeddableProject, ShowsReleases, timeline.ProjectPage):
    template_name = "newsroom/project.html"
    sections = timeline.ProjectPage.sections_with(("releases", _("Press releases"), "releases"), before="parts")

    def get_context_data(self, **context):
        releases = list(self.releases().filter(projects=self.object)[:MOST_BESIDE])
        told_on = [release.released_on for release in releases[:1]]
        return super().get_context_data(releases=releases, told_on=told_on, **context)


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


def healthz(request):
    """Tells a load balancer that the process answers."""
    return HttpResponse("ok\n", content_type="text/plain")
