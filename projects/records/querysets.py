"""The questions that are asked of records and claims. Each takes the moment or day it is asked about."""

from collections.abc import Iterable

from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Coalesce, NullIf

from projects.records.languages import active


def in_active_language(name: str):
    """The column of a translated text that is shown now, with the other where it is empty, for sorting."""
    other = "fr" if active() == "en" else "en"
    return Coalesce(NullIf(f"{name}_{active()}", Value("")), f"{name}_{other}")


def is_public(at, path: str = "") -> Q:
    """The one rule of visibility: published, and not withdrawn, at that moment."""
    prefix = f"{path}__" if path else ""
    not_withdrawn = Q(**{f"{prefix}withdrawn_at__isnull": True}) | Q(**{f"{prefix}withdrawn_at__gt": at})
    return Q(**{f"{prefix}published_at__lte": at}) & not_withdrawn


def is_known(day, path: str = "") -> Q:
    """Claims that stand on that day: their source was known, and they were not withdrawn yet."""
    prefix = f"{path}__" if path else ""
    standing = Q(**{f"{prefix}withdrawn_on__isnull": True}) | Q(**{f"{prefix}withdrawn_on__gt": day})
    return Q(**{f"{prefix}source__known_on__lte": day}) & standing


def has_words(words: Iterable[str], *columns: str) -> Q:
    """Each of the words stands in one of the columns, whatever its case. Without words: everything."""
    found = Q()
    for word in dict.fromkeys(words):
        found &= _has_word(word, columns)
    return found


def _has_word(word: str, columns: tuple[str, ...]) -> Q:
    # SQLite does not know that É is é, so that case is tried here.
    spellings = {word} if word.isascii() else {word, word.lower(), word.upper(), word.capitalize()}
    found = Q()
    for column in columns:
        for spelling in sorted(spellings):
            found |= Q(**{f"{column}__icontains": spelling})
    return found


class RecordQuerySet(models.QuerySet):
    def public(self, at):
        return self.filter(is_public(at))

    def get_by_natural_key(self, slug):
        return self.get(slug=slug)


class ClaimQuerySet(models.QuerySet):
    def public(self, at):
        """Claims of which everything they name is public: subject, source, partner."""
        everything_named = Q()
        for name in self.model.named_records():
            everything_named &= Q(**{f"{name}__isnull": True}) | is_public(at, name)
        return self.filter(everything_named)

    def standing(self):
        return self.filter(withdrawn_on__isnull=True)

    def known_on(self, day):
        return self.filter(is_known(day))
