"""The questions that are asked of status reports."""

from datetime import date

from django.db.models import Value
from django.db.models.functions import Coalesce

from projects.records.querysets import ClaimQuerySet


class StatusReportQuerySet(ClaimQuerySet):
    def newest_first(self):
        """By their own date, then by their source's: the first one is the status now."""
        return self.order_by(
            Coalesce("earliest", "latest").desc(),
            Coalesce("latest", Value(date.max)).desc(),
            "-source__known_on",
            "-pk",
        )
