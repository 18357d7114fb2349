"""The form with which somebody outside is let in before a record is public."""

from datetime import datetime, timedelta

from django import forms
from django.contrib.admin.widgets import AdminTextInputWidget
from django.utils.translation import gettext_lazy as _

from projects.records.forms_moments import MomentField
from projects.records.models import PreviewLink

# As many as the database counts.
MOST = 2**63 - 1
MOST_DAYS = 365


class InviteForm(forms.Form):
    """`newest` is the newest link when the page was drawn, 0 for none: who presses twice lets in once."""

    newest = forms.IntegerField(min_value=0, max_value=MOST, widget=forms.HiddenInput)
    recipient = forms.CharField(
        label=_("Recipient"),
        max_length=PreviewLink._meta.get_field("recipient").max_length,
        help_text=_("One person, by name and organisation: each opening is noted under it."),
        widget=AdminTextInputWidget,
    )
    days = forms.IntegerField(
        label=_("Open for how many days"), required=False, min_value=1, max_value=MOST_DAYS, initial=7
    )
    until = MomentField(
        label=_("Or until"), required=False, help_text=_("A day and a time. If given, the days do not count.")
    )

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not (cleaned.get("days") or cleaned.get("until")):
            self.add_error("days", _("Say for how many days the link opens, or until when."))
        return cleaned

    def expires_at(self, now: datetime) -> datetime:
        return self.cleaned_data["until"] or now + timedelta(days=self.cleaned_data["days"])


class RevokeForm(forms.Form):
    link = forms.IntegerField(min_value=1, max_value=MOST)
