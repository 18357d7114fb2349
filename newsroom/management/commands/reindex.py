from django.core.management.base import BaseCommand

from projects.records import search_index


class Command(BaseCommand):
    help = "Makes the index of the search anew from what is live. Publishing keeps it in step: rarely needed."

    def handle(self, **options):
        self.stdout.write(f"{search_index.rebuild()} records can be searched.")
