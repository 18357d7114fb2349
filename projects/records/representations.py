"""The forms that an answer can have: which one is asked for, and how those beside JSON are written, in parts."""

import json
from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.utils.encoders import JSONEncoder

from projects.records.problems import NotAcceptable, error

FORMAT = "format"


class Form:
    """One form. `name` is its suffix, and its word for the parameter `format`.

    A list is written as its head, one part for each batch of items, and its tail; an item by itself as a list of
    that one, unless `one` says otherwise. All are called while the language asked for is active.
    """

    name: str
    media_type: str
    description: str

    @property
    def content_type(self) -> str:
        return f"{self.media_type}; charset=utf-8"

    def head(self, view) -> str:
        return ""

    def part(self, view, items: list, is_first: bool) -> str:
        """Items as the view's `prepared` gives them."""
        raise NotImplementedError

    def tail(self, view) -> str:
        return ""

    def nothing(self, view) -> str:
        """Stands for the parts of a list that has no items."""
        return ""

    def one(self, view, item) -> str:
        return "".join([self.head(view), self.part(view, [item], is_first=True), self.tail(view)])


class Json(Form):
    """The form that one gets without asking, in pages. It is written by the framework."""

    name = "json"
    media_type = "application/json"
    description = _("JSON, in pages")


class Ndjson(Form):
    """A JSON object a line."""

    name = "ndjson"
    media_type = "application/x-ndjson"
    description = _("JSON, one item a line")

    def part(self, view, items, is_first):
        return "".join(f"{dumped(item)}\n" for item in view.represent(items))


JSON, NDJSON = Json(), Ndjson()


def dumped(value) -> str:
    """Compact JSON in plain UTF-8."""
    return json.dumps(value, cls=JSONEncoder, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


class Negotiation(BaseContentNegotiation):
    """Gives the view its `form`: by the suffix of the address, else by `format`, else by the header Accept.

    Raises NotAcceptable with what there is.
    """

    def select_renderer(self, request, renderers, format_suffix=None):
        view = request.parser_context["view"]
        view.form = self._form(view.forms, request, format_suffix)
        return renderers[0], view.form.media_type

    def _form(self, forms: Sequence[Form], request, suffix: str | None) -> Form:
        asked = [word for word in (suffix, *request.query_params.getlist(FORMAT)[:1]) if word]
        if not asked:
            preferred = request.get_preferred_type([form.media_type for form in forms])
            found = [form for form in forms if form.media_type == preferred]
        else:
            found = [form for form in forms if {form.name} == set(asked)]
        if not found:
            raise NotAcceptable(
                [
                    error(
                        FORMAT,
                        _("There is no such form here."),
                        "".join(asked[-1:]),
                        [form.name for form in forms],
                    )
                ],
                {form.name: form.media_type for form in forms},
            )
        return found[0]
