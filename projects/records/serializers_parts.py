"""What the shapes of the API are made of: fields, and objects of which one can choose."""

from copy import deepcopy
from datetime import UTC
from decimal import Decimal
from functools import cache, cached_property

from django.db import models
from django.urls import resolve
from django.utils import translation
from drf_spectacular.extensions import OpenApiSerializerExtension, OpenApiSerializerFieldExtension
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.reverse import reverse

from projects.records import richtext
from projects.records.languages import LANGUAGES, active
from projects.records.models import Record

SHOWN_IN = (*LANGUAGES, "all")


def page_url(record: Record, request) -> str:
    """Where readers find it, in the active language."""
    return request.build_absolute_uri(record.get_absolute_url())


def api_url(record: Record, request) -> str:
    return reverse(f"api-{record.type_name()}-detail", kwargs={"name": record.pk}, request=request)


@cache
def _forms(type_name: str) -> list[str]:
    """The names of the forms in which records of this type are given: those of the view at their addresses."""
    address = reverse(f"api-{type_name}-detail", kwargs={"name": "any"})
    return [form.name for form in resolve(address).func.cls.forms]


def formats_of(record: Record, request) -> dict[str, str]:
    """Where each form of a record is."""
    address = api_url(record, request).rstrip("/")
    return {name: f"{address}.{name}" for name in _forms(record.type_name())}


@extend_schema_field(OpenApiTypes.NUMBER)
class NumberField(serializers.Field):
    """A decimal as a JSON number, without zeros that were not given."""

    def to_representation(self, value: Decimal) -> int | float:
        return int(value) if value == value.to_integral_value() else float(value)


class MomentField(serializers.DateTimeField):
    """A moment in UTC, with a Z."""

    def __init__(self, **kwargs):
        super().__init__(default_timezone=UTC, **kwargs)


class LinkField(serializers.URLField):
    """An address elsewhere; null where there is none."""

    def __init__(self, **kwargs):
        super().__init__(allow_null=True, **kwargs)

    def to_representation(self, value) -> str | None:
        return value or None


@cache
def _labels(model: type[models.Model], name: str) -> dict:
    """The choices of a column. A model's own `get_…_display` would hash all of them for each row."""
    return dict(model._meta.get_field(name).flatchoices)


class InWords:
    """A field that depends on the language."""


class TextField(InWords, serializers.CharField):
    """A text in the language asked for. Borrowed from the other one, its name is in `fallback`."""


class LabelField(InWords, serializers.CharField):
    """A choice in words: `kind_label` for `kind`."""

    def __init__(self, of: str, **kwargs):
        super().__init__(source="*", **kwargs)
        self.of = of

    def get_attribute(self, instance):
        value = getattr(instance, self.of)
        return _labels(type(instance), self.of).get(value, value)


class WordsField(InWords, serializers.SerializerMethodField):
    """Words that a method puts together."""


class RichTextField(TextField):
    """Rich text, in the form that `body` asks for; null if none is wanted."""

    is_rich = True
    in_form = {"html": str, "text": richtext.paragraphs, "markdown": richtext.markdown}

    def to_representation(self, value) -> str | None:
        selection = self.context.get("selection")
        form = selection.body if selection else "html"
        return None if form == "none" else self.in_form[form](value)


class FallbackField(serializers.ListField):
    """Which texts of the item are shown in the other language, for want of one in the language asked for."""

    child = serializers.CharField()

    def __init__(self, **kwargs):
        super().__init__(source="*", **kwargs)

    def to_representation(self, instance) -> list[str]:
        texts = [each for each in self.parent.fields.values() if isinstance(each, TextField)]
        return [each.field_name for each in texts if getattr(each.get_attribute(instance), "is_fallback", False)]


