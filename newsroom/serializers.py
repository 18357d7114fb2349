"""The shapes in which the API gives press releases, and entries of the timeline."""

from dataclasses import dataclass
from datetime import date

from django.utils import translation
from django.utils.http import urlencode
from drf_spectacular.utils import extend_schema_field, inline_serializer
from rest_framework import serializers

from newsroom.models import PressRelease
from projects.records import serializers as ground
from projects.records.dates import Span
from projects.records.languages import LANGUAGES
from projects.records.models import Source
from projects.records.serializers import OrganisationReferenceSerializer, SourceReferenceSerializer
from projects.records.serializers_parts import (
    FallbackField,
    LabelField,
    Part,
    PartialDateSerializer,
    RichTextField,
    TextField,
    TextsField,
    api_url,
    page_url,
)
from projects.serializers import ProjectReferenceSerializer
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

    @property
    def sources(self) -> list[ReleaseDate]:
        return [self.claim] if self.claim.source else []


class TopicSerializer(ground.MayLackAddresses, ground.BriefSerializer):
    """A subject under which releases are filed."""

    name = TextField()


class ContactSerializer(ground.MayLackAddresses, ground.BriefSerializer):
    """Whom to write to or call."""

    name = TextField()
    role = TextField()
    email = serializers.CharField()
    phone = serializers.CharField()


class BoilerplateSerializer(Part):
    """The note about a company, as it stood when the release went out."""

    organisation = OrganisationReferenceSerializer()
    text = TextField()
    fallback = FallbackField()
    texts = TextsField()


class DaySerializer(PartialDateSerializer):
    """A date of which the day is known."""

    def get_attribute(self, instance):
        return Span.day(super().get_attribute(instance))


class TranslationSerializer(Part):
    """The page of a release in one language, and the release in that language here."""

    url = serializers.URLField()
    api_url = serializers.URLField()
    is_complete = serializers.BooleanField()


class ReleaseSerializer(ground.BriefSerializer, ground.WholeSerializer):
    """Text that the company publishes on a day. `body` is HTML unless another form is asked for.

    A translation is complete if no text is missing that is there in the other language.
    """

    WRITTEN = ("title", "lead", "body", "dateline")

    name = None
    kind = serializers.ChoiceField(choices=PressRelease.Kind)
    kind_label = LabelField("kind")
    title = TextField()
    lead = TextField()
    body = RichTextField(allow_null=True)
    dateline = TextField()
    date = DaySerializer(source="released_on")
    source = SourceReferenceSerializer(allow_null=True)
    issuers = OrganisationReferenceSerializer(many=True, source="public_issuers")
    projects = ProjectReferenceSerializer(many=True, source="public_projects")
    milestones = MilestoneReferenceSerializer(many=True, source="public_milestones")
    topics = TopicSerializer(many=True, source="public_topics")
    contacts = ContactSerializer(many=True, source="public_contacts")
    boilerplates = BoilerplateSerializer(many=True, source="public_boilerplates")
    translations = serializers.SerializerMethodField()

    @extend_schema_field(inline_serializer("Translations", {code: TranslationSerializer() for code in LANGUAGES}))
    def get_translations(self, release) -> dict[str, dict]:
        return {language: self._translation(release, language) for language in LANGUAGES}

    def _translation(self, release, language: str) -> dict:
        request = self.context["request"]
        texts = [(getattr(release, f"{name}_{language}"), getattr(release, name)) for name in self.WRITTEN]
        with translation.override(language):
            return {
                "url": page_url(release, request),
                "api_url": f"{api_url(release, request)}?{urlencode({'language': language})}",
                "is_complete": all(bool(own) == bool(shown) for own, shown in texts),
            }


class EntrySerializer(DatedSerializer):
    """A milestone or press release on the timeline, with what both have. `api_url` leads to all of it."""

    type = serializers.ChoiceField(source="type_name", choices=TYPES)
