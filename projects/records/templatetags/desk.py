"""How pages of the desk write moments."""

from datetime import datetime

from django import template

from projects.records import moments

register = template.Library()


@register.filter
def moment(value: datetime) -> str:
    """ "5 December 2025, 09:00", on the clock of the site, to the minute."""
    return moments.brief(value.replace(second=0, microsecond=0)) if value else ""
