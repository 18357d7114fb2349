"""Entries of the timeline as the slides that TimelineJS shows."""

from collections.abc import Iterator
from datetime import date

from django.conf import settings
from django.utils.html import format_html, linebreaks
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from projects.records.citations import cited
from projects.records.dates import ISO_LENGTH, Span
from projects.records.languages import active, labelled
from projects.records.representations import dumped
from projects.records.representations_object import ObjectForm
from projects.records.richtext import plain
from timeline.filters import STATUS_LABELS
from timeline.templatetags.timeline import outcome

PARTS = ("year", "month", "day")
# How many of them say a day, a month, a year.
EXACT = {unit: PARTS[: length // 3] for unit, length in ISO_LENGTH.items()}


class TimelineJs(ObjectForm):
    """What the package of that name reads from an address: a title, and an event for each entry.

    Headlines and texts are HTML there.
    """

    name = "timelinejs"
    media_type = "application/vnd.timelinejs+json"
    description = gettext_lazy("JSON for TimelineJS")
    members = "events"

    def frame(self, view):
        headline = labelled(settings.SITE_NAME, _("Timeline"))
        text = str(view.about)
        if view.as_known:
            text = _("As known on {date}.").format(date=Span.day(view.as_known).label(active()))
        return {"scale": "human", "title": {"unique_id": "title", "text": _text(headline, text)}}

    def written(self, view, items):
        return (_event(view, record) for record in items if record.entry.claim)

    def nothing(self, view):
        """TimelineJS takes a list without events for a mistake, so that this is told in one."""
        today = Span.day(view.as_known or view.today)
        event = {"unique_id": "nothing", "text": _text(_("Nothing is found here."), "")}
        return dumped(event | _dates(today) | {"display_date": today.label(active())})


TIMELINEJS = TimelineJs()


def _event(view, record) -> dict:
    claim, status = record.entry.claim, STATUS_LABELS[record.status]
    has_happened = record.status == "happened"
    label = plain(outcome(claim.span)) if has_happened else claim.span.label(active())
    headline = record.entry.title if has_happened else f"{record.entry.title} ({status})"
    return {
        "unique_id": str(record.pk),
        "group": str(record.get_kind_display()),
        **_dates(claim.span),
        "display_date": label,
        "text": _text(headline, record.entry.text, *_foot(view.request, record)),
    }


def _dates(span: Span) -> dict:
    """The first and the last day, month or year of a span: as much of them as its source gave.

    Of one that is open, the bound that is known.
    """
    start, end = (_parts(day, span.grain) for day in (span.earliest or span.latest, span.latest or span.earliest))
    return {"start_date": start} if start == end else {"start_date": start, "end_date": end}


def _parts(day: date, grain: str) -> dict[str, int]:
    return {part: getattr(day, part) for part in EXACT[grain]}


def _text(headline: str, text: str, *feet: str) -> dict[str, str]:
    body = linebreaks(text, autoescape=True) if text else ""
    return {"headline": format_html("{}", headline), "text": "".join([body, *(f"<p>{foot}</p>" for foot in feet)])}


def _foot(request, record) -> Iterator[str]:
    """Who says so, and the way to all of it."""
    for claim in record.entry.sources:
        yield labelled(_("Source"), _link(request, claim.source, cited(claim.source, claim.locator)))
    yield _link(request, record, _("Read more"))


def _link(request, record, words: str) -> str:
    address = request.build_absolute_uri(record.get_absolute_url())
    return format_html('<a href="{}">{}</a>', address, words)
