"""What every page needs to know of the site around it. Asks no database."""

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.urls import reverse, translate_url
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from projects.records.languages import active
from projects.records.parameters import LANGUAGE

SECTIONS = [
    ("timeline", _("Timeline")),
    ("projects", _("Projects")),
    ("news", _("News")),
    ("sources", _("Sources")),
    ("search", _("Search")),
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
        "canonical": _absolute(request, to(request.path, code) + _own_query(request)),
        "is_current": code == active(),
    }


def _own_query(request) -> str:
    """What makes a page one of its own: which of a list, and of what. Nothing if its form narrows it: that is a
    view of the same page."""
    view = getattr(getattr(request.resolver_match, "func", None), "view_class", None)
    if view is None:  # where the query itself may be what cannot be read
        return ""
    asked = {name: value for name, value in request.GET.items() if value}
    if asked.keys() & getattr(getattr(view, "form_class", None), "base_fields", {}).keys():
        return ""
    own = {name: asked[name] for name in sorted(getattr(view, "also_asked", ()), reverse=True) if name in asked}
    if own.get("page") == "1":
        del own["page"]
    return f"?{urlencode(own)}" if own else ""


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
