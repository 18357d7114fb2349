"""A source named in a line of plain words. Pure."""

from django.utils.translation import gettext as _

from projects.records.languages import active


def cited(source, locator: str = "") -> str:
    """Who said so, when, under which title, and where in it."""
    publisher = source.publisher or _("publisher not named")
    published = source.published.label(active()) if source.published else ""
    title = _("“{title}”").format(title=source.title)
    return ", ".join(part for part in (publisher, published, title, locator) if part)
