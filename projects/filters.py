"""Filters of projects and figures, and of organisations and sources by what is said of projects."""

from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from projects import measures
from projects.models import Figure, Participation, Project, Statement, StatusReport
from projects.records.facets import OfChoices, OfLinked, OfSaid
from projects.records.filters import (
    AsKnownFilters,
    NamedFilter,
    RecordFilters,
    Said,
    SaidFilter,
)
from projects.records.filters_lists import OrganisationFilters as GroundOrganisationFilters
from projects.records.filters_lists import SourceFilters as GroundSourceFilters
from projects.records.filters_presence import HasFilter, MissingFilter, is_said, is_written
from projects.records.filters_values import (
    ChoicesFilter,
    CornersFilter,
    NumberFilter,
    OnOrAfter,
    OnOrBefore,
    SearchFilter,
    SpanFilter,
    ValuesFilter,
)
from projects.records.models import Leader, Organisation, Source
from projects.records.ordering import Ordering
from projects.records.querysets import in_active_language


def by_name():
    return in_active_language("name")


def with_status(projects, filterset):
    """With the status that each has by the newest report that readers may see."""
    reports = filterset.claims(StatusReport).filter(project=OuterRef("pk")).newest_first()
    return projects.alias(current_status=Subquery(reports.values("status")[:1]))


class StatusFilter(ChoicesFilter):
    """By the status that a project has now, or had on the day asked for."""

    def filter(self, qs, value):
        return with_status(qs, self.parent).filter(current_status__in=value) if value else qs


class StatusFacet(OfChoices):
    def __init__(self):
        super().__init__(F("current_status"), StatusReport.Status.choices)

    def rows(self, filterset, kept):
        return super().rows(filterset, with_status(kept, filterset))


class Reported(SpanFilter):
    """By the time from a project's first status report to its last."""

    def filter(self, qs, value):
        if value is None:
            return qs
        reports = self.parent.claims(StatusReport).filter(self.span(value))
        return qs.filter(pk__in=reports.values("project"))


class ReportedOnOrAfter(Reported, OnOrAfter):
    pass


class ReportedOnOrBefore(Reported, OnOrBefore):
    pass


PROJECT_HAS = {
    "coordinates": Q(latitude__isnull=False),
    "figure": is_said(Figure, "project"),
    "status": is_said(StatusReport, "project"),
    "partner": is_said(Participation, "project"),
    "statement": is_said(Statement, "project"),
    "summary": ~Q(summary_en="", summary_fr=""),
    "english": is_written("name_en"),
    "french": is_written("name_fr"),
}


class ProjectFilters(RecordFilters):
    search = SearchFilter("name_en", "name_fr", "summary_en", "summary_fr", "place_en", "place_fr")
    kind = ChoicesFilter("kind", choices=Project.Kind.choices, label=_("Kind of project."))
    status = StatusFilter(choices=StatusReport.Status.choices, label=_("Status now."))
    organisation = NamedFilter(
        Organisation, Said(Participation, "project", "participant"), label=_("Who takes part: uuid or slug.")
    )
    party = NamedFilter(
        Organisation, Said(Figure, "project", "party"), label=_("For whom one of its figures is: uuid or slug.")
    )
    source = NamedFilter(
        Source,
        *(Said(claim, "project", "source") for claim in (StatusReport, Figure, Participation, Statement)),
        label=_("Who says something of it: uuid or slug."),
    )
    part_of = NamedFilter(Project, "part_of", label=_("The larger project: uuid or slug."))
    measure = SaidFilter(
        Said(Figure, "project", "measure"),
        choices=measures.CHOICES,
        label=_("What one of its figures measures."),
    )
    date_after = ReportedOnOrAfter("", label=_("Its status reports can reach to this day or a later one."))
    date_before = ReportedOnOrBefore("", label=_("Its status reports can begin on this day or an earlier one."))
    bbox = CornersFilter(label=_("Two corners of a part of the map: west,south,east,north, in degrees."))
    has = HasFilter(PROJECT_HAS)
    missing = MissingFilter(PROJECT_HAS)
    ordering = Ordering(
        default="name", name=by_name, kind="kind", published_at="published_at", updated_at="updated_at"
    )

    facets = {
        "kind": OfChoices(F("kind"), Project.Kind.choices),
        "status": StatusFacet(),
        "organisation": OfSaid(Participation, "project", "participant", Organisation),
    }


