"""Press releases: the archive by year and topic, each release, and what one said before a correction."""

from functools import cached_property

from django.db.models import Count, Prefetch
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from newsroom.models import Boilerplate, Contact, PressRelease, Topic
from newsroom.views import ShowsReleases
from projects.models import Project
from projects.records import views as records
from projects.records import views_versions as versions
from projects.records.models import Organisation
from projects.records.querysets import in_active_language, is_public
from timeline import views as timeline


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
