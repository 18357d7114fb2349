"""The shapes in which the API gives what the ground has. Keys never vanish: what is missing is null, [] or ""."""

import uuid

from django.urls import NoReverseMatch
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from projects.records.languages import LANGUAGES
from projects.records.models import Source
from projects.records.models.publication import CHANGES
from projects.records.serializers_parts import (
    Expandable,
    FallbackField,
    LabelField,
    LanguageField,
    LinkField,
    MomentField,
    Named,
    Part,
    PartialDateSerializer,
    ReferenceSerializer,
    TextField,
    TextsField,
    WordsField,
    api_url,
    formats_of,
    page_url,
)


class NoteSerializer(Part):
    """What readers were told of a change, and when. `superseded_url` leads to the text before a correction."""

    at = MomentField()
    note = TextField()
    fallback = FallbackField()
    texts = TextsField()
    version = serializers.IntegerField()
    superseded_url = serializers.SerializerMethodField()

    @extend_schema_field(serializers.URLField(allow_null=True))
    def get_superseded_url(self, change) -> str | None:
        return change.text_before and self.context["request"].build_absolute_uri(change.text_before)


class ChangeSerializer(NoteSerializer):
    """An update or a correction of a record, or its return after it had been withdrawn."""

    act = serializers.ChoiceField(choices=[act.value for act in CHANGES])


class MayLackAddresses(Named):
    """A record that, as its type has it, has a page or none, and an address in the API or none."""

    url = serializers.SerializerMethodField()
    api_url = serializers.SerializerMethodField()

    @extend_schema_field(serializers.URLField(allow_null=True))
    def get_url(self, record) -> str | None:
        return page_url(record, self.context["request"]) if hasattr(record, "get_absolute_url") else None

    @extend_schema_field(serializers.URLField(allow_null=True))
    def get_api_url(self, record) -> str | None:
        try:
            return api_url(record, self.context["request"])
        except NoReverseMatch:
            return None


class CorrectedSerializer(MayLackAddresses):
    """A record by name and, where it has them, its addresses."""

    texts = TextsField()


class CorrectionSerializer(NoteSerializer):
    """Something that was wrong and was put right. Its addresses are those of the record."""

    type = serializers.SerializerMethodField()
    id = serializers.SerializerMethodField()
    language = LanguageField()
    url = serializers.SerializerMethodField()
    api_url = serializers.SerializerMethodField()
    record = CorrectedSerializer()

    def get_type(self, correction) -> str:
        return "correction"

    def get_id(self, correction) -> uuid.UUID:
        """The ledger numbers its rows; this one is the same for ever, and nobody else's."""
        return uuid.uuid5(correction.record_uuid, str(correction.sequence))

    @extend_schema_field(serializers.URLField(allow_null=True))
    def get_url(self, correction) -> str | None:
        url = self._of_record.get_url(correction.record)
        return url and f"{url}#changes"

    @extend_schema_field(serializers.URLField(allow_null=True))
    def get_api_url(self, correction) -> str | None:
        return self._of_record.get_api_url(correction.record)

    @property
    def _of_record(self) -> MayLackAddresses:
        return MayLackAddresses(context=self.context)


class BriefSerializer(Named):
    """All that a record's own columns say, as wherever it stands expanded."""

    language = LanguageField()
    version = serializers.IntegerField()
    published_at = MomentField()
    updated_at = MomentField()
    fallback = FallbackField()
    texts = TextsField()


class WholeSerializer(Part):
    """What every record has beside its own columns. `changes` are its updates and corrections, newest first."""

    changes = ChangeSerializer(many=True)
    formats = serializers.SerializerMethodField()

    @extend_schema_field({"type": "object", "additionalProperties": {"type": "string", "format": "uri"}})
    def get_formats(self, record) -> dict[str, str]:
        return formats_of(record, self.context["request"])


class OrganisationReferenceSerializer(ReferenceSerializer):
    """An organisation, by name and address. One that is not public is null."""

    def brief(self):
        return OrganisationBriefSerializer


class SourceReferenceSerializer(ReferenceSerializer):
    """A source, by name and address. One that is not public is null."""

    def brief(self):
        return SourceBriefSerializer


