"""Forms of bundles: what they are called, and what is put into them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from projects.records.forms_moves import SaidField

NEW = "new"


class BundleForm(forms.Form):
    name = SaidField(
        label=_("Name of the bundle"),
        max_length=200,
        help_text=_("For the desk only, such as “Opening of the plant”."),
        widget=forms.TextInput({"class": "vTextField"}),
        error_messages={"required": _("Give the bundle a name.")},
    )


class IntoForm(BundleForm):
    """Into which bundle a record is put: one that is open, or a new one."""

    into = forms.ChoiceField(
        label=_("Bundle"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose a bundle, or a new one."),
            "invalid_choice": _("This bundle is not open any more: choose another."),
        },
    )
    field_order = ["into", "name"]

    def __init__(self, data=None, *, bundles, **options):
        super().__init__(data, **options)
        choices = [(str(bundle.pk), bundle.name) for bundle in bundles]
        self.fields["into"].choices = [*choices, (NEW, _("A new bundle, with this name:"))]
        self.fields["into"].initial = choices[0][0] if choices else NEW
        self.fields["name"].required = False

    def clean(self):
        given = super().clean()
        if given.get("into") == NEW and not given.get("name") and "name" not in self.errors:
            self.add_error("name", self.fields["name"].error_messages["required"])
        return given
