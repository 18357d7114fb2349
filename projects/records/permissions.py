"""Who may do what. The verbs ask here, so that admin, command and API agree."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from projects.records.states import Act

WRITE = "records.write_draft"
REVIEW = "records.review_draft"
PUBLISH = "records.publish_record"

ROLES = {
    "writer": [WRITE],
    "editor": [WRITE, REVIEW],
    "publisher": [WRITE, REVIEW, PUBLISH],
}
# Which ability each act asks for.
ACTS = {
    Act.SAVE: WRITE,
    Act.SUBMIT: WRITE,
    Act.SEND_BACK: REVIEW,
    Act.APPROVE: REVIEW,
    Act.SCHEDULE: PUBLISH,
    Act.CANCEL: PUBLISH,
    Act.PUBLISH: PUBLISH,
    Act.UPDATE: PUBLISH,
    Act.MINOR: PUBLISH,
    Act.CORRECT: PUBLISH,
    Act.WITHDRAW: PUBLISH,
    Act.RESTORE: PUBLISH,
}
REFUSALS = {
    WRITE: _("Your role does not write drafts."),
    REVIEW: _("Only an editor or a publisher reviews and approves."),
    PUBLISH: _("Only a publisher publishes, schedules, corrects and withdraws."),
}


def require(person, ability: str) -> None:
    """Raises PermissionDenied, with the reason in words, unless the person may."""
    if not person.has_perm(ability):
        raise PermissionDenied(str(REFUSALS[ability]))
