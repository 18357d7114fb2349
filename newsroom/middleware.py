from urllib.parse import unquote_plus

from django.conf import settings

from newsroom import errors


class RefuseControlCharacters:
    """Answers 400 to an address with a NUL in it: PostgreSQL would refuse to look for one."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        address = request.path
        if not address.startswith("/api/"):  # which says itself in which parameter it is
            address += unquote_plus(request.META.get("QUERY_STRING", ""))
        if "\0" in address:
            return errors.bad_request(request)
        return self.get_response(request)


class OwnErrorPages:
    """Shows our own 404 page with DEBUG on too, so that a demonstration looks like the real thing."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        is_technical = settings.DEBUG and response.status_code == 404 and not hasattr(response, "is_own")
        if is_technical and not request.path.startswith(settings.STATIC_URL):
            return errors.page_not_found(request)
        return response
