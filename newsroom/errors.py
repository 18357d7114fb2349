"""Answers to requests that went wrong: pages for readers, problem details (RFC 9457) below /api/."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _


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
    context = {"title": title, "detail": detail, "status": status}
    response = render(request, "newsroom/error.html", context, status=status)
    response.is_own = True
    return response


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
