"""A release that becomes public becomes a source, which claims can cite."""

from django.utils.text import Truncator

from projects.records.dates import Span
from projects.records.models import Source


def made_source(release) -> Source:
    """A saved source that is the release, not public yet."""
    issuers = list(release.issuers.all())
    source = Source(
        slug=_free_slug(release.slug),
        title=release.title_en or release.title_fr,
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
