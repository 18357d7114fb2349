"""How the value of one parameter is read. What makes no sense is refused with what was expected.

`schema` says of each field, as JSON Schema does, just what it reads.
"""

import re
import uuid
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from decimal import Context, Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

LONGEST_SEARCH = 200
MOST_VALUES = 100
# The largest number that a column for decimals holds.
LARGEST = Decimal("99999999999999.9999")
UUID = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
SLUG = "[a-z][a-z0-9]*(-[a-z0-9]+)*"
# NUL and its kin, and what stands for bytes that are not UTF-8, cannot be searched for.
WORDS = r"[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffd]*"
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt]([0-9]{2}:[0-9]{2}):([0-9]{2})(?:\.([0-9]+))?([Zz]|[+-][0-9]{2}:[0-5][0-9])"
)
_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?")
_DEGREES_EAST = r"-?(180(\.0{1,20})?|(1[0-7][0-9]|[1-9]?[0-9])(\.[0-9]{1,20})?)"
_DEGREES_NORTH = r"-?(90(\.0{1,20})?|[1-8]?[0-9](\.[0-9]{1,20})?)"
CORNERS = ",".join([_DEGREES_EAST, _DEGREES_NORTH] * 2)
# What is beyond all bounds becomes infinite, what is too fine nought; neither is an error.
_ROUGHLY = Context(prec=60, Emax=999, Emin=-999, traps=[])


def whole(pattern: str) -> str:
    """The pattern for a JSON Schema, where a text need only have a part that fits."""
    return f"^{pattern}$"


def name_in(text: str) -> str | uuid.UUID | None:
    """The uuid or the slug that the text is; None if it can be neither."""
    if re.fullmatch(UUID, text):
        return uuid.UUID(text)
    return text if len(text) <= 100 and re.fullmatch(SLUG, text) else None


def one_named(text: str) -> Q | None:
    """The record with this uuid or slug; None if it can be neither."""
    name = name_in(text)
    if name is None:
        return None
    return Q(pk=name) if isinstance(name, uuid.UUID) else Q(slug=name)


class AskedField(forms.Field):
    """A text is read as it stands, without taking anything off its ends; none is None."""

    widget = forms.TextInput
    schema: dict = {"type": "string"}

    def to_python(self, value):
        return self.read(value) if value else None

    def read(self, text: str):
        return text


class DayField(AskedField):
    schema = {"type": "string", "format": "date"}

    def read(self, text) -> date:
        try:
            return date.fromisoformat(text if _DAY.fullmatch(text) else "")
        except ValueError:
            raise ValidationError(_("Give a day as YYYY-MM-DD, such as 2025-12-11.")) from None


class MomentField(AskedField):
    """A moment in UTC, by RFC 3339; of a whole day or second its first one, or its last if `is_end`.

    A leap second is the last instant of its minute. What lies before or after all years is the first or last
    moment that there is.
    """

    schema = {"anyOf": [{"type": "string", "format": "date"}, {"type": "string", "format": "date-time"}]}

    def __init__(self, *, is_end=False, **kwargs):
        super().__init__(**kwargs)
        self.edge = time.max if is_end else time.min
        # Answers give whole seconds: what is asked up to the one that they give is in it.
        self.rest = "999999" if is_end else "0"

    def read(self, text) -> datetime:
        try:
            if _DAY.fullmatch(text):
                return datetime.combine(date.fromisoformat(text), self.edge, UTC)
            day, minute, second, fraction, zone = _MOMENT.fullmatch(text).groups()
            return _in_utc(day, minute, second, fraction or self.rest, zone)
        except (AttributeError, ValueError):
            expected = _("Give a day, such as 2025-12-11, or a moment, such as 2025-12-11T09:00:00Z.")
            raise ValidationError(expected) from None


def _in_utc(day: str, minute: str, second: str, fraction: str, zone: str) -> datetime:
    if second == "60":
        second, fraction = "59", "999999"
    zone = "+00:00" if zone in "Zz" else zone
    local = datetime.fromisoformat(f"{day}T{minute}:{second}.{fraction[:6]:0<6}{zone}")
    try:
        return local.astimezone(UTC)
    except OverflowError:
        return (datetime.min if local.year == 1 else datetime.max).replace(tzinfo=UTC)


