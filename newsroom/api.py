"""The lists of the roof: press releases, and the timeline of milestones and releases."""

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from newsroom.filters import ReleaseFilters, TimelineFilters
from newsroom.markdown import MARKDOWN
from newsroom.models import Boilerplate, Contact, PressRelease, Topic
from newsroom.ninjs import NINJS
from newsroom.serializers import EntrySerializer, ReleaseDate, ReleaseEntry, ReleaseSerializer
from projects.models import Project
from projects.records import api, linked
from projects.records.models import Organisation
from projects.records.querysets import is_public
from timeline.api import ReadsAsKnown
from timeline.models import Milestone
from timeline.timelinejs import TIMELINEJS

LINKED = {
    "issuers": Organisation,
    "projects": Project,
    "milestones": Milestone,
    "topics": Topic,
    "contacts": Contact,
}


class ReleaseViewSet(api.PublicViewSet):
    forms = (*api.PublicViewSet.forms, MARKDOWN, NINJS)
    name_of_list = "releases"
    about = _("Press releases in full, newest first.")
    queryset = PressRelease.objects.select_related("source")
    serializer_class = ReleaseSerializer
    filterset_class = ReleaseFilters

    def get_queryset(self):
        notes = Boilerplate.objects.filter(is_public(self.at, "organisation")).select_related("organisation")
        notes = Prefetch("boilerplates", self.joined(notes, "boilerplates"), to_attr="public_boilerplates")
        return super().get_queryset().prefetch_related(notes)

    def prepared(self, items):
        releases = super().prepared(items)
        linked.give(releases, **{f"public_{name}": self.wanted(name, model) for name, model in LINKED.items()})
        return releases

    def is_known(self, item):
        return self.as_known is None or item.released_on <= self.as_known

    def wanted(self, name: str, model) -> linked.Wanted:
        return linked.Wanted(model.objects.public(self.at), "releases", self.selection.joins(name))


class TimelineViewSet(ReadsAsKnown):
    forms = (*ReadsAsKnown.forms, TIMELINEJS)
    name_of_list = "timeline"
    about = _("Milestones and press releases in one order of time: what is past, then what is announced.")
    queryset = Milestone.objects.all()
    serializer_class = EntrySerializer
    filterset_class = TimelineFilters

    def prepared(self, items):
        """What the keys stand for, in as many queries whatever their number."""
        keys = super().prepared(items)
        milestones = self.milestones([key["key"] for key in keys if key["type"] == "milestone"])
        releases = self.releases([key["key"] for key in keys if key["type"] == "release"])
        self.give_projects(milestones, releases)
        found = {"milestone": milestones, "release": releases}
        entries = [found[key["type"]][key["key"]] for key in keys]
        return api.with_changes(entries, self.at, self.as_known)

    def milestones(self, ids: list) -> dict:
        milestones = Milestone.objects.filter(pk__in=ids).prefetch_related(self.known_dates())
        self.read(list(milestones))
        return {milestone.pk: milestone for milestone in milestones}

    def releases(self, ids: list) -> dict:
        releases = PressRelease.objects.filter(pk__in=ids).select_related("source")
        releases = self.joined(releases, "date", "sources")
        for release in releases:
            source = release.source if release.source and release.source.is_public(self.at) else None
            release.entry = ReleaseEntry(release.title, release.lead, ReleaseDate(release.released_on, source))
            release.status, release.is_key = "happened", False
        return {release.pk: release for release in releases}

    def give_projects(self, milestones: dict, releases: dict) -> None:
        """In one query for both."""
        projects, joins = Project.objects.public(self.at), self.selection.joins("projects")
        wanted = [
            (linked.Wanted(projects, name, joins), listed)
            for name, listed in (("milestones", milestones), ("releases", releases))
        ]
        for listed, found in zip((milestones, releases), linked.fetch(wanted), strict=True):
            for pk, record in listed.items():
                record.public_projects = found[pk]
