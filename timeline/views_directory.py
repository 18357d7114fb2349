"""The directory of projects, which knows from milestones when they open."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.db.models import Q

from projects import views_directory as projects
from projects.records.dates import Span
from timeline.models import Milestone
from timeline.querysets import HAPPENED
from timeline.views import ShowsMilestones


@dataclass(frozen=True)
class Opening:
    """A milestone that tells when a project opens: that of its opening, or of production that has begun."""

    milestone_id: UUID
    kind: str
    nature: str
    span: Span

    @property
    def order(self) -> tuple:
        """The best comes first: what has happened, the opening itself, the earliest."""
        return self.nature != HAPPENED, self.kind != Milestone.Kind.OPENING, self.span, self.milestone_id

    def is_better_than(self, reported: Span) -> bool:
        """Than when the project was reported open, which is no plan, but may be long after it opened."""
        return self.nature == HAPPENED and (self.kind == Milestone.Kind.OPENING or self.span <= reported)


class ProjectList(ShowsMilestones, projects.ProjectList):
    """With the milestone that tells when a project opens, if it tells better than the reports of its status."""

    template_name = "timeline/projects.html"

    @cached_property
    def openings(self) -> dict[UUID, Opening]:
        """The best of each project."""
        kinds = Milestone.Kind
        told = self.dated().filter(Q(kind=kinds.OPENING) | Q(kind=kinds.PRODUCTION, shown_nature=HAPPENED))
        columns = ("projects", "pk", "kind", "shown_nature", "shown_earliest", "shown_latest", "shown_approx")
        of_projects = defaultdict(list)
        for project, milestone, kind, nature, *span in told.order_by().values_list(*columns):
            of_projects[project].append(Opening(milestone, kind, nature, Span(*span)))
        return {project: min(openings, key=lambda each: each.order) for project, openings in of_projects.items()}

    def entry(self, project, reports, figures):
        entry = super().entry(project, reports, figures)
        told = self.openings.get(project.pk)
        if told and (entry.opens is None or told.is_better_than(entry.opens_span)):
            entry.opens, entry.opens_span = told, told.span
        return entry

    def get_context_data(self, **context):
        context = super().get_context_data(**context)
        told = [entry for entry in context["object_list"] if isinstance(entry.opens, Opening)]
        milestones = self.milestones().order_by().filter(pk__in=[entry.opens.milestone_id for entry in told])
        shown = {each.milestone.pk: each for each in self.entries(milestones)}
        for entry in told:
            entry.opens = shown[entry.opens.milestone_id]
        return context
