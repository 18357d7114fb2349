"""How pages write what is peculiar to press releases."""

import re

from django import template
from django.utils.html import format_html

from newsroom.quotes import with_speakers
from projects.records.languages import LocalText
from projects.records.templatetags.records import rich, text

register = template.Library()


@register.filter
def quoting(value: LocalText) -> str:
    """Rich text, with the speakers of its quotations below them."""
    return rich(LocalText(with_speakers(value), value.lang, value.is_fallback))


@register.filter
def naming(value: str, title: LocalText) -> str:
    """A text that names a title; the title is marked with its language if the page's own is missing."""
    before, found, after = value.partition(title)
    return format_html("{}{}{}", before, text(title), after) if found else value


@register.filter
def dialled(number: str) -> str:
    """A telephone number as machines dial it: "+33 (0)3 28 …" is "+33328…"."""
    if number.strip().startswith("+"):
        number = number.replace("(0)", "")
    return re.sub(r"[^\d+]", "", number)
