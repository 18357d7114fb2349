"""The lists of projects and figures, and organisations with what projects say of them."""

import uuid

from django.db.models import Prefetch, Q
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import NotFound

from projects.filters import FigureFilters, OrganisationFilters, ProjectFilters, SourceFilters
from projects.geojson import GEOJSON
from projects.markdown import MARKDOWN
from projects.models import Figure, Participation, Project, Statement, StatusReport
from projects.records import api, claims
from projects.records.problems import Gone
from projects.records.query_fields import one_named
from projects.serializers import FigureSerializer, OrganisationSerializer, ProjectSerializer

ABOUT = ("project", "organisation")
NAMED_BY = {
    Figure: ("source", *ABOUT, "party"),
    Participation: ("source", *ABOUT, "participant"),
    Statement: ("source",),
    StatusReport: ("source",),
}


def part(participation: Participation) -> tuple:
    """Who plays which part in what."""
    about = participation.project_id, participation.organisation_id
    return (participation.participant_id, participation.role, *about)


class CarriesClaims(api.PublicViewSet):
    """A list whose items are given together with their claims, which are compared with each other."""

    def claims(self, model, *names: str):
        """Those of a type, which stand in the items under these names."""
        rows = self.said(model).select_related(*NAMED_BY[model])
        return self.joined(rows, *names)

    def public_claims(self, name: str, model, shown_as: str = "") -> Prefetch:
        return Prefetch(name, self.claims(model, shown_as or name), to_attr=f"public_{name}")

    def prepared(self, items):
        items = super().prepared(items)
        for item in items:
            self.complete(item)
        return items

    def complete(self, item) -> None:
        """Adds what follows from the claims."""
        claims.tell_history(item.public_figures)
        claims.tell_disagreements(item.public_figures)
        claims.tell_history(item.public_participations, key=part)


class ProjectViewSet(CarriesClaims):
    forms = (*CarriesClaims.forms, GEOJSON, MARKDOWN)
    name_of_list = "projects"
    about = _("Plants and centres, with their status, figures, partners and what else is said of them.")
    queryset = Project.objects.select_related("part_of")
    serializer_class = ProjectSerializer
    filterset_class = ProjectFilters
    written_since = ("summary",)

    def get_queryset(self):
        reports = self.claims(StatusReport, "status", "status_history").newest_first()
        return (
            super()
            .get_queryset()
            .prefetch_related(
                Prefetch("status_reports", reports, to_attr="public_reports"),
                self.public_claims("figures", Figure),
                self.public_claims("participations", Participation, "participants"),
                self.public_claims("statements", Statement),
            )
        )

    def complete(self, item):
        super().complete(item)
        claims.tell_history(item.public_statements, key=lambda statement: statement.pk)
        claims.tell_history(item.public_reports, key=lambda report: report.project_id)
        item.reports_so_far = item.public_reports[::-1]
        item.current_report = next(iter(item.public_reports), None)


class OrganisationViewSet(CarriesClaims, api.OrganisationViewSet):
    about = _("Companies, banks, ministries and regions: who leads them, their figures, their part in projects.")
    serializer_class = OrganisationSerializer
    filterset_class = OrganisationFilters

    def get_queryset(self):
        return (
            super()
            .get_queryset()
            .prefetch_related(
                self.public_claims("figures", Figure),
                self.public_claims("participations", Participation, "participants"),
                self.public_claims("roles", Participation),
            )
        )

    def complete(self, item):
        super().complete(item)
        claims.tell_history(item.public_roles, key=part)


class SourceViewSet(api.SourceViewSet):
    filterset_class = SourceFilters


class FigureViewSet(api.PublicViewSet):
    name_of_list = "figures"
    about = _("Numbers about projects and organisations, each with its source and with what contradicts it.")
    queryset = Figure.objects.select_related(*NAMED_BY[Figure])
    serializer_class = FigureSerializer
    filterset_class = FigureFilters

    def get_queryset(self):
        """Those of a list are chosen by its filters, which may look at an earlier day."""
        if not self.detail:
            return super().get_queryset()
        return self.said(Figure).select_related(*self.selection.joins(), *NAMED_BY[Figure])

    def prepared(self, items):
        figures = super().prepared(items)
        self.compare(figures)
        return figures

    def compare(self, figures: list[Figure]) -> None:
        """Looks beyond the page: at all that speaks of the same things."""
        peers = self.said(Figure).select_related("source")
        subjects = Q(project__in={each.project_id for each in figures} - {None})
        subjects |= Q(organisation__in={each.organisation_id for each in figures} - {None})
        peers = list(peers.filter(subjects, measure__in={each.measure for each in figures}))
        claims.tell_history(figures, peers)
        claims.tell_disagreements(figures, peers)

    def named(self, name: str) -> Q | None:
        """Figures have no slug."""
        named = one_named(name)
        return named if named and isinstance(dict(named.children).get("pk"), uuid.UUID) else None

    def refuse_withdrawn(self, named: Q) -> None:
        withdrawn = Figure.objects.public(self.at).filter(named, withdrawn_on__isnull=False).first()
        if withdrawn is None or self.as_known:
            raise NotFound()
        raise Gone(withdrawn.withdrawn_why, withdrawn.withdrawn_on.isoformat())
