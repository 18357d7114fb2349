"""Texts as they may be stored: nothing in them that cannot be seen, that is markup, or that reads otherwise."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from projects.records import richtext
from projects.records.fields import RichTextField

_LANGUAGES = ("_en", "_fr")
_BREAKS = re.compile(r"[\n\t]+")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_HIDDEN = (("<!--", "-->"), ("<![", "]>"), ("<script", "</script>"), ("<style", "</style>"))
_OPENING = re.compile(r"<(?=[A-Za-z/!])")
_WEB = ("http", "https", "ftp", "ftps")
_SCHEME = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.-]*):")


def tidy(row: models.Model) -> None:
    """Cleans every text of a row, in place. Raises ValidationError for an address that is not one of the web."""
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname, None)
        if isinstance(value, str) or (value is None and isinstance(field, RichTextField)):
            setattr(row, field.attname, cleaned(field, value or ""))


def tidy_content(model: type[models.Model], content: Mapping) -> dict:
    """The content of a record of this type (see `contents`) with every text cleaned, as `tidy` does."""
    rows = {
        label: {uuid: _tidy_values(apps.get_model(label), values) for uuid, values in rows.items()}
        for label, rows in content["rows"].items()
    }
    return {**content, "fields": _tidy_values(model, content["fields"]), "rows": rows}


def _tidy_values(model: type[models.Model], values: Mapping) -> dict:
    fields = {field.attname: field for field in model._meta.concrete_fields}
    return {
        name: cleaned(fields[name], value) if name in fields and isinstance(value, str) else value
        for name, value in values.items()
    }


def cleaned(field: models.Field, value: str) -> Any:
    if isinstance(field, RichTextField):
        return _rich(field, value)
    if isinstance(field, models.URLField):
        return _address(field, richtext.seen(value))
    if isinstance(field, models.CharField):
        return _BREAKS.sub(" ", without_markup(richtext.seen(value)))
    return without_markup(richtext.seen(value)) if isinstance(field, models.TextField) else value


def written(row: models.Model) -> Iterator[tuple[models.Field, str]]:
    """The texts of a row that have a language, in words alone, with the column of each."""
    for field in row._meta.concrete_fields:
        is_text = isinstance(field, models.CharField | models.TextField) and field.attname[-3:] in _LANGUAGES
        if is_text and (value := getattr(row, field.attname)):
            yield field, richtext.plain(value) if isinstance(field, RichTextField) else value


def said(text: str) -> str:
    """What somebody wrote beside a record, as a note or a reason, as it may be stored: empty if nobody sees it."""
    return without_markup(richtext.seen(text)).strip()


def without_markup(text: str) -> str:
    """The text without tags and comments, and without what is in scripts. “a < b” is no markup."""
    if not _OPENING.search(text):
        return text
    for start, end in _HIDDEN:
        text = _without(text, start, end)
    # What opens a tag still was put together from pieces, or never closed.
    return _OPENING.sub("", _TAG.sub("", text))


def _without(text: str, start: str, end: str) -> str:
    kept, lower, at = [], text.lower(), 0
    while (found := lower.find(start, at)) >= 0 and (closed := lower.find(end, found)) >= 0:
        kept.append(text[at:found])
        at = closed + len(end)
    return "".join([*kept, text[at:]])


def _rich(field: RichTextField, value: str) -> str:
    # What a form let through may have grown when it was cleaned, by entities for instance.
    if len(value) > 10 * richtext.MOST:
        raise ValidationError({field.name: _("This text is too long: it has more than a million characters.")})
    return richtext.clean(value)


def _address(field: models.Field, value: str) -> str:
    scheme = _SCHEME.match(value)
    if scheme and scheme[1].lower() not in _WEB:
        words = _("“%(address)s” is not an address of the web: it begins with http:// or https://.")
        raise ValidationError({field.name: words % {"address": value[:100]}})
    return value
