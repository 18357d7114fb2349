"""What readers may ask of a page: how the site read on an earlier day; and what no page knows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from projects.records.problems import error

# What links from elsewhere carry for those who count visits: it was not the reader who asked.
TRACKING = (
    *("utm_", "mtm_", "pk_", "hsa_", "mc_", "ga_", "_ga", "_gl", "_hs"),
    *("fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "twclid", "ttclid"),
    *("igshid", "igsh", "li_fat_id", "srsltid"),
)
# What other sites call what ours have, where the letters do not lead there.
ELSEWHERE = {
    "company": "organisation",
    "date": "as_known",
    "query": "q",
    "search": "q",
    "sort": "order",
    "type": "kind",
    "words": "q",
}
MOST_NAMED, LONGEST_NAME = 5, 60


@dataclass(frozen=True)
class Ignored:
    """A parameter that the page does not know, and the nearest of those that it knows, if one is near."""

    name: str
    nearest: str | None


def ignored(query: Iterable[str], known: Iterable[str]) -> list[Ignored]:
    """The first few strangers among the names in a query."""
    known = sorted(known)
    strangers = [name for name in query if name and name not in known and not name.startswith(TRACKING)]
    return [Ignored(_shortened(name), _nearest(name, known)) for name in strangers[:MOST_NAMED]]


def _shortened(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME]}…"


def _nearest(name: str, known: list[str]) -> str | None:
    alias = ELSEWHERE.get(name.lower())
    return alias if alias in known else error(name, "", name, known)["did_you_mean"]


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
            widget = self.fields["as_known"].widget
            widget.input_type = "text"
            for bound in ("min", "max"):
                widget.attrs.pop(bound, None)
