"""Ways to pass a page on: plain links that carry its address and title, and nothing of who follows them. Pure."""

from urllib.parse import quote, urlencode

from django.utils.translation import gettext as _


def ways(title: str, address: str) -> list[dict]:
    """Each with its name, and an address that asks nobody before it is followed."""
    both = f"{title} {address}"
    return [
        {"label": _("E-mail"), "url": f"mailto:?{_query(subject=title, body=both)}"},
        {"label": "LinkedIn", "url": f"https://www.linkedin.com/sharing/share-offsite/?{_query(url=address)}"},
        {"label": "Bluesky", "url": f"https://bsky.app/intent/compose?{_query(text=both)}"},
        {"label": "WhatsApp", "url": f"https://wa.me/?{_query(text=both)}"},
        {"label": "X", "url": f"https://x.com/intent/post?{_query(text=title, url=address)}"},
    ]


def _query(**said: str) -> str:
    """A space is %20: mail programs show a plus sign as it is."""
    return urlencode(said, quote_via=quote)
