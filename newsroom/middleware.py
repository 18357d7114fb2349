import logging
from urllib.parse import unquote_plus

from django.conf import settings
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.middleware.locale import LocaleMiddleware
from django.utils import timezone, translation

from newsroom import errors
from projects.records import publishing
from projects.records.editions import edition
from projects.records.parameters import language_of

logger = logging.getLogger(__name__)


class RefuseUnreadable:
    """Answers 400 to a host that is not ours, to more parameters than can be read, and to an address with a NUL
    in it: PostgreSQL would refuse to look for one."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request) if self._is_readable(request) else errors.bad_request(request)

    def _is_readable(self, request):
        try:
            request.get_host(), request.GET
        except (BadRequest, SuspiciousOperation):
            return False
        address = request.path
        if not errors.is_api(address):  # which says itself in which parameter it is
            address += unquote_plus(request.META.get("QUERY_STRING", ""))
        return "\0" not in address


class LanguageOfTheRequest(LocaleMiddleware):
    """Below /api/ the language is a parameter, and answers vary by nothing else; pages are as Django has them."""

    def process_request(self, request):
        if not errors.is_api(request.path):
            return super().process_request(request)
        translation.activate(language_of(request.GET))
        request.LANGUAGE_CODE = translation.get_language()
        return None

    def process_response(self, request, response):
        if not errors.is_api(request.path):
            return super().process_response(request, response)
        response.headers.setdefault("Content-Language", translation.get_language())
        return response


class OwnErrorPages:
    """Shows our own 404 page with DEBUG on too, so that a demonstration looks like the real thing; and below /api/
    our own problem where something failed, since no machine expects a page there."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        is_technical = settings.DEBUG and not hasattr(response, "is_own")
        if is_technical and response.status_code == 404 and not request.path.startswith(settings.STATIC_URL):
            return errors.page_not_found(request)
        if is_technical and response.status_code == 500 and errors.is_api(request.path):
            return errors.server_error(request)
        return response


class CatchUp:
    """Carries out what is due before a request is answered, so that it appears at its second without any job.

    The request comes to know the `edition` that it is answered from; None where that was not to be had: whatever
    goes wrong is logged, and keeps nobody from the page.
    """

    # Whoever asks whether the process lives must not wait for the database.
    UNCONCERNED = ("/healthz", "/readyz", settings.STATIC_URL)

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.edition = None
        if not request.path.startswith(self.UNCONCERNED):
            request.edition = self._caught_up(timezone.now())
        return self.get_response(request)

    def _caught_up(self, now):
        try:
            current = edition(now)
            if current.is_overdue and publishing.catch_up(now):
                return edition(now)
            return current
        except Exception:  # a reader is not to blame for it
            logger.exception("What is due could not be carried out")
            return None
