"""What the OpenAPI document says of answers: every status, with its headers and forms.

With `fields`, an item is no longer whole, and its JSON says so by a media type of its own. So the schema of the
whole one can promise every key, and types made from it are strict; what was chosen is left to whoever chose it.
"""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from projects.records import schema_problems
from projects.records.representations import JSON, Form
from projects.records.schema_parts import shared, text, thing
from projects.records.schema_problems import REFUSALS
from projects.records.selection import PART_MEDIA_TYPE

ALWAYS = ("Cache-Control", "Content-Language", "Link", "RateLimit", "RateLimit-Policy")
OF_A_STATE = ("ETag", "Last-Modified")
# What every address can answer beside 200.
OTHERS = (
    *("NotModified", "BadRequest", "NotFound", "NotAcceptable"),
    *("PreconditionFailed", "TooManyRequests", "ServerError"),
)


def good(description, schema: dict, part: dict | None, forms: Iterable[Form], *, is_list: bool) -> dict:
    """The answer 200 in each form that there is; `part` is what it is with `fields`."""
    content = {JSON.media_type: {"schema": schema}}
    if part:
        content[PART_MEDIA_TYPE] = {"schema": part}
    content |= {form.media_type: {"schema": _of_form(form, is_list)} for form in forms if form is not JSON}
    return {"description": str(description), "headers": _headed(*ALWAYS, *OF_A_STATE), "content": content}


def _of_form(form: Form, is_list: bool) -> dict:
    """What a form says of itself; else JSON is an object, and anything else text."""
    if hasattr(form, "schema"):
        return form.schema(is_list)
    is_object = form.media_type.endswith("+json")
    return {"type": "object" if is_object else "string", "description": str(form.description)}


def others(*more: str) -> dict:
    """By status, what every address can answer beside 200, and what this one can."""
    statuses = {"NotModified": 304, "Moved": 301} | {each.name: each.status for each in REFUSALS}
    names = sorted([*OTHERS, *more], key=statuses.get)
    return {str(statuses[name]): shared("responses", name) for name in names}


def components() -> dict:
    """What all addresses share."""
    some = {"id": text(format="uuid"), "type": text()}
    part = {**thing(_("An item with the fields that were asked for."), some), "additionalProperties": True}
    return {
        "headers": {name: _header(name, *told) for name, told in HEADERS.items()},
        "responses": _without_body() | schema_problems.responses(),
        "schemas": schema_problems.schemas() | {"Part": part},
    }


def _headed(*names: str) -> dict:
    return {name: shared("headers", name) for name in names}


HEADERS = {
    "Cache-Control": (
        _("For how many seconds the answer stands: until what is due next, at most 60."),
        text(examples=["max-age=60, public"]),
    ),
    "Content-Language": (_("The language of texts and labels, or both."), text(examples=["en"])),
    "ETag": (
        _("Tells this answer from all others. Give it back in If-None-Match."),
        text(pattern='^"[^"]+"$', examples=['"57-0f3c5b2d9a7e4c1b8d6f"']),
    ),
    "Last-Modified": (_("When it last changed."), text(examples=["Thu, 11 Dec 2025 09:00:00 GMT"])),
    "Link": (_("The next and the previous page of a list, and the licence."), text()),
    "Location": (_("Where it is now."), text(format="uri-reference")),
    "RateLimit": (_("How many requests are left, and for how many seconds."), text()),
    "RateLimit-Policy": (_("How many requests there are in how many seconds."), text()),
    "Retry-After": (_("In how many seconds to come back."), {"type": "integer", "minimum": 0}),
}
# Where limits are switched off, nothing is said of them; and not all that can be asked has a state.
_NOT_EVERYWHERE = ("RateLimit", "RateLimit-Policy", *OF_A_STATE)


def _header(name: str, description, schema: dict) -> dict:
    return {"description": str(description), "required": name not in _NOT_EVERYWHERE, "schema": schema}


def _without_body() -> dict:
    unchanged = _("Nothing has changed since the state that If-None-Match or If-Modified-Since names.")
    return {
        "Moved": {"description": str(_("It has another slug now.")), "headers": _headed("Location")},
        "NotModified": {"description": str(unchanged), "headers": _headed(*ALWAYS, *OF_A_STATE)},
    }
