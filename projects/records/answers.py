"""What all answers of the API have in common: one moment, one language, one form, and the headers that say so."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.http import HttpResponse, StreamingHttpResponse
from django.utils import timezone, translation
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.http import http_date, parse_etags
from rest_framework.exceptions import MethodNotAllowed
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.views import APIView

from projects.records import parameters
from projects.records.editions import edition
from projects.records.ordering import Ordered
from projects.records.problems import NotModified, PreconditionFailed
from projects.records.representations import FORMAT, JSON, NDJSON, Negotiation

BATCH = 200
# These depend on more than the address: whoever comes next may be answered otherwise.
_NEVER_KEPT = {405, 412, 429, 500, 503}


@dataclass(frozen=True)
class Deprecated:
    """Since when an address is deprecated, when it will be gone, and where its successor is described."""

    since: datetime
    sunset: datetime
    link: str

    @property
    def headers(self) -> dict[str, str]:
        """As RFC 9745 and RFC 8594 write them."""
        return {
            "Deprecation": f"@{int(self.since.timestamp())}",
            "Sunset": http_date(self.sunset.timestamp()),
        }


class Answers(APIView):
    """Answers in the language asked for, as things stand at one moment, the same for everybody who asks."""

    http_method_names = ["get", "head", "options"]
    content_negotiation_class = Negotiation
    forms = (JSON, NDJSON)
    form = JSON
    name_of_list = ""
    # Announced at least twelve months before an address, or what it gives, goes.
    deprecated: Deprecated | None = None

    @cached_property
    def edition(self):
        """What the answer is made from; the middleware knows it already, unless that failed."""
        known = getattr(self.request, "edition", None)
        return known or edition(timezone.now())

    @property
    def at(self):
        return self.edition.at

    @property
    def today(self):
        return timezone.localdate(self.at)

    @property
    def language(self) -> str:
        """ "en", "fr", or "all" for both."""
        return parameters.asked_language(self.request.GET)

    @property
    def parameters(self) -> list[str]:
        """What every address of this kind may be asked."""
        return [parameters.LANGUAGE, FORMAT, parameters.DIALECT]

    def in_language(self):
        return translation.override(parameters.language_of(self.request.GET))

    def dispatch(self, request, *args, **kwargs):
        with translation.override(parameters.language_of(request.GET)):
            response = super().dispatch(request, *args, **kwargs)
        self._tell(response)
        response.is_own = True
        return response

    def initial(self, request, *args, **kwargs):
        if request.method.lower() not in self.http_method_names:
            raise MethodNotAllowed(request.method)
        super().initial(request, *args, **kwargs)
        if self._names_this_answer(request.headers):
            self.refuse_unchanged()

    def options(self, request, *args, **kwargs):
        return Response(status=204)

    def handle_exception(self, exc):
        """Problems are JSON, whatever was asked for."""
        self.request.accepted_renderer = JSONRenderer()
        self.request.accepted_media_type = JSONRenderer.media_type
        return super().handle_exception(exc)

    # Whether the client has it already.

    @property
    def tag(self) -> str:
        return self.edition.tag(self.request.build_absolute_uri(), self.form.name)

    def _names_this_answer(self, headers) -> bool:
        """Whether nothing but a tag decides: only a whole answer gave it, so nothing else needs to be looked at.

        Other preconditions count only where there would be an answer without them (RFC 9110, 13.2.1).
        """
        tags = parse_etags(headers.get("If-None-Match", ""))
        others = {"If-Match", "If-Unmodified-Since"} & set(headers)
        return bool(tags) and tags != ["*"] and not others

    def refuse_unchanged(self) -> None:
        """Raises NotModified or PreconditionFailed as the preconditions of the request say (RFC 9110, 13.2.2)."""
        decided = self.edition.decided(self.request, self.tag)
        if decided is not None:
            raise NotModified() if decided.status_code == 304 else PreconditionFailed()

    # Forms beside JSON.

    def batches(self, rows: Ordered) -> Iterator[list]:
        """All rows in order, some at a time: none is left out, or comes twice, if others come or go meanwhile."""
        batch = rows[:BATCH]
        while batch:
            yield batch
            batch = rows.beyond(rows.values_of(batch[-1]))[:BATCH] if len(batch) == BATCH else []

    def streamed(self, batches: Iterable[list]) -> StreamingHttpResponse:
        parts = iter(()) if self.request.method == "HEAD" else self._parts(batches)
        return StreamingHttpResponse(parts, headers=self._form_headers(self.name_of_list))

    def alone(self, item) -> HttpResponse:
        return HttpResponse(self.form.one(self, item), headers=self._form_headers(self.kwargs["name"]))

    def _parts(self, batches: Iterable[list]) -> Iterator[str]:
        """Piece by piece; between them the language is the server's own again."""
        batches, is_first = iter(batches), True
        while True:
            with self.in_language():
                part = self.form.head(self) if is_first else ""
                batch = next(batches, None)
                part += self.form.nothing(self) if is_first and not batch else ""
                part += self.form.tail(self) if batch is None else self.form.part(self, batch, is_first)
            yield part
            if batch is None:
                return
            is_first = False

    def _form_headers(self, name: str) -> dict[str, str]:
        return {
            "Content-Type": self.form.content_type,
            "Content-Disposition": f'inline; filename="{name}.{self.form.name}"',
        }

    # What headers say.

    def _tell(self, response) -> None:
        response.headers["Content-Language"] = "en, fr" if self.language == "all" else self.language
        patch_vary_headers(response, ["Accept"])
        if response.status_code in _NEVER_KEPT:
            patch_cache_control(response, no_store=True)
            return
        self.tell_freshness(response)
        if response.status_code in (200, 304):
            self.edition.tell(response, self.tag)
        licence = self.request.build_absolute_uri(f"{reverse('api-docs')}#licence")
        links = [*self.links(), f'<{licence}>; rel="license"']
        if self.deprecated:
            for name, value in self.deprecated.headers.items():
                response.headers[name] = value
            links.append(f'<{self.deprecated.link}>; rel="deprecation"; type="text/html"')
        response.headers["Link"] = ", ".join(links)

    def tell_freshness(self, response) -> None:
        self.edition.tell_freshness(response)

    def links(self) -> list[str]:
        """Values of the header Link that this answer has beside the licence."""
        return self.paginator.links() if getattr(self, "paginator", None) else []
