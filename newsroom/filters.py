"""Filters of press releases, and of the timeline that they share with milestones."""

from datetime import date

from django.db.models import CharField, DateField, F, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from newsroom.models import PressRelease, Topic
from projects.models import Project
from projects.records.filters import (
    ChoicesFilter,
    DayFilter,
    NamedFilter,
    Ordering,
    RecordFilters,
    SearchFilter,
    YesOrNoFilter,
    in_active_language,
)
from projects.records.models import Organisation, Source
from timeline.filters import STATUSES, AsKnownFilter, AsKnownFilters, ChronologicalOrdering, MilestoneFilters
from timeline.models import Milestone

TYPES = [("milestone", _("milestone")), ("release", _("press release"))]


def by_title():
    return in_active_language("title")


class AnyReleaseFilters(RecordFilters):
    search = SearchFilter("title_en", "title_fr", "lead_en", "lead_fr", "body_en", "body_fr")
    kind = ChoicesFilter(choices=PressRelease.Kind.choices, label=_("Kind of release."))
    project = NamedFilter(Project, "projects", label=_("A project that it speaks of: uuid or slug."))
    organisation = NamedFilter(Organisation, "issuers", label=_("Who issued it: uuid or slug."))
    source = NamedFilter(Source, "source", label=_("The source that it is: uuid or slug."))
    date_after = DayFilter("released_on", "gte", label=_("Dated this day or later."))
    date_before = DayFilter("released_on", "lte", label=_("Dated this day or earlier."))


class ReleaseFilters(AnyReleaseFilters):
    milestone = NamedFilter(Milestone, "milestones", label=_("A milestone that it tells of: uuid or slug."))
    topic = NamedFilter(Topic, "topics", label=_("A topic: uuid or slug."))
    ordering = Ordering(
        default="-date",
        date="released_on",
        title=by_title,
        published_at="published_at",
        updated_at="updated_at",
    )


class NoneIsKeyFilter(YesOrNoFilter):
    """Releases are not key milestones: asked for those, none is left."""

    def filter(self, qs, value):
        return qs.none() if value else qs


class AllHappenedFilter(ChoicesFilter):
    """What was released has happened."""

    def filter(self, qs, value):
        return qs if not value or "happened" in value else qs.none()


class ReleasedByFilter(AsKnownFilter):
    def filter(self, qs, value):
        return qs.known_on(value) if value else qs


class TypeFilter(ChoicesFilter):
    """Keeps everything of a list of one type, or nothing."""

    def __init__(self, keeps: str):
        super().__init__(choices=TYPES, label=_("Milestones, press releases, or both."))
        self.keeps = keeps

    def filter(self, qs, value):
        return qs if not value or self.keeps in value else qs.none()


def any_kind():
    choices = [*Milestone.Kind.choices, *PressRelease.Kind.choices]
    return ChoicesFilter("kind", choices=choices, label=_("Kind of milestone or release."))


class ReleasesOnTimeline(AnyReleaseFilters, AsKnownFilters):
    """The timeline's parameters, as press releases understand them."""

    type = TypeFilter("release")
    kind = any_kind()
    key = NoneIsKeyFilter()
    status = AllHappenedFilter(choices=STATUSES)
    as_known = ReleasedByFilter()


class TimelineFilters(MilestoneFilters):
    """Filters milestones, adds the releases that the same parameters leave, and gives the keys of both in order.

    A key is a dict of `type` and `pk`.
    """

    type = TypeFilter("milestone")
    kind = any_kind()
    ordering = ChronologicalOrdering(default="date", date="shown_earliest")

    def filter_queryset(self, milestones):
        milestones = super().filter_queryset(milestones).order_by()
        releases = PressRelease.objects.public(self.at).order_by()
        releases = ReleasesOnTimeline(self.data, releases, at=self.at).qs
        keys = _milestone_keys(milestones).union(_release_keys(releases), all=True)
        order = ["is_announced", "first", "last", "position", "key"]
        is_descending = (self.form.cleaned_data["ordering"] or ["date"])[0] == "-date"
        return keys.order_by(*(f"-{name}" if is_descending else name for name in order))


def _milestone_keys(milestones):
    return milestones.values(
        "is_announced",
        "position",
        key=F("pk"),
        type=Value("milestone", CharField()),
        first=Coalesce("shown_earliest", "shown_latest", output_field=DateField()),
        last=Coalesce("shown_latest", Value(date.max), output_field=DateField()),
    )


def _release_keys(releases):
    return releases.values(
        is_announced=Value(0),
        position=Value(0),
        key=F("pk"),
        type=Value("release", CharField()),
        first=F("released_on"),
        last=F("released_on"),
    )
