"""The real pages as they would be: which pages show a record, and how one is drawn within a rehearsal."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from urllib.parse import SplitResult, urlsplit

from django.contrib.auth.models import AnonymousUser
from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import Resolver404, resolve, translate_url
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from projects.records.languages import LANGUAGES, active
from projects.records.models import Carried, Record

LANGUAGE_NAMES = {"en": "English", "fr": "Français"}
# Of the request that asks for the preview what the page may know: how it was addressed, and nothing of who asks.
KEPT_OF_THE_REQUEST = (
    "HTTP_HOST",
    "HTTP_X_FORWARDED_PROTO",
    "REMOTE_ADDR",
    "SERVER_NAME",
    "SERVER_PORT",
    "SERVER_PROTOCOL",
    "wsgi.url_scheme",
)
HEADERS = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex, nofollow", "Referrer-Policy": "no-referrer"}


@dataclass(frozen=True)
class Page:
    """A public page: what it is called, and its address in each language."""

    label: str
    addresses: dict[str, str]


@dataclass(frozen=True)
class Banner:
    """What a preview says above the page that it shows. All `addresses`, by language, are of previews, and so are
    those of `pages`; `here` is the one that was asked for."""

    words: list[str]
    addresses: dict[str, str]
    here: str = ""
    pages: list[Page] = field(default_factory=list)
    back: str = ""

    @property
    def languages(self) -> list[dict]:
        """The way to the same preview in each language, as page templates list it. While that page is drawn."""
        return [
            {"code": code, "name": LANGUAGE_NAMES[code], "url": url, "is_current": code == active()}
            for code, url in self.addresses.items()
        ]


def address_of(record: Record) -> str | None:
    """Of the record's own page in the active language; None if it has none."""
    return record.get_absolute_url() if hasattr(record, "get_absolute_url") else None


def in_each_language(address: str) -> dict[str, str]:
    """Raises Http404 for what is no address at all."""
    _parts(address)
    return {code: translate_url(address, code) for code in LANGUAGES}


def _parts(address: str) -> SplitResult:
    try:
        return urlsplit(address)
    except ValueError as error:  # such as an unfinished [::1
        raise Http404 from error


def draw(request: HttpRequest, address: str, banner: Banner) -> HttpResponse:
    """The page at this public address, as anybody would get it now, below the banner.

    Call within a rehearsal. Raises Http404 where there is no such page: only a page can have a banner.
    """
    parts = _parts(address)
    with translation.override(translation.get_language_from_path(parts.path) or active()):
        match = _public(parts.path)
        if match is None:
            raise Http404
        asked = _anonymous(request, parts.path, parts.query)
        asked.resolver_match, asked.preview = match, banner
        response = match.func(asked, *match.args, **match.kwargs)
        if hasattr(response, "render"):
            response.render()
        if not response.headers["Content-Type"].startswith("text/html"):
            raise Http404
        response.headers["Content-Language"] = active()
    for name, value in HEADERS.items():
        response.headers[name] = value
    return response


def _public(path: str):
    """What answers at the path in the active language, if that is a public page; else None."""
    try:
        match = resolve(path)
    except Resolver404:
        return None
    return match if hasattr(getattr(match.func, "view_class", None), "is_public_page") else None


def _anonymous(request: HttpRequest, path: str, query: str) -> HttpRequest:
    kept = {name: request.META[name] for name in KEPT_OF_THE_REQUEST if name in request.META}
    page = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query, "wsgi.input": BytesIO()}
    asked = WSGIRequest({**kept, **page})
    asked.user = AnonymousUser()
    asked.LANGUAGE_CODE = active()
    asked.edition = None
    return asked


def pages(record: Record, at) -> list[Page]:
    """Every page on which the record appears at that moment: its own, those of records that it names or that
    name it, and the lists that have any of them. Call within a rehearsal."""
    related = sorted(related_to(record, at), key=lambda each: (each.type_name(), str(each), str(each.pk)))
    own = [each for each in [record, *related] if address_of(each)]
    found = {address_of(each): f"{capfirst(each._meta.verbose_name)}: {each}" for each in own}
    lists = {address for each in own for address in _above(each)}
    found |= {address: _heading(address) for address in sorted(lists) if address not in found}
    return [Page(label, in_each_language(address)) for address, label in found.items()]


def related_to(record: Record, at) -> set[Record]:
    """Public records that the record names, that name it, or that a row names together with it."""
    found = set()
    for each in record._meta.get_fields():
        other = each.related_model
        if other is not None and issubclass(other, Carried):
            found |= _through(other, each.field.name, record, at)
        elif other is not None and issubclass(other, Record):
            found |= set(_related(record, each, at))
    return found - {record}


def _related(record: Record, relation, at):
    """Public records at the other end of a relation to records, whichever end names the other."""
    there = relation.related_model.objects.public(at)
    if relation.many_to_many and relation.concrete:
        return there.filter(pk__in=getattr(record, relation.name).order_by().values("pk"))
    if relation.concrete:
        return there.filter(pk=getattr(record, relation.attname))
    return there.filter(**{relation.field.name: record.pk})


def _through(carried: type[Carried], name: str, record: Record, at) -> set[Record]:
    """What rows name that name the record as well."""
    found = set()
    rows = carried.objects.filter(**{name: record.pk})
    for other in carried.named_records():
        if other != name:
            model = carried._meta.get_field(other).related_model
            named = rows.filter(**{f"{other}__isnull": False}).values(other)
            found |= set(model.objects.public(at).filter(pk__in=named))
    return found


def _above(record: Record) -> Iterator[str]:
    """The lists that have the record: pages whose address its own begins with, and those that its view names."""
    address = address_of(record)
    path = urlsplit(address).path
    steps = path.strip("/").split("/")
    for length in range(len(steps), 0, -1):
        above = f"/{'/'.join(steps[:length])}/"
        if above != address and _public(above):
            yield above
    yield from getattr(_public(path).func.view_class, "also_on", lambda record: [])(record)


def _heading(address: str) -> str:
    """What a list is called, with what its address narrows it to."""
    match = _public(urlsplit(address).path)
    narrowed = " ".join(str(value) for value in match.kwargs.values())
    heading = str(match.func.view_class.heading) or _("Page")
    return f"{heading} {narrowed}".strip()
