"""Filters for every floor's lists: each takes one parameter, and says in words what it expected."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Model, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_filters import rest_framework as filters

from projects.records.facets import Facet
from projects.records.filters_values import (
    AskedFilter,
    ChoicesFilter,
    DayFilter,
    ListFilter,
    MomentFilter,
)
from projects.records.models import Publication, UsedSlug
from projects.records.ordering import Ordered, Part
from projects.records.parameters import form_errors
from projects.records.problems import NotThere, Refused, error
from projects.records.query_fields import NameField

AS_KNOWN = "as_known"


def once_called(model, *slugs: str) -> Q:
    """Records of this type that have one of the slugs, or were public under it once."""
    used = UsedSlug.objects.filter(record_type=model.type_name(), slug__in=slugs)
    return Q(slug__in=slugs) | Q(pk__in=used.values("record_uuid"))


@dataclass(frozen=True)
class Said:
    """That a claim of this type leads from what it names in `names` to what is listed, by its key `of`."""

    claim: type[Model]
    of: str
    names: str

    def about(self, filterset, found) -> Q:
        """What is listed, as far as claims that the reader may see name something of what was found."""
        claims = filterset.claims(self.claim).filter(**{f"{self.names}__in": found, f"{self.of}__isnull": False})
        return Q(pk__in=claims.values(self.of))


class NamedFilter(ListFilter):
    """What belongs to public records, given by uuid or slug, a former one too. What is not public has nothing.

    `ways` are names of foreign keys or links, or claims (`Said`) that lead from the records to what is listed.
    """

    field_class = NameField

    def __init__(self, of, *ways: str | Said, **kwargs):
        super().__init__(**kwargs)
        self.of, self.ways = of, ways

    def filter(self, qs, value):
        if not value:
            return qs
        ids = [name for name in value if isinstance(name, UUID)]
        named = once_called(self.of, *(name for name in value if name not in ids)) | Q(pk__in=ids)
        found = self.of.objects.public(self.parent.at).filter(named).values("pk")
        about = Q(pk__in=[])
        for way in self.ways:
            about |= way.about(self.parent, found) if isinstance(way, Said) else self._linked(way, found)
        return qs.filter(about)

    def _linked(self, way: str, found) -> Q:
        """Whatever has several of the records is still listed once."""
        if not self.model._meta.get_field(way).many_to_many:
            return Q(**{f"{way}__in": found})
        return Q(pk__in=self.model.objects.filter(**{f"{way}__in": found}).values("pk"))


class SaidFilter(ChoicesFilter):
    """What has a claim with one of the words in it."""

    def __init__(self, *ways: Said, **kwargs):
        super().__init__(**kwargs)
        self.ways = ways

    def filter(self, qs, value):
        about = Q(pk__in=[])
        for way in self.ways:
            about |= way.about(self.parent, value or [])
        return qs.filter(about) if value else qs


class AsKnownFilter(DayFilter):
    """Does not narrow by itself; the filter set looks at its day first."""

    def __init__(self):
        super().__init__(label=_("Read it as it was known on this day, not later than today."))

    def filter(self, qs, value):
        return qs


class FacetsFilter(ChoicesFilter):
    """Does not narrow; says what is to be counted beside the list."""

    def __init__(self, names: Iterable[str]):
        label = _("What to count: how many there are of each value, under all filters but that of the same name.")
        super().__init__(choices=[(name, name) for name in names], label=label)

    def filter(self, qs, value):
        return qs


class PublicFilters(filters.FilterSet):
    """Filters that know the moment of the request: what is not public then is not there to be filtered by.

    `facets` says what can be counted beside the list.
    """

    facets: dict[str, Facet] = {}

    def __init__(self, data=None, *args, at: datetime, **kwargs):
        super().__init__(_in_page_words(data), *args, **kwargs)
        self.at = at

    @classmethod
    def get_filters(cls):
        found = super().get_filters()
        return found | {"facets": FacetsFilter(cls.facets)} if cls.facets else found

    @property
    def today(self) -> date:
        return timezone.localdate(self.at)

    @property
    def as_known(self) -> date | None:
        """The earlier day as of which the list is read."""
        return self.form.cleaned_data.get(AS_KNOWN)

    def claims(self, model) -> QuerySet:
        """The claims of this type that readers may see, as they stand now or stood on the day asked for."""
        public = model.objects.public(self.at)
        return public.known_on(self.as_known) if self.as_known else public.standing()

    def filter_queryset(self, queryset, but: str = ""):
        """What all filters leave, or all but one. Raises NotThere for a day that has not come."""
        self.refuse_what_is_ahead()
        for name, value in self.form.cleaned_data.items():
            queryset = self.filters[name].filter(queryset, value) if name != but else queryset
        return queryset

    def refuse_what_is_ahead(self) -> None:
        if self.as_known and self.as_known > self.today:
            raise NotThere(
                [error(AS_KNOWN, _("Nobody knows yet what will be known then. Give a day up to today."))]
            )

    def without(self, name: str):
        """The list as it would be if the filter of that name had not been asked for."""
        return self.filter_queryset(self.queryset.all(), but=name)

    @property
    def parts(self) -> list["PublicFilters"]:
        """The filter sets whose lists together are the whole."""
        return [self]

    @property
    def asked_facets(self) -> list[str]:
        return self.form.cleaned_data.get("facets") or []

    @property
    def ordered(self) -> Ordered:
        """What the filters leave, in the order asked for."""
        return Ordered([self.qs], self.order)

    @property
    def order(self) -> list[Part]:
        return self.filters["ordering"].parts(self.form.cleaned_data.get("ordering"))

    @property
    def repeatable(self) -> set[str]:
        return {name for name, each in self.filters.items() if isinstance(each, AskedFilter) and each.is_list}


def _in_page_words(query):
    """The parameters with what the timeline's page calls `order` said as the API says it."""
    if not query or query.get("order") != "newest" or "ordering" in query:
        return query
    query = query.copy()
    query["ordering"] = "-date"
    return query


class AsKnownFilters(PublicFilters):
    as_known = AsKnownFilter()


def as_known_in(query, at: datetime) -> date | None:
    """The day of `as_known` as far as it makes sense: whoever answers refuses the rest."""
    asked = AsKnownFilters(query, Publication.objects.none(), at=at)
    return asked.as_known if asked.is_valid() else None


def as_known_of(query, at: datetime) -> date | None:
    """The day of `as_known` where nothing else is filtered. Raises Refused for what is no day, NotThere for one
    that has not come."""
    asked = AsKnownFilters(query, Publication.objects.none(), at=at)
    if found := form_errors(asked.form):
        raise Refused(found)
    asked.refuse_what_is_ahead()
    return asked.as_known


class RecordFilters(AsKnownFilters):
    published_after = MomentFilter("published_at", "gte", label=_("Published here on or after."))
    published_before = MomentFilter("published_at", "lte", is_end=True, label=_("Published here on or before."))
    updated_after = MomentFilter("updated_at", "gte", label=_("Last changed on or after."))
    updated_before = MomentFilter("updated_at", "lte", is_end=True, label=_("Last changed on or before."))
