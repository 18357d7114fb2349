"""Answers to requests that went wrong: pages for readers, problem details (RFC 9457) below /api/."""

import re
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from projects.records import previews

_PREVIEW = re.compile(r"(/[a-z]{2})?/preview/.")


def answer(request: HttpRequest, status: int, title: str, detail: str) -> HttpResponse:
    if request.path.startswith("/api/"):
        problem = {
            "type": "about:blank",
            "title": HTTPStatus(status).phrase,
            "status": status,
            "detail": detail,
        }
        response = JsonResponse(problem, status=status, content_type="application/problem+json")
        response.is_own = True
        return response
    is_secret = _has_secret(request.path, status)
    if is_secret:
        request.path = request.path_info = reverse("front")
    context = {"title": title, "detail": detail, "status": status}
    response = render(request, "newsroom/error.html", context, status=status)
    for name, value in previews.HEADERS.items() if is_secret else ():
        response.headers[name] = value
    response.is_own = True
    return response


def _has_secret(path: str, status: int) -> bool:
    """Whether the path may let somebody into a preview: the log and the links of the page would repeat it.

    One without a language is not found, and then leads to the one with it.
    """
    found = _PREVIEW.match(path)
    return found is not None and (found[1] is not None or status != 404)


def bad_request(request, exception=None):
    # It may be refused before anybody chose its language: what is active can be left over from another request.
    with translation.override(translation.get_language_from_request(request, check_path=True)):
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
    return answer(
        request,
        404,
        _("There is no such page"),
        _("The address may be mistyped, or what stood here was never public."),
    )


def server_error(request):
    return answer(
        request,
        500,
        _("Something went wrong here"),
        _("It is our fault, not yours. Please try again in a minute."),
    )
