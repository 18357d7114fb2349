"""Milestones as Markdown: every date ever given, who said so, and how it compares to the one before."""

from collections.abc import Iterator

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from projects.records import representations_markdown as ground
from projects.records.citations import cited
from projects.records.languages import active
from projects.records.representations_markdown import Notes, escaped
from timeline.entries import Entry
from timeline.filters import STATUS_LABELS
from timeline.templatetags.timeline import said


class MilestoneMarkdown(ground.Markdown):
    """Of milestones with their `entry`."""

    def texts(self, item):
        return {"title": item.entry.title, "text": item.entry.text}

    def front(self, view, item):
        entry, request = item.entry, view.request
        return {
            "kind": item.kind,
            "is_key": item.is_key,
            "status": entry.history.status,
            "status_label": str(STATUS_LABELS.get(entry.history.status, "")),
            **ground.date_facts(entry.claim and entry.claim.span),
            "slip": entry.history.slip and entry.history.slip.words(active()),
            "projects": ground.link_facts(item.public_projects, request),
            "organisations": ground.link_facts(item.public_organisations, request),
            "sources": ground.source_facts(entry.history.dates, request),
        }

    def blocks(self, view, item, notes):
        entry = item.entry
        if entry.claim is None:
            return
        yield f"**{escaped(capfirst(said(entry.claim)))}**{''.join(map(notes.mark, entry.sources))}"
        yield ground.paragraphs(entry.text)
        yield from verdicts(entry, notes)
        yield ground.heading(2, _("Every date given for it"))
        headings = [_("What was said"), _("Who said so"), _("Against the date before")]
        yield ground.table(headings, (_row(step, notes) for step in entry.history.steps))


MARKDOWN = MilestoneMarkdown()


def verdicts(entry: Entry, notes: Notes) -> Iterator[str]:
    """What follows from the dates given, as the page puts it."""
    history = entry.history
    if history.status == "overdue":
        yield escaped(_("That time has passed; no source here says what came of it."))
    if history.has_moved:
        plan = f"{capfirst(escaped(said(history.first_plan)))}{notes.mark(history.first_plan)}"
        yield f"{plan}. **{escaped(capfirst(history.slip.words(active())))}.**"
    for pair in history.disagreements:
        yield f"**{escaped(_('Sources disagree.'))}**"
        yield ground.bullets(f"{escaped(said(each))} – {_who(each)}{notes.said(each)}" for each in pair)


def _who(claim) -> str:
    return escaped(claim.source.publisher or _("publisher not named"))


def _row(step, notes: Notes) -> list[str]:
    against = step.slip.words(active()) if step.slip else _("the first date given")
    who = escaped(cited(step.claim.source, step.claim.locator))
    return [escaped(said(step.claim)), f"{who}{notes.said(step.claim)}", escaped(against)]
