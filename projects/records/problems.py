"""Refusals of the API as problem details (RFC 9457)."""

from difflib import get_close_matches
from http import HTTPStatus

from django.http import Http404
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import APIException, NotFound
from rest_framework.views import exception_handler

MEDIA_TYPE = "application/problem+json"


class Refused(APIException):
    """400: parameters that are unknown or make no sense; `errors` has one entry for each."""

    status_code = 400
    default_detail = _("The request has parameters that are unknown or malformed. Each is named in “errors”.")

    def __init__(self, errors: list[dict]):
        super().__init__()
        self.members = {"errors": errors}


class Gone(APIException):
    """410: it was public and was withdrawn."""

    status_code = 410

    def __init__(self, reason: str, withdrawn):
        super().__init__(_("This was withdrawn: %(reason)s") % {"reason": reason})
        self.members = {"reason": reason, "withdrawn": withdrawn}


def error(parameter: str, detail: str, given: str = "", allowed: list[str] | None = None) -> dict:
    """What is wrong with one parameter; with what is allowed comes the nearest to what was given."""
    entry = {"parameter": parameter, "detail": str(detail)}
    if allowed is not None:
        entry["allowed"] = allowed
        entry["did_you_mean"] = next(iter(get_close_matches(given[:100], allowed, n=1)), None)
    return entry


def problem(exc, context):
    """The exception handler of the API. What it does not know is left to the site's own page for errors."""
    if isinstance(exc, Http404):
        exc = NotFound()
    response = exception_handler(exc, context)
    if response is None:
        return None
    response.data = {
        "type": "about:blank",
        "title": HTTPStatus(response.status_code).phrase,
        "status": response.status_code,
        "detail": str(exc.detail),
        **getattr(exc, "members", {}),
    }
    response.content_type = MEDIA_TYPE
    return response
