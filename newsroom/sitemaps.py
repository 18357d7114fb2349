"""What search engines are told to look at: every public page in both languages, and the news of two days."""

from datetime import datetime, timedelta
from functools import cached_property

from django.conf import settings
from django.contrib import sitemaps
from django.contrib.sitemaps import views
from django.db.models.functions import ExtractYear
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control

from newsroom.models import PressRelease
from projects.models import Project
from projects.records.editions import answered, edition
from projects.records.languages import LANGUAGES
from projects.records.models import Organisation, Source
from timeline.models import Milestone

# Lists, which have no date of their own.
LISTS = ("front", "timeline", "projects", "news", "organisations", "sources", "corrections")
NEWS_FOR = timedelta(hours=48)
MOST_NEWS = 1000


class InBothLanguages(sitemaps.Sitemap):
    """As of a moment."""

    i18n = alternates = x_default = True
    limit = 10_000

    def __init__(self, at: datetime):
        self.at = at


class Lists(InBothLanguages):
    """Pages that list others, those of single years with them."""

    def items(self):
        return self.found

    @cached_property
    def found(self) -> list[tuple[str, dict]]:
        released = PressRelease.objects.public(self.at).order_by()
        dated = Milestone.objects.public(self.at).shown().with_year().order_by()
        years = {
            "timeline-year": dated.values_list("year", flat=True),
            "news-year": released.values_list(ExtractYear("released_on"), flat=True),
        }
        of_years = [
            (name, {"year": year}) for name, found in years.items() for year in sorted(set(found.distinct()))
        ]
        return [*((name, {}) for name in LISTS), *of_years]

    def location(self, item):
        name, kwargs = item
        return reverse(name, kwargs=kwargs)


class OfRecords(InBothLanguages):
    """The page of each record of one type."""

    def __init__(self, at: datetime, model):
        super().__init__(at)
        self.model = model

    def items(self):
        return self.found

    @cached_property
    def found(self) -> list:
        public = self.model.objects.public(self.at)
        if self.model is Milestone:
            public = public.shown()
        return list(public.order_by("pk").only("pk", "slug", "updated_at"))

    def lastmod(self, record):
        return record.updated_at


class Promises(OfRecords):
    def location(self, project):
        return reverse("promises", kwargs={"slug": project.slug})


SECTIONS = {
    "lists": Lists,
    "news": lambda at: OfRecords(at, PressRelease),
    "timeline": lambda at: OfRecords(at, Milestone),
    "projects": lambda at: OfRecords(at, Project),
    "promises": lambda at: Promises(at, Project),
    "organisations": lambda at: OfRecords(at, Organisation),
    "sources": lambda at: OfRecords(at, Source),
}


def index(request):
    """Where the map of each section is."""

    def drawn(request):
        sections = {name: made(request.edition.at) for name, made in SECTIONS.items()}
        return views.index(request, sections, sitemap_url_name="sitemap-section").render()

    return answered(request, drawn)


def section(request, section: str):
    if section not in SECTIONS:
        raise Http404

    def drawn(request):
        return views.sitemap(request, {section: SECTIONS[section](request.edition.at)}, section=section).render()

    return answered(request, drawn)


def news(request):
    """The releases of the last 48 hours, each in the languages in which it is written. An answer is known by what
    is in it: some leave without an act."""
    current = request.edition or edition(timezone.now())
    newest = PressRelease.objects.public(current.at).filter(published_at__gt=current.at - NEWS_FOR)
    releases = list(newest.order_by("-published_at", "pk")[:MOST_NEWS])
    tag = current.tag(request.build_absolute_uri(), *(str(release.pk) for release in releases))
    response = get_conditional_response(request, etag=tag)
    if response is None:
        entries = [
            (release, language, PressRelease.title.in_language(release, language))
            for release in releases
            for language in LANGUAGES
            if getattr(release, f"title_{language}")
        ]
        context = {"entries": entries, "name": settings.SITE_NAME, "host": request.build_absolute_uri("/")[:-1]}
        response = render(request, "newsroom/news_sitemap.xml", context, content_type="application/xml")
    if response.status_code == 412:
        patch_cache_control(response, no_store=True)
        return response
    response.headers["ETag"] = tag
    current.tell_freshness(response)
    return response
