"""Checks of the two languages: what is there in one alone, which is behind, and whether both are approved."""

from collections.abc import Iterator

from django.db import models
from django.db.models import Q, Value
from django.utils.translation import gettext as _

from projects.records import drafts, snapshots
from projects.records.contents import Change
from projects.records.findings import Finding, must, warn
from projects.records.languages import labelled
from projects.records.models import Record
from projects.records.translations import OTHER, Behind, Translations


def languages_are_there(look) -> Iterator[Finding]:
    """Texts of the record, and of the rows that it carries, that are there in one language only."""
    missing = [*_missing_of_row(look.record), *_missing_of_carried(look.record)]
    french = [field for field in missing if field.attname.endswith("_fr")]
    english = [field for field in missing if field.attname.endswith("_en")]
    if french:
        words = _("Not in French yet: %(texts)s. Readers of French are shown the English.")
        yield warn("french-missing", words % {"texts": _named(french)}, _mended(look.record, french))
    if english:
        words = _("Not in English yet: %(texts)s. Readers of English are shown the French.")
        yield warn("english-missing", words % {"texts": _named(english)}, _mended(look.record, english))


def _pairs(model: type[models.Model]) -> Iterator[tuple[models.Field, models.Field]]:
    columns = {field.attname: field for field in snapshots.content_columns(model)}
    for name, field in columns.items():
        if name.endswith("_en") and f"{name[:-3]}_fr" in columns:
            yield field, columns[f"{name[:-3]}_fr"]


def _missing_of_row(record: Record) -> Iterator[models.Field]:
    for english, french in _pairs(type(record)):
        texts = (getattr(record, english.attname), getattr(record, french.attname))
        if any(texts) and not all(texts):
            yield french if texts[0] else english


def _missing_of_carried(record: Record) -> Iterator[models.Field]:
    """In one query for whatever it carries."""
    asked, columns = [], []
    for carried, name in snapshots.carried_by(type(record)):
        rows = carried.objects.order_by().filter(**{name: record.pk})
        for pair in _pairs(carried):
            for missing, there in (pair, pair[::-1]):
                lacking = rows.filter(Q(**{missing.attname: ""}) & ~Q(**{there.attname: ""}))
                asked.append(lacking.values_list(Value(len(columns), models.IntegerField()), flat=True))
                columns.append(missing)
    found = sorted(asked[0].union(*asked[1:])) if asked else []
    return (columns[number] for number in found)


def _named(fields: list[models.Field]) -> str:
    return ", ".join(dict.fromkeys(_name(field) for field in fields))


def _name(field: models.Field) -> str:
    """With the rows that have it, unless that is the record itself."""
    name = str(field.verbose_name)
    return labelled(field.model._meta.verbose_name_plural, name) if _is_carried(field) else name


def _is_carried(field: models.Field) -> bool:
    return not issubclass(field.model, Record)


def _mended(record: Record, fields: list[models.Field]) -> str:
    """The first field of the form, or the inline, in which the text belongs."""
    first = fields[0]
    if not _is_carried(first):
        return first.name
    name = dict(snapshots.carried_by(type(record)))[first.model]
    return first.model._meta.get_field(name).remote_field.get_accessor_name()


def languages_keep_up(look) -> Iterator[Finding]:
    """A language that was not changed, nor confirmed, since the other one was."""
    translations = Translations(look.record, look.number)
    for language in OTHER:
        if behind := translations.behind(language):
            yield warn(*_behind(behind, type(look.record)))


def _behind(behind: Behind, model: type[Record]) -> tuple[str, str, str]:
    changed = {"texts": _named([_column(model, change) for change in behind.changes]), "since": behind.since}
    field = behind.changes[0].path[-1][:-2] + behind.language if behind.changes[0].path[0] == "fields" else ""
    if behind.language == "fr":
        words = _(
            "The French is older than the English, in which this changed since version %(since)s: %(texts)s."
        )
        return "french-behind", words % changed, field
    words = _("The English is older than the French, in which this changed since version %(since)s: %(texts)s.")
    return "english-behind", words % changed, field


def _column(model: type[Record], change: Change) -> models.Field:
    carried = {each._meta.label_lower: each for each, _name in snapshots.carried_by(model)}
    of = model if change.path[0] == "fields" else carried[change.path[1]]
    return next(field for field in snapshots.content_columns(of) if field.attname == change.path[-1])


def languages_are_approved(look) -> Iterator[Finding]:
    """What is held until both languages are approved needs an approval of either, of the version looked at."""
    if not look.record.needs_both_languages or look.is_as_it_came:
        return
    reviews = drafts.approvals(look.version) if look.version else []
    if not any(review.english for review in reviews):
        yield must("english-not-approved", _("It is held until its English is approved."), "needs_both_languages")
    if not any(review.french for review in reviews):
        yield must("french-not-approved", _("It is held until its French is approved."), "needs_both_languages")
