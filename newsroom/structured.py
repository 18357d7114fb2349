"""What pages say in the terms of schema.org (JSON-LD): plain dicts, of what a page has already."""

from collections.abc import Iterable

from django.conf import settings

from projects.records.dates import Span
from projects.records.states import Act
from timeline.templatetags.timeline import said

SCHEMA = "https://schema.org"


class Pages:
    """Builds them with absolute addresses: `absolute` makes one of a path."""

    def __init__(self, absolute, language: str, home: str, search: str):
        self.absolute, self.language = absolute, language
        self.home, self.search = absolute(home), absolute(search)

    def address(self, record) -> str:
        return self.absolute(record.get_absolute_url())

    def website(self) -> dict:
        return {
            "@context": SCHEMA,
            "@type": "WebSite",
            "@id": f"{self.home}#site",
            "name": settings.SITE_NAME,
            "url": self.home,
            "inLanguage": self.language,
            "publisher": self._publisher(),
            "potentialAction": {
                "@type": "SearchAction",
                "target": {"@type": "EntryPoint", "urlTemplate": f"{self.search}?q={{search_term_string}}"},
                "query-input": "required name=search_term_string",
            },
        }

    def breadcrumbs(self, steps: Iterable[tuple[str, str]]) -> dict:
        """From the front page on; each step a name and a path."""
        steps = [(settings.SITE_NAME, self.home), *((name, self.absolute(path)) for name, path in steps)]
        return {
            "@context": SCHEMA,
            "@type": "BreadcrumbList",
            "itemListElement": [
                {"@type": "ListItem", "position": number, "name": str(name), "item": address}
                for number, (name, address) in enumerate(steps, start=1)
            ],
        }

    def collection(self, name: str, address: str, records: Iterable) -> dict:
        return {
            "@context": SCHEMA,
            "@type": "CollectionPage",
            "name": str(name),
            "url": address,
            "inLanguage": self.language,
            "isPartOf": {"@id": f"{self.home}#site"},
            "mainEntity": {
                "@type": "ItemList",
                "itemListElement": [
                    {"@type": "ListItem", "position": number, "url": self.address(record)}
                    for number, record in enumerate(records, start=1)
                ],
            },
        }

    def release(self, release, changes: Iterable, image: str) -> dict:
        """With its corrections, newest first. Of a release with its `public_issuers` and `public_topics`."""
        corrections = [
            {"@type": "CorrectionComment", "text": str(change.note), "datePublished": _moment(change.at)}
            for change in changes
            if change.act == Act.CORRECT
        ]
        return _without_gaps(
            {
                "@context": SCHEMA,
                "@type": "NewsArticle",
                "@id": release.pk.urn,
                "headline": str(release.title),
                "description": str(release.lead),
                "url": self.address(release),
                "mainEntityOfPage": self.address(release),
                "inLanguage": release.title.lang,
                "datePublished": _moment(release.published_at),
                "dateModified": _moment(release.updated_at),
                "dateCreated": release.released_on.isoformat(),
                "dateline": str(release.dateline),
                "version": str(release.version),
                "image": self._image(image),
                "author": [self._named("Organization", each) for each in release.public_issuers],
                "publisher": self._publisher(),
                "keywords": [str(topic) for topic in release.public_topics],
                "correction": corrections,
            }
        )

    def milestone(self, entry, organisations: Iterable, image: str) -> dict:
        """What happens on a day, a month, a year; with the dates that it was planned for before it moved."""
        milestone, history = entry.milestone, entry.history
        start = precise(history.current.span)
        place = next((project for project in milestone.public_projects if project.place), None)
        words = said(history.current)
        return _without_gaps(
            {
                "@context": SCHEMA,
                "@type": "Event",
                "@id": milestone.pk.urn,
                "name": str(entry.title),
                "description": "\n".join(
                    part for part in (entry.text, words[:1].upper() + words[1:] + ".") if part
                ),
                "url": self.address(milestone),
                "inLanguage": entry.title.lang,
                "startDate": start,
                "previousStartDate": _before(history, start),
                "eventStatus": f"{SCHEMA}/{'EventRescheduled' if history.has_moved else 'EventScheduled'}",
                "location": place and {"@type": "Place", "name": str(place), "address": str(place.place)},
                "about": [self._named("Thing", project) for project in milestone.public_projects],
                "organizer": [self._named("Organization", each) for each in organisations],
                "image": self._image(image),
                "subjectOf": [_work(claim.source) for claim in entry.sources],
            }
        )

    def project(self, project, image: str) -> dict:
        where = project.latitude is not None and {
            "@type": "GeoCoordinates",
            "latitude": float(project.latitude),
            "longitude": float(project.longitude),
        }
        return _without_gaps(
            {
                "@context": SCHEMA,
                "@type": "Place",
                "@id": project.pk.urn,
                "name": str(project.name),
                "description": str(project.summary),
                "url": self.address(project),
                "address": str(project.place),
                "geo": where,
                "image": self._image(image),
            }
        )

    def organisation(self, organisation, whole) -> dict:
        seat = {
            "@type": "PostalAddress",
            "addressLocality": organisation.seat,
            "addressCountry": organisation.country,
        }
        return _without_gaps(
            {
                "@context": SCHEMA,
                "@type": "Organization",
                "@id": organisation.pk.urn,
                "name": organisation.name,
                "description": str(organisation.boilerplate),
                "url": organisation.website or self.address(organisation),
                "mainEntityOfPage": self.address(organisation),
                "address": (organisation.seat or organisation.country) and _without_gaps(seat),
                "parentOrganization": whole and self._named("Organization", whole),
            }
        )

    def source(self, source) -> dict:
        return {"@context": SCHEMA, **_work(source), "mainEntityOfPage": self.address(source)}

    def _named(self, kind: str, record) -> dict:
        return {"@type": kind, "name": str(record), "url": self.address(record)}

    def _publisher(self) -> dict:
        return {"@type": "Organization", "name": settings.SITE_NAME, "url": self.home}

    def _image(self, address: str) -> dict:
        return {"@type": "ImageObject", "url": address, "width": 1200, "height": 630}


def precise(span: Span) -> str | None:
    """The narrowest day, month or year that has the whole span; None where no year has it, or the source itself
    was vague. A day that no source gave is never said: ISO 8601 knows "2026" and "2025-12"."""
    if span.approx or span.earliest is None or span.latest is None:
        return None
    first, last = span.earliest.isoformat(), span.latest.isoformat()
    if first == last:
        return first
    if span.precision == "month":
        return first[:7]
    return first[:4] if first[:4] == last[:4] else None


def _before(history, start: str | None) -> list[str]:
    """The dates that were planned before it moved, newest first, each once."""
    if not history.has_moved:
        return []
    plans = [precise(step.claim.span) for step in history.steps if not step.claim.is_outcome]
    return [day for day in dict.fromkeys(reversed(plans)) if day and day != start]


def _work(source) -> dict:
    published = source.published and precise(source.published)
    return _without_gaps(
        {
            "@type": "CreativeWork",
            "name": source.title,
            "url": source.url,
            "inLanguage": source.language,
            "publisher": source.publisher and {"@type": "Organization", "name": source.publisher},
            "datePublished": published,
        }
    )


def _moment(at) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def _without_gaps(said: dict) -> dict:
    return {name: value for name, value in said.items() if value}
