"""Refusals of the API as problem details (RFC 9457)."""

from difflib import get_close_matches
from http import HTTPStatus

from django.http import Http404
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import APIException, MethodNotAllowed, NotFound
from rest_framework.response import Response
from rest_framework.views import exception_handler

MEDIA_TYPE = "application/problem+json"


class Refused(APIException):
    """400: parameters that are unknown or make no sense; `errors` has one entry for each."""

    status_code = 400
    default_detail = _("The request has parameters that are unknown or malformed. Each is named in “errors”.")

    def __init__(self, errors: list[dict]):
        super().__init__()
        self.members = {"errors": errors}


class NotThere(APIException):
    """404: a parameter is well-formed and leads nowhere; `errors` names it."""

    status_code = 404
    default_detail = _("There is nothing at this place. The parameter that leads there is named in “errors”.")

    def __init__(self, errors: list[dict]):
        super().__init__()
        self.members = {"errors": errors}


class NotAcceptable(APIException):
    """406: asked for in a form that there is none of; `available` has the media type of each that there is."""

    status_code = 406
    default_detail = _("There is no such form of this. Those that there are stand in “available”.")

    def __init__(self, errors: list[dict], available: dict[str, str]):
        super().__init__()
        self.members = {"errors": errors, "available": available}


class NotModified(APIException):
    """304: the client has it already."""

    status_code = 304
    default_detail = ""


class PreconditionFailed(APIException):
    """412: the client holds on to a state that is past."""

    status_code = 412
    default_detail = _(
        "This has changed since the state that the request names in If-Match or If-Unmodified-Since."
    )


class Gone(APIException):
    """410: it was public and was withdrawn."""

    status_code = 410

    def __init__(self, reason: str, withdrawn):
        super().__init__(_("This was withdrawn: %(reason)s") % {"reason": reason})
        self.members = {"reason": reason, "withdrawn": withdrawn}


# Our own words for what the framework raises.
DETAILS = {
    NotFound: _("There is nothing here: the address may be mistyped, or what it leads to was never public."),
    MethodNotAllowed: _("This is only read: GET, HEAD and OPTIONS."),
}

# What other APIs call what we have, where the letters do not lead there.
ELSEWHERE = {
    "embed": "expand",
    "include": "expand",
    "limit": "page_size",
    "locale": "language",
    "order_by": "ordering",
    "orderby": "ordering",
    "per_page": "page_size",
    "query": "search",
    "select": "fields",
    "sort": "ordering",
}


def error(parameter: str, detail: str, given: str = "", allowed: list[str] | None = None) -> dict:
    """What is wrong with one parameter; with what is allowed comes the nearest to what was given."""
    entry = {"parameter": parameter, "detail": str(detail)}
    if allowed is not None:
        entry["allowed"] = allowed
        entry["did_you_mean"] = _nearest(given[:100].lower(), allowed)
    return entry


def _nearest(given: str, allowed: list[str]) -> str | None:
    if ELSEWHERE.get(given) in allowed:
        return ELSEWHERE[given]
    by_letters = {each.lower(): each for each in reversed(allowed)}
    return next((by_letters[each] for each in get_close_matches(given, by_letters, n=1)), None)


def body(status: int, detail: str, **members) -> dict:
    """A problem; what kind of one it is, its status says."""
    known = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    return known | members


def problem(exc, context):
    """The exception handler of the API. What it does not know is left to the site's own page for errors."""
    if isinstance(exc, Http404):
        exc = NotFound()
    response = exception_handler(exc, context)
    if response is None:
        return None
    if response.status_code == HTTPStatus.NOT_MODIFIED:
        return Response(status=HTTPStatus.NOT_MODIFIED)
    detail = str(DETAILS.get(type(exc), exc.detail))
    response.data = body(response.status_code, detail, **getattr(exc, "members", {}))
    response.content_type = MEDIA_TYPE
    return response
