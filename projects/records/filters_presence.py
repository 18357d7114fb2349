"""Filters by whether something is there at all, as far as readers may see it."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from projects.records.filters_values import ListFilter
from projects.records.models import Publication
from projects.records.query_fields import WordField

# A condition, or a function that gives one for a filter set.
Had = Q | Callable[[Any], Q]


class HasFilter(ListFilter):
    """What has all that is named. `words` give for each word a condition, or a function of the filter set."""

    field_class = WordField

    def __init__(self, words: dict[str, Had], **kwargs):
        kwargs.setdefault("label", _("What it must have, all of it; only what is public counts."))
        super().__init__(choices=[(word, word) for word in words], **kwargs)
        self.words = words

    def filter(self, qs, value):
        for word in value or []:
            qs = qs.filter(self.condition(word))
        return qs

    def condition(self, word: str) -> Q:
        had = self.words[word]
        return had(self.parent) if callable(had) else had


class MissingFilter(HasFilter):
    """What has nothing of what is named."""

    def __init__(self, words: dict[str, Had]):
        super().__init__(words, label=_("What it must not have, none of it; only what is public counts."))

    def condition(self, word):
        return ~super().condition(word)


def is_written(name: str) -> Q:
    """It has a text in this column, which is never null."""
    return ~Q(**{name: ""})


def is_linked(name: str, of) -> Had:
    """It has a link, or a foreign key, to a public record."""

    def condition(filterset):
        public = of.objects.public(filterset.at).values("pk")
        return Q(pk__in=filterset.queryset.model.objects.filter(**{f"{name}__in": public}).values("pk"))

    return condition


def is_said(claim, of: str, **asked) -> Had:
    """A claim that the reader may see is about it, by the key `of`."""

    def condition(filterset):
        claims = filterset.claims(claim).filter(**{f"{of}__isnull": False}, **asked)
        return Q(pk__in=claims.values(of))

    return condition


def was_corrected(filterset) -> Q:
    """Readers were told of a correction."""
    told = Publication.objects.corrections(filterset.at).filter(record_type=filterset.queryset.model.type_name())
    if filterset.as_known:
        told = told.filter(at__date__lte=filterset.as_known)
    return Q(pk__in=told.values("record_uuid"))
