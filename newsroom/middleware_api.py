"""What holds for every answer to a machine, whatever went wrong on the way: who may read it, and how often."""

import time
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.core.cache import cache
from django.http import HttpResponse

from newsroom import errors

DAY = 24 * 60 * 60
METHODS = "GET, HEAD, OPTIONS"
EXPOSED = (
    "ETag, Last-Modified, Link, RateLimit, RateLimit-Policy, Retry-After, Content-Language, Content-Disposition, "
    "Deprecation, Sunset"
)
# What a script may send beside what it always may: preconditions, and headers that do no harm.
ALLOWED = (
    "Accept, Accept-Language, Cache-Control, Content-Type, If-Match, If-Modified-Since, If-None-Match, "
    "If-Unmodified-Since, Range, X-Requested-With"
)
FEEDS = (".atom", ".rss", ".json", ".ics", ".md")


class OpenToScripts:
    """Lets the scripts of any site read the API and the feeds, which are the same for everybody: cookies are not
    even looked at.

    It is said without being asked too, since a cache keeps one answer for all.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not (errors.is_api(request.path) or request.path.endswith(FEEDS)):
            return self.get_response(request)
        request.META.pop("HTTP_COOKIE", None)
        is_preflight = request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers
        response = self._preflight() if is_preflight else self.get_response(request)
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = EXPOSED
        return response

    def _preflight(self):
        return HttpResponse(
            status=204,
            headers={
                "Access-Control-Allow-Methods": METHODS,
                "Access-Control-Allow-Headers": ALLOWED,
                "Access-Control-Max-Age": str(DAY),
            },
        )


class Limits:
    """Answers 429 below /api/ to an address that asked more often than API_RATE allows, and tells every other
    how much is left.

    It counts in Django's cache: in that of one process, unless the settings name one that several share.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if settings.API_RATE is None or not errors.is_api(request.path):
            return self.get_response(request)
        most, seconds = settings.API_RATE
        window, passed = divmod(int(time.time()), seconds)
        rest = seconds - passed
        left = most - self._asked(f"api-rate:{window}:{client(request)}", seconds)
        response = self.get_response(request) if left >= 0 else errors.too_many_requests(request)
        if left < 0:
            response.headers["Retry-After"] = str(rest)
        response.headers["RateLimit-Policy"] = f'"default";q={most};w={seconds}'
        response.headers["RateLimit"] = f'"default";r={max(left, 0)};t={rest}'
        return response

    def _asked(self, key: str, seconds: int) -> int:
        """How often in this window, with this time."""
        cache.add(key, 0, seconds + 1)
        try:
            return cache.incr(key)
        except ValueError:  # it was dropped in between
            return 1


def client(request) -> str:
    """The network address that asks; behind a proxy the one that the proxy saw. Of IPv6 the network: whoever has
    one has all of its addresses."""
    given = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        given = request.META.get("HTTP_X_FORWARDED_FOR", given).rpartition(",")[2].strip()
    try:
        address = ip_address(given)
    except ValueError:
        return ""
    if address.version == 4:
        return str(address)
    return str(address.ipv4_mapped or ip_network((address.packed[:8] + bytes(8), 64)))
