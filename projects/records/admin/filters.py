from django.contrib import admin
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from projects.records.drafts import with_state
from projects.records.models import Review

NEW = Q(version=0)
LIVE = Q(version__gt=0, withdrawn_at__isnull=True)
HAS_DRAFT = Q(draft_number__isnull=False)
SCHEDULED = Q(draft_due_at__isnull=False)
_DECISIONS = Review.Decision
# Of what `drafts.with_state` annotated: one condition for each of the seven words of `State.words`.
STATES = {
    "draft": (
        _("draft"),
        NEW & ~SCHEDULED & (Q(draft_decision__isnull=True) | Q(draft_decision=_DECISIONS.SENT_BACK)),
    ),
    "in-review": (_("in review"), NEW & ~SCHEDULED & Q(draft_decision=_DECISIONS.SUBMITTED)),
    "approved": (_("approved"), NEW & ~SCHEDULED & Q(draft_decision=_DECISIONS.APPROVED)),
    "scheduled": (_("scheduled"), NEW & SCHEDULED),
    "live": (_("live"), LIVE & ~HAS_DRAFT),
    "changed": (_("live with changes"), LIVE & HAS_DRAFT),
    "withdrawn": (_("withdrawn"), Q(version__gt=0, withdrawn_at__isnull=False)),
}


class StateFilter(admin.SimpleListFilter):
    """By the word for the state. The list knows the state of each row through it."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [(name, words) for name, (words, _condition) in STATES.items()]

    def queryset(self, request, queryset):
        queryset = with_state(queryset)
        return queryset.filter(STATES[self.value()][1]) if self.value() in STATES else queryset


class StandingFilter(admin.SimpleListFilter):
    """Claims that stand, and those withdrawn."""

    title = _("state")
    parameter_name = "standing"

    def lookups(self, request, model_admin):
        return [("yes", _("standing")), ("no", _("withdrawn"))]

    def queryset(self, request, queryset):
        if self.value() not in ("yes", "no"):
            return queryset
        return queryset.filter(withdrawn_on__isnull=self.value() == "yes")
