"""A form field for what the ground keeps: spans typed as words."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from projects.records import languages
from projects.records.dates import Span
from projects.records.dates_errors import SpanError
from projects.records.dates_parse import parse


def understood(span: Span) -> str:
    """What a span was read as, with its bounds, in the active language."""
    language = languages.active()
    label, bounds = span.label(language), _bounds(span, language)
    return f"{label} — {bounds}" if bounds else label


def _bounds(span, language):
    first, last = (day and Span.day(day).label(language) for day in (span.earliest, span.latest))
    if first == last:
        return ""
    if first is None:
        return gettext("until %(last)s") % {"last": last}
    if last is None:
        return gettext("from %(first)s on") % {"first": first}
    return gettext("from %(first)s to %(last)s") % {"first": first, "last": last}


def read(value) -> Span | None:
    """The span that a form holds: as such, or as typed. None if empty; raises SpanError."""
    if value is None or isinstance(value, Span):
        return value
    return parse(value) if value.strip() else None


class SpanInput(forms.TextInput):
    """A text input that says below what it understood."""

    template_name = "records/widgets/span.html"

    def __init__(self, attrs=None):
        super().__init__({"class": "vTextField span-input"} | (attrs or {}))

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        try:
            span = read(value)
        except SpanError:
            span = None
        context["widget"]["understood"] = span and understood(span)
        return context


class SpanField(forms.CharField):
    """Reads what `dates_parse.parse` reads, and cleans to a Span, or to None if it is left empty."""

    widget = SpanInput
    default_error_messages = {"required": _("Give a date, a month, a year or a period, such as “July 2020”.")}

    def __init__(self, **kwargs):
        examples = _(
            "For example “11 December 2025”, “July 2020”, “Q3 2025”, “2022–2025”, “by 2030”, “about 2030”."
        )
        super().__init__(**{"empty_value": None, "help_text": examples} | kwargs)

    def prepare_value(self, value):
        return value.label(languages.active()) if isinstance(value, Span) else value

    def to_python(self, value):
        text = super().to_python(value)
        if text is None:
            return None
        try:
            return parse(text)
        except SpanError as error:
            raise forms.ValidationError(error.message(languages.active()), code=error.code) from None

    def has_changed(self, initial, data):
        try:
            return read(initial) != read(data)
        except SpanError:
            return True


class SpanForm(forms.ModelForm):
    """A form whose `SpanField`s stand for `SpanColumns` of the model of the same names."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self._span_names():
            self.initial.setdefault(name, getattr(self.instance, name))

    def _span_names(self):
        return [name for name, field in self.fields.items() if isinstance(field, SpanField)]

    def _post_clean(self):
        for name in self._span_names():
            if name in self.cleaned_data:
                setattr(self.instance, name, self.cleaned_data[name])
        super()._post_clean()

    def _get_validation_exclusions(self):
        """The columns are validated as if they were fields of the form, once the span was read."""
        read_well = [name for name in self._span_names() if name in self.cleaned_data]
        columns = {column for name in read_well for column in self._columns(name)}
        return super()._get_validation_exclusions() - columns

    def _columns(self, name):
        return getattr(type(self.instance), name).columns
