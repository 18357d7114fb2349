"""How pages name what projects are made of."""

from django import template
from django.utils.translation import gettext_lazy as _

from projects.records.languages import active

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


@register.filter
def mark_title(mark) -> str:
    """What a mark of a chart says, in words without markup."""
    figure = mark.figure
    when = figure.span.label(active()) if figure.span else ""
    sources = dict.fromkeys(each.source.publisher or each.source.title for each in mark.voice)
    words = ", ".join(filter(None, [figure.value_text(), figure.get_nature_display(), when]))
    return f"{words} – {', '.join(sources)}"
