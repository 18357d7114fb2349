"""Previews: the real pages, as they would be."""

from projects.records.admin.pages import Pages


class Previews(Pages):
    def get_urls(self):
        return [*super().get_urls()]