class NumberField(AskedField):
    """A number as JSON writes it, however large or fine; at most as large as a column can hold."""

    schema = {"type": "number"}

    def read(self, text) -> Decimal:
        if not _NUMBER.fullmatch(text):
            raise ValidationError(_("Give a number such as 16, 11.8 or 1.5e3."))
        mantissa, _e, exponent = text.lower().partition("e")
        # Digits past these make no difference, and reading them all would take its time.
        exponent = exponent if len(exponent) < 8 else f"{exponent[:1].strip('0123456789')}9999999"
        number = _ROUGHLY.create_decimal(f"{mantissa}e{exponent or 0}")
        return max(-LARGEST, min(LARGEST, number))


class YesOrNoField(AskedField):
    schema = {"type": "boolean"}

    def read(self, text) -> bool:
        if text.lower() not in ("true", "false"):
            raise ValidationError(_("Give true or false."))
        return text.lower() == "true"


class YearField(AskedField):
    schema = {"type": "integer", "minimum": 1, "maximum": 9999}

    def read(self, text) -> int:
        if not re.fullmatch("[1-9][0-9]{0,3}", text):
            raise ValidationError(_("Give a year such as 2025."))
        return int(text)


class CountryField(AskedField):
    """A country’s two letters, as capitals."""

    schema = {"type": "string", "pattern": whole("[A-Za-z]{2}")}

    def read(self, text) -> str:
        if not re.fullmatch("[A-Za-z]{2}", text):
            raise ValidationError(_("Give two letters, such as FR."))
        return text.upper()


class NameField(AskedField):
    """The uuid or the slug of a record."""

    schema = {"type": "string", "pattern": whole(f"({UUID}|{SLUG})"), "maxLength": 100}

    def read(self, text) -> str | uuid.UUID:
        name = name_in(text)
        if name is None:
            raise ValidationError(_("Give a uuid, or a slug of small letters, digits and hyphens."))
        return name


class WordField(AskedField):
    """One of a few words."""

    def __init__(self, *, choices: Iterable[tuple], **kwargs):
        super().__init__(**kwargs)
        self.choices = list(choices)

    @property
    def schema(self) -> dict:
        return {"type": "string", "enum": [value for value, _label in self.choices]}

    def read(self, text) -> str:
        if text not in dict(self.choices):
            words = _("“%(value)s” is not possible here.")
            raise ValidationError(words, code="invalid_choice", params={"value": text[:100]})
        return text


class SearchField(AskedField):
    schema = {"type": "string", "maxLength": LONGEST_SEARCH, "pattern": whole(WORDS)}

    def read(self, text) -> list[str]:
        if len(text) > LONGEST_SEARCH:
            raise ValidationError(_("Give at most 200 letters."))
        if not re.fullmatch(WORDS, text):
            raise ValidationError(_("Give words without control characters."))
        return text.split()


class CornersField(AskedField):
    """Two opposite corners on the map, as west, south, east and north; the latter two in either order."""

    schema = {"type": "string", "pattern": whole(CORNERS), "example": "-5.2,41.3,9.6,51.1"}

    def read(self, text) -> tuple[Decimal, Decimal, Decimal, Decimal]:
        if not re.fullmatch(CORNERS, text):
            expected = _(
                "Give four numbers with commas between them: west, south, east, north, "
                "in degrees up to 180 and 90, such as -5.2,41.3,9.6,51.1."
            )
            raise ValidationError(expected)
        west, south, east, north = (Decimal(number) for number in text.split(","))
        return west, min(south, north), east, max(south, north)


class _Repeated(forms.TextInput):
    """Gives every value of a parameter."""

    def value_from_datadict(self, data, files, name):
        return data.getlist(name)


class ListField(forms.Field):
    """Several values, by repetition or between commas; each is read by the field given."""

    widget = _Repeated

    def __init__(self, of: AskedField, **kwargs):
        super().__init__(**kwargs)
        self.of = of

    @property
    def choices(self) -> list[tuple] | None:
        return getattr(self.of, "choices", None)

    @property
    def schema(self) -> dict:
        return self.of.schema

    def to_python(self, values) -> list:
        parts = [part for value in values or [] for part in value.split(",", MOST_VALUES + 1)]
        if len(parts) > MOST_VALUES:
            raise ValidationError(_("Give at most 100 values."))
        if "" in parts:
            raise ValidationError(_("There is nothing before, after or between the commas. Give a value there."))
        return list(dict.fromkeys(self.of.to_python(part) for part in parts))
