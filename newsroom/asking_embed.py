"""What may be asked of the timeline that other sites show, and of the address that tells how to show it."""

from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from timeline.asking import TimelineForm

MOST = 300
WIDTH, HEIGHT = 640, 600


class EmbedForm(TimelineForm):
    """As the timeline, but for `all`; and `limit`: how many milestones, from the first in the order asked for."""

    all = None
    limit = forms.IntegerField(
        label=_("Limit"),
        required=False,
        min_value=1,
        max_value=MOST,
        error_messages={name: _("Give a number from 1 to 300.") for name in ("invalid", "min_value", "max_value")},
    )


class OEmbedForm(forms.Form):
    """`url`: an address of ours; `maxwidth` and `maxheight` in pixels; `format`."""

    url = forms.CharField(
        max_length=2000,
        error_messages={
            "required": _("Give the address of a timeline or project page of this site."),
            "max_length": _("The address is too long."),
        },
    )
    maxwidth = forms.IntegerField(
        required=False,
        min_value=1,
        error_messages={name: _("Give a whole number of pixels.") for name in ("invalid", "min_value")},
    )
    maxheight = forms.IntegerField(
        required=False,
        min_value=1,
        error_messages={name: _("Give a whole number of pixels.") for name in ("invalid", "min_value")},
    )


def query_of(form: TimelineForm, but: str = "") -> str:
    """What was asked for and understood, to be asked of the timeline that other sites show."""
    names = [name for name in EmbedForm.base_fields if name != but and form.cleaned_data.get(name)]
    return urlencode({name: form.data.get(name) for name in names})
