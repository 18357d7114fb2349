"""Atom feeds: the news, and the corrections of all that is public. Dates are when a thing became known."""

from collections import defaultdict
from datetime import datetime
from uuid import uuid5

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.feedgenerator import Atom1Feed
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from newsroom.models import PressRelease
from projects.records import snapshots
from projects.records.api import with_records
from projects.records.dates import Span
from projects.records.editions import edition
from projects.records.languages import active, labelled
from projects.records.models import Publication
from projects.records.states import Act

LONGEST = 50


class AtomFeed(Feed):
    """In the language of its address, as of the moment at which it is asked for. Who has it already is told so
    before anything is looked up."""

    feed_type = Atom1Feed

    def __call__(self, request, *args, **kwargs):
        request.edition = current = request.edition or edition(timezone.now())
        tag = current.tag(request.build_absolute_uri())
        response = current.decided(request, tag) or super().__call__(request, *args, **kwargs)
        if response.status_code == 412:
            patch_cache_control(response, no_store=True)
        else:
            current.tell(response, tag)
        return response

    def get_object(self, request):
        return request.edition.at


class NewsFeed(AtomFeed):
    """What was newly published or changed, newest first, with what readers were told of changes."""

    title = format_lazy(gettext_lazy("{site}: news"), site=settings.SITE_NAME)
    subtitle = gettext_lazy("Press releases, newest first.")

    def link(self):
        return reverse("news")

    def items(self, at: datetime):
        releases = list(PressRelease.objects.public(at).order_by("-updated_at", "pk")[:LONGEST])
        notes = defaultdict(list)
        for change in Publication.objects.changes(at).filter(record_uuid__in=[each.pk for each in releases]):
            notes[change.record_uuid].append(labelled(_what_and_when(change), change.note))
        for release in releases:
            release.notes = notes[release.pk]
        return releases

    def item_title(self, release):
        return release.title

    def item_description(self, release):
        return "\n\n".join([*release.notes, release.lead])

    def item_guid(self, release):
        return release.pk.urn

    def item_pubdate(self, release):
        return release.published_at

    def item_updateddate(self, release):
        return release.updated_at


def _what_and_when(change: Publication) -> str:
    words = {Act.CORRECT: _("Correction, %(day)s"), Act.RESTORE: _("Restored, %(day)s")}
    return words.get(change.act, _("Update, %(day)s")) % {
        "day": Span.day(timezone.localdate(change.at)).label(active())
    }


class CorrectionsFeed(AtomFeed):
    """The newest corrections of whatever is public now."""

    title = format_lazy(gettext_lazy("{site}: corrections"), site=settings.SITE_NAME)
    subtitle = gettext_lazy("What was wrong on this site and was put right, newest first.")

    def link(self):
        return reverse("corrections")

    def items(self, at: datetime):
        corrections = Publication.objects.corrections(at).of_public(snapshots.record_models(), at)
        return with_records(list(corrections[:LONGEST]))

    def item_title(self, correction):
        return getattr(correction.record, "title", None) or str(correction.record)

    def item_description(self, correction):
        return correction.note

    def item_link(self, correction):
        has_page = hasattr(correction.record, "get_absolute_url")
        return correction.record.get_absolute_url() if has_page else reverse("corrections")

    def item_guid(self, correction):
        return uuid5(correction.record_uuid, str(correction.sequence)).urn

    def item_pubdate(self, correction):
        return correction.at

    item_updateddate = item_pubdate
