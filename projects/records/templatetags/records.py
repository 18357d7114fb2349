"""How pages write spans, days and texts in two languages."""

from datetime import date, datetime

from django import template
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html, mark_safe
from django.utils.translation import gettext

from projects.records.dates import Span
from projects.records.languages import LocalText, active

register = template.Library()

# HTML's <time> knows days, months and years; of other spans it would say more than the source did.
MACHINE_LENGTHS = {"day": 10, "month": 7, "year": 4}


@register.filter
def span(value: Span | None) -> str:
    """The span in words, at the precision given."""
    if value is None:
        return ""
    label = value.label(active())
    if value.approx or value.precision not in MACHINE_LENGTHS:
        return label
    machine = value.earliest.isoformat()[: MACHINE_LENGTHS[value.precision]]
    return format_html('<time datetime="{}">{}</time>', machine, label)


@register.filter
def day(value: date | None) -> str:
    """A day in words; of a moment the day that it was on the clock of the pages."""
    if isinstance(value, datetime):
        value = timezone.localdate(value)
    return span(Span.day(value)) if value else ""


@register.filter
def text(value) -> str:
    """A text; marked with its language if the page's own is missing."""
    if isinstance(value, LocalText) and value.is_fallback:
        title = gettext("Not yet translated")
        return format_html('<span lang="{}" class="borrowed" title="{}">{}</span>', value.lang, title, value)
    return value


@register.filter
def paragraphs(value) -> str:
    """Plain text with a paragraph for each line."""
    lines = [line.strip() for line in str(value).splitlines() if line.strip()]
    lang = format_html(' lang="{}"', value.lang) if getattr(value, "is_fallback", False) else ""
    return mark_safe("".join(format_html("<p{}>{}</p>", lang, line) for line in lines))


@register.filter
def rich(value) -> str:
    """Rich text. It was cleaned when it was saved, so it is safe to show as it is."""
    if getattr(value, "is_fallback", False):
        return format_html('<div lang="{}">{}</div>', value.lang, mark_safe(str(value)))
    return mark_safe(str(value))


@register.simple_tag
def cite(claim) -> str:
    """Who said so, when, and where in it: a link to the source."""
    return cite_source(claim.source, claim.locator)


@register.simple_tag
def cite_source(source, locator: str = "") -> str:
    # Stripped, because what follows in the sentence may be a bracket or a semicolon.
    html = render_to_string("records/_source.html", {"source": source, "locator": locator})
    return mark_safe(html.strip())


@register.simple_tag(takes_context=True)
def with_query(context, **changes) -> str:
    """The query of this page with some parts changed; a part set to None or "" is left out."""
    query = context["request"].GET.copy()
    query.pop("page", None)
    for name, value in changes.items():
        query.pop(name, None)
        if value not in (None, ""):
            query[name] = value
    # A preview is drawn at an address of its own, from which "?page=2" alone would lead elsewhere.
    path = context["request"].path if hasattr(context["request"], "preview") else ""
    return f"{path}?{query.urlencode()}"
