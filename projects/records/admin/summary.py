"""The record’s own page of the desk: its state in words, what differs from live, its history, what can be done."""

from projects.records.admin.pages import Pages


class Summarises(Pages):
    def get_urls(self):
        return [*super().get_urls()]
