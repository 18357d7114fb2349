"""What readers find of the past of a record: the list of corrections, and each text that one replaced."""

from collections import defaultdict
from functools import cached_property

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from projects.records import snapshots, texts
from projects.records.api import with_records
from projects.records.fields import RichTextField
from projects.records.languages import Translated, active
from projects.records.models import Carried, Claim, Publication, Record, Source, Version
from projects.records.views import PublicDetail, PublicList
from projects.records.wording_fields import attributes, spans_of


class CorrectionList(PublicList):
    """Every correction of what is public now, newest first."""

    heading = _("Corrections")
    template_name = "records/corrections.html"

    def get_queryset(self):
        corrections = Publication.objects.corrections(self.at).of_public(snapshots.record_models(), self.at)
        return corrections.filter(at__date__lte=self.as_known) if self.as_known else corrections

    def get_context_data(self, **context):
        context = super().get_context_data(**context)
        for change in with_records(context["object_list"]):
            change.name = getattr(change.record, "title", None) or str(change.record)
        return context


class SupersededPage(PublicDetail):
    """The text of a record that a correction replaced, as far as what it names is public now."""

    template_name = "records/superseded.html"

    def get_context_data(self, **context):
        number = self.kwargs["number"]
        corrections = Publication.objects.corrections(self.at).about(self.object)
        correction = corrections.filter(superseded=number).first()
        if correction is None:
            raise Http404
        version = Version.objects.about(self.object).get(number=number)
        current = self.object.get_absolute_url()
        return super().get_context_data(
            correction=correction,
            current=current,
            canonical=self.request.build_absolute_uri(current),
            old=OldText(self.object, version.content, self.at),
            **context,
        )

    def changes(self):
        """They stand beside the text as it is now."""
        return []

    def render_to_response(self, context, **response):
        return super().render_to_response(context, headers={"X-Robots-Tag": "noindex"}, **response)


class OldText:
    """A content that was live once, as rows that no database has."""

    def __init__(self, record: Record, content: dict, at):
        self.content, self.at = content, at
        self.row = snapshots.build(type(record), record.pk, content["fields"])
        texts.tidy(self.row)

    def __str__(self):
        return str(self.row)

    @property
    def kind(self) -> str:
        return self.row._meta.verbose_name

    @cached_property
    def facts(self) -> list[dict]:
        """What the record itself said, in the order of its columns, but for what it is called."""
        said = [fact for field in self._columns() if (fact := self._fact(field))]
        called = str(self.row)
        return [fact for fact in said if fact["value"] != called]

    def _columns(self):
        """One for each text in two languages and for each span, that of the active language and the first day."""
        skipped = {column for columns in spans_of(type(self.row)).values() for column in columns[1:]}
        for field in snapshots.content_columns(type(self.row)):
            if not (field.is_relation or field.name == "slug" or field.name in skipped):
                yield field

    def _fact(self, field) -> dict | None:
        spans = {columns[0]: name for name, columns in spans_of(type(self.row)).items()}
        name, _underscore, language = field.name.rpartition("_")
        if field.name in spans:
            span = getattr(self.row, spans[field.name])
            return span and {"label": field.verbose_name.partition(",")[0], "value": span.label(active())}
        if name in attributes(type(self.row), Translated):
            value = getattr(self.row, name)
            if language != (value.lang if value else active()):
                return None
        else:
            value = self._plain(field)
        is_rich = isinstance(field, RichTextField)
        return {"label": field.verbose_name, "value": value, "is_rich": is_rich} if value else None

    def _plain(self, field):
        shown = getattr(self.row, f"get_{field.name}_display", None)
        value = shown() if shown else getattr(self.row, field.attname)
        return None if isinstance(value, bool) else value

    @cached_property
    def parts(self) -> list[dict]:
        """The rows by kind."""
        return [
            {"heading": model._meta.verbose_name_plural, "rows": rows}
            for model, _name in snapshots.carried_by(type(self.row))
            if (rows := [row for row in self.rows if type(row) is model])
        ]

    @cached_property
    def rows(self) -> list[Carried]:
        """What the record carried: the rows of which everything they name is public now."""
        rows = []
        for model, name in snapshots.carried_by(type(self.row)):
            for uuid, values in self.content["rows"].get(model._meta.label_lower, {}).items():
                row = snapshots.build(model, model._meta.pk.to_python(uuid), values)
                texts.tidy(row)
                setattr(row, name, self.row)
                rows.append(row)
        standing = [row for row in rows if not (isinstance(row, Claim) and row.withdrawn_on)]
        named = self._named(standing)
        seen = [row for row in standing if all(_fill(row, field, named) for field in _named_beside(row))]
        for row in seen:
            row.words = _words(row)
        return sorted(seen, key=lambda row: (getattr(row, "position", 0), row.words, str(row.pk)))

    def _named(self, rows: list[Carried]) -> dict:
        """Public records by id, in one query a type."""
        ids = defaultdict(set)
        for row in rows:
            for field in _named_beside(row):
                ids[field.related_model].add(getattr(row, field.attname))
        found = {}
        for model, wanted in ids.items():
            public = model.objects.public(self.at)
            found |= (public.select_related("via") if model is Source else public).in_bulk(wanted - {None})
        return found


def _named_beside(row: Carried) -> list:
    """The foreign keys of the row to records that are not its subject."""
    return [row._meta.get_field(name) for name in row.named_records() if name not in row.SUBJECTS]


def _fill(row: Carried, field, named: dict) -> bool:
    """Puts the record in place that the row names; whether it names none that is missing."""
    key = getattr(row, field.attname)
    if key in named:
        setattr(row, field.name, named[key])
    return key is None or key in named


def _words(row: Carried) -> str:
    """What the row says of itself, and in brackets what it leaves out: its nature, for when, for whom."""
    said = str(row)
    details = [row.get_nature_display()] if hasattr(row, "nature") else []
    if getattr(row, "span", None):
        details.append(row.span.label(active()))
    named = [getattr(row, field.name) for field in _named_beside(row) if field.name != "source"]
    details += [str(each) for each in named if each]
    unsaid = [detail for detail in details if detail not in said]
    return f"{said} ({', '.join(unsaid)})" if unsaid else said
