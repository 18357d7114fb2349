"""The directory of projects: a table, and a map of France."""

from collections import defaultdict
from functools import cached_property

from django.utils.translation import gettext_lazy as _

from projects import comparisons_capacity, maps_drawing
from projects.asking import DirectoryForm
from projects.entries import Entry, arranged, opening
from projects.models import Figure, Project, StatusReport
from projects.records import views as records

# The columns that the table is sorted by, as it calls them, and the way in which it is first sorted by each.
COLUMNS = {
    "name": (_("Name"), ""),
    "status": (_("Status"), ""),
    "capacity-now": (_("Capacity now"), "-"),
    "capacity-aimed": (_("Capacity aimed at"), "-"),
    "opens": (_("Opens"), ""),
}


class ProjectList(records.PublicList):
    """All projects with their status, capacity and opening, sorted by any of these; and where they are."""

    heading = _("Projects")
    model = Project
    form_class = DirectoryForm
    template_name = "projects/projects.html"

    def get_queryset(self):
        statuses = list(StatusReport.Status)
        return arranged(self.directory, self.form.column, self.form.is_descending, statuses)

    @cached_property
    def directory(self) -> list[Entry]:
        """Of every project, whatever the page: each is on the map, and has a place in the order."""
        reports = self.by_project(self.claims(StatusReport).newest_first())
        figures = self.by_project(self.claims(Figure).filter(measure="production-capacity", project__isnull=False))
        return [self.entry(each, reports[each.pk], figures[each.pk]) for each in super().get_queryset()]

    def by_project(self, claims) -> dict:
        told = defaultdict(list)
        for claim in claims:
            told[claim.project_id].append(claim)
        return told

    def entry(self, project: Project, reports: list, figures: list) -> Entry:
        report, span = opening(reports) or (None, None)
        return Entry(
            project,
            report=next(iter(reports), None),
            capacity_now=comparisons_capacity.now(figures),
            capacity_aimed=comparisons_capacity.aimed_at(figures),
            opens=report,
            opens_span=span,
        )

    def get_context_data(self, **context):
        return super().get_context_data(columns=self.columns(), map=self.map(), **context)

    def columns(self) -> list[dict]:
        """With what a link asks for: the other way round, if the table is sorted by that column."""
        return [self.column(name, *told) for name, told in COLUMNS.items()]

    def column(self, name: str, label: str, first: str) -> dict:
        is_sorted, other = name == self.form.column, "" if self.form.is_descending else "-"
        asked = (other if is_sorted else first) + name
        order = ("descending" if self.form.is_descending else "ascending") if is_sorted else ""
        return {"name": name, "label": label, "order": order, "sort": None if asked == "name" else asked}

    def map(self) -> dict:
        entries = arranged(self.directory, "name", False, [])
        placed = [each for each in entries if each.is_placed]
        places, outside = maps_drawing.gathered(
            (float(each.project.latitude), float(each.project.longitude), _town(each), each.has_opened, each)
            for each in placed
        )
        return {
            "places": places,
            "panels": maps_drawing.draw(places) if places else [],
            "outside": outside,
            "nowhere": [each for each in entries if not each.is_placed],
        }


def _town(entry: Entry) -> str:
    """What stands first in the place: "Douai" of "Douai, Hauts-de-France"."""
    return str(entry.project.place or entry.project).split(",")[0].strip()
