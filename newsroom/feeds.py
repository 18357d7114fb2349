"""Feeds of the news, and of the corrections of all that is public. Dates are when a thing became known."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from html import unescape
from urllib.parse import urljoin
from uuid import uuid5

from django import forms
from django.conf import settings
from django.contrib.syndication.views import Feed
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.utils.http import urlencode
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from newsroom.feeds_forms import Atom
from newsroom.models import PressRelease, Topic
from projects.records import snapshots
from projects.records.api import with_records
from projects.records.dates import Span
from projects.records.editions import Edition, answered
from projects.records.filters import once_called
from projects.records.languages import active, labelled
from projects.records.models import Organisation, Publication
from projects.records.states import Act

LONGEST = 50
_ADDRESS = re.compile(r'(<a\s[^<>]*?href=")([^"]*)')


@dataclass
class Question:
    """What one request asks of a feed; `asked` are the parameters that it understood."""

    request: HttpRequest
    edition: Edition
    asked: dict = field(default_factory=dict)

    @property
    def at(self) -> datetime:
        return self.edition.at

    def absolute(self, address: str) -> str:
        return self.request.build_absolute_uri(address)


class AnyFeed(Feed):
    """In the language of its address, as of the moment at which it is asked for. Who has it already is told so
    before anything is looked up. A parameter that it does not know is ignored, one that makes no sense refused."""

    item_guid_is_permalink = False
    form_class = forms.Form

    def __init__(self, feed_type=Atom):
        self.feed_type = feed_type

    def __call__(self, request, *args, **kwargs):
        return answered(request, self.answer)

    def answer(self, request):
        form = self.form(request)
        if not form.is_valid():
            return refused(form)
        question = Question(request, request.edition, form.cleaned_data)
        feed = self.get_feed(question, request)
        return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)

    def form(self, request) -> forms.Form:
        return self.form_class(request.GET)

    def description(self):
        return self.subtitle

    def feed_url(self, question):
        return question.request.get_full_path()

    def author_name(self):
        return settings.SITE_NAME

    def author_link(self, question):
        return question.absolute(reverse("front"))

    def feed_extra_kwargs(self, question):
        return {"since": timezone.localtime(question.at).replace(hour=0, minute=0, second=0, microsecond=0)}

    def item_extra_kwargs(self, item):
        return {"content": "", "authors": [], "language": active()}


def refused(form: forms.Form) -> HttpResponse:
    """In words, each with the parameter that it is about."""
    lines = [f"{name}: {message}" for name, errors in form.errors.items() for message in errors]
    return HttpResponse("".join(f"{line}\n" for line in lines), "text/plain; charset=utf-8", status=400)


def standing_alone(markup: str, base: str) -> str:
    """Markup whose links lead to the same places from wherever it is read."""
    return _ADDRESS.sub(lambda found: found[1] + escape(urljoin(base, unescape(found[2]))), markup)


def tell_notes(records: list, at: datetime) -> None:
    """Gives each its `notes`: what readers were told of its changes, newest first."""
    notes = defaultdict(list)
    for change in Publication.objects.changes(at).filter(record_uuid__in=[each.pk for each in records]):
        notes[change.record_uuid].append(labelled(_what_and_when(change), change.note))
    for record in records:
        record.notes = notes[record.pk]


def _what_and_when(change: Publication) -> str:
    words = {Act.CORRECT: _("Correction, %(day)s"), Act.RESTORE: _("Restored, %(day)s")}
    return words.get(change.act, _("Update, %(day)s")) % {
        "day": Span.day(timezone.localdate(change.at)).label(active())
    }


class OfRecords(AnyFeed):
    """Of records: newly published or changed first, with what readers were told of changes."""

    def item_title(self, record):
        return record.title

    def item_guid(self, record):
        return record.pk.urn

    def item_pubdate(self, record):
        return record.published_at

    def item_updateddate(self, record):
        return record.updated_at

    def authors(self, organisations, question: Question) -> list[dict]:
        return [{"name": each.name, "url": question.absolute(each.get_absolute_url())} for each in organisations]


class NewsForm(forms.Form):
    """`topic` by its slug, a former one too, and `year`."""

    topic = forms.CharField(required=False)
    year = forms.IntegerField(required=False, validators=[MinValueValidator(1), MaxValueValidator(9999)])

    def __init__(self, *args, at: datetime):
        super().__init__(*args)
        self.at = at

    def clean_topic(self):
        slug = self.cleaned_data["topic"]
        if not slug:
            return None
        topic = Topic.objects.public(self.at).filter(once_called(Topic, slug)).first()
        if topic is None:
            raise forms.ValidationError(_("There is no topic “%(value)s”."), params={"value": slug[:100]})
        return topic


class NewsFeed(OfRecords):
    title = format_lazy(gettext_lazy("{site}: news"), site=settings.SITE_NAME)
    subtitle = gettext_lazy("Press releases, newest first.")

    def form(self, request):
        return NewsForm(request.GET, at=request.edition.at)

    def link(self, question):
        year, topic = question.asked["year"], question.asked["topic"]
        page = reverse("news-year", kwargs={"year": year}) if year else reverse("news")
        return f"{page}?{urlencode({'topic': topic.slug})}" if topic else page

    def items(self, question):
        releases = PressRelease.objects.public(question.at)
        if topic := question.asked["topic"]:
            releases = releases.filter(topics=topic)
        if year := question.asked["year"]:
            releases = releases.filter(released_on__year=year)
        shown = {"issuers": Organisation, "topics": Topic}
        releases = releases.order_by("-updated_at", "pk").prefetch_related(
            *(
                Prefetch(each, of.objects.public(question.at), to_attr=f"public_{each}")
                for each, of in shown.items()
            )
        )
        releases = list(releases[:LONGEST])
        tell_notes(releases, question.at)
        for release in releases:
            release.question = question
        return releases

    def item_description(self, release):
        return "\n\n".join([*release.notes, release.lead])

    def item_categories(self, release):
        return [str(topic) for topic in release.public_topics]

    def item_extra_kwargs(self, release):
        base = release.question.absolute(release.get_absolute_url())
        lines = [f"<p>{escape(line)}</p>" for line in (*release.notes, *release.lead.splitlines()) if line.strip()]
        return {
            "content": "".join(lines) + standing_alone(release.body, base),
            "authors": self.authors(release.public_issuers, release.question),
            "language": release.title.lang,
        }


class CorrectionsFeed(AnyFeed):
    """The newest corrections of whatever is public now."""

    title = format_lazy(gettext_lazy("{site}: corrections"), site=settings.SITE_NAME)
    subtitle = gettext_lazy("What was wrong on this site and was put right, newest first.")

    def link(self):
        return reverse("corrections")

    def items(self, question):
        corrections = Publication.objects.corrections(question.at)
        corrections = corrections.of_public(snapshots.record_models(), question.at)
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
