"""The shapes in which the API gives what the ground has. Keys never vanish: what is missing is null, [] or ""."""

from datetime import UTC
from decimal import Decimal

from django.urls import NoReverseMatch
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.reverse import reverse

from projects.records.languages import LANGUAGES, active
from projects.records.models import Record, Source
from projects.records.models.publication import CHANGES

PRECISIONS = ["day", "month", "quarter", "half", "year", "decade", "range", "by", "from"]


def page_url(record: Record, request) -> str:
    """Where readers find it, in the active language."""
    return request.build_absolute_uri(record.get_absolute_url())


def api_url(record: Record, request) -> str:
    return reverse(f"api-{record.type_name()}-detail", kwargs={"name": record.pk}, request=request)


@extend_schema_field(OpenApiTypes.NUMBER)
class NumberField(serializers.Field):
    """A decimal as a JSON number, without zeros that were not given."""

    def to_representation(self, value: Decimal) -> int | float:
        return int(value) if value == value.to_integral_value() else float(value)


class MomentField(serializers.DateTimeField):
    """A moment in UTC, with a Z."""

    def __init__(self, **kwargs):
        super().__init__(default_timezone=UTC, **kwargs)


class TextField(serializers.CharField):
    """A text in the language asked for. Borrowed from the other one, its name is in `fallback`."""


class LabelField(serializers.CharField):
    """A choice in words: `kind_label` for `kind`."""

    def __init__(self, of: str, **kwargs):
        super().__init__(source=f"get_{of}_display", **kwargs)


class FallbackField(serializers.ListField):
    """Which texts of the item are shown in the other language, for want of one in the language asked for."""

    child = serializers.CharField()

    def __init__(self, **kwargs):
        super().__init__(source="*", **kwargs)

    def to_representation(self, instance) -> list[str]:
        texts = [each for each in self.parent.fields.values() if isinstance(each, TextField)]
        return [each.field_name for each in texts if getattr(each.get_attribute(instance), "is_fallback", False)]


class PartialDateSerializer(serializers.Serializer):
    """A date as exact as its source is: between two days, both included, of which one may be open."""

    earliest = serializers.DateField(allow_null=True)
    latest = serializers.DateField(allow_null=True)
    approx = serializers.BooleanField()
    precision = serializers.ChoiceField(choices=PRECISIONS)
    label = serializers.SerializerMethodField()
    edtf = serializers.CharField()

    def get_label(self, span) -> str:
        return span.label(active())


class Addressed(serializers.Serializer):
    """What has a page and an address in the API."""

    type = serializers.CharField(source="type_name")
    id = serializers.UUIDField(source="uuid")
    slug = serializers.SlugField()
    url = serializers.SerializerMethodField()
    api_url = serializers.SerializerMethodField()

    @extend_schema_field(OpenApiTypes.URI)
    def get_url(self, record) -> str:
        return page_url(record, self.context["request"])

    @extend_schema_field(OpenApiTypes.URI)
    def get_api_url(self, record) -> str:
        return api_url(record, self.context["request"])


class ReferenceSerializer(Addressed):
    """Another record, by name and address. One that is not public is null."""

    name = serializers.SerializerMethodField()

    def get_name(self, record) -> str:
        return str(record)

    def get_attribute(self, instance):
        record = super().get_attribute(instance)
        if not isinstance(record, Record):
            return record
        return record if record.is_public(self.context["at"]) else None


class NoteSerializer(serializers.Serializer):
    """What readers were told of a change, and when. `superseded_url` leads to the text before a correction."""

    at = MomentField()
    note = TextField()
    fallback = FallbackField()
    version = serializers.IntegerField()
    superseded_url = serializers.SerializerMethodField()

    @extend_schema_field(serializers.URLField(allow_null=True))
    def get_superseded_url(self, change) -> str | None:
        return change.text_before and self.context["request"].build_absolute_uri(change.text_before)


class ChangeSerializer(NoteSerializer):
    """An update or a correction of a record, or its return after it had been withdrawn."""

    act = serializers.ChoiceField(choices=[act.value for act in CHANGES])


class CorrectedSerializer(serializers.Serializer):
    """A record by name and, where it has them, its addresses."""

    type = serializers.CharField(source="type_name")
    id = serializers.UUIDField(source="uuid")
    slug = serializers.SlugField()
    name = serializers.CharField(source="*")
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


class CorrectionSerializer(NoteSerializer):
    """Something that was wrong and was put right."""

    record = CorrectedSerializer()


class RecordSerializer(Addressed):
    """What every record has. `changes` are its updates and corrections, newest first."""

    language = serializers.SerializerMethodField()
    version = serializers.IntegerField()
    published_at = MomentField()
    updated_at = MomentField()
    fallback = FallbackField()
    changes = ChangeSerializer(many=True)

    @extend_schema_field(serializers.ChoiceField(choices=LANGUAGES))
    def get_language(self, record) -> str:
        return active()


class CitationSerializer(serializers.Serializer):
    """The source of a claim, and where in it."""

    id = serializers.UUIDField(source="source.uuid")
    title = serializers.CharField(source="source.title")
    publisher = serializers.CharField(source="source.publisher")
    url = serializers.SerializerMethodField()
    api_url = serializers.SerializerMethodField()
    published = PartialDateSerializer(source="source.published", allow_null=True)
    locator = serializers.CharField()

    def get_attribute(self, instance):
        return None if instance.source is None else instance

    @extend_schema_field(OpenApiTypes.URI)
    def get_url(self, claim) -> str:
        return page_url(claim.source, self.context["request"])

    @extend_schema_field(OpenApiTypes.URI)
    def get_api_url(self, claim) -> str:
        return api_url(claim.source, self.context["request"])


class ClaimSerializer(serializers.Serializer):
    """What every claim has."""

    id = serializers.UUIDField(source="uuid")
    quote = serializers.CharField()
    note = TextField()
    fallback = FallbackField()
    source = CitationSerializer(source="*")


class SourceSerializer(RecordSerializer):
    """A published work that claims cite. `url` is its page here, `url_of_work` the work itself."""

    title = serializers.CharField()
    kind = serializers.ChoiceField(choices=Source.Kind)
    kind_label = LabelField("kind")
    publisher = serializers.CharField()
    publisher_organisation = ReferenceSerializer(allow_null=True)
    author = serializers.CharField()
    language_of_work = serializers.ChoiceField(source="language", choices=LANGUAGES, allow_blank=True)
    published = PartialDateSerializer(allow_null=True)
    known_on = serializers.DateField()
    accessed = serializers.DateField(allow_null=True)
    via = ReferenceSerializer(allow_null=True)
    via_locator = serializers.CharField()
    note = TextField()
    url_of_work = serializers.URLField(source="url")
    archived_url = serializers.URLField()


class LeaderSerializer(ClaimSerializer):
    """Who leads an organisation."""

    name = serializers.CharField()
    role = TextField()


class OrganisationSerializer(RecordSerializer):
    """A company, bank, ministry or region."""

    name = serializers.CharField()
    country = serializers.CharField()
    seat = serializers.CharField()
    part_of = ReferenceSerializer(allow_null=True)
    website = serializers.URLField()
    note = TextField()
    about = TextField(source="boilerplate")
    leaders = LeaderSerializer(many=True, source="public_leaders")
