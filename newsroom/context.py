"""What every page needs to know of the site around it. Asks no database."""

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.urls import reverse, translate_url
from django.utils.translation import gettext_lazy as _

from projects.records.languages import active
from projects.records.parameters import LANGUAGE

SECTIONS = [
    ("timeline", _("Timeline")),
    ("projects", _("Projects")),
    ("news", _("News")),
    ("sources", _("Sources")),
]


def site(request):
    languages = [_language(request, code, name) for code, name in (("en", "English"), ("fr", "Français"))]
    return {
        "site": {
            "name": settings.SITE_NAME,
            "home": reverse("front"),
            "sections": [_section(name, label, request.path) for name, label in SECTIONS],
            "languages": languages,
            "links": [
                {"label": _("Organisations"), "url": reverse("organisations")},
                {"label": _("Data: JSON API"), "url": _with_language(reverse("api-docs"), active())},
            ],
            "canonical": next(each["canonical"] for each in languages if each["is_current"]),
        }
    }


def _language(request, code: str, name: str) -> dict:
    """The same page in one language."""
    to = _with_language if request.path.startswith("/api/") else translate_url
    return {
        "code": code,
        "name": name,
        "url": to(request.get_full_path(), code),
        "canonical": _absolute(request, to(request.path, code)),
        "is_current": code == active(),
    }


def _absolute(request, address: str) -> str:
    """Without the host where the request names one that is not ours: the page that says so is drawn too."""
    try:
        return request.build_absolute_uri(address)
    except DisallowedHost:
        return address


def _with_language(address: str, code: str) -> str:
    """Below /api/ the language is no part of the path."""
    return f"{address.partition('?')[0]}?{LANGUAGE}={code}"


def _section(name: str, label: str, path: str) -> dict:
    url = reverse(name)
    return {"label": label, "url": url, "is_current": path.startswith(url), "is_here": path == url}
