"""How many of a list there are of each kind, for each project and so on, counted together with the whole list."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import CharField, Count, F, Model, QuerySet, Value
from django.db.models.functions import Cast, ExtractYear

from projects.records.querysets import in_active_language, is_public

MOST = 100
# The schema of one value of a facet, with how many of the list have it.
FACET = {
    "type": "object",
    "required": ["value", "label", "count"],
    "properties": {"value": {"type": "string"}, "label": {"type": "string"}, "count": {"type": "integer"}},
}
_NOTHING = Value("", CharField())
# The name under which the number of the whole list comes back.
_ALL = ""


class Facet:
    """Something to count by. `labels` are words for values whose rows bring none."""

    # Values that are told even where there are none of them.
    is_told_empty = False

    def rows(self, filterset, kept: QuerySet) -> QuerySet:
        """One row for each value among what is kept, with its `label`, still to be counted by `counted`."""
        raise NotImplementedError

    def labels(self) -> dict[str, str]:
        return {}


class OfValues(Facet):
    """By an expression that gives words, or a function that returns one. What it gives none for is not counted."""

    counted = "pk"

    def __init__(self, expression):
        self.expression = expression

    def rows(self, filterset, kept):
        expression = self.expression() if callable(self.expression) else self.expression
        found = kept.alias(facet_value=expression).exclude(facet_value="").exclude(facet_value=None)
        return found.values(value=Cast("facet_value", CharField()), label=_NOTHING)


class OfChoices(OfValues):
    """By one of a few words; those that nothing has are told too."""

    is_told_empty = True

    def __init__(self, expression, choices: Iterable[tuple]):
        super().__init__(expression)
        self.choices = choices

    def labels(self):
        return {value: str(label) for value, label in self.choices}


class OfYears(OfValues):
    """By the year of a day, given as a function that returns an expression."""

    def __init__(self, day):
        super().__init__(lambda: Cast(ExtractYear(day()), CharField()))


def shown_name(model: type[Model], path: str):
    """What a record is called, by its path from what is counted."""
    columns = {field.name for field in model._meta.concrete_fields}
    if "name_en" in columns:
        return in_active_language(f"{path}__name")
    return F(f"{path}__name" if "name" in columns else f"{path}__title")


class OfLinked(Facet):
    """By the public records that a foreign key or a link leads to."""

    counted = "pk"

    def __init__(self, path: str, of: type[Model]):
        self.path, self.of = path, of

    def rows(self, filterset, kept):
        listed = kept.model.objects.filter(pk__in=kept.values("pk"))
        return _named(listed.filter(is_public(filterset.at, self.path)), self.path, self.of)


class OfSaid(Facet):
    """By what claims of this type name in `names` of what is listed, which their key `of` leads to."""

    def __init__(self, claim: type[Model], of: str, names: str, model: type[Model]):
        self.claim, self.counted, self.names, self.model = claim, of, names, model

    def rows(self, filterset, kept):
        about = filterset.claims(self.claim).filter(**{f"{self.counted}__in": kept.values("pk")})
        return _named(about.filter(**{f"{self.names}__isnull": False}), self.names, self.model)


def _named(rows: QuerySet, path: str, model: type[Model]) -> QuerySet:
    return rows.values(value=F(f"{path}__slug"), label=shown_name(model, path))


def counted(filterset, names: Iterable[str]) -> tuple[int, dict[str, list[dict]]]:
    """How many the list has, and of each facet its values, the most frequent first, in one query.

    Each facet counts under all filters but the one of its own name. A value is told with its label.
    """
    names, numbers, labels = list(names), defaultdict(int), {}
    first, *others = [rows for part in filterset.parts for rows in _rows(part, names)]
    for row in first.union(*others, all=True) if others else first:
        key = row["facet"], row["value"]
        numbers[key] += row["times"]
        labels[key] = row["label"]
    found = {name: _values(name, filterset.facets[name], numbers, labels) for name in names}
    return numbers[_ALL, ""], found


def _rows(part, names: list[str]) -> Iterable[QuerySet]:
    everything = part.qs.order_by().values(value=_NOTHING, label=_NOTHING)
    yield _times(everything, _ALL, "pk")
    for name in names:
        if facet := part.facets.get(name):
            yield _times(facet.rows(part, part.without(name).order_by()), name, facet.counted)


def _times(rows: QuerySet, name: str, what: str) -> QuerySet:
    numbered = rows.annotate(times=Count(what, distinct=True)).order_by()
    return numbered.values("value", "label", "times", facet=Value(name, CharField()))


def _values(name: str, facet: Facet, numbers: dict, labels: dict) -> list[dict]:
    known = facet.labels()
    times = dict.fromkeys(known, 0) if facet.is_told_empty else {}
    times |= {value: number for (of, value), number in numbers.items() if of == name}
    most = sorted(times.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST]
    return [
        {"value": value, "label": known.get(value) or labels.get((name, value)) or value, "count": number}
        for value, number in most
    ]
