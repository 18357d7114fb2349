"""The lists of projects and figures, and organisations with what projects say of them."""

import uuid

from django.db.models import Prefetch, Q
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import NotFound

from projects.filters import FigureFilters, OrganisationFilters, ProjectFilters
from projects.models import Figure, Participation, Project, Statement, StatusReport
from projects.records import api
from projects.records.problems import Gone
from projects.records.query_fields import one_named
from projects.serializers import (
    FigureSerializer,
    OrganisationSerializer,
    ProjectSerializer,
    mark_disagreements,
)

ABOUT = ("project", "organisation")
NAMED_BY = {
    Figure: ("source", *ABOUT, "party"),
    Participation: ("source", *ABOUT, "participant"),
    Statement: ("source",),
    StatusReport: ("source",),
}


class CarriesClaims(api.PublicViewSet):
    """A list whose items are given together with their claims; figures are compared with each other."""

    def claims(self, model):
        return model.objects.public(self.at).standing().select_related(*NAMED_BY[model])

    def public_claims(self, name: str, model) -> Prefetch:
        return Prefetch(name, self.claims(model), to_attr=f"public_{name}")

    def get_object(self):
        item = super().get_object()
        self.complete(item)
        return item

    def paginate_queryset(self, queryset):
        items = super().paginate_queryset(queryset)
        for item in items:
            self.complete(item)
        return items

    def complete(self, item) -> None:
        """Adds what follows from the claims."""
        mark_disagreements(item.public_figures)


class ProjectViewSet(CarriesClaims):
    name_of_list = "projects"
    about = _("Plants and centres, with their status, figures, partners and what else is said of them.")
    queryset = Project.objects.select_related("part_of")
    serializer_class = ProjectSerializer
    filterset_class = ProjectFilters

    def get_queryset(self):
        reports = self.claims(StatusReport).newest_first()
        return (
            super()
            .get_queryset()
            .prefetch_related(
                Prefetch("status_reports", reports, to_attr="public_reports"),
                self.public_claims("figures", Figure),
                self.public_claims("participations", Participation),
                self.public_claims("statements", Statement),
            )
        )

    def complete(self, item):
        super().complete(item)
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
                self.public_claims("participations", Participation),
                self.public_claims("roles", Participation),
            )
        )


class FigureViewSet(api.PublicViewSet):
    name_of_list = "figures"
    about = _("Numbers about projects and organisations, each with its source and with what contradicts it.")
    queryset = Figure.objects.select_related(*NAMED_BY[Figure])
    serializer_class = FigureSerializer
    filterset_class = FigureFilters

    def get_queryset(self):
        return super().get_queryset().standing()

    def get_object(self):
        figure = super().get_object()
        self.compare([figure])
        return figure

    def paginate_queryset(self, queryset):
        figures = super().paginate_queryset(queryset)
        self.compare(figures)
        return figures

    def compare(self, figures: list[Figure]) -> None:
        """Looks for disagreements beyond the page: with all that speaks of the same things."""
        peers = Figure.objects.public(self.at).standing().select_related("source")
        subjects = Q(project__in={each.project_id for each in figures} - {None})
        subjects |= Q(organisation__in={each.organisation_id for each in figures} - {None})
        mark_disagreements(figures, peers.filter(subjects, measure__in={each.measure for each in figures}))

    def named(self, name: str) -> Q | None:
        """Figures have no slug."""
        named = one_named(name)
        return named if named and isinstance(dict(named.children).get("pk"), uuid.UUID) else None

    def refuse_withdrawn(self, named: Q) -> None:
        withdrawn = Figure.objects.public(self.at).filter(named, withdrawn_on__isnull=False).first()
        if withdrawn is None:
            raise NotFound()
        raise Gone(withdrawn.withdrawn_why, withdrawn.withdrawn_on.isoformat())
