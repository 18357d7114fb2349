"""The shapes in which the API gives projects and what is claimed about them."""

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.reverse import reverse

from projects import measures
from projects.models import Figure, Participation, Project, StatusReport
from projects.records import serializers as ground
from projects.records.languages import active
from projects.records.serializers import ClaimSerializer, OrganisationReferenceSerializer
from projects.records.serializers_parts import (
    LabelField,
    LanguageField,
    NumberField,
    PartialDateSerializer,
    ReferenceSerializer,
    TextField,
    WordsField,
    page_url,
)


class ProjectReferenceSerializer(ReferenceSerializer):
    """A project, by name and address. One that is not public is null."""

    def brief(self):
        return ProjectBriefSerializer


class ProjectBriefSerializer(ground.BriefSerializer):
    """A plant, a centre, or a cluster of them, by its own columns."""

    kind = serializers.ChoiceField(choices=Project.Kind)
    kind_label = LabelField("kind")
    name = TextField()
    summary = TextField()
    place = TextField()
    latitude = NumberField(allow_null=True)
    longitude = NumberField(allow_null=True)
    part_of = ProjectReferenceSerializer(allow_null=True)


class EarlierFigureSerializer(ground.EarlierSerializer):
    """What the same publisher said before of the same thing. `text` is the number as pages show it."""

    def get_text(self, claim) -> str:
        return claim.value_text(active())


class FigureSerializer(ClaimSerializer):
    """A number with its source. `value_text` is how pages show it; `date` is what it is for, not who said when.

    `version` is that of the record that carries it.
    """

    type = serializers.SerializerMethodField()
    language = LanguageField()
    version = serializers.IntegerField(source="subject.version")
    url = serializers.SerializerMethodField()
    api_url = serializers.SerializerMethodField()
    project = ProjectReferenceSerializer(allow_null=True)
    organisation = OrganisationReferenceSerializer(allow_null=True)
    party = OrganisationReferenceSerializer(allow_null=True)
    measure = serializers.ChoiceField(choices=list(measures.MEASURES))
    measure_label = LabelField("measure")
    nature = serializers.ChoiceField(choices=Figure.Nature)
    nature_label = LabelField("nature")
    qualifier = serializers.ChoiceField(choices=Figure.Qualifier)
    low = NumberField(allow_null=True)
    high = NumberField(allow_null=True)
    unit = serializers.CharField(source="unit.code")
    value_text = WordsField()
    date = PartialDateSerializer(source="span", allow_null=True)
    history = EarlierFigureSerializer(many=True)

    def get_type(self, figure) -> str:
        return "figure"

    @extend_schema_field(OpenApiTypes.URI)
    def get_url(self, figure) -> str:
        return page_url(figure.subject, self.context["request"])

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
    participant = OrganisationReferenceSerializer()
    project = ProjectReferenceSerializer(allow_null=True)
    organisation = OrganisationReferenceSerializer(allow_null=True)


class StatementSerializer(ClaimSerializer):
    """A sentence about a project, with its source."""

    text = TextField()


class ProjectSerializer(ProjectBriefSerializer, ground.WholeSerializer):
    """A plant, a centre, or a cluster of them. All that is said of it has its source."""

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
