"""A form field for a moment: a day, a time on the clock of the site and, once it matters, which of the two."""

from datetime import datetime
from typing import NamedTuple

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from projects.records import moments
from projects.records.moments import Reading

DAY = forms.DateField(input_formats=["%Y-%m-%d"], required=False)
CLOCK = forms.TimeField(input_formats=["%H:%M", "%H:%M:%S"], required=False)


class Typed(NamedTuple):
    """The three parts as they were sent. Raises ValidationError where they are not read."""

    day: str = ""
    clock: str = ""
    reading: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.day.strip() or self.clock.strip())

    def moment(self) -> datetime:
        day, clock = DAY.clean(self.day), CLOCK.clean(self.clock)
        if day is None or clock is None:
            raise forms.ValidationError(DAY.error_messages["required"])
        return moments.at(day, clock, _zone(), self.reading)

    @property
    def offers(self) -> tuple[moments.Offer, ...]:
        """The two moments that the day and time may mean; none if they mean one or make no sense."""
        try:
            self._replace(reading=Reading.UNASKED).moment()
        except moments.Ambiguous as ambiguous:
            return ambiguous.offers
        except (forms.ValidationError, moments.Unclear, OverflowError):
            pass
        return ()


def typed(value) -> Typed:
    """What a widget gives or a form holds, as it would be typed."""
    if isinstance(value, datetime):
        local = value.astimezone(_zone())
        parts = Typed(f"{local:%Y-%m-%d}", f"{local:%H:%M:%S}" if local.second else f"{local:%H:%M}")
        return parts._replace(reading=(Reading.FIRST, Reading.SECOND)[local.fold]) if parts.offers else parts
    return Typed(*(str(part or "") for part in value or ()))


class _NativeInput(forms.TextInput):
    """The browser's own input; of what it could not show, a line of text, so that nothing typed is lost."""

    def __init__(self, input_type: str, field: forms.Field, attrs=None):
        self.native_type, self.field = input_type, field
        super().__init__(attrs)

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"]["type"] = self.native_type if self._is_shown(value) else "text"
        return context

    def _is_shown(self, value) -> bool:
        return not value or _reads(self.field, value)


class MomentInput(forms.MultiWidget):
    """Two native inputs; and, only after a time was sent that comes twice, the two moments to choose from."""

    template_name = "records/widgets/moment.html"
    use_fieldset = True

    def __init__(self, attrs=None):
        day, clock = _NativeInput("date", DAY), _NativeInput("time", CLOCK, {"step": "1"})
        super().__init__({"day": day, "time": clock, "reading": forms.RadioSelect}, attrs)

    def decompress(self, value):
        return list(typed(value))

    def id_for_label(self, id_):
        return f"{id_}_0" if id_ else id_

    def get_context(self, name, value, attrs):
        parts = typed(value)
        if attrs and attrs.get("aria-invalid") and attrs.get("id"):
            attrs = {**attrs, "aria-describedby": f"{attrs['id']}_error"}
        self.widgets[2].choices = [(str(offer.reading), offer.words) for offer in parts.offers]
        context = super().get_context(name, list(parts), attrs)
        context["widget"] |= {"is_twofold": bool(parts.offers), "city": moments.city(_zone())}
        return context


class HiddenMoment(forms.MultiWidget):
    """The three parts, carried on to the next page."""

    def __init__(self, attrs=None):
        super().__init__(dict.fromkeys(("day", "time", "reading"), forms.HiddenInput), attrs)

    def decompress(self, value):
        return list(typed(value))


class MomentField(forms.Field):
    """Cleans to an aware datetime in UTC, or to None if it is left empty."""

    widget = MomentInput
    hidden_widget = HiddenMoment
    default_error_messages = {
        "required": gettext_lazy("Give a day and a time."),
        "day": gettext_lazy("Give a day as year-month-day, such as 2025-12-11."),
        "time": gettext_lazy(
            "Give a time with its minutes and, if you wish, its seconds, such as 09:00 or 09:00:30."
        ),
        "far": gettext_lazy("This day is too far off."),
    }

    def to_python(self, value) -> datetime | None:
        parts = typed(value)
        if parts.is_empty:
            return None
        self._require_readable(parts)
        try:
            return parts.moment()
        except moments.Unclear as unclear:
            code = "ambiguous" if isinstance(unclear, moments.Ambiguous) else "nonexistent"
            raise forms.ValidationError(str(unclear), code=code) from None
        except OverflowError:
            raise forms.ValidationError(self.error_messages["far"], code="far") from None

    def _require_readable(self, parts: Typed) -> None:
        wrong = {"day": not _reads(DAY, parts.day), "time": not _reads(CLOCK, parts.clock)}
        codes = [code for code, is_wrong in wrong.items() if is_wrong]
        if codes:
            raise forms.ValidationError(
                [forms.ValidationError(self.error_messages[code], code=code) for code in codes]
            )

    def has_changed(self, initial, data):
        return typed(initial) != typed(data)


def _reads(field: forms.Field, text: str) -> bool:
    try:
        return field.clean(text) is not None
    except forms.ValidationError:
        return False


def _zone():
    return timezone.get_default_timezone()
