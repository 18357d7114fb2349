"""Filters of press releases, and of the timeline that they share with milestones."""

from django.db.models import CharField, F, IntegerField, Q, SmallIntegerField, Value
from django.utils.translation import gettext_lazy as _

from newsroom.models import Contact, PressRelease, Topic
from projects.models import Project
from projects.records.facets import OfChoices, OfLinked, OfYears
from projects.records.filters import NamedFilter, RecordFilters
from projects.records.filters_presence import HasFilter, MissingFilter, is_linked, is_written, was_corrected
from projects.records.filters_values import (
    ChoicesFilter,
    DayFilter,
    OrderFilter,
    SearchFilter,
    YearFilter,
    YesOrNoFilter,
)
from projects.records.models import Organisation, Source
from projects.records.ordering import Ordered, Ordering
from projects.records.querysets import in_active_language
from timeline.filters import BY_DATE, MILESTONE_HAS, STATUSES, MilestoneFilters
from timeline.models import Milestone

TYPES = [("milestone", _("milestone")), ("release", _("press release"))]


def by_title():
    return in_active_language("title")


def _past():
    """As a milestone's `is_announced`."""
    return Value(0, IntegerField())


def _unplaced():
    """As a milestone's `position`."""
    return Value(0, SmallIntegerField())


def released_on():
    return F("released_on")


class AnyReleaseFilters(RecordFilters):
    search = SearchFilter("title_en", "title_fr", "lead_en", "lead_fr", "body_en", "body_fr")
    kind = ChoicesFilter("kind", choices=PressRelease.Kind.choices, label=_("Kind of release."))
    project = NamedFilter(Project, "projects", label=_("A project that it speaks of: uuid or slug."))
    organisation = NamedFilter(Organisation, "issuers", label=_("Who issued it: uuid or slug."))
    source = NamedFilter(Source, "source", label=_("The source that it is: uuid or slug."))
    date_after = DayFilter("released_on", "gte", label=_("Dated this day or later."))
    date_before = DayFilter("released_on", "lte", label=_("Dated this day or earlier."))
    year = YearFilter(released_on)

    def filter_queryset(self, releases, but=""):
        known = releases.known_on(self.as_known) if self.as_known else releases
        return super().filter_queryset(known, but)


RELEASE_HAS = {
    "project": is_linked("projects", Project),
    "milestone": is_linked("milestones", Milestone),
    "topic": is_linked("topics", Topic),
    "contact": is_linked("contacts", Contact),
    "correction": was_corrected,
    "english": is_written("title_en"),
    "french": is_written("title_fr"),
}


class ReleaseFilters(AnyReleaseFilters):
    milestone = NamedFilter(Milestone, "milestones", label=_("A milestone that it tells of: uuid or slug."))
    topic = NamedFilter(Topic, "topics", label=_("A topic: uuid or slug."))
    has = HasFilter(RELEASE_HAS)
    missing = MissingFilter(RELEASE_HAS)
    ordering = Ordering(
        default="-date",
        date="released_on",
        title=by_title,
        published_at="published_at",
        updated_at="updated_at",
    )

    facets = {
        "kind": OfChoices(F("kind"), PressRelease.Kind.choices),
        "project": OfLinked("projects", Project),
        "organisation": OfLinked("issuers", Organisation),
        "topic": OfLinked("topics", Topic),
        "year": OfYears(released_on),
    }


class NoneIsKeyFilter(YesOrNoFilter):
    """Releases are not key milestones: asked for those, none is left."""

    def filter(self, qs, value):
        return qs.none() if value else qs


class AllHappenedFilter(ChoicesFilter):
    """What was released has happened."""

    def filter(self, qs, value):
        return qs if not value or "happened" in value else qs.none()


class TypeFilter(ChoicesFilter):
    """Keeps everything of a list of one type, or nothing."""

    def __init__(self, keeps: str):
        super().__init__(choices=TYPES, label=_("Milestones, press releases, or both."))
        self.keeps = keeps

    def filter(self, qs, value):
        return qs if not value or self.keeps in value else qs.none()


KINDS = [*Milestone.Kind.choices, *PressRelease.Kind.choices]


def any_kind():
    return ChoicesFilter("kind", choices=KINDS, label=_("Kind of milestone or release."))


def of_type(name: str):
    return OfChoices(Value(name, CharField()), TYPES)


# What milestones and releases alike can have.
EITHER_HAS = ("text", "project", "organisation", "english", "french")
MILESTONE_ENTRY_HAS = {word: MILESTONE_HAS[word] for word in EITHER_HAS}
RELEASE_ENTRY_HAS = {
    "text": ~Q(lead_en="", lead_fr=""),
    "project": RELEASE_HAS["project"],
    "organisation": is_linked("issuers", Organisation),
    "english": RELEASE_HAS["english"],
    "french": RELEASE_HAS["french"],
}


class ReleasesOnTimeline(AnyReleaseFilters):
    """The timeline's parameters, as press releases understand them."""

    q = SearchFilter("title_en", "title_fr", "lead_en", "lead_fr", "body_en", "body_fr")
    type = TypeFilter("release")
    kind = any_kind()
    key = NoneIsKeyFilter()
    status = AllHappenedFilter(choices=STATUSES)
    has = HasFilter(RELEASE_ENTRY_HAS)
    missing = MissingFilter(RELEASE_ENTRY_HAS)
    order = OrderFilter()
    ordering = Ordering(default="date", date=(_past, "released_on", "released_on", _unplaced))

    facets = {
        "type": of_type("release"),
        "kind": OfChoices(F("kind"), KINDS),
        "status": OfChoices(Value("happened", CharField()), STATUSES),
        "project": OfLinked("projects", Project),
        "organisation": OfLinked("issuers", Organisation),
        "year": OfYears(released_on),
    }


class TimelineFilters(MilestoneFilters):
    """Filters milestones, and adds the releases that the same parameters leave.

    In order come the keys of both: dicts of `type` and `key`, the id.
    """

    type = TypeFilter("milestone")
    kind = any_kind()
    has = HasFilter(MILESTONE_ENTRY_HAS)
    missing = MissingFilter(MILESTONE_ENTRY_HAS)
    ordering = Ordering(default="date", date=BY_DATE)

    facets = {
        "type": of_type("milestone"),
        "kind": OfChoices(F("kind"), KINDS),
        **{name: MilestoneFilters.facets[name] for name in ("status", "project", "organisation", "year")},
    }

    @property
    def parts(self):
        return [self, self.releases]

    @property
    def ordered(self) -> Ordered:
        return Ordered([_keys(self.qs, "milestone"), _keys(self.releases.qs, "release")], self.order)

    @property
    def releases(self) -> ReleasesOnTimeline:
        return ReleasesOnTimeline(self.data, PressRelease.objects.public(self.at), at=self.at)


def _keys(records, record_type: str):
    return records.values(
        *(name for name in records.query.annotations if name.startswith("by_")),
        key=F("pk"),
        type=Value(record_type, CharField()),
    )
