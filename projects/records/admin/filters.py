from django.contrib import admin
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from projects.records.states import Standing

STATES = {
    Standing.NEW: _("draft"),
    Standing.LIVE: _("public"),
    Standing.WITHDRAWN: _("withdrawn"),
}
_ROWS = {
    Standing.NEW: Q(version=0),
    Standing.LIVE: Q(version__gt=0, withdrawn_at__isnull=True),
    Standing.WITHDRAWN: Q(version__gt=0, withdrawn_at__isnull=False),
}


class StateFilter(admin.SimpleListFilter):
    """Drafts, what is public, what was withdrawn."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return list(STATES.items())

    def queryset(self, request, queryset):
        return queryset.filter(_ROWS[self.value()]) if self.value() in _ROWS else queryset


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
