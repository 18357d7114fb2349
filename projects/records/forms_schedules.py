"""Forms for what is scheduled."""

from django.utils.translation import gettext_lazy as _

from projects.records.forms_moments import MomentField
from projects.records.forms_moves import MoveForm, text_field


class CancelForm(MoveForm):
    why = text_field(
        _("Reason"), _("For the desk: others counted on it. Readers do not see it."), required=True, rows=2
    )
    number = None


class RescheduleForm(CancelForm):
    due_at = MomentField(label=_("New day and time"))
    field_order = ["due_at", "why"]


SCHEDULE_FORMS = {"reschedule": RescheduleForm, "cancel": CancelForm}
