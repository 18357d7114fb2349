"""The filters of the ground's own lists: sources, organisations, corrections."""

from django.db.models import F, Q
from django.db.models.functions import Coalesce, Upper
from django.utils.translation import gettext_lazy as _

from projects.records import snapshots
from projects.records.facets import OfChoices, OfLinked, OfValues, OfYears
from projects.records.filters import NamedFilter, PublicFilters, RecordFilters, Said
from projects.records.filters_presence import HasFilter, MissingFilter, is_linked, is_said, is_written
from projects.records.filters_values import (
    ChoicesFilter,
    CountryFilter,
    MomentFilter,
    OnOrAfter,
    OnOrBefore,
    SearchFilter,
    YearFilter,
)
from projects.records.models import Leader, Organisation, Source
from projects.records.ordering import Ordering

RECORD_TYPES = [(model.type_name(), model._meta.verbose_name) for model in snapshots.record_models()]


class CorrectionFilters(PublicFilters):
    search = SearchFilter("note_en", "note_fr")
    type = ChoicesFilter("record_type", choices=RECORD_TYPES, label=_("What was corrected."))
    date_after = MomentFilter("at", "gte", label=_("Corrected on or after."))
    date_before = MomentFilter("at", "lte", is_end=True, label=_("Corrected on or before."))
    ordering = Ordering(default="-date", date="sequence")

    facets = {"type": OfChoices(F("record_type"), RECORD_TYPES)}


def _appeared():
    return Coalesce("published_earliest", "published_latest")


SOURCE_HAS = {
    "url": is_written("url"),
    "archived_url": is_written("archived_url"),
    "author": is_written("author"),
    "published": Q(published_latest__isnull=False),
    "via": is_linked("via", Source),
}


class SourceFilters(RecordFilters):
    search = SearchFilter("title", "publisher", "author", "note_en", "note_fr")
    kind = ChoicesFilter("kind", choices=Source.Kind.choices, label=_("Kind of work."))
    organisation = NamedFilter(Organisation, "publisher_organisation", label=_("Publisher: uuid or slug."))
    via = NamedFilter(Source, "via", label=_("The work that it is known through: uuid or slug."))
    date_after = OnOrAfter("published_", label=_("It can have appeared on this day or later."))
    date_before = OnOrBefore("published_", label=_("It can have appeared on this day or earlier."))
    year = YearFilter(_appeared)
    has = HasFilter(SOURCE_HAS)
    missing = MissingFilter(SOURCE_HAS)
    ordering = Ordering(
        default="-date", date="known_on", title="title", published_at="published_at", updated_at="updated_at"
    )

    facets = {
        "kind": OfChoices(F("kind"), Source.Kind.choices),
        "organisation": OfLinked("publisher_organisation", Organisation),
        "year": OfYears(_appeared),
    }

    def filter_queryset(self, queryset, but=""):
        known = queryset.filter(known_on__lte=self.as_known) if self.as_known else queryset
        return super().filter_queryset(known, but)


ORGANISATION_HAS = {
    "website": is_written("website"),
    "seat": is_written("seat"),
    "leader": is_said(Leader, "organisation"),
}


class OrganisationFilters(RecordFilters):
    search = SearchFilter("name", "seat", "note_en", "note_fr", "boilerplate_en", "boilerplate_fr")
    country = CountryFilter("country", label=_("Two letters, such as FR."))
    part_of = NamedFilter(Organisation, "part_of", label=_("The larger one: uuid or slug."))
    source = NamedFilter(
        Source, Said(Leader, "organisation", "source"), label=_("Who says something of it: uuid or slug.")
    )
    has = HasFilter(ORGANISATION_HAS)
    missing = MissingFilter(ORGANISATION_HAS)
    ordering = Ordering(
        default="name", name="name", country="country", published_at="published_at", updated_at="updated_at"
    )

    facets = {
        "country": OfValues(Upper("country")),
        "part_of": OfLinked("part_of", Organisation),
    }
