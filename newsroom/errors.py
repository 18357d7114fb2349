"""Answers to requests that went wrong: pages for readers, problem details (RFC 9457) below /api/, and a line where
a feed, a calendar or another file was to be read by a program."""

import re

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from projects.records import previews, problems
from projects.records.languages import LANGUAGES

_PREVIEW = re.compile(r"(/[a-z]{2})?/preview/.")
_FILE = re.compile(r"\.(atom|csv|ics|json|md|png|rss|txt|xml)$")


def answer(request: HttpRequest, status: int, title: str, detail: str) -> HttpResponse:
    if is_api(request.path):
        return _problem(status, detail)
    is_secret = _has_secret(request.path, status)
    if _FILE.search(request.path) and not is_secret:
        return _own(HttpResponse(f"{title}. {detail}\n", "text/plain; charset=utf-8", status=status))
    if is_secret:
        request.path = request.path_info = reverse("front")
    context = {"title": title, "detail": detail, "status": status}
    response = render(request, "newsroom/error.html", context, status=status)
    for name, value in previews.HEADERS.items() if is_secret else ():
        response.headers[name] = value
    return _own(response)


def _own(response: HttpResponse) -> HttpResponse:
    """It says its language here, since a request can go wrong before anything else would."""
    response.headers["Content-Language"] = translation.get_language()
    response.is_own = True
    return response


def is_api(path: str) -> bool:
    return path == "/api" or path.startswith("/api/")


def _problem(status: int, detail: str) -> HttpResponse:
    problem, headers = problems.body(status, detail), {"Cache-Control": "no-store"}
    return _own(JsonResponse(problem, status=status, content_type=problems.MEDIA_TYPE, headers=headers))


def _in_language_of(request):
    """What is active can be left over from another request, if this one went wrong before anybody chose."""
    if not is_api(request.path):
        return translation.override(translation.get_language_from_request(request, check_path=True))
    # Read like this, because there may be more parameters than can be read.
    asked = re.search(r"(?:^|&)language=(\w+)(?:&|$)", request.META.get("QUERY_STRING", ""))
    return translation.override(asked[1] if asked and asked[1] in LANGUAGES else "en")


def _has_secret(path: str, status: int) -> bool:
    """Whether the path may let somebody into a preview: the log and the links of the page would repeat it.

    One without a language is not found, and then leads to the one with it.
    """
    found = _PREVIEW.match(path)
    return found is not None and (found[1] is not None or status != 404)


def bad_request(request, exception=None):
    with _in_language_of(request):
        return answer(
            request,
            400,
            _("We could not read this request"),
            _("The address or the form has signs in it that make no sense."),
        )


def csrf_failure(request, reason=""):
    return answer(
        request,
        403,
        _("This form has expired"),
        _("Go back, reload the page and send the form again. Cookies must be allowed."),
    )


def permission_denied(request, exception=None):
    return answer(
        request, 403, _("This is not yours to do"), str(exception or "") or _("Your role does not allow it.")
    )


def page_not_found(request, exception=None):
    """A view that can say more about what was asked for leaves it in `request.why_not_found`."""
    plainly = _("The address may be mistyped, or what stood here was never public.")
    return answer(request, 404, _("There is no such page"), getattr(request, "why_not_found", plainly))


def too_many_requests(request):
    with _in_language_of(request):
        return answer(
            request,
            429,
            _("Too many requests"),
            _("This address asks more often than it may. “Retry-After” says in how many seconds it may again."),
        )


def server_error(request):
    with _in_language_of(request):
        return answer(
            request,
            500,
            _("Something went wrong here"),
            _("It is our fault, not yours. Please try again in a minute."),
        )
