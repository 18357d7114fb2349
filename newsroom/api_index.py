"""The API's own front door: what there is, its OpenAPI document, and the same document as a page."""

from hashlib import blake2b

from django.http import HttpResponse, HttpResponsePermanentRedirect
from django.urls import resolve, reverse
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import NotFound
from rest_framework.response import Response

from newsroom.api_docs import Docs
from newsroom.api_document import written
from projects.records import parameters
from projects.records.answers import Answers
from projects.records.languages import active
from projects.records.representations import FORMAT, JSON

LISTS = ["timeline", "release", "milestone", "project", "figure", "organisation", "source", "correction", "change"]


class Fixed(Answers):
    """An address that knows no parameter but the language and the one form that there is."""

    forms = (JSON,)
    parameters = [parameters.LANGUAGE, FORMAT]

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        parameters.refuse_mistakes(request.query_params, self.parameters)


class Root(Fixed):
    name_of_list = "index"
    about = _("Where everything is: each list, this document, and the page that explains it.")

    def answer_schema(self, drawn) -> dict:
        return {"type": "object", "additionalProperties": {"type": "string", "format": "uri"}}

    def get(self, request):
        self.refuse_unchanged()
        names = {"openapi": "api-schema", "docs": "api-docs"}
        names |= {_path(name).split("/")[-2]: f"api-{name}-list" for name in LISTS}
        return Response({word: request.build_absolute_uri(reverse(name)) for word, name in names.items()})


class OpenApi(Fixed):
    """The document as it was written once; it changes with the code alone."""

    name_of_list = "openapi"
    about = _("This document: every address, parameter and answer, by OpenAPI 3.1.")

    def answer_schema(self, drawn) -> dict:
        return {"type": "object", "required": ["openapi", "info", "paths", "components"]}

    @property
    def tag(self):
        return f'"{blake2b(written(active()), digest_size=10).hexdigest()}"'

    def get(self, request):
        self.refuse_unchanged()
        return HttpResponse(written(active()), content_type=JSON.media_type)


class Unknown(Answers):
    """Every other address: one that lacks its last slash leads there, anything else is a problem."""

    schema = None

    def dispatch(self, request, *args, **kwargs):
        view = resolve(f"{request.path}/").func if not request.path.endswith("/") else None
        is_known = getattr(view, "cls", None) not in (None, Unknown) or getattr(view, "view_class", None) is Docs
        if is_known and request.method in ("GET", "HEAD"):
            address = request.get_full_path(force_append_slash=True)
            return HttpResponsePermanentRedirect(address, content_type=JSON.media_type)
        return super().dispatch(request, *args, **kwargs)

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        raise NotFound()


def _path(name: str) -> str:
    return reverse(f"api-{name}-list")
