from django.core.management.base import BaseCommand

from newsroom.roles import make_roles


class Command(BaseCommand):
    help = "Makes the roles, as groups with their rights, or mends them. Can be run at any time."

    def handle(self, **options):
        for group in make_roles():
            self.stdout.write(f"{group.name}: {group.permissions.count()} rights")
