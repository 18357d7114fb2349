"""What every page needs to know of the site around it. Asks no database."""

from django.conf import settings
from django.urls import reverse, translate_url
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

SECTIONS = [
    ("timeline", _("Timeline")),
    ("projects", _("Projects")),
    ("news", _("News")),
    ("sources", _("Sources")),
]


def site(request):
    path = request.get_full_path()
    return {
        "site": {
            "name": settings.SITE_NAME,
            "home": reverse("front"),
            "sections": [_section(name, label, request.path) for name, label in SECTIONS],
            "languages": [
                {
                    "code": code,
                    "name": name,
                    "url": translate_url(path, code),
                    "canonical": request.build_absolute_uri(translate_url(request.path, code)),
                    "is_current": code == get_language(),
                }
                for code, name in (("en", "English"), ("fr", "Français"))
            ],
            "links": [
                {"label": _("Organisations"), "url": reverse("organisations")},
                {"label": _("Data: JSON API"), "url": reverse("api-docs")},
            ],
            "canonical": request.build_absolute_uri(request.path),
        }
    }


def _section(name: str, label: str, path: str) -> dict:
    url = reverse(name)
    return {"label": label, "url": url, "is_current": path.startswith(url), "is_here": path == url}
