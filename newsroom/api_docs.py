"""The page that explains the API: what the OpenAPI document says, with lines to copy that work as they stand."""

import json
import shlex
from urllib.parse import urlencode

from django.http import JsonResponse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import TemplateView
from rest_framework.exceptions import MethodNotAllowed

from newsroom.api_document import document, items, operations
from newsroom.models import PressRelease
from projects.models import Figure, Project
from projects.records import problems
from projects.records.languages import active
from projects.records.models import Organisation, Source
from projects.records.representations_csv import CSV
from projects.records.schema_problems import REFUSALS
from timeline.models import Milestone

# Of each list a question that makes sense in any newsroom.
ASKED = {
    "changes": {},
    "corrections": {"type": "release"},
    "figures": {"target": "true"},
    "milestones": {"status": "announced"},
    "organisations": {"has": "figure"},
    "projects": {"kind": "gigafactory"},
    "releases": {"ordering": "-date"},
    "sources": {"kind": "report"},
    "timeline": {"order": "newest"},
}
ORDER = ["timeline", "releases", "milestones", "projects", "figures", "organisations", "sources", "corrections"]
ORDER += ["changes", "index", "openapi"]
KINDS = {
    "boolean": _("true or false"),
    "date": _("day"),
    "date-time": _("day or moment"),
    "integer": _("whole number"),
    "number": pgettext_lazy("a kind of value", "number"),
    "string": _("text"),
}
# More words than these are for the OpenAPI document.
MOST_WORDS = 40


@method_decorator(csrf_exempt, name="dispatch")
class Docs(TemplateView):
    """The document for people."""

    template_name = "newsroom/api_docs.html"
    http_method_names = ["get", "head", "options"]

    def http_method_not_allowed(self, request, *args, **kwargs):
        refusal = problems.problem(MethodNotAllowed(request.method), {})
        headers = {"Allow": ", ".join(self._allowed_methods())}
        return JsonResponse(
            refusal.data, status=refusal.status_code, content_type=problems.MEDIA_TYPE, headers=headers
        )

    def get_context_data(self, **context):
        page = _Page(self.request.build_absolute_uri("/").rstrip("/"), document(active()))
        common = page.common()
        groups = [page.group(name, common) for name in ORDER]
        drawn = {"groups": groups, "common": [page.parameter(each) for each in common], "refusals": _refusals()}
        return super().get_context_data(**drawn, root=page.root, mistake=page.mistake(), **context)


def _refusals() -> list[dict]:
    return [{"status": each.status, "description": each.description} for each in REFUSALS]


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


class _Page:
    """What the page shows of the document, with addresses that begin with the root."""

    def __init__(self, root: str, drawn: dict):
        self.root, self.drawn, self.named = root, drawn, _named_by_list(timezone.now())

    def common(self) -> list[dict]:
        """The parameters that all lists of records have, whatever they are of."""
        lists = [_by_name(each["parameters"]) for _path, each in operations(self.drawn) if _is_list(each)]
        shared = set.intersection(*(set(each) for each in lists))
        return [lists[0][name] for name in sorted(shared)]

    def group(self, name: str, common: list[dict]) -> dict:
        """A list and its items, or another address."""
        known = {each["name"] for each in common}
        found = [(path, each) for path, each in operations(self.drawn) if each["tags"] == [name]]
        addresses = [self.address(path, each, known) for path, each in found]
        return {
            "name": name,
            "description": found[0][1]["description"],
            "addresses": addresses,
            "answer": json.dumps(items()[name], ensure_ascii=False, indent=2) if name in items() else "",
        }

    def address(self, path: str, operation: dict, known: set[str]) -> dict:
        """With lines to try it, unless there is nothing yet to try it with."""
        shown = operation["parameters"]
        return {
            "id": operation["operationId"],
            "path": path,
            "parameters": [self.parameter(each) for each in shown if each["name"] not in known],
            "lines": self.lines(path, operation),
            "forms": [each for given in shown if given["name"] == "format" for each in given["schema"]["enum"]],
        }

    def lines(self, path: str, operation: dict) -> list[dict]:
        name, asked = operation["tags"][0], ASKED.get(operation["tags"][0], {})
        if "{name}" in path:
            record, asked = self.named[name], {}
            if record is None:
                return []
            path = path.replace("{name}", getattr(record, "slug", str(record.pk)))
        url, query = f"{self.root}{path}", f"?{urlencode(asked)}" if asked else ""
        has_csv = CSV.media_type in operation["responses"]["200"]["content"]
        table = f"{url.rstrip('/')}.csv{query}" if has_csv else ""
        return [
            {"label": "curl", "code": f"curl {shlex.quote(url + query)}"},
            {"label": "pandas", "code": _in_pandas(name, url, table)},
            {"label": "fetch", "code": _in_script(url + query)},
        ]

    def parameter(self, given: dict) -> dict:
        schema, is_list = given["schema"], given["schema"].get("type") == "array"
        one = self.resolved(schema["items"] if is_list else schema)
        kind = one.get("format") or one.get("type") or one["anyOf"][-1]["format"]
        words = one.get("enum", [])
        return {
            "name": given["name"],
            "description": given["description"],
            "kind": KINDS.get(kind, KINDS["string"]),
            "values": words if len(words) <= MOST_WORDS else [],
            "is_in_path": given["in"] == "path",
        }

    def resolved(self, schema: dict) -> dict:
        reference = schema.get("$ref")
        return self.drawn["components"]["schemas"][reference.rsplit("/", 1)[-1]] if reference else schema

    def mistake(self) -> str:
        refused = self.drawn["components"]["responses"]["BadRequest"]["content"][problems.MEDIA_TYPE]
        return json.dumps(refused["example"], ensure_ascii=False, indent=2)


def _by_name(parameters: list[dict]) -> dict[str, dict]:
    return {each["name"]: each for each in parameters}


def _is_list(operation: dict) -> bool:
    return operation["operationId"].endswith("_list")


def _in_pandas(name: str, url: str, table: str) -> str:
    if table:
        return f'import pandas as pd\n\n{name} = pd.read_csv("{table}")'
    return f'import pandas as pd\n\n{name} = pd.read_json("{url}", typ="series")'


def _in_script(url: str) -> str:
    return "\n".join(
        [
            f'const answer = await fetch("{url}");',
            "const data = await answer.json();",
            "if (!answer.ok) throw new Error(data.detail);",
        ]
    )
