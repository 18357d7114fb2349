"""Milestones as a calendar (RFC 5545 and 7986): all-day events that are as long as the date is vague."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from icalendar import Calendar as Components
from icalendar import Event, vText
from rest_framework.utils.urls import replace_query_param

from projects.records.citations import cited
from projects.records.dates import Span
from projects.records.languages import active, labelled
from projects.records.models import Publication
from projects.records.representations import FORMAT, Form
from projects.records.serializers import page_url
from projects.records.states import Act
from timeline.entries import Entry
from timeline.filters import MilestoneFilters
from timeline.histories import History
from timeline.models import Milestone
from timeline.templatetags.timeline import said

ASK_AGAIN = timedelta(hours=1)
# What was withdrawn is told too where nothing but these is asked: by them it can still be found, or left out.
TOLD_OF_WITHDRAWN = {"kind", "key", "project", "organisation", "language", "ordering", "order", FORMAT}
END = "END:VCALENDAR\r\n"


class Calendar(Form):
    """A calendar to subscribe to. It has no METHOD: it is published, and invites nobody."""

    name = "ics"
    media_type = "text/calendar"
    description = gettext_lazy("A calendar to subscribe to: each milestone an all-day event")

    def head(self, view):
        calendar = Components()
        name = labelled(settings.SITE_NAME, _("Timeline"))
        calendar.add("version", "2.0")
        calendar.add("prodid", "-//newsroom//timeline//EN")
        calendar.add("name", name, parameters={"LANGUAGE": active()})
        calendar.add("x-wr-calname", vText(name))
        calendar.add("url", view.request.build_absolute_uri(reverse("timeline")))
        calendar.add("source", self._address(view), parameters={"VALUE": "URI"})
        calendar.add("refresh-interval", ASK_AGAIN, parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", "PT1H")
        return calendar.to_ical().decode().removesuffix(END)

    def part(self, view, items, is_first):
        return "".join(_written(event(milestone, view.request)) for milestone in items if milestone.entry.claim)

    def tail(self, view):
        """With what was public once and is not any more, so that it goes from people's calendars too."""
        is_whole = set(view.request.query_params) <= TOLD_OF_WITHDRAWN
        gone = withdrawn(view.request.query_params, view.at) if is_whole else ()
        return "".join(_written(cancelled(milestone, entry)) for milestone, entry in gone) + END

    def one(self, view, item):
        return self.head(view) + self.part(view, [item], is_first=True) + END

    def _address(self, view) -> str:
        """Where just this calendar is, whatever headers it was asked for with."""
        here = view.request.build_absolute_uri()
        is_said = view.kwargs.get("format") or FORMAT in view.request.query_params
        return here if is_said else replace_query_param(here, FORMAT, self.name)


CALENDAR = Calendar()


def _written(event: Event) -> str:
    return event.to_ical().decode()


def event(milestone: Milestone, request) -> Event:
    """Of a milestone with its `entry`."""
    entry: Entry = milestone.entry
    span, happened = entry.claim.span, entry.history.status == "happened"
    made = _on_days(milestone, span)
    title = entry.title
    summary = title if _is_a_day(span) else labelled(span.label(active()), title)
    made.add("summary", summary, parameters={"LANGUAGE": title.lang})
    made.add("description", "\n".join(description(entry, request)), parameters={"LANGUAGE": active()})
    made.add("url", page_url(milestone, request))
    made.add("categories", [milestone.get_kind_display()], parameters={"LANGUAGE": active()})
    made.add("created", milestone.published_at)
    made.add("status", "CONFIRMED" if happened else "TENTATIVE")
    return made


def cancelled(milestone: Milestone, entry: Publication | None) -> Event:
    """Of what was withdrawn: the dates it had, and why it went, as the ledger tells everybody."""
    span = milestone.span
    made = _on_days(milestone, span)
    reason = entry.note if entry else ""
    summary = labelled(_("Withdrawn"), reason) if reason else _("Withdrawn")
    summary = summary if _is_a_day(span) else f"{summary} ({span.label(active())})"
    made.add("summary", summary, parameters={"LANGUAGE": getattr(reason, "lang", active())})
    made.add("status", "CANCELLED")
    return made


def withdrawn(query, at) -> Iterator[tuple[Milestone, Publication | None]]:
    """What was public once, as far as the filters of the query leave it, each with its last withdrawal."""
    once = Milestone.objects.filter(published_at__lte=at, withdrawn_at__lte=at)
    gone = MilestoneFilters(query, once, at=at).qs.order_by("withdrawn_at", "pk")
    acts = Publication.objects.filter(act=Act.WITHDRAW, at__lte=at, record_type=Milestone.type_name())
    acts = acts.filter(record_uuid__in=gone.order_by().values("pk")).order_by("sequence")
    entries = {entry.record_uuid: entry for entry in acts}
    return ((milestone, entries.get(milestone.pk)) for milestone in gone)


def _on_days(milestone: Milestone, span: Span) -> Event:
    """What every event has. An open span stands on the one day that is known, with its label beside it."""
    made = Event()
    first, last = span.earliest or span.latest, span.latest or span.earliest
    made.add("uid", str(milestone.pk))
    made.add("dtstart", first)
    if last < date.max:
        made.add("dtend", last + timedelta(days=1))
    made.add("dtstamp", milestone.updated_at)
    made.add("last-modified", milestone.updated_at)
    made.add("sequence", milestone.date_changes)
    made.add("transp", "TRANSPARENT")
    made.add("class", "PUBLIC")
    return made


def _is_a_day(span: Span) -> bool:
    return span.precision == "day" and not span.approx


def description(entry: Entry, request) -> Iterator[str]:
    """The text, what is known of the date, and who says so, a line each."""
    history = entry.history
    if entry.text:
        yield from (*entry.text.splitlines(), "")
    yield _sentence(said(history.current))
    if history.status == "overdue":
        yield _("That time has passed; no source here says what came of it.")
    if history.has_moved:
        yield _sentence(f"{said(history.first_plan)} – {history.slip.words(active())}")
    yield from _disagreements(history)
    yield ""
    yield ngettext("Source:", "Sources:", len(entry.sources))
    yield from (_source(claim, request) for claim in entry.sources)


def _sentence(words: str) -> str:
    return f"{capfirst(words)}."


def _disagreements(history: History) -> Iterator[str]:
    for pair in history.disagreements:
        says = [_("{words} ({source})").format(words=said(each), source=cited(each.source)) for each in pair]
        yield labelled(_("Sources disagree"), _("; ").join(says)) + "."


def _source(claim, request) -> str:
    return f"{cited(claim.source, claim.locator)}\n{claim.source.url or page_url(claim.source, request)}"