class TextsField(serializers.Field):
    """With `language=all` the words of the object in both languages, null where not written; else null."""

    languages = LANGUAGES

    def __init__(self, **kwargs):
        super().__init__(source="*", **kwargs)

    def in_words(self) -> dict[str, serializers.Field]:
        """The fields that depend on the language, whether they are chosen or not."""
        declared = deepcopy(self.parent._declared_fields)
        return {name: field for name, field in declared.items() if isinstance(field, InWords)}

    @cached_property
    def _fields(self) -> dict[str, serializers.Field]:
        fields = self.in_words()
        for name, field in fields.items():
            field.bind(name, self.parent)
        return fields

    def to_representation(self, instance) -> dict | None:
        if self.context.get("language") != "all":
            return None
        return {language: self._in(language, instance, words) for language, words in self.shown().items()}

    def shown(self) -> dict[str, list[str]]:
        """By language the names of the words that are chosen."""
        chosen = self.parent.chosen_of(self.field_name)
        languages = [each for each in LANGUAGES if chosen is None or each in chosen]
        return {each: self._chosen(chosen and chosen[each]) for each in languages}

    def _chosen(self, words) -> list[str]:
        return [name for name in self._fields if words is None or name in words]

    def _in(self, language: str, instance, words: list[str]) -> dict[str, str | None]:
        with translation.override(language):
            return {name: self._written(self._fields[name], instance) for name in words}

    def _written(self, field, instance) -> str | None:
        value = field.get_attribute(instance)
        shown = field.to_representation(value)
        is_borrowed = getattr(value, "is_fallback", False) or getattr(shown, "is_fallback", False)
        return None if is_borrowed else shown or None


class TextsSchema(OpenApiSerializerFieldExtension):
    target_class = TextsField

    def map_serializer_field(self, auto_schema, direction):
        words = {name: {"type": ["string", "null"]} for name in self.target.in_words()}
        one = {"type": "object", "properties": words, "required": [*words]}
        both = dict.fromkeys(LANGUAGES, one)
        return {"type": ["object", "null"], "properties": both, "required": [*both]}


class Part(serializers.Serializer):
    """An object of the API. What is not chosen of it is not looked at."""

    def get_fields(self):
        fields, chosen = super().get_fields(), self.chosen_of()
        return fields if chosen is None else {name: each for name, each in fields.items() if name in chosen}

    def chosen_of(self, *names: str):
        """What is chosen of this object, or of what it has under the names; None if all of it is."""
        selection = self.context.get("selection")
        return selection and selection.under((*self.path, *names))

    @property
    def path(self) -> tuple[str, ...]:
        """The names that lead from the item to this object."""
        names, field = [], self
        while field is not None:
            names.append(field.field_name)
            field = field.parent
        return tuple(name for name in reversed(names) if name)


class LanguageField(serializers.ChoiceField):
    """The language asked for, or "all"."""

    def __init__(self, **kwargs):
        super().__init__(choices=SHOWN_IN, source="*", **kwargs)

    def to_representation(self, instance) -> str:
        return self.context.get("language") or active()


class Addressed(Part):
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


class Named(Addressed):
    """A record by name and address."""

    name = WordsField()

    def get_name(self, record) -> str:
        return str(record)


class Expandable:
    """What stands for another record, and gives all of its own columns where it is expanded.

    `brief` is the serializer of these.
    """

    def brief(self) -> type[serializers.Serializer]:
        raise NotImplementedError

    @property
    def way(self) -> str:
        """The foreign key that leads there; "" if it stands in a list."""
        return "" if isinstance(self.parent, serializers.ListSerializer) else self.source or ""

    @cached_property
    def fields(self):
        """Its own, or those of the brief form, which stands in the same place so that the same is chosen of it."""
        if not self.is_expanded:
            return super().fields
        serializer = self.brief()()
        serializer.bind(self.field_name, self.parent)
        return serializer.fields

    @property
    def is_expanded(self) -> bool:
        selection = self.context.get("selection")
        return bool(selection) and selection.expands(self.path)


class ReferenceSerializer(Expandable, Named):
    """Another record, by name and address. One that is not public is null."""

    texts = TextsField()

    def get_attribute(self, instance):
        record = super().get_attribute(instance)
        if not isinstance(record, Record):
            return record
        return record if record.is_public(self.context["at"]) else None


class ExpandableSchema(OpenApiSerializerExtension):
    """Either of the two forms, the whole one first."""

    target_class = Expandable
    match_subclasses = True

    def map_serializer(self, auto_schema, direction):
        own = auto_schema._map_serializer(self.target, direction, bypass_extensions=True)
        whole = auto_schema.resolve_serializer(self.target.brief(), direction).ref
        return {"anyOf": [whole, own]}


class PartialDateSerializer(Part):
    """A date as exact as its source is: between two days, both included, of which one may be open."""

    PRECISIONS = ("day", "month", "quarter", "half", "year", "decade", "range", "by", "from")

    earliest = serializers.DateField(allow_null=True)
    latest = serializers.DateField(allow_null=True)
    approx = serializers.BooleanField()
    precision = serializers.ChoiceField(choices=PRECISIONS)
    label = WordsField()
    edtf = serializers.CharField()
    texts = TextsField()

    def get_label(self, span) -> str:
        return span.label(active())
