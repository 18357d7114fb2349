"""The shapes in which the API gives projects and what is claimed about them."""

from collections import defaultdict
from collections.abc import Iterable

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.reverse import reverse

from projects import measures
from projects.models import Figure, Participation, Project, StatusReport
from projects.records import claims
from projects.records import serializers as ground
from projects.records.languages import LANGUAGES, active
from projects.records.serializers import ClaimSerializer, LabelField, PartialDateSerializer, ReferenceSerializer


def mark_disagreements(figures: Iterable[Figure], peers: Iterable[Figure] | None = None) -> None:
    """Gives each figure `disagrees_with`: the ids of those, among the peers, that cannot be true as well."""
    by_key = defaultdict(list)
    for peer in figures if peers is None else peers:
        by_key[peer.key].append(peer)
    others = defaultdict(list)
    for of_one_key in by_key.values():
        for one, other in claims.disagreements(of_one_key):
            others[one.pk].append(other.pk)
            others[other.pk].append(one.pk)
    for figure in figures:
        figure.disagrees_with = others[figure.pk]


class FigureSerializer(ClaimSerializer):
    """A number with its source. `value_text` is how pages show it; `date` is what it is for, not who said when."""

    type = serializers.SerializerMethodField()
    language = serializers.SerializerMethodField()
    url = serializers.SerializerMethodField()
    api_url = serializers.SerializerMethodField()
    project = ReferenceSerializer(allow_null=True)
    organisation = ReferenceSerializer(allow_null=True)
    party = ReferenceSerializer(allow_null=True)
    measure = serializers.ChoiceField(choices=list(measures.MEASURES))
    measure_label = LabelField("measure")
    nature = serializers.ChoiceField(choices=Figure.Nature)
    nature_label = LabelField("nature")
    qualifier = serializers.ChoiceField(choices=Figure.Qualifier)
    low = ground.NumberField(allow_null=True)
    high = ground.NumberField(allow_null=True)
    unit = serializers.CharField(source="unit.code")
    value_text = serializers.SerializerMethodField()
    date = PartialDateSerializer(source="span", allow_null=True)
    disagrees_with = serializers.ListField(child=serializers.UUIDField())

    def get_type(self, figure) -> str:
        return "figure"

    @extend_schema_field(serializers.ChoiceField(choices=LANGUAGES))
    def get_language(self, figure) -> str:
        return active()

    @extend_schema_field(OpenApiTypes.URI)
    def get_url(self, figure) -> str:
        return ground.page_url(figure.subject, self.context["request"])

    @extend_schema_field(OpenApiTypes.URI)
    def get_api_url(self, figure) -> str:
        return reverse("api-figure-detail", kwargs={"name": figure.pk}, request=self.context["request"])

    def get_value_text(self, figure) -> str:
        return figure.value_text(active())


class StatusSerializer(ClaimSerializer):
    """What state a project was in, and when."""

    status = serializers.ChoiceField(choices=StatusReport.Status)
    status_label = LabelField("status")
    date = PartialDateSerializer(source="span")


class RoleSerializer(ClaimSerializer):
    """An organisation in a role, in a project or towards another organisation."""

    role = serializers.ChoiceField(choices=Participation.Role)
    role_label = LabelField("role")
    participant = ReferenceSerializer()
    project = ReferenceSerializer(allow_null=True)
    organisation = ReferenceSerializer(allow_null=True)


class StatementSerializer(ClaimSerializer):
    """A sentence about a project, with its source."""

    text = ground.TextField()


class ProjectSerializer(ground.RecordSerializer):
    """A plant, a centre, or a cluster of them. All that is said of it has its source."""

    kind = serializers.ChoiceField(choices=Project.Kind)
    kind_label = LabelField("kind")
    name = ground.TextField()
    summary = ground.TextField()
    place = ground.TextField()
    latitude = ground.NumberField(allow_null=True)
    longitude = ground.NumberField(allow_null=True)
    part_of = ReferenceSerializer(allow_null=True)
    status = StatusSerializer(source="current_report", allow_null=True)
    status_history = StatusSerializer(many=True, source="reports_so_far")
    figures = FigureSerializer(many=True, source="public_figures")
    participants = RoleSerializer(many=True, source="public_participations")
    statements = StatementSerializer(many=True, source="public_statements")


class OrganisationSerializer(ground.OrganisationSerializer):
    """A company, bank, ministry or region, with its numbers and parts."""

    figures = FigureSerializer(many=True, source="public_figures")
    roles = RoleSerializer(many=True, source="public_roles")
    participants = RoleSerializer(many=True, source="public_participations")