ORGANISATION_HAS = {
    "website": is_written("website"),
    "seat": is_written("seat"),
    "leader": is_said(Leader, "organisation"),
    "figure": is_said(Figure, "organisation"),
}


class OrganisationFilters(GroundOrganisationFilters):
    project = NamedFilter(
        Project, Said(Participation, "participant", "project"), label=_("What it takes part in: uuid or slug.")
    )
    source = NamedFilter(
        Source,
        Said(Leader, "organisation", "source"),
        Said(Figure, "organisation", "source"),
        Said(Participation, "organisation", "source"),
        Said(Participation, "participant", "source"),
        label=_("Who says something of it: uuid or slug."),
    )
    measure = SaidFilter(
        Said(Figure, "organisation", "measure"),
        choices=measures.CHOICES,
        label=_("What one of its figures measures."),
    )
    has = HasFilter(ORGANISATION_HAS)
    missing = MissingFilter(ORGANISATION_HAS)


class SourceFilters(GroundSourceFilters):
    project = NamedFilter(
        Project,
        *(Said(claim, "source", "project") for claim in (StatusReport, Figure, Participation, Statement)),
        label=_("A project that it says something of: uuid or slug."),
    )


class ValueFilter(NumberFilter):
    """By the number that is stated: of two, the lower has to be above a minimum, the upper below a maximum."""

    def bound(self, value):
        first, other = ("low", "high") if self.lookup_expr == "gte" else ("high", "low")
        stated = Q(**{f"{first}__{self.lookup_expr}": value})
        return stated | Q(**{f"{first}__isnull": True, f"{other}__{self.lookup_expr}": value})


def by_value():
    return Coalesce(F("low"), F("high"))


def by_date():
    return Coalesce(F("earliest"), F("latest"))


FIGURE_HAS = {
    "party": Q(party__isnull=False),
    "date": Q(earliest__isnull=False) | Q(latest__isnull=False),
    "note": ~Q(note_en="", note_fr=""),
    "quote": is_written("quote"),
}


class FigureFilters(AsKnownFilters):
    search = SearchFilter("note_en", "note_fr", "quote", "source__title", "party__name")
    project = NamedFilter(Project, "project", label=_("The project that it is about: uuid or slug."))
    organisation = NamedFilter(
        Organisation, "organisation", label=_("The organisation that it is about: uuid or slug.")
    )
    source = NamedFilter(Source, "source", label=_("Who said so: uuid or slug."))
    party = NamedFilter(Organisation, "party", label=_("For whom it is: uuid or slug."))
    measure = ChoicesFilter("measure", choices=measures.CHOICES, label=_("What is measured."))
    nature = ChoicesFilter("nature", choices=Figure.Nature.choices, label=_("Whether it is so or meant to be."))
    target = ValuesFilter("nature", Figure.Nature.TARGET, label=_("Aims only, or all other figures."))
    qualifier = ChoicesFilter(
        "qualifier", choices=Figure.Qualifier.choices, label=_("How the number is to be read.")
    )
    value_min = ValueFilter(lookup_expr="gte", label=_("The number, in the unit of its measure, or more."))
    value_max = ValueFilter(lookup_expr="lte", label=_("The number, in the unit of its measure, or less."))
    date_after = OnOrAfter("", label=_("It can be for this day or a later one."))
    date_before = OnOrBefore("", label=_("It can be for this day or an earlier one."))
    has = HasFilter(FIGURE_HAS)
    missing = MissingFilter(FIGURE_HAS)
    ordering = Ordering(
        default="measure",
        measure="measure",
        nature="nature",
        value=by_value,
        date=by_date,
        known_on="source__known_on",
    )

    facets = {
        "measure": OfChoices(F("measure"), measures.CHOICES),
        "nature": OfChoices(F("nature"), Figure.Nature.choices),
        "project": OfLinked("project", Project),
        "organisation": OfLinked("organisation", Organisation),
        "party": OfLinked("party", Organisation),
        "source": OfLinked("source", Source),
    }

    def filter_queryset(self, queryset, but=""):
        day = self.as_known
        return super().filter_queryset(queryset.known_on(day) if day else queryset.standing(), but)
