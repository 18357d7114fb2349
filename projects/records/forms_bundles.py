"""Forms of what goes out together: which records, by which act each, when."""

from django import forms
from django.utils.translation import gettext_lazy as _

from projects.records.forms_moments import MomentField
from projects.records.forms_moves import PublishForm, SaidField, text_field

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


class ItemForm(PublishForm):
    """By which act one of them goes out, and what readers of it are told."""

    def __init__(self, data=None, *, standing, **options):
        super().__init__(data, standing=standing, lacks_eyes=False, **options)
        for name in ("when", "due_at"):
            self.fields.pop(name, None)


class WhenForm(forms.Form):
    """When all of them go out; and why without a second pair of eyes, where the house asks."""

    when = forms.ChoiceField(
        label=_("When?"),
        choices=[("now", _("Now")), ("later", _("At a moment to come"))],
        initial="now",
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose an answer."), "invalid_choice": _("Choose an answer.")},
    )
    due_at = MomentField(label=_("Day and time"), required=False)
    override = text_field(
        _("Emergency: reason for going ahead without a second pair of eyes"),
        _("It stays flagged until somebody else signs it."),
        required=True,
    )

    def __init__(self, data=None, *, lacks_eyes: bool, **options):
        super().__init__(data, **options)
        if not lacks_eyes:
            del self.fields["override"]
        else:
            self.fields["override"].error_messages["required"] = _(
                "This needs the approval of somebody who did not write it."
            )

    def clean(self):
        given = super().clean()
        if given.get("when") == "later" and not given.get("due_at") and "due_at" not in self.errors:
            self.add_error("due_at", _("Give the day and the time."))
        if given.get("when") == "now":
            self.errors.pop("due_at", None)
        return given

    @property
    def moment(self):
        """When it is to be, if at a moment to come."""
        given = getattr(self, "cleaned_data", {})
        return given.get("due_at") if given.get("when") == "later" else None
