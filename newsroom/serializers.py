"""The shapes in which the API gives press releases, and entries of the timeline."""

from dataclasses import dataclass
from datetime import date

from django.utils import translation
from drf_spectacular.utils import extend_schema_field, inline_serializer
from rest_framework import serializers

from newsroom.models import PressRelease
from projects.records import serializers as ground
from projects.records.dates import Span
from projects.records.languages import LANGUAGES
from projects.records.models import Source
from projects.records.serializers import LabelField, PartialDateSerializer, ReferenceSerializer
from timeline.serializers import DatedSerializer, MilestoneReferenceSerializer

TYPES = ["milestone", "release"]


@dataclass(frozen=True)
class ReleaseDate:
    """The day that a release bears, in the form of a claim that the release itself makes."""

    day: date
    source: Source | None
    nature: str = "happened"
    locator: str = ""
    approx: bool = False

    @property
    def earliest(self) -> date:
        return self.day

    latest = earliest

    @property
    def span(self) -> Span:
        return Span.day(self.day)


@dataclass(frozen=True)
class ReleaseEntry:
    """A release as the timeline shows it."""

    title: str
    text: str
    claim: ReleaseDate


class TopicSerializer(serializers.Serializer):
    id = serializers.UUIDField(source="uuid")
    slug = serializers.SlugField()
    name = ground.TextField()
    fallback = ground.FallbackField()


class ContactSerializer(serializers.Serializer):
    """Whom to write to or call."""

    id = serializers.UUIDField(source="uuid")
    name = ground.TextField()
    role = ground.TextField()
    email = serializers.CharField()
    phone = serializers.CharField()
    fallback = ground.FallbackField()


class BoilerplateSerializer(serializers.Serializer):
    """The note about a company, as it stood when the release went out."""

    organisation = ReferenceSerializer()
    text = ground.TextField()
    fallback = ground.FallbackField()


class ReleaseSerializer(ground.RecordSerializer):
    """Text that the company publishes on a day. `body` is HTML; `translations` are its pages."""

    kind = serializers.ChoiceField(choices=PressRelease.Kind)
    kind_label = LabelField("kind")
    title = ground.TextField()
    lead = ground.TextField()
    body = ground.TextField()
    dateline = ground.TextField()
    date = serializers.SerializerMethodField()
    source = ReferenceSerializer(allow_null=True)
    issuers = ReferenceSerializer(many=True, source="public_issuers")
    projects = ReferenceSerializer(many=True, source="public_projects")
    milestones = MilestoneReferenceSerializer(many=True, source="public_milestones")
    topics = TopicSerializer(many=True, source="public_topics")
    contacts = ContactSerializer(many=True, source="public_contacts")
    boilerplates = BoilerplateSerializer(many=True, source="public_boilerplates")
    translations = serializers.SerializerMethodField()

    @extend_schema_field(PartialDateSerializer)
    def get_date(self, release) -> dict:
        return PartialDateSerializer(Span.day(release.released_on)).data

    @extend_schema_field(inline_serializer("Translations", {code: serializers.URLField() for code in LANGUAGES}))
    def get_translations(self, release) -> dict[str, str]:
        urls = {}
        for language in LANGUAGES:
            with translation.override(language):
                urls[language] = ground.page_url(release, self.context["request"])
        return urls


class EntrySerializer(DatedSerializer):
    """A milestone or press release on the timeline, with what both have. `api_url` leads to all of it."""

    type = serializers.ChoiceField(source="type_name", choices=TYPES)
