"""Calling off and changing what is scheduled."""

from projects.records.admin.pages import Pages


class Schedules(Pages):
    def get_urls(self):
        return [*super().get_urls()]
