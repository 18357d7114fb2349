"""How pages show what was found in a text."""

from collections.abc import Iterable

from django import template
from django.utils.html import escape, format_html, mark_safe

from projects.records.analysis_snippets import Piece

register = template.Library()


@register.filter
def marked(pieces: Iterable[Piece]) -> str:
    """The text, with the words that were asked for marked."""
    said = (format_html("<mark>{}</mark>", each.text) if each.is_found else escape(each.text) for each in pieces)
    return mark_safe("".join(said))