class OrganisationBriefSerializer(BriefSerializer):
    """A company, bank, ministry or region, by its own columns."""

    name = serializers.CharField()
    country = serializers.CharField()
    seat = serializers.CharField()
    part_of = OrganisationReferenceSerializer(allow_null=True)
    website = LinkField()
    note = TextField()
    about = TextField(source="boilerplate")


class SourceBriefSerializer(BriefSerializer):
    """A published work, by its own columns. `url` is its page here, `url_of_work` the work itself."""

    title = serializers.CharField()
    kind = serializers.ChoiceField(choices=Source.Kind)
    kind_label = LabelField("kind")
    publisher = serializers.CharField()
    publisher_organisation = OrganisationReferenceSerializer(allow_null=True)
    author = serializers.CharField()
    language_of_work = serializers.ChoiceField(source="language", choices=LANGUAGES, allow_blank=True)
    published = PartialDateSerializer(allow_null=True)
    known_on = serializers.DateField()
    accessed = serializers.DateField(allow_null=True)
    via = SourceReferenceSerializer(allow_null=True)
    via_locator = serializers.CharField()
    note = TextField()
    url_of_work = LinkField(source="url")
    archived_url = LinkField()


class CitationSerializer(Expandable, Part):
    """The source of a claim, and where in it. `url` is its page here, `url_of_work` the work itself."""

    id = serializers.UUIDField(source="source.uuid")
    title = serializers.CharField(source="source.title")
    publisher = serializers.CharField(source="source.publisher")
    url = serializers.SerializerMethodField()
    api_url = serializers.SerializerMethodField()
    url_of_work = LinkField(source="source.url")
    published = PartialDateSerializer(source="source.published", allow_null=True)
    known_on = serializers.DateField(source="source.known_on")
    locator = serializers.CharField()

    way = "source"

    def brief(self):
        return CitedSerializer

    def get_attribute(self, instance):
        claim = super().get_attribute(instance)
        return None if claim.source is None else claim

    @extend_schema_field(OpenApiTypes.URI)
    def get_url(self, claim) -> str:
        return page_url(claim.source, self.context["request"])

    @extend_schema_field(OpenApiTypes.URI)
    def get_api_url(self, claim) -> str:
        return api_url(claim.source, self.context["request"])

    def to_representation(self, claim):
        if not self.is_expanded:
            return super().to_representation(claim)
        claim.source.locator = claim.locator
        return super().to_representation(claim.source)


class CitedSerializer(SourceBriefSerializer):
    """The source of a claim, by its own columns, and where in it."""

    locator = serializers.CharField()


class EarlierSourceSerializer(Part):
    id = serializers.UUIDField(source="uuid")
    title = serializers.CharField()
    published = PartialDateSerializer(allow_null=True)


class EarlierSerializer(Part):
    """What the same publisher said before on the same thing."""

    id = serializers.UUIDField(source="uuid")
    text = WordsField()
    texts = TextsField()
    source = EarlierSourceSerializer()

    def get_text(self, claim) -> str:
        return str(claim)


class ClaimSerializer(Part):
    """What every claim has. `history` is what its publisher said before on the same thing, newest first.

    `disagrees_with` are the ids of claims that cannot be true as well.
    """

    id = serializers.UUIDField(source="uuid")
    quote = serializers.CharField()
    note = TextField()
    fallback = FallbackField()
    texts = TextsField()
    source = CitationSerializer(source="*")
    history = EarlierSerializer(many=True)
    disagrees_with = serializers.SerializerMethodField()

    def get_disagrees_with(self, claim) -> list[uuid.UUID]:
        """Numbers and dates are compared; of other claims nothing says that they exclude each other."""
        return getattr(claim, "disagrees_with", [])


class SourceSerializer(SourceBriefSerializer, WholeSerializer):
    """A published work that claims cite. `url` is its page here, `url_of_work` the work itself."""

    name = None


class LeaderSerializer(ClaimSerializer):
    """Who leads an organisation."""

    name = serializers.CharField()
    role = TextField()


class OrganisationSerializer(OrganisationBriefSerializer, WholeSerializer):
    """A company, bank, ministry or region."""

    leaders = LeaderSerializer(many=True, source="public_leaders")
