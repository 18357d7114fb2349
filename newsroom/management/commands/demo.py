import os
import secrets

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from newsroom.roles import make_roles
from projects.records import search_index
from projects.records.models import Publication, Record
from projects.records.permissions import ROLES

FIXTURES = ["records", "projects", "timeline", "newsroom"]
SHORTEST = 8


class Command(BaseCommand):
    help = "Fills an empty newsroom with the demonstration, and makes its people. Only with DEBUG=on."

    def handle(self, **options):
        given = os.environ.get("DEMO_PASSWORD", "")
        if not settings.DEBUG:
            raise CommandError("demo works with DEBUG=on only: its people have well-known names.")
        if given and len(given) < SHORTEST:
            raise CommandError(f"DEMO_PASSWORD is too short; give at least {SHORTEST} characters.")
        with transaction.atomic():
            make_roles()
            self._load()
            self._make_people(given)

    def _load(self):
        if _has_records():
            self.stdout.write("There are records already: the demonstration is not loaded over them.")
            search_index.rebuild()
            return
        try:
            call_command("loaddata", *FIXTURES, verbosity=0)
        except CommandError as error:
            raise CommandError(f"The demonstration cannot be loaded: {error}") from error
        self.stdout.write("The demonstration is loaded.")

    def _make_people(self, given):
        made_up = secrets.token_urlsafe(12)
        names = [*ROLES, "administrator"]
        fresh = [name for name in names if _ensure(name, given, made_up)]
        self.stdout.write(f"People: {', '.join(names)}")
        if given:
            self.stdout.write("Their password is the one in DEMO_PASSWORD.")
        elif fresh:
            self.stdout.write(f"Password of {', '.join(fresh)}: {made_up}")
        else:
            self.stdout.write("Their passwords are as they were.")


def _has_records() -> bool:
    models = [model for model in apps.get_models() if issubclass(model, Record)]
    return any(model.objects.exists() for model in [*models, Publication])


def _ensure(name: str, given: str, made_up: str) -> bool:
    """Makes this person, or mends the role. True if the made-up password had to be set."""
    person, _ = User.objects.get_or_create(username=name, defaults={"password": ""})
    needs_one = not given and not (person.password and person.has_usable_password())
    if given or needs_one:
        person.set_password(given or made_up)
    person.is_staff = True
    person.is_superuser = person.is_superuser or name not in ROLES
    person.save()
    if name in ROLES:
        person.groups.add(Group.objects.get(name=name))
    return needs_one
