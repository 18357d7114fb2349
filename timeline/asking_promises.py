"""What readers may ask of the promises of a project: those that came to one thing; as CSV, in which dialect."""

from django import forms
from django.utils.translation import gettext_lazy as _

from projects.promises import OUTCOMES
from projects.records.asking import AsKnownForm
from projects.records.parameters import EXCEL
from timeline.promises import OUTCOME_WORDS


class PromisesForm(AsKnownForm):
    outcome = forms.ChoiceField(
        label=_("What came of it"),
        required=False,
        choices=[("", _("All")), *((outcome, OUTCOME_WORDS[outcome]) for outcome in OUTCOMES)],
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        said = _("There is no such outcome here. Give one of these: %(outcomes)s.")
        self.fields["outcome"].error_messages["invalid_choice"] = said % {"outcomes": ", ".join(OUTCOMES)}


class PromisesCsvForm(PromisesForm):
    dialect = forms.ChoiceField(
        required=False,
        choices=[(EXCEL, EXCEL)],
        error_messages={"invalid_choice": _("There is no such dialect here. Give “excel”, or leave it out.")},
    )
