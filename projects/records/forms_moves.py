"""Forms of what is decided about a record. Each carries the number of the version that was looked at."""

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.utils.translation import gettext_lazy as _

from projects.records import texts
from projects.records.forms_moments import MomentField
from projects.records.models.publication import NEED_A_NOTE
from projects.records.states import Act, Standing

# As many as the database counts.
MOST = 2**31 - 1
LANGUAGES = [("en", _("English")), ("fr", _("French"))]
QUESTION = [
    (Act.MINOR, _("No, it is a slip of the pen.")),
    (Act.UPDATE, _("Yes, something is new.")),
    (Act.CORRECT, _("Yes, something was wrong: the old text stays readable at its own address.")),
]
# What is done to a record of which the public has this; of what is live, people choose.
ONLY_ACTS = {Standing.NEW: Act.PUBLISH, Standing.WITHDRAWN: Act.RESTORE}


class SaidField(forms.CharField):
    """Reads what the verbs keep of it: what nobody sees is no answer."""

    def to_python(self, value):
        return texts.said(super().to_python(value))


def text_field(label, help_text="", required=False, rows=3, longest=1000):
    widget = AdminTextareaWidget({"rows": rows})
    return SaidField(label=label, help_text=help_text, required=required, max_length=longest, widget=widget)


class MoveForm(forms.Form):
    """`number` is that of the newest version when the page was drawn."""

    number = forms.IntegerField(min_value=0, max_value=MOST, widget=forms.HiddenInput)

    def refuse(self, error: Exception, reasons: list[str]) -> None:
        """Takes over why it was refused, beside the field that it names."""
        named = getattr(error, "error_dict", {})
        if named and all(name in self.fields for name in named):
            self.add_error(None, error)
        else:
            for reason in reasons:
                self.add_error(None, reason)


class NoteForm(MoveForm):
    note = text_field(_("Note"), _("For the desk. Readers do not see it."))


class SendBackForm(MoveForm):
    """That a note is needed is said by the verb."""

    note = text_field(_("What is to be mended"))


class ApproveForm(NoteForm):
    languages = forms.MultipleChoiceField(
        label=_("Approved in"),
        choices=LANGUAGES,
        initial=["en", "fr"],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose the language, or both.")},
    )
    field_order = ["languages", "note"]


class ConfirmForm(MoveForm):
    language = forms.ChoiceField(choices=LANGUAGES)


class RevertForm(MoveForm):
    version = forms.IntegerField(min_value=1, max_value=MOST)


class SignForm(MoveForm):
    override = forms.IntegerField(min_value=1, max_value=MOST)


class WithdrawForm(MoveForm):
    reason_en = text_field(_("Reason in English"), _("Readers find it at the address of the record."))
    reason_fr = text_field(_("Reason in French"))


class ActForm(MoveForm):
    """By which act the draft goes out, and what readers are told."""

    act = forms.ChoiceField(
        label=_("Do readers have to know that this changed?"),
        choices=QUESTION,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose an answer."), "invalid_choice": _("Choose an answer.")},
    )
    note_en = text_field(_("Note in English"), _("What is new, or what was wrong: readers see it on the page."))
    note_fr = text_field(_("Note in French"))

    def __init__(self, data=None, *, standing: Standing, **options):
        super().__init__(data, **options)
        self.only_act = ONLY_ACTS.get(standing)
        if self.only_act:
            del self.fields["act"]
        if self.only_act == Act.PUBLISH:
            del self.fields["note_en"], self.fields["note_fr"]

    def clean(self):
        given = super().clean()
        act = self.only_act or given.get("act")
        if act in NEED_A_NOTE and "note_en" in given and not (given["note_en"] or given.get("note_fr")):
            self.add_error("note_en", _("Readers are told what changed: write a note."))
        return given

    @property
    def decided_act(self) -> Act | None:
        chosen = getattr(self, "cleaned_data", {}).get("act")
        return self.only_act or (Act(chosen) if chosen else None)

    @property
    def words(self) -> dict[str, str]:
        """What the verbs are told beside the act."""
        return {name: self.cleaned_data.get(name, "") for name in ("note_en", "note_fr", "override")}


class WhenForm(forms.Form):
    """When it goes out; and why without a second pair of eyes, where the house asks."""

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
        lacking = _("This needs the approval of somebody who did not write it.")
        self.fields["override"].error_messages["required"] = lacking
        if not lacks_eyes:
            del self.fields["override"]

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


class PublishForm(WhenForm, ActForm):
    """Both, for one record. What was withdrawn comes back at once or not at all."""

    def __init__(self, data=None, *, standing: Standing, **options):
        super().__init__(data, standing=standing, **options)
        if standing == Standing.WITHDRAWN:
            del self.fields["when"], self.fields["due_at"]


# The small acts of a record's own page, by the word that its buttons send.
STEP_FORMS = {
    "submit": NoteForm,
    "approve": ApproveForm,
    "send-back": SendBackForm,
    "confirm": ConfirmForm,
    "revert": RevertForm,
    "discard": MoveForm,
    "sign": SignForm,
}
