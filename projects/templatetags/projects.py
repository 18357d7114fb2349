"""How pages name what projects are made of."""

from django import template
from django.utils.translation import gettext_lazy as _

register = template.Library()

NATURE_HEADINGS = {
    "actual": _("As it is"),
    "stated": _("As stated, without saying whether it is so yet"),
    "expected": _("Expected"),
    "target": _("Targets"),
}


@register.filter
def nature_heading(nature: str) -> str:
    return NATURE_HEADINGS[nature]
