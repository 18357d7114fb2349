"""Who may do what: abilities of each role, the groups that carry them, and what each act asks for."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from django.core.management import call_command

from newsroom.roles import FLOORS, make_roles
from projects.records import permissions
from projects.records.permissions import ACTS, PUBLISH, REFUSALS, REVIEW, ROLES, WRITE
from projects.records.states import Act

pytestmark = pytest.mark.django_db
ABILITIES = [WRITE, REVIEW, PUBLISH]
MAY = {"writer": {WRITE}, "editor": {WRITE, REVIEW}, "publisher": {WRITE, REVIEW, PUBLISH}}


@pytest.fixture
def person(request):
    return request.getfixturevalue(request.param)


@pytest.mark.parametrize("person", [*ROLES, "administrator"], indirect=True)
def test_role_has_its_abilities_and_no_other(person):
    may = {ability for ability in ABILITIES if person.has_perm(ability)}
    assert may == MAY.get(person.username, set(ABILITIES))


@pytest.mark.parametrize("act", Act)
def test_every_act_asks_for_an_ability_that_is_refused_in_words(act):
    assert str(REFUSALS[ACTS[act]])


@pytest.mark.parametrize("act", [Act.SAVE, Act.SUBMIT])
def test_drafts_are_every_roles(act):
    assert ACTS[act] == WRITE


@pytest.mark.parametrize("act", [Act.SEND_BACK, Act.APPROVE])
def test_reviews_are_not_a_writers(act):
    assert ACTS[act] == REVIEW


@pytest.mark.parametrize(
    "act", [act for act in Act if act not in (Act.SAVE, Act.SUBMIT, Act.SEND_BACK, Act.APPROVE)]
)
def test_what_the_public_sees_is_a_publishers(act):
    assert ACTS[act] == PUBLISH


@pytest.mark.parametrize("ability", [REVIEW, PUBLISH])
def test_ability_that_is_lacking_is_refused_in_words(writer, ability):
    with pytest.raises(PermissionDenied, match=str(REFUSALS[ability])):
        permissions.require(writer, ability)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("right", ["add", "change", "delete", "view"])
def test_role_drafts_every_type_of_record(request, role, right):
    person = request.getfixturevalue(role)
    models = ["records.source", "records.organisation", "projects.project", "timeline.milestone"]
    models += ["newsroom.pressrelease", "newsroom.topic", "newsroom.contact", "projects.figure"]
    lacking = [model for model in models if not person.has_perm(model.replace(".", f".{right}_"))]
    assert lacking == []


@pytest.mark.parametrize("role", ROLES)
def test_role_reads_the_ledger_and_the_bundles(request, role):
    person = request.getfixturevalue(role)
    assert person.has_perms(["records.view_publication", "records.view_bundle"])


@pytest.mark.parametrize("role", ROLES)
def test_role_has_no_right_over_people_log_or_ledger(request, role):
    """Users, groups, permissions, sessions and the log are of other apps; the ledger is only read."""
    rights = request.getfixturevalue(role).get_all_permissions()
    assert {right.split(".")[0] for right in rights} <= set(FLOORS)
    assert not {f"records.{act}_publication" for act in ("add", "change", "delete")} & rights


def test_roles_made_again_are_the_same():
    before = {group.name: set(group.permissions.all()) for group in make_roles()}
    assert {group.name: set(group.permissions.all()) for group in make_roles()} == before


def test_role_that_was_given_too_much_is_mended():
    make_roles()
    Group.objects.get(name="writer").permissions.add(Permission.objects.get(codename="publish_record"))
    call_command("roles", verbosity=0)
    assert not Group.objects.get(name="writer").permissions.filter(codename="publish_record").exists()
