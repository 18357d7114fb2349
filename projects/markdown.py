"""Projects as Markdown: status, figures, partners and background, each with who says so."""

from collections.abc import Iterable
from itertools import groupby

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from projects.comparisons import Comparison, by_nature
from projects.models import Figure, StatusReport
from projects.records import representations_markdown as ground
from projects.records.languages import active, labelled
from projects.records.representations_markdown import Notes, escaped
from projects.templatetags.projects import nature_heading


class ProjectMarkdown(ground.Markdown):
    """Of projects with their public claims."""

    def texts(self, item):
        return {"title": item.name, "summary": item.summary, "place": item.place}

    def front(self, view, item):
        report, whole = item.current_report, _whole(view, item)
        return {
            "kind": item.kind,
            "status": report and report.status,
            "status_label": report and report.get_status_display(),
            **ground.date_facts(report and report.span),
            "place": item.place,
            "latitude": item.latitude,
            "longitude": item.longitude,
            "part_of": next(iter(ground.link_facts([whole] if whole else [], view.request)), None),
            "sources": ground.source_facts(_claims(item), view.request),
        }

    def blocks(self, view, item, notes):
        yield ground.paragraphs(item.summary)
        yield ground.bullets(_facts(view, item, notes))
        if len(item.reports_so_far) > 1:
            yield ground.heading(2, _("Status over time"))
            yield ground.bullets(_report(report, notes) for report in item.reports_so_far)
        if item.public_figures:
            yield ground.heading(2, _("Figures"))
        for nature, comparisons in by_nature(item.public_figures):
            yield ground.heading(3, nature_heading(nature))
            headings = [_("Measure"), _("Number"), _("For"), _("Who says so")]
            yield ground.table(headings, (_row(comparison, notes) for comparison in comparisons))
        if item.public_participations:
            yield ground.heading(2, _("Partners by role"))
            yield ground.bullets(_partners(item.public_participations, notes))
        if item.public_statements:
            yield ground.heading(2, _("Background"))
            yield ground.bullets(f"{ground.local(each.text)}{notes.said(each)}" for each in item.public_statements)


MARKDOWN = ProjectMarkdown()


def _whole(view, project):
    """What it is part of, if that is public."""
    return project.part_of if project.part_of and project.part_of.is_public(view.at) else None


def _claims(project) -> list:
    return [
        *project.reports_so_far,
        *project.public_figures,
        *project.public_participations,
        *project.public_statements,
    ]


def _facts(view, project, notes: Notes) -> Iterable[str]:
    report, whole = project.current_report, _whole(view, project)
    if report:
        words = f"{escaped(report.get_status_display())}, {escaped(_when(report))}{notes.said(report)}"
        yield ground.label_line(_("Status"), words)
    if project.place:
        yield ground.label_line(_("Place"), ground.local(project.place))
    if whole:
        yield ground.label_line(
            _("Part of"), ground.link(whole.name, view.request.build_absolute_uri(whole.get_absolute_url()))
        )


def _when(report: StatusReport) -> str:
    label = report.span.label(active())
    return _("reported %(date)s") % {"date": label} if report.is_as_of_its_source else label


def _report(report: StatusReport, notes: Notes) -> str:
    return labelled(escaped(report.span.label(active())), escaped(report.get_status_display())) + notes.said(
        report
    )


def _row(comparison: Comparison, notes: Notes) -> list[str]:
    figure = comparison.current
    span = figure.span.label(active()) if figure.span else ""
    whom = figure.party.name if figure.party else ""
    return [
        escaped(capfirst(figure.get_measure_display())),
        escaped(figure.value_text()),
        escaped(", ".join(part for part in (span, whom) if part)),
        " ".join(_voices(comparison, notes)),
    ]


def _voices(comparison: Comparison, notes: Notes) -> Iterable[str]:
    """Who says so; who says something else; and what was said before."""
    if comparison.is_one_voice:
        yield _separated(notes.said(figure) for figure in comparison.voices[0])
    else:
        differ = (
            _("Sources disagree.")
            if comparison.disagree
            else _("Sources put it differently, but both can be true:")
        )
        yield f"**{escaped(differ)}**"
        yield _separated(_voice(figure, notes) for voice in comparison.voices for figure in voice)
    if comparison.history:
        yield labelled(
            escaped(_("Said earlier")), _separated(_voice(figure, notes) for figure in comparison.history)
        )


def _voice(figure: Figure, notes: Notes) -> str:
    return f"{escaped(figure.value_text())}{notes.said(figure)}"


def _separated(parts: Iterable[str]) -> str:
    return "; ".join(parts)


def _partners(participations: Iterable, notes: Notes) -> Iterable[str]:
    """A line a role, in the order of the roles."""
    for role, of_role in groupby(participations, key=lambda each: each.get_role_display()):
        names = (f"{ground.in_line(each.participant.name)}{notes.said(each)}" for each in of_role)
        yield ground.label_line(role, _separated(names))
