"""How the value of one parameter is read. What makes no sense is refused with what was expected."""

import re
import uuid
from datetime import UTC, date, datetime, time
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

LONGEST_SEARCH = 200
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)", re.ASCII)
_NUMBER = re.compile(r"-?\d{1,14}(\.\d{1,4})?", re.ASCII)
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII)
_SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", re.ASCII)


def one_named(name: str) -> Q | None:
    """The record with this uuid or slug; None if it can be neither."""
    if _UUID.fullmatch(name.lower()):
        return Q(pk=uuid.UUID(name))
    return Q(slug=name) if len(name) <= 100 and _SLUG.fullmatch(name) else None


class DayField(forms.CharField):
    def to_python(self, value) -> date | None:
        value = super().to_python(value)
        if not value:
            return None
        try:
            return date.fromisoformat(value if _DAY.fullmatch(value) else "")
        except ValueError:
            raise ValidationError(_("Give a day as YYYY-MM-DD, such as 2025-12-11.")) from None


class MomentField(forms.CharField):
    """A moment in UTC; of a whole day its first one, or its last if `is_end`."""

    def __init__(self, *, is_end=False, **kwargs):
        super().__init__(**kwargs)
        self.edge = time.max if is_end else time.min

    def to_python(self, value) -> datetime | None:
        value = super().to_python(value)
        if not value:
            return None
        try:
            if _DAY.fullmatch(value):
                return datetime.combine(date.fromisoformat(value), self.edge, UTC)
            return datetime.fromisoformat(value if _MOMENT.fullmatch(value) else "").astimezone(UTC)
        except (ValueError, OverflowError):
            expected = _("Give a day, such as 2025-12-11, or a moment, such as 2025-12-11T09:00:00Z.")
            raise ValidationError(expected) from None


class NumberField(forms.CharField):
    def to_python(self, value) -> Decimal | None:
        value = super().to_python(value)
        if not value:
            return None
        if not _NUMBER.fullmatch(value):
            raise ValidationError(_("Give a number such as 16 or 11.8, with at most four decimals."))
        return Decimal(value)


class YesOrNoField(forms.CharField):
    def to_python(self, value) -> bool | None:
        value = super().to_python(value).lower()
        if value not in ("", "true", "false", "1", "0"):
            raise ValidationError(_("Give true or false."))
        return value in ("true", "1") if value else None


class NameField(forms.CharField):
    def to_python(self, value) -> Q | None:
        value = super().to_python(value)
        if not value:
            return None
        named = one_named(value)
        if named is None:
            raise ValidationError(_("Give a uuid, or a slug of small letters, digits and hyphens."))
        return named


class SearchField(forms.CharField):
    def to_python(self, value) -> list[str]:
        value = super().to_python(value)
        if "\0" in value:
            raise ValidationError(_("Give words without control characters."))
        if len(value) > LONGEST_SEARCH:
            raise ValidationError(_("Give at most 200 letters."))
        return value.split()
