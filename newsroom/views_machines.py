"""What programs ask of a site before they read it: whether it is ready, where they may go, whom to write to."""

from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.cache import patch_cache_control

from projects.records.editions import answered

PLAIN = "text/plain; charset=utf-8"
# RFC 9116 recommends less than a year.
VALID_FOR = timedelta(days=364)


def readyz(request):
    """Tells a load balancer whether pages can be answered: the database is there, and is the one of this code."""
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return _ready("the database does not answer", 503)
    return _ready(f"migrations are missing: {len(waiting)}", 503) if waiting else _ready("ready", 200)


def _ready(words: str, status: int) -> HttpResponse:
    response = HttpResponse(f"{words}\n", PLAIN, status)
    patch_cache_control(response, no_store=True)
    return response


def robots(request):
    return answered(request, lambda asked: _text(asked, "robots.txt"))


def llms(request):
    """https://llmstxt.org"""
    return answered(request, lambda asked: _text(asked, "llms.txt", site=settings.SITE_NAME))


def security(request):
    """RFC 9116."""
    return answered(request, _security)


def _security(request):
    contact = settings.SECURITY_CONTACT
    if contact is None:
        return HttpResponse("No contact for security has been named.\n", PLAIN, status=404)
    midnight = timezone.localtime(request.edition.at).replace(hour=0, minute=0, second=0, microsecond=0)
    return _text(request, "security.txt", contact=contact, expires=midnight + VALID_FOR)


def _text(request, name: str, **context) -> HttpResponse:
    """In English, which every program that asks for these can read."""
    with translation.override("en"):
        host = request.build_absolute_uri("/")[:-1]
        response = render(request, f"newsroom/{name}", {"host": host, **context}, content_type=PLAIN)
    response.headers["Content-Language"] = "en"
    return response
