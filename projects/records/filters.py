"""Filters for every floor's lists: each takes one parameter, and says in words what it expected."""

from datetime import date, datetime

from django import forms
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_filters import rest_framework as filters

from projects.records.languages import active
from projects.records.models import Organisation, Source, UsedSlug
from projects.records.query_fields import (
    DayField,
    MomentField,
    NameField,
    NumberField,
    SearchField,
    YesOrNoField,
)
from projects.records.querysets import has_words


def in_active_language(name: str):
    """The column of a translated text that is shown now, with the other where it is empty, for sorting."""
    other = "fr" if active() == "en" else "en"
    return Coalesce(NullIf(f"{name}_{active()}", Value("")), f"{name}_{other}")


def once_called(model, slug: str) -> Q:
    """Records of this type that have the slug, or were public under it once."""
    used = UsedSlug.objects.filter(record_type=model.type_name(), slug=slug)
    return Q(slug=slug) | Q(pk__in=used.values("record_uuid"))


class DayFilter(filters.DateFilter):
    field_class = DayField


class MomentFilter(filters.IsoDateTimeFilter):
    field_class = MomentField


class OnOrAfter(DayFilter):
    """What can lie on the day or later. `field_name` is the prefix of a span's columns."""

    def filter(self, qs, value):
        earliest, latest = f"{self.field_name}earliest", f"{self.field_name}latest"
        is_open = Q(**{f"{latest}__isnull": True, f"{earliest}__isnull": False})
        return qs if value is None else qs.filter(Q(**{f"{latest}__gte": value}) | is_open)


class OnOrBefore(DayFilter):
    """What can lie on the day or earlier. `field_name` is the prefix of a span's columns."""

    def filter(self, qs, value):
        earliest, latest = f"{self.field_name}earliest", f"{self.field_name}latest"
        is_open = Q(**{f"{earliest}__isnull": True, f"{latest}__isnull": False})
        return qs if value is None else qs.filter(Q(**{f"{earliest}__lte": value}) | is_open)


class NumberFilter(filters.NumberFilter):
    field_class = NumberField

    def get_max_validator(self):
        return None


class YesOrNoFilter(filters.BooleanFilter):
    field_class = YesOrNoField

    def __init__(self, *args, **kwargs):
        # The library's own widget takes any other word for no answer.
        super().__init__(*args, widget=forms.TextInput, **kwargs)


class ChoicesFilter(filters.MultipleChoiceFilter):
    """One value or several, by repetition; any of them will do."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, distinct=False, **kwargs)


class NamedFilter(filters.CharFilter):
    """What belongs to one public record, given by uuid or slug, a former one too. What is not public has nothing.

    With `claim`, the public claims of that type that name the record in `names` decide, and `field_name` is
    the key from the claim to what is listed.
    """

    field_class = NameField

    def __init__(self, of, field_name=None, *, claim=None, names=None, **kwargs):
        super().__init__(field_name, **kwargs)
        self.of, self.claim, self.names = of, claim, names

    def filter(self, qs, value):
        if value is None:
            return qs
        at = self.parent.at
        slug = dict(value.children).get("slug")
        named = once_called(self.of, slug) if slug else value
        found = self.of.objects.public(at).filter(named).values("pk")
        if self.claim is None:
            return qs.filter(**{f"{self.field_name}__in": found})
        claims = self.claim.objects.public(at).standing().filter(**{f"{self.names}__in": found})
        return qs.filter(pk__in=claims.values(self.field_name))


class SearchFilter(filters.CharFilter):
    """Each word given must stand in one of the columns, whatever its case."""

    field_class = SearchField

    def __init__(self, *columns, **kwargs):
        kwargs.setdefault("label", _("Words, all of which must occur, in either language."))
        super().__init__(**kwargs)
        self.columns = columns

    def filter(self, qs, value):
        return qs.filter(has_words(value or [], *self.columns))


class Ordering(filters.OrderingFilter):
    """By the names given, each a column or a function that returns an expression; the id always decides last."""

    def __init__(self, *, default: str, **names):
        label = _("Names separated by commas; a hyphen before a name turns its order round.")
        super().__init__(fields=[(name, name) for name in names], label=label)
        self.default, self.names = default, names

    def filter(self, qs, value):
        directions = {}
        for term in value or [self.default]:
            directions.setdefault(term.removeprefix("-"), term.startswith("-"))
        return qs.order_by(*(self._term(*pair) for pair in directions.items()), "pk")

    def _term(self, name: str, descending: bool):
        column = self.names[name]
        column = column() if callable(column) else F(column)
        return column.desc(nulls_last=True) if descending else column.asc(nulls_last=True)


class PublicFilters(filters.FilterSet):
    """Filters that know the moment of the request: what is not public then is not there to be filtered by."""

    def __init__(self, *args, at: datetime, **kwargs):
        super().__init__(*args, **kwargs)
        self.at = at

    @property
    def today(self) -> date:
        return timezone.localdate(self.at)

    def get_form_class(self):
        return type("AskedForm", (super().get_form_class(),), {"today": self.today})

    @property
    def repeatable(self) -> set[str]:
        return {name for name, each in self.filters.items() if isinstance(each, ChoicesFilter)}


class RecordFilters(PublicFilters):
    published_after = MomentFilter("published_at", "gte", label=_("Published here on or after."))
    published_before = MomentFilter("published_at", "lte", is_end=True, label=_("Published here on or before."))
    updated_after = MomentFilter("updated_at", "gte", label=_("Last changed on or after."))
    updated_before = MomentFilter("updated_at", "lte", is_end=True, label=_("Last changed on or before."))


class CorrectionFilters(PublicFilters):
    date_after = MomentFilter("at", "gte", label=_("Corrected on or after."))
    date_before = MomentFilter("at", "lte", is_end=True, label=_("Corrected on or before."))
    ordering = Ordering(default="-date", date="sequence")


class SourceFilters(RecordFilters):
    search = SearchFilter("title", "publisher", "author", "note_en", "note_fr")
    kind = ChoicesFilter(choices=Source.Kind.choices, label=_("Kind of work."))
    organisation = NamedFilter(Organisation, "publisher_organisation", label=_("Publisher: uuid or slug."))
    via = NamedFilter(Source, "via", label=_("The work that it is known through: uuid or slug."))
    date_after = OnOrAfter("published_", label=_("It can have appeared on this day or later."))
    date_before = OnOrBefore("published_", label=_("It can have appeared on this day or earlier."))
    ordering = Ordering(
        default="-date", date="known_on", title="title", published_at="published_at", updated_at="updated_at"
    )


class OrganisationFilters(RecordFilters):
    search = SearchFilter("name", "seat", "note_en", "note_fr", "boilerplate_en", "boilerplate_fr")
    country = filters.CharFilter(
        "country", "iexact", min_length=2, max_length=2, label=_("Two letters, such as FR.")
    )
    part_of = NamedFilter(Organisation, "part_of", label=_("The larger one: uuid or slug."))
    ordering = Ordering(
        default="name", name="name", country="country", published_at="published_at", updated_at="updated_at"
    )
