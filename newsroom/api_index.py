"""The API's own front door: what there is, its OpenAPI document, and the same document as a page."""

import shlex
from functools import cache

from django.http import HttpResponsePermanentRedirect, JsonResponse
from django.urls import resolve, reverse
from django.utils import timezone, translation
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import TemplateView
from drf_spectacular.generators import SchemaGenerator
from rest_framework.exceptions import MethodNotAllowed, NotFound
from rest_framework.response import Response

from newsroom.models import PressRelease
from projects.models import Figure, Project
from projects.records import parameters, problems
from projects.records.api import InOneLanguage
from projects.records.languages import active
from projects.records.models import Organisation, Source
from timeline.models import Milestone

LISTS = ["timeline", "release", "milestone", "project", "figure", "organisation", "source", "correction"]


@cache
def document(language: str) -> dict:
    """The OpenAPI document. It depends on the code alone."""
    with translation.override(language):
        return SchemaGenerator().get_schema(request=None, public=True)


class Fixed(InOneLanguage):
    """An address that knows no parameter but the language."""

    schema = None

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        parameters.refuse_mistakes(request.query_params, [parameters.LANGUAGE])


class Root(Fixed):
    def get(self, request):
        names = {"openapi": "api-schema", "docs": "api-docs"}
        names |= {_path(name).split("/")[-2]: f"api-{name}-list" for name in LISTS}
        return Response({word: request.build_absolute_uri(reverse(name)) for word, name in names.items()})


class OpenApi(Fixed):
    def get(self, request):
        return Response(document(active()))


class Unknown(InOneLanguage):
    """Every other address: one that lacks its last slash leads there, anything else is a problem."""

    schema = None

    def dispatch(self, request, *args, **kwargs):
        view = resolve(f"{request.path}/").func if not request.path.endswith("/") else None
        is_known = getattr(view, "cls", None) not in (None, Unknown) or getattr(view, "view_class", None) is Docs
        if is_known and request.method in ("GET", "HEAD"):
            return HttpResponsePermanentRedirect(request.get_full_path(force_append_slash=True))
        return super().dispatch(request, *args, **kwargs)

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        raise NotFound()


@method_decorator(csrf_exempt, name="dispatch")
class Docs(TemplateView):
    """The document for people: each address, its parameters, and a line to try it."""

    template_name = "newsroom/api_docs.html"
    http_method_names = ["get", "head", "options"]

    def http_method_not_allowed(self, request, *args, **kwargs):
        refusal = problems.problem(MethodNotAllowed(request.method), {})
        headers = {"Allow": ", ".join(self._allowed_methods())}
        return JsonResponse(
            refusal.data, status=refusal.status_code, content_type=problems.MEDIA_TYPE, headers=headers
        )

    def get_context_data(self, **context):
        drawn = document(active())
        root = self.request.build_absolute_uri("/").rstrip("/")
        named = _named_by_list(timezone.now())
        addresses = [_address(root, path, item["get"], named) for path, item in drawn["paths"].items()]
        return super().get_context_data(addresses=addresses, info=drawn["info"], root=root, **context)


def _path(name: str) -> str:
    return reverse(f"api-{name}-list")


def _named_by_list(at) -> dict:
    """For each list a record to try the address of an item with; None if it has none."""
    listed = {
        "releases": PressRelease.objects.public(at),
        "milestones": Milestone.objects.public(at).shown(),
        "projects": Project.objects.public(at),
        "figures": Figure.objects.public(at).standing(),
        "organisations": Organisation.objects.public(at),
        "sources": Source.objects.public(at),
    }
    return {name: records.order_by("pk").first() for name, records in listed.items()}


def _address(root: str, path: str, operation: dict, named: dict) -> dict:
    """With a line to try it, unless there is nothing yet to try it with."""
    example = path
    if "{name}" in path:
        record = named[path.split("/")[3]]
        example = record and path.replace("{name}", getattr(record, "slug", str(record.pk)))
    return {
        "id": operation["operationId"],
        "path": path,
        "description": operation.get("description", ""),
        "parameters": [_parameter(each) for each in operation["parameters"]],
        "curl": example and f"curl {shlex.quote(root + example)}",
    }


def _parameter(parameter: dict) -> dict:
    schema = parameter["schema"]
    is_list = schema.get("type") == "array"
    one = schema["items"] if is_list else schema
    return {
        "name": parameter["name"],
        "description": parameter.get("description", "").split("\n\n*")[0],
        "type": one.get("format", one.get("type", "")),
        "values": one.get("enum", []),
        "is_repeatable": is_list and parameter.get("explode", False),
        "is_in_path": parameter["in"] == "path",
    }
