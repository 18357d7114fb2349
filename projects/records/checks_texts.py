"""Checks of texts: what is missing or too long, headings that jump, links that lead nowhere."""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.db import models
from django.http.request import validate_host
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils import translation
from django.utils.translation import gettext as _

from projects.records import richtext, snapshots, texts
from projects.records.fields import RichTextField
from projects.records.findings import Finding, must, warn
from projects.records.languages import LANGUAGES
from projects.records.models import Record, UsedSlug

LONGEST = {RichTextField: richtext.MOST // 2, models.TextField: 10_000}
_LINK = re.compile(r"<a\b([^>]*)>(.*?)</a>", re.DOTALL)
_HREF = re.compile(r'href="([^"]*)"')
_HEADING = re.compile(r"<h([23])>(.*?)</h[23]>", re.DOTALL)


def texts_are_there(look) -> Iterator[Finding]:
    """What a draft may lack, but nothing public: in one language at least."""
    record = look.record
    for name in record.TEXTS:
        if hasattr(record, f"{name}_en") and not getattr(record, name):
            yield _missing(name, record._meta.get_field(f"{name}_en"))
    for field in snapshots.content_columns(type(record)):
        if not field.blank and getattr(record, field.attname) in ("", None):
            yield _missing(field.name, field)


def _missing(name: str, field: models.Field) -> Finding:
    return must(f"{name}-missing", _("“%(field)s” is missing.") % {"field": field.verbose_name}, field.name)


def texts_fit(look) -> Iterator[Finding]:
    """Nothing is longer than a page can bear, or than its column: not every database minds that."""
    for field in snapshots.content_columns(type(look.record)):
        value = getattr(look.record, field.attname)
        most = field.max_length or next((LONGEST[kind] for kind in LONGEST if isinstance(field, kind)), None)
        if isinstance(value, str) and most and len(value) > most:
            words = _("“%(field)s” is too long: %(length)s characters, of %(most)s at most.")
            yield must(
                "too-long", words % {"field": field.verbose_name, "length": len(value), "most": most}, field.name
            )


def titles_read_well(look) -> Iterator[Finding]:
    for field, title in texts.written(look.record):
        if not field.attname.startswith(("title_", "plan_title_")):
            continue
        if title.endswith(".") and not title.endswith(("..", ".A.", "Inc.", "Ltd.", "Co.")):
            yield warn("title-full-stop", _("The title ends in a full stop."), field.name)
        if title.isupper() and len(title.split()) > 2:
            yield warn("title-capitals", _("The title is in capitals from beginning to end."), field.name)


def headings_in_order(look) -> Iterator[Finding]:
    """Below the title of the page the first heading is an h2: an h3 needs one above it."""
    for field, markup in _rich_texts(look.record):
        heading = _HEADING.search(markup)
        if heading and heading[1] == "3":
            words = _("The heading “%(heading)s” jumps a level: begin with a larger one.")
            yield warn("heading-jump", words % {"heading": richtext.plain(heading[2])}, field.name)


def links_lead_somewhere(look) -> Iterator[Finding]:
    """Links of rich texts have a target, and those to this site lead to what readers can see. Asks no network."""
    found = [
        (field, unescape(href[1]) if (href := _HREF.search(attributes)) else "", richtext.plain(words))
        for field, markup in _rich_texts(look.record)
        for attributes, words in _LINK.findall(markup)
    ]
    unseen = _unseen({_own_path(href) for _field, href, _words in found} - {None}, look)
    for field, href, linked in found:
        if not linked:
            yield must("link-empty", _("A link to %(href)s has no words.") % {"href": href}, field.name)
        elif not _is_whole(href) or _own_path(href) in unseen:
            words = _("The link “%(words)s” leads nowhere that readers can go: %(href)s")
            yield must("link-to-nowhere", words % {"words": linked, "href": href or _("no address")}, field.name)


def _rich_texts(record: Record) -> Iterator[tuple[models.Field, str]]:
    for field in snapshots.content_columns(type(record)):
        if isinstance(field, RichTextField):
            yield field, getattr(record, field.attname) or ""


def _split(href: str) -> SplitResult | None:
    try:
        return urlsplit(href)
    except ValueError:
        return None


def _is_whole(href: str) -> bool:
    """Whether the address says where it leads: on the web, by mail, or from the root of this site."""
    parts = _split(href)
    if parts is None or parts.scheme == "mailto":
        return parts is not None and "@" in parts.path.strip("@")
    if parts.scheme or parts.netloc:
        host = parts.hostname or ""
        return parts.scheme in ("", "http", "https") and ("." in host.strip(".") or _own_path(href) is not None)
    return href.startswith("/")


def _own_path(href: str) -> str | None:
    """The path on this site to which the address leads; None if it leads elsewhere, or nowhere."""
    parts = _split(href)
    if parts is None or parts.scheme not in ("", "http", "https"):
        return None
    hosts = [host for host in settings.ALLOWED_HOSTS if host != "*"]
    if parts.netloc and not validate_host((parts.hostname or "").lower(), hosts):
        return None
    return (parts.path or "/") if parts.netloc or href.startswith("/") else None


def _unseen(paths: set[str], look) -> set[str]:
    """Those of our paths to which no page answers, or the page of a record that is not public."""
    files = tuple(url for url in (settings.STATIC_URL, settings.MEDIA_URL) if url.strip("/"))
    pages = {path: _page(path) for path in paths if not path.startswith(files)}
    unseen = {path for path, page in pages.items() if page is None}
    slugs = {}
    for path, page in pages.items():
        if page and "slug" in page.kwargs:
            slugs.setdefault(page.url_name, {})[page.kwargs["slug"]] = path
    for record_type, paths_of in slugs.items():
        public = _public_slugs(record_type, list(paths_of), look)
        unseen |= {path for slug, path in paths_of.items() if slug not in public}
    return unseen


def _page(path: str) -> ResolverMatch | None:
    """The page of that path, for readers; addresses without a language are led to one."""
    for language in LANGUAGES:
        with translation.override(language):
            for whole in (path, f"/{language}{path}"):
                try:
                    match = resolve(whole)
                except Resolver404:
                    continue
                return None if "admin" in match.app_names else match
    return None


def _public_slugs(record_type: str, slugs: list[str], look) -> set[str]:
    """Those of the slugs at which readers find a record of this type, if need be led on from an old one."""
    try:
        public = snapshots.model_of(record_type).objects.public(look.at)
    except LookupError:
        return set(slugs)
    used = UsedSlug.objects.filter(
        record_type=record_type, slug__in=slugs, record_uuid__in=public.order_by().values("pk")
    )
    now = public.order_by().filter(slug__in=slugs).values_list("slug", flat=True)
    return set(now.union(used.order_by().values_list("slug", flat=True)))
