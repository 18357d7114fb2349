"""Who may do what. The verbs ask here, so that admin, command and API agree."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

PUBLISH = "records.publish_record"
AMEND = "records.amend_record"

# What each role may do beside writing drafts, which every role may.
ROLES = {
    "writer": [],
    "editor": [AMEND],
    "publisher": [AMEND, PUBLISH],
}

REFUSALS = {
    PUBLISH: _("Only a publisher publishes and withdraws."),
    AMEND: _("This is public: only an editor or a publisher changes it."),
}


def require(person, ability: str) -> None:
    """Raises PermissionDenied, with the reason in words, unless the person may."""
    if not person.has_perm(ability):
        raise PermissionDenied(str(REFUSALS[ability]))
