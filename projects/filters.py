"""Filters of projects, of figures, and of organisations by the projects they take part in."""

from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from projects import measures
from projects.models import Figure, Participation, Project, StatusReport
from projects.records.filters import (
    ChoicesFilter,
    NamedFilter,
    NumberFilter,
    OnOrAfter,
    OnOrBefore,
    Ordering,
    PublicFilters,
    RecordFilters,
    SearchFilter,
    in_active_language,
)
from projects.records.filters import OrganisationFilters as GroundFilters
from projects.records.models import Organisation, Source


def by_name():
    return in_active_language("name")


class StatusFilter(ChoicesFilter):
    """By the status that a project has now."""

    def filter(self, qs, value):
        if not value:
            return qs
        reports = StatusReport.objects.public(self.parent.at).standing().filter(project=OuterRef("pk"))
        current = Subquery(reports.newest_first().values("status")[:1])
        return qs.alias(current_status=current).filter(current_status__in=value)


class ProjectFilters(RecordFilters):
    search = SearchFilter("name_en", "name_fr", "summary_en", "summary_fr", "place_en", "place_fr")
    kind = ChoicesFilter(choices=Project.Kind.choices, label=_("Kind of project."))
    status = StatusFilter(choices=StatusReport.Status.choices, label=_("Status now."))
    organisation = NamedFilter(
        Organisation,
        "project",
        claim=Participation,
        names="participant",
        label=_("Who takes part: uuid or slug."),
    )
    part_of = NamedFilter(Project, "part_of", label=_("The larger project: uuid or slug."))
    ordering = Ordering(
        default="name", name=by_name, kind="kind", published_at="published_at", updated_at="updated_at"
    )


class OrganisationFilters(GroundFilters):
    project = NamedFilter(
        Project,
        "participant",
        claim=Participation,
        names="project",
        label=_("What it takes part in: uuid or slug."),
    )


class ValueFilter(NumberFilter):
    """By the number that is stated: of two, the lower has to be above a minimum, the upper below a maximum."""

    def filter(self, qs, value):
        if value is None:
            return qs
        first, other = ("low", "high") if self.lookup_expr == "gte" else ("high", "low")
        stated = Q(**{f"{first}__{self.lookup_expr}": value})
        return qs.filter(stated | Q(**{f"{first}__isnull": True, f"{other}__{self.lookup_expr}": value}))


def by_value():
    return Coalesce(F("low"), F("high"))


def by_date():
    return Coalesce(F("earliest"), F("latest"))


class FigureFilters(PublicFilters):
    search = SearchFilter("note_en", "note_fr", "quote", "source__title", "party__name")
    project = NamedFilter(Project, "project", label=_("The project that it is about: uuid or slug."))
    organisation = NamedFilter(
        Organisation, "organisation", label=_("The organisation that it is about: uuid or slug.")
    )
    source = NamedFilter(Source, "source", label=_("Who said so: uuid or slug."))
    party = NamedFilter(Organisation, "party", label=_("For whom it is: uuid or slug."))
    measure = ChoicesFilter(choices=measures.CHOICES, label=_("What is measured."))
    nature = ChoicesFilter(choices=Figure.Nature.choices, label=_("Whether it is so or meant to be."))
    qualifier = ChoicesFilter(choices=Figure.Qualifier.choices, label=_("How the number is to be read."))
    value_min = ValueFilter(lookup_expr="gte", label=_("The number, in the unit of its measure, or more."))
    value_max = ValueFilter(lookup_expr="lte", label=_("The number, in the unit of its measure, or less."))
    date_after = OnOrAfter("", label=_("It can be for this day or a later one."))
    date_before = OnOrBefore("", label=_("It can be for this day or an earlier one."))
    ordering = Ordering(
        default="measure",
        measure="measure",
        nature="nature",
        value=by_value,
        date=by_date,
        known_on="source__known_on",
    )
