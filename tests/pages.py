"""Every public page by the name of its address, with a slug of the demo newsroom where it needs one."""

from django.urls import reverse
from django.utils.translation import override

PAGES = {
    "front": None,
    "timeline": None,
    "projects": None,
    "news": None,
    "organisations": None,
    "sources": None,
    "milestone": "gigafactory-opens",
    "project": "verkor-gigafactory",
    "release": "inauguration",
    "organisation": "verkor",
    "source": "new-automotive-2025",
}


def address(name: str, language: str) -> str:
    with override(language):
        return reverse(name, kwargs={"slug": PAGES[name]} if PAGES[name] else None)
