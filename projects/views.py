"""The project pages, complete as far as this floor knows; and what it adds to the pages of organisations."""

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from projects.comparisons import by_nature
from projects.models import Figure, Participation, Project, Statement, StatusReport
from projects.records import views as records
from projects.records.querysets import in_active_language, is_public


class ProjectList(records.PublicList):
    """All projects, by kind and by the name that the page shows."""

    heading = _("Projects")
    model = Project
    template_name = "projects/projects.html"

    def get_queryset(self):
        reports = self.claims(StatusReport).newest_first()
        return (
            super()
            .get_queryset()
            .prefetch_related(Prefetch("status_reports", reports, to_attr="known_reports"))
            .order_by("kind", in_active_language("name"), "pk")
        )

    def get_context_data(self, **context):
        context = super().get_context_data(**context)
        for project in context["object_list"]:
            project.newest_report = next(iter(project.known_reports), None)
        return context


class ProjectPage(records.PublicDetail):
    """Status over time, figures, partners and statements, each with its source."""

    model = Project
    template_name = "projects/project.html"

    def get_queryset(self):
        return super().get_queryset().select_related("part_of")

    def get_context_data(self, **context):
        reports = list(self.claims(StatusReport).filter(project=self.object).newest_first())
        figures = self.claims(Figure).filter(project=self.object).select_related("party")
        participations = self.claims(Participation).filter(project=self.object).select_related("participant")
        whole = self.object.part_of
        return super().get_context_data(
            reports=reports[::-1],
            newest_report=next(iter(reports), None),
            figures=by_nature(figures),
            participations=participations,
            statements=self.claims(Statement).filter(project=self.object),
            whole=whole if whole and whole.is_public(self.at) else None,
            parts=self.object.parts.filter(is_public(self.at)).order_by(in_active_language("name"), "pk"),
            **context,
        )


class OrganisationPage(records.OrganisationPage):
    """With the organisation's figures, its backers and the projects it takes part in."""

    template_name = "projects/organisation.html"

    def get_context_data(self, **context):
        figures = self.claims(Figure).filter(organisation=self.object).select_related("party")
        participations = self.claims(Participation).select_related("participant", "project", "organisation")
        return super().get_context_data(
            figures=by_nature(figures),
            participations=participations.filter(organisation=self.object),
            roles=participations.filter(participant=self.object).order_by(
                "role", in_active_language("project__name"), "pk"
            ),
            **context,
        )


class SourcePage(records.SourcePage):
    """With every claim of this floor that rests on the source."""

    template_name = "projects/source.html"

    def get_context_data(self, **context):
        subjects = ("project", "organisation")
        return super().get_context_data(
            figures=self.claims(Figure).filter(source=self.object).select_related("party", *subjects),
            reports=self.claims(StatusReport).filter(source=self.object).select_related("project"),
            participations=self.claims(Participation)
            .filter(source=self.object)
            .select_related("participant", *subjects),
            statements=self.claims(Statement).filter(source=self.object).select_related("project"),
            **context,
        )
