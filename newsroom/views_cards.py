"""The pictures of pages at addresses of their own, drawn once for each version."""

import hashlib
from types import SimpleNamespace

from django.conf import settings
from django.core.cache import caches
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.generic import View

from newsroom import cards
from newsroom.cards import Card
from newsroom.models import PressRelease
from projects.models import Project
from projects.records.dates import Span
from projects.records.editions import answered, code, edition
from projects.records.languages import active
from projects.records.models import Organisation, Record, Source
from projects.records.views import PublicPage
from timeline.models import Milestone
from timeline.querysets import HAPPENED
from timeline.templatetags.timeline import said

MODELS = {model.type_name(): model for model in (PressRelease, Milestone, Project, Organisation, Source)}


def words(record: Record) -> Card:
    """What the card of a record says, in the active language."""
    kind, title, when = _WORDS[type(record)](record)
    return Card(settings.SITE_NAME, capfirst(kind), str(title), when)


def _of_release(release):
    return release.get_kind_display(), release.title, Span.day(release.released_on).label(active())


def _of_milestone(milestone):
    date = SimpleNamespace(span=milestone.span, is_outcome=milestone.nature == HAPPENED)
    return f"{_('Timeline')} · {milestone.get_kind_display()}", milestone.title_now, capfirst(said(date))


def _of_project(project):
    return project.get_kind_display(), project.name, str(project.place)


def _of_organisation(organisation):
    return _("Organisation"), organisation.name, organisation.seat


def _of_source(source):
    published = source.published.label(active()) if source.published else ""
    return _("Source"), source.title, ", ".join(part for part in (source.publisher, published) if part)


_WORDS = {
    PressRelease: _of_release,
    Milestone: _of_milestone,
    Project: _of_project,
    Organisation: _of_organisation,
    Source: _of_source,
}


def of_the_site() -> Card:
    title = _("An industrial company’s newsroom: what happened, what is announced, and who said so.")
    return Card(settings.SITE_NAME, title=title)


def address(record: Record) -> str:
    """Of the card of this version."""
    path = reverse("card", kwargs={"type": record.type_name(), "slug": record.slug})
    return f"{path}?{urlencode({'v': record.version})}"


def png(card: Card, version: str) -> HttpResponse:
    """Drawn unless it was drawn before: the same words of the same version are the same picture."""
    pictures = caches["drawn"]
    key = hashlib.blake2b(f"{code()} {version} {card}".encode(), digest_size=20).hexdigest()
    picture = pictures.get(key)
    if picture is None:
        picture = cards.drawn(card)
        pictures.set(key, picture)
    return HttpResponse(picture, content_type="image/png")


class CardPage(PublicPage, View):
    """Drawn once a version. It is kept no longer than any page: what is withdrawn is gone from here too.

    The version in the address, `v`, is for those who keep pictures by their address alone.
    """

    http_method_names = ["get", "head", "options"]

    def get(self, request, slug, type):
        if type not in MODELS:
            raise Http404
        current = request.edition = request.edition or edition(timezone.now())
        record = MODELS[type].objects.public(current.at).filter(slug=slug).first()
        if record is None or getattr(record, "nature", True) == "":
            return self.missing(MODELS[type], slug)
        return answered(request, lambda asked: png(words(record), f"{record.pk}:{record.version}:{active()}"))

    def missing(self, model, slug):
        response = self.elsewhere(model, slug)
        if response is None:
            raise Http404
        return response


def site_card(request):
    return answered(request, lambda asked: png(of_the_site(), active()))
