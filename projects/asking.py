"""What readers may ask of the directory of projects."""

from django import forms
from django.utils.translation import gettext_lazy as _

from projects.records.asking import AsKnownForm


class DirectoryForm(AsKnownForm):
    """`sort`: a column of the table, with "-" before it for the other way round; and `as_known`."""

    COLUMNS = ("name", "status", "capacity-now", "capacity-aimed", "opens")

    sort = forms.CharField(required=False)

    def clean_sort(self):
        asked = self.cleaned_data["sort"]
        if asked and asked.removeprefix("-") not in self.COLUMNS:
            words = _("For “sort”, give one of %(columns)s; “-” before it turns the order round.")
            raise forms.ValidationError(words % {"columns": ", ".join(self.COLUMNS)})
        return asked

    @property
    def column(self) -> str:
        return self.cleaned_data.get("sort", "").removeprefix("-") or "name"

    @property
    def is_descending(self) -> bool:
        return self.cleaned_data.get("sort", "").startswith("-")
