"""The project pages, complete as far as this floor knows; and what it adds to the pages of organisations."""

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from projects import charts, comparisons_partners, comparisons_status
from projects.claims_silence import silent_since
from projects.comparisons import Comparison, by_nature
from projects.measures import MEASURES
from projects.models import Figure, Participation, Project, Statement, StatusReport
from projects.records import views as records
from projects.records.languages import active
from projects.records.querysets import in_active_language, is_public

# Of capacities what is so and what is aimed at can be drawn; numbers of other natures have no place in time.
DRAWN, IN_CHART = "production-capacity", ("actual", "target")
# From how many sections on a page says on top which it has.
MANY_SECTIONS = 4


class ProjectPage(records.PublicDetail):
    """Status over time, capacity drawn, figures, partners and statements, each with its source.

    `sections` are those that the page can have, in its order: anchor, heading, and what has to be there for it.
    Floors above give `told_on`, the days of further sources about the project, and `disputed_dates`.
    """

    model = Project
    template_name = "projects/project.html"
    sections = (
        ("status", _("Status over time"), "track"),
        ("disagreements", _("Where sources disagree"), "disputes"),
        ("capacity", capfirst(MEASURES[DRAWN].label), "chart"),
        ("figures", _("Figures"), "figures"),
        ("partners", _("Partners by role"), "partners"),
        ("background", _("Background"), "statements"),
        ("parts", _("Belongs to it"), "parts"),
    )

    def get_queryset(self):
        return super().get_queryset().select_related("part_of")

    def get_context_data(self, told_on=(), **context):
        about = {"project": self.object}
        reports = list(self.claims(StatusReport).filter(**about).newest_first())
        figures = list(self.claims(Figure).filter(**about).select_related("party"))
        participations = list(self.claims(Participation).filter(**about).select_related("participant"))
        statements = list(self.claims(Statement).filter(**about))
        said = (*reports, *figures, *participations, *statements)
        whole = self.object.part_of
        context = {
            **self.status(reports),
            **self.figures(figures, participations),
            "statements": statements,
            "silent_since": silent_since([*told_on, *(claim.known_on for claim in said)], self.on),
            "whole": whole if whole and whole.is_public(self.at) else None,
            "parts": list(self.object.parts.filter(is_public(self.at)).order_by(in_active_language("name"), "pk")),
            **context,
        }
        disputes = ("disputed_figures", "disputed_reports", "disputed_dates")
        context["disputes"] = any(context.get(name) for name in disputes)
        return super().get_context_data(contents=self.contents(context), **context)

    @classmethod
    def sections_with(cls, section: tuple, *, before: str) -> tuple:
        place = [anchor for anchor, _heading, _needed in cls.sections].index(before)
        return (*cls.sections[:place], section, *cls.sections[place:])

    def contents(self, context: dict) -> list[tuple]:
        found = [(anchor, heading) for anchor, heading, needed in self.sections if context.get(needed)]
        return found if len(found) >= MANY_SECTIONS else []

    @staticmethod
    def status(reports: list[StatusReport]) -> dict:
        """Of reports with the newest first."""
        return {
            "reports": reports[::-1],
            "newest_report": next(iter(reports), None),
            "track": reports[::-1] if len(reports) > 1 else [],
            "disputed_reports": comparisons_status.disputes(reports),
        }

    def figures(self, figures: list[Figure], participations: list[Participation]) -> dict:
        """What the chart shows stands in the table under it, the rest in the tables of figures."""
        groups = by_nature(figures)
        compared = [comparison for _nature, group in groups for comparison in group]
        drawn = [each for each in compared if _is_drawn(each)]
        others = [(nature, [each for each in group if not _is_drawn(each)]) for nature, group in groups]
        return {
            "chart": charts.chart(drawn, self.on, active()),
            "drawn": drawn,
            "figures": [(nature, group) for nature, group in others if group],
            "partners": comparisons_partners.by_role(participations, compared),
            "disputed_figures": [each for each in compared if each.disagree],
        }


def _is_drawn(comparison: Comparison) -> bool:
    return comparison.current.measure == DRAWN and comparison.current.nature in IN_CHART


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
