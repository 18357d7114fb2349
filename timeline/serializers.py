"""The shapes in which the API gives milestones."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from projects.records import serializers as ground
from projects.records.languages import active
from projects.records.serializers import (
    PRECISIONS,
    CitationSerializer,
    ClaimSerializer,
    LabelField,
    PartialDateSerializer,
    ReferenceSerializer,
)
from projects.records.slips import WORDS
from timeline.filters import STATUSES
from timeline.models import Milestone, MilestoneDate

STATUS_LABELS = dict(STATUSES)


class MilestoneReferenceSerializer(ReferenceSerializer):
    """A milestone by name and address; its name is what is planned, as long as it is a plan."""

    def get_name(self, milestone) -> str:
        planned = milestone.plan_title
        return str(planned if planned and milestone.nature != "happened" else milestone.title)


class CurrentDateSerializer(PartialDateSerializer):
    """The date that counts: whether it happened or is planned then, and who said so."""

    precision = serializers.ChoiceField(source="span.precision", choices=PRECISIONS)
    edtf = serializers.CharField(source="span.edtf")
    nature = serializers.ChoiceField(choices=MilestoneDate.Nature)
    source = CitationSerializer(source="*", allow_null=True)

    def get_label(self, claim) -> str:
        return super().get_label(claim.span)


class GivenDateSerializer(ClaimSerializer):
    """A date that a source gives, whether it still counts or not."""

    nature = serializers.ChoiceField(choices=MilestoneDate.Nature)
    nature_label = LabelField("nature")
    date = PartialDateSerializer(source="span")


class SlipSerializer(serializers.Serializer):
    """What became of the first plan. The days are those that are proven; null where nothing moved."""

    verdict = serializers.ChoiceField(choices=list(WORDS["en"]))
    at_least_days = serializers.IntegerField(allow_null=True)
    at_most_days = serializers.IntegerField(allow_null=True)
    text = serializers.SerializerMethodField()

    def get_text(self, slip) -> str:
        return slip.words(active())


class DatedSerializer(ground.RecordSerializer):
    """What stands on the timeline, with the date that counts. For records with their `entry` and `status`."""

    kind = serializers.CharField()
    kind_label = LabelField("kind")
    title = ground.TextField(source="entry.title")
    text = ground.TextField(source="entry.text")
    is_key = serializers.BooleanField()
    status = serializers.ChoiceField(choices=STATUSES, allow_blank=True)
    status_label = serializers.SerializerMethodField()
    date = CurrentDateSerializer(source="entry.claim", allow_null=True)
    projects = ReferenceSerializer(many=True, source="public_projects")

    def get_status_label(self, record) -> str:
        return str(STATUS_LABELS.get(record.status, ""))


class MilestoneSerializer(DatedSerializer):
    """What happened or is announced, with every date that was ever given for it, oldest source first.

    `disagreements` are pairs of ids in `dates` that cannot both be true.
    """

    kind = serializers.ChoiceField(choices=Milestone.Kind)
    dates = GivenDateSerializer(many=True, source="entry.history.dates")
    slip = SlipSerializer(source="entry.history.slip", allow_null=True)
    disagreements = serializers.SerializerMethodField()
    organisations = ReferenceSerializer(many=True, source="public_organisations")

    @extend_schema_field(serializers.ListField(child=serializers.ListField(child=serializers.UUIDField())))
    def get_disagreements(self, milestone) -> list[list[str]]:
        return [[one.pk, other.pk] for one, other in milestone.entry.history.disagreements]
