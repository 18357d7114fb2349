"""How pages put dates that are planned, and what became of them, into words."""

from django import template
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from projects.records.dates import Span
from projects.records.languages import active
from projects.records.richtext import plain
from projects.records.slips import Slip
from projects.records.templatetags.records import cite
from projects.records.templatetags.records import span as in_words

register = template.Library()


@register.filter
def announced(planned: Span) -> str:
    """ "announced for 2026", "announced, by 2030": never a day that the source did not give."""
    if planned.precision == "from":
        words = pgettext("from a day on", "expected {date}")
    elif planned.precision == "by" or planned.approx:
        words = _("announced, {date}")
    elif planned.precision == "day":
        words = pgettext("a day", "announced for {date}")
    elif planned.precision in ("quarter", "half"):
        words = pgettext("a quarter or half", "announced for {date}")
    else:
        words = _("announced for {date}")
    return format_html(words, date=in_words(planned))


@register.filter
def outcome(span: Span) -> str:
    """When something happened. "By 2025" looks back here, which French says in other words than for a plan."""
    if span.precision != "by" or span.approx:
        return in_words(span)
    last = span.latest
    bound, words = {
        "day": (Span.day(last), pgettext("at the latest on a day", "by {date}")),
        "month": (Span.month(last.year, last.month), pgettext("a month", "by the end of {date}")),
        "year": (Span.year(last.year), pgettext("a year", "by the end of {date}")),
    }[span.grain]
    return format_html(words, date=in_words(bound))


@register.filter
def happened(span: Span) -> str:
    """ "happened on 11 December 2025", "happened in July 2020"; most other spans stand after a comma."""
    words = {
        "day": pgettext("a day", "happened on {date}"),
        "month": pgettext("a month", "happened in {date}"),
        "year": pgettext("a year", "happened in {date}"),
        "by": pgettext("at the latest", "happened {date}"),
    }.get("" if span.approx else span.precision, _("happened, {date}"))
    return format_html(words, date=outcome(span))


@register.simple_tag(takes_context=True)
def cite_numbered(context, claim) -> str:
    """As `cite`; on a page that lists its sources with the number there, which is shown on paper."""
    bibliography = context.get("bibliography")
    if bibliography is None:
        return cite(claim)
    words, number = bibliography.cited(claim, cite)
    return format_html('{}<a class="reference" href="#source-{}"> [{}]</a>', words, number, number)


@register.filter
def slip_words(slip: Slip) -> str:
    return slip.words(active())


@register.filter
def said(claim) -> str:
    """What a date given says, in words without markup: "happened in July 2020", "announced for 2026"."""
    return plain(happened(claim.span) if claim.is_outcome else announced(claim.span))
