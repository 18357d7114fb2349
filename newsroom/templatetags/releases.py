"""How pages write what is peculiar to press releases."""

import re

from django import template

from newsroom.quotes import with_speakers
from projects.records.languages import LocalText
from projects.records.templatetags.records import rich

register = template.Library()


@register.filter
def quoting(value: LocalText) -> str:
    """Rich text, with the speakers of its quotations below them."""
    return rich(LocalText(with_speakers(value), value.lang, value.is_fallback))


@register.filter
def dialled(number: str) -> str:
    """A telephone number as machines dial it: "+33 (0)3 28 …" is "+33328…"."""
    if number.strip().startswith("+"):
        number = number.replace("(0)", "")
    return re.sub(r"[^\d+]", "", number)
