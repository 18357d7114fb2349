"""Press releases as news objects of the IPTC (ninjs 3.1), for the systems of newsrooms."""

from collections.abc import Iterator
from datetime import UTC, datetime, time

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.reverse import reverse

from newsroom.models import Contact, PressRelease
from projects.records.dates import Span
from projects.records.languages import LANGUAGES, active, labelled
from projects.records.representations import dumped
from projects.records.representations_object import ObjectForm
from projects.records.richtext import plain

STANDARD = {
    "name": "ninjs",
    "version": "3.1",
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#",
}
TEXT, HTML = "text/plain", "text/html"


class Ninjs(ObjectForm):
    """One news object; a list is a composite of them. What has no value is left out, as the standard wants it."""

    name = "ninjs"
    media_type = "application/ninjs+json"
    description = gettext_lazy("ninjs, the JSON of news agencies")
    members = "associations"

    def frame(self, view):
        return {
            "uri": view.request.build_absolute_uri(),
            "type": "composite",
            "pubStatus": "usable",
            "language": active(),
            "title": str(view.about),
            "standard": STANDARD,
        }

    def written(self, view, items):
        return ({"name": release.title, **news_object(release, view.request)} for release in items)

    def one(self, view, item):
        return dumped(news_object(item, view.request))


NINJS = Ninjs()


def news_object(release: PressRelease, request) -> dict:
    """In the language that the title is in: the one asked for, unless it is not written in that."""
    uri = request.build_absolute_uri
    issuers = ", ".join(issuer.name for issuer in release.public_issuers)
    members = {
        "uri": uri(release.get_absolute_url()),
        "type": "text",
        "representationType": "full",
        "profile": release.kind,
        "version": str(release.version),
        "firstCreated": _moment(release.published_at),
        "versionCreated": _moment(release.updated_at),
        "contentCreated": timezone.make_aware(datetime.combine(release.released_on, time.min)).isoformat(),
        "pubStatus": "usable",
        "language": release.title.lang,
        "title": release.title,
        "headlines": [{"contentType": TEXT, "value": release.title}],
        "slugline": release.slug,
        "by": issuers,
        "located": release.dateline,
        "descriptions": [{"role": "lead", "contentType": TEXT, "value": release.lead}] if release.lead else [],
        "bodies": list(_bodies(release)),
        "organisations": [{"rel": "issuer", **_named(each, request)} for each in release.public_issuers],
        "subjects": [{"rel": "topic", **_named(each, request)} for each in release.public_topics],
        "genres": [{"name": release.get_kind_display(), "literal": release.kind}],
        "infoSources": [_contact(each) for each in release.public_contacts],
        "associations": list(_associations(release, request)),
        "altIds": [{"role": "uuid", "value": str(release.pk)}, {"role": "slug", "value": release.slug}],
        "edNote": "\n".join(_said(change) for change in release.changes),
        "copyrightHolder": issuers,
        "rightsInfo": {"linkedRights": uri(f"{reverse('api-docs')}#licence")},
        "standard": STANDARD,
    }
    return {name: value for name, value in members.items() if value not in ("", [])}


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _bodies(release: PressRelease) -> Iterator[dict]:
    if release.body:
        words = plain(release.body)
        yield _body("main", HTML, release.body, words)
        yield _body("main", TEXT, words, words)
    for note in release.public_boilerplates:
        yield _body("boilerplate", TEXT, note.text, note.text)


def _body(role: str, content_type: str, value: str, words: str) -> dict:
    counts = {"charCount": len(words), "wordCount": len(words.split())}
    return {"role": role, "contentType": content_type, **counts, "value": value}


def _named(record, request) -> dict[str, str]:
    address = request.build_absolute_uri(record.get_absolute_url())
    return {"name": str(record), "uri": address, "literal": record.slug}


def _contact(contact: Contact) -> dict:
    ways = [{"type": "email", "value": contact.email}, {"type": "phone", "value": contact.phone}]
    return {
        "name": contact.name,
        "role": contact.role or _("press contact"),
        "contactInfo": [way for way in ways if way["value"]],
    }


def _associations(release: PressRelease, request) -> Iterator[dict]:
    """The same text in the other language, if it is written, and what the release is about."""
    for language in LANGUAGES:
        title = PressRelease.title.in_language(release, language)
        if language != release.title.lang and title.lang == language and title:
            yield {"rel": "translation", "language": language, **_page(release, title, language, request)}
    for project in release.public_projects:
        yield {"rel": "project", **_page(project, project.name, active(), request)}
    for milestone in release.public_milestones:
        yield {"rel": "milestone", **_page(milestone, milestone.title_now, active(), request)}


def _page(record, name: str, language: str, request) -> dict[str, str]:
    with translation.override(language):
        return {"name": name, "uri": request.build_absolute_uri(record.get_absolute_url())}


def _said(change) -> str:
    """One thing that was changed, and when."""
    day = Span.day(timezone.localdate(change.at)).label(active())
    word = {"correct": _("Correction"), "update": _("Update"), "restore": _("Restored")}[change.act]
    return labelled(f"{word}, {day}", change.note)
