"""Filters by what is in a row itself: days, moments, numbers, words. Each has the JSON Schema of what it takes."""

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from django.db.models import Q
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext_lazy as _
from django_filters import rest_framework as filters

from projects.records import query_fields as fields
from projects.records.querysets import has_words


class AskedFilter(filters.Filter):
    """Takes one value; none leaves everything. `schema` says what a value can be, `label` what it means."""

    is_list = False

    @property
    def schema(self) -> dict:
        return self.field.schema

    def filter(self, qs, value):
        return qs if value is None else qs.filter(**{f"{self.field_name}__{self.lookup_expr}": value})


class ListFilter(AskedFilter):
    """Takes several values, by repetition or between commas; any of them will do."""

    is_list = True

    @property
    def field(self):
        if not hasattr(self, "_field"):
            extra = {name: value for name, value in self.extra.items() if name != "required"}
            self._field = fields.ListField(self.field_class(**extra), label=self.label, required=False)
        return self._field

    def filter(self, qs, value):
        return qs.filter(**{f"{self.field_name}__in": value}) if value else qs


class DayFilter(AskedFilter):
    field_class = fields.DayField


class MomentFilter(AskedFilter):
    field_class = fields.MomentField


class SpanFilter(DayFilter):
    """By what a span can mean. `field_name` is the prefix of its columns, `bound` the one that the day is held
    against; a span that is open there can be any time, beyond its other bound."""

    bound: str
    other: str
    lookup: str

    def span(self, value) -> Q:
        bound, other = f"{self.field_name}{self.bound}", f"{self.field_name}{self.other}"
        is_open = Q(**{f"{bound}__isnull": True, f"{other}__isnull": False})
        return Q(**{f"{bound}__{self.lookup}": value}) | is_open

    def filter(self, qs, value):
        return qs if value is None else qs.filter(self.span(value))


class OnOrAfter(SpanFilter):
    """What can lie on the day or later."""

    bound, other, lookup = "latest", "earliest", "gte"


class OnOrBefore(SpanFilter):
    """What can lie on the day or earlier."""

    bound, other, lookup = "earliest", "latest", "lte"


class YearFilter(ListFilter):
    """By the year of a day, given as a function that returns an expression."""

    field_class = fields.YearField

    def __init__(self, day, **kwargs):
        super().__init__(label=_("The year that it is filed under: of its first day."), **kwargs)
        self.day = day

    def filter(self, qs, value):
        return qs.alias(asked_year=ExtractYear(self.day())).filter(asked_year__in=value) if value else qs


class NumberFilter(AskedFilter):
    """By a column with four decimals: what is finer is rounded so that the same rows are left."""

    field_class = fields.NumberField

    def filter(self, qs, value):
        if value is None:
            return qs
        rounding = ROUND_CEILING if self.lookup_expr == "gte" else ROUND_FLOOR
        return qs.filter(self.bound(value.quantize(Decimal("0.0001"), rounding)))

    def bound(self, value) -> Q:
        return Q(**{f"{self.field_name}__{self.lookup_expr}": value})


class YesOrNoFilter(AskedFilter):
    field_class = fields.YesOrNoField


class ValuesFilter(YesOrNoFilter):
    """Keeps what has the value in its column, or all that has not."""

    def __init__(self, field_name, value, **kwargs):
        super().__init__(field_name, **kwargs)
        self.value = value

    def filter(self, qs, value):
        has = Q(**{self.field_name: self.value})
        return qs if value is None else qs.filter(has if value else ~has)


class CountryFilter(ListFilter):
    field_class = fields.CountryField


class ChoicesFilter(ListFilter):
    """One word or several of those that the column can have."""

    field_class = fields.WordField


class SearchFilter(AskedFilter):
    """Each word given must stand in one of the columns, whatever its case."""

    field_class = fields.SearchField

    def __init__(self, *columns, **kwargs):
        kwargs.setdefault("label", _("Words, all of which must occur, in either language."))
        super().__init__(**kwargs)
        self.columns = columns

    def filter(self, qs, value):
        return qs.filter(has_words(value or [], *self.columns))


class CornersFilter(AskedFilter):
    """By the columns `latitude` and `longitude`. What reaches from west over east spans the date line."""

    field_class = fields.CornersField

    def filter(self, qs, value):
        if value is None:
            return qs
        west, south, east, north = value
        from_west, to_east = Q(longitude__gte=west), Q(longitude__lte=east)
        between = from_west & to_east if west <= east else from_west | to_east
        return qs.filter(between, latitude__gte=south, latitude__lte=north)


class OrderFilter(AskedFilter):
    """`order=newest`, as the timeline's page has it, stands for an `ordering`; the filter set sees to that."""

    field_class = fields.WordField

    def __init__(self):
        label = _("“newest”: the latest comes first. Where “ordering” is given too, that counts.")
        super().__init__(choices=[("newest", _("Newest first"))], label=label)

    def filter(self, qs, value):
        return qs
