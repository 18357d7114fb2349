from django.core.management.base import CommandError
from django.core.management.commands import loaddata


class Command(loaddata.Command):
    """Django's, which says in one line what is wrong with a fixture."""

    def handle(self, *labels, **options):
        try:
            super().handle(*labels, **options)
        except CommandError:
            raise
        except Exception as error:  # a fixture can be wrong in every way there is
            raise CommandError(f"{', '.join(labels)}: {' '.join(str(error).split())}") from error
