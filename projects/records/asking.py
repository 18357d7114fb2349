"""What readers may ask of a page: how the site read on an earlier day."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _


class UpToToday(forms.Form):
    """A form that knows `today`, and refuses a later day for its field `as_known`."""

    def clean_as_known(self):
        day = self.cleaned_data["as_known"]
        if day and day > self.today:
            raise forms.ValidationError(_("Nobody knows yet what will be known then. Give a day up to today."))
        return day


class AsKnownForm(UpToToday):
    """`as_known`: a day up to today."""

    as_known = forms.DateField(
        label=_("As known on"),
        required=False,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date", "min": "2020-01-01"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Give a day as year-month-day, such as 2021-12-31.")},
    )

    def __init__(self, *args, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["as_known"].widget.attrs["max"] = today.isoformat()

    def full_clean(self):
        """A browser's own date box would swallow what is no date; a plain one keeps it."""
        super().full_clean()
        if self.has_error("as_known"):
            self.fields["as_known"].widget.input_type = "text"
