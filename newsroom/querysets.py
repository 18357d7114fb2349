"""The questions that are asked of press releases."""

from datetime import date

from django.db.models.functions import ExtractYear

from projects.records.querysets import RecordQuerySet


class PressReleaseQuerySet(RecordQuerySet):
    def known_on(self, day: date):
        return self.filter(released_on__lte=day)

    def with_year(self):
        return self.annotate(year=ExtractYear("released_on"))
