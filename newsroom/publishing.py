"""The roof's own verb: a release that becomes public becomes a source in the same breath."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import Truncator

from newsroom.models import PressRelease
from projects.records import publishing
from projects.records.dates import Span
from projects.records.models import Publication, Source


@transaction.atomic
def publish(release: PressRelease, *, by, at: datetime, note_en: str = "", note_fr: str = "") -> Publication:
    """Makes the release visible from `at` on, with its source: made if it has none yet, of the same day always.

    Raises PermissionDenied, ImpossibleMove, or ValidationError with all obstacles.
    """
    Publication.objects.lock()
    locked = PressRelease.objects.select_for_update(of=("self",)).get(pk=release.pk)
    if found := publishing.obstacles(locked, at):
        raise ValidationError(found)
    if locked.source is None:
        locked.source = _made_source(locked)
        locked.save()
        publishing.publish(locked.source, by=by, at=at)
    elif locked.source.published != Span.day(locked.released_on):
        # One document, one day: the source follows the release.
        locked.source.published = Span.day(locked.released_on)
        locked.source.save()
        publishing.publish(locked.source, by=by, at=at)
    return publishing.publish(release, by=by, at=at, note_en=note_en, note_fr=note_fr)


def _made_source(release: PressRelease) -> Source:
    issuers = list(release.issuers.all())
    title = release.title_en or release.title_fr
    source = Source(
        slug=_free_slug(release.slug),
        title=title,
        language="en" if release.title_en else "fr",
        publisher=Truncator(", ".join(issuer.name for issuer in issuers)).chars(200),
        publisher_organisation=issuers[0] if len(issuers) == 1 else None,
        kind=release.kind,
    )
    source.published = Span.day(release.released_on)
    source.save()
    return source


def _free_slug(slug: str) -> str:
    """The slug itself, else with the first number that no source has."""
    candidates = (f"{slug[: 100 - len(suffix)]}{suffix}" for suffix in ("", *map("-{}".format, range(2, 1000))))
    return next(each for each in candidates if not Source.objects.filter(slug=each).exists())
