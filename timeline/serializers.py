"""The shapes in which the API gives milestones."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from projects.records import richtext
from projects.records import serializers as ground
from projects.records.languages import active
from projects.records.serializers import CitationSerializer, ClaimSerializer, OrganisationReferenceSerializer
from projects.records.serializers_parts import (
    LabelField,
    Part,
    PartialDateSerializer,
    ReferenceSerializer,
    TextField,
    TextsField,
    WordsField,
)
from projects.records.slips import WORDS
from projects.serializers import ProjectReferenceSerializer
from timeline.filters import STATUS_LABELS, STATUSES
from timeline.models import Milestone, MilestoneDate
from timeline.templatetags.timeline import outcome


class NameField(TextField):
    """What a milestone is called: by its plan, as long as it is one."""

    def __init__(self, **kwargs):
        super().__init__(source="*", **kwargs)

    def get_attribute(self, instance):
        return instance.title_now


class MilestoneReferenceSerializer(ReferenceSerializer):
    """A milestone by name and address; its name is what is planned, as long as it is a plan."""

    name = NameField()

    def brief(self):
        return MilestoneBriefSerializer


class MilestoneBriefSerializer(ground.BriefSerializer):
    """A milestone by its own columns; `date` is the one that counts."""

    kind = serializers.ChoiceField(choices=Milestone.Kind)
    kind_label = LabelField("kind")
    name = NameField()
    title = NameField()
    text = TextField()
    is_key = serializers.BooleanField()
    date = PartialDateSerializer(source="span", allow_null=True)


class ClaimedDateSerializer(PartialDateSerializer):
    """The date that a claim gives, in the words of the page: those for a plan, or those for what happened."""

    precision = serializers.ChoiceField(source="span.precision", choices=PartialDateSerializer.PRECISIONS)
    edtf = serializers.CharField(source="span.edtf")

    def get_label(self, claim) -> str:
        return richtext.plain(outcome(claim.span)) if claim.nature == "happened" else claim.span.label(active())


class CurrentDateSerializer(ClaimedDateSerializer):
    """The date that counts: whether it happened or is planned then, and who said so."""

    nature = serializers.ChoiceField(choices=MilestoneDate.Nature)
    source = CitationSerializer(source="*", allow_null=True)


class GivenDateSerializer(ClaimSerializer):
    """A date that a source gives, whether it still counts or not."""

    nature = serializers.ChoiceField(choices=MilestoneDate.Nature)
    nature_label = LabelField("nature")
    date = ClaimedDateSerializer(source="*")


class SlipSerializer(Part):
    """What became of the first plan. The days are those that are proven; null where nothing moved."""

    verdict = serializers.ChoiceField(choices=list(WORDS["en"]))
    at_least_days = serializers.IntegerField(allow_null=True)
    at_most_days = serializers.IntegerField(allow_null=True)
    text = WordsField()
    texts = TextsField()

    def get_text(self, slip) -> str:
        return slip.words(active())


class DatedSerializer(ground.BriefSerializer, ground.WholeSerializer):
    """What stands on the timeline, with the date that counts. For records with their `entry` and `status`.

    `sources` are all that give that date, oldest first.
    """

    name = None
    kind = serializers.CharField()
    kind_label = LabelField("kind")
    title = TextField(source="entry.title")
    text = TextField(source="entry.text")
    is_key = serializers.BooleanField()
    status = serializers.ChoiceField(choices=STATUSES, allow_blank=True)
    status_label = WordsField()
    date = CurrentDateSerializer(source="entry.claim", allow_null=True)
    sources = CitationSerializer(many=True, source="entry.sources")
    projects = ProjectReferenceSerializer(many=True, source="public_projects")

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
    organisations = OrganisationReferenceSerializer(many=True, source="public_organisations")

    @extend_schema_field(serializers.ListField(child=serializers.ListField(child=serializers.UUIDField())))
    def get_disagreements(self, milestone) -> list[list[str]]:
        return [[one.pk, other.pk] for one, other in milestone.entry.history.disagreements]
