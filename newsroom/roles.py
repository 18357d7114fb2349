"""The roles as groups of Django: what `records.permissions` says of each, and the right to write drafts."""

from django.contrib.auth.models import Group, Permission
from django.db.models import Q

from projects.records.permissions import ROLES

FLOORS = ["records", "projects", "timeline", "newsroom"]


def make_roles() -> list[Group]:
    """Creates or mends one group a role. Calling it again changes nothing."""
    own = Permission.objects.filter(content_type__app_label__in=FLOORS)
    drafting = own.filter(
        Q(codename__startswith="add_")
        | Q(codename__startswith="change_")
        | Q(codename__startswith="delete_")
        | Q(codename__startswith="view_")
    )
    groups = []
    for role, abilities in ROLES.items():
        group, _ = Group.objects.get_or_create(name=role)
        codenames = [ability.split(".")[1] for ability in abilities]
        group.permissions.set(drafting | own.filter(codename__in=codenames))
        groups.append(group)
    return groups
