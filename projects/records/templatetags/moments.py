"""How pages of the desk write moments."""

from datetime import datetime

from django import template
from django.utils import timezone

from projects.records import moments

register = template.Library()


@register.filter
def moment(value: datetime | None) -> str:
    """The moment in words, on the clock of the site and in UTC."""
    return moments.words(value) if value else ""


@register.filter
def brief(value: datetime | None) -> str:
    """ "5 December 2025, 09:00", on the clock of the site, to the minute."""
    return moments.brief(value.replace(second=0, microsecond=0)) if value else ""


@register.filter
def coming(value: datetime | None) -> str:
    """The moment in words, and how far off it is."""
    return moments.words(value, now=timezone.now()) if value else ""
