"""The lists of the roof: press releases, and the timeline of milestones and releases."""

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from newsroom.filters import ReleaseFilters, TimelineFilters
from newsroom.models import Boilerplate, Contact, PressRelease, Topic
from newsroom.serializers import EntrySerializer, ReleaseDate, ReleaseEntry, ReleaseSerializer
from projects.models import Project
from projects.records import api
from projects.records.models import Organisation
from projects.records.querysets import is_public
from timeline.api import ReadsAsKnown
from timeline.models import Milestone

LINKED = {
    "issuers": Organisation,
    "projects": Project,
    "milestones": Milestone,
    "topics": Topic,
    "contacts": Contact,
}


class ReleaseViewSet(api.PublicViewSet):
    name_of_list = "releases"
    about = _("Press releases in full, newest first.")
    queryset = PressRelease.objects.select_related("source")
    serializer_class = ReleaseSerializer
    filterset_class = ReleaseFilters

    def get_queryset(self):
        linked = [
            Prefetch(name, model.objects.public(self.at), to_attr=f"public_{name}")
            for name, model in LINKED.items()
        ]
        notes = Boilerplate.objects.filter(is_public(self.at, "organisation")).select_related("organisation")
        notes = Prefetch("boilerplates", notes, to_attr="public_boilerplates")
        return super().get_queryset().prefetch_related(*linked, notes)


class TimelineViewSet(ReadsAsKnown):
    name_of_list = "timeline"
    about = _("Milestones and press releases in one order of time: what is past, then what is announced.")
    queryset = Milestone.objects.all()
    serializer_class = EntrySerializer
    filterset_class = TimelineFilters

    def paginate_queryset(self, queryset):
        """The keys of one page, then what they stand for, in as many queries whatever their number."""
        keys = super().paginate_queryset(queryset)
        found = {
            "milestone": self.milestones([key["key"] for key in keys if key["type"] == "milestone"]),
            "release": self.releases([key["key"] for key in keys if key["type"] == "release"]),
        }
        entries = [found[key["type"]][key["key"]] for key in keys]
        return api.with_changes(entries, self.at)

    def milestones(self, ids: list) -> dict:
        milestones = self.dated(Milestone.objects.filter(pk__in=ids))
        self.read(list(milestones))
        return {milestone.pk: milestone for milestone in milestones}

    def releases(self, ids: list) -> dict:
        projects = Prefetch("projects", Project.objects.public(self.at), to_attr="public_projects")
        releases = PressRelease.objects.filter(pk__in=ids).select_related("source").prefetch_related(projects)
        for release in releases:
            source = release.source if release.source and release.source.is_public(self.at) else None
            release.entry = ReleaseEntry(release.title, release.lead, ReleaseDate(release.released_on, source))
            release.status, release.is_key = "happened", False
        return {release.pk: release for release in releases}
