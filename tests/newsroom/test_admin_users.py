"""People and groups are an administrator's; nobody is deleted; their lists stand what the others stand."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, Permission, User
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from projects.records import publishing
from tests import builders
from tests.builders import NOW
from tests.conftest import PASSWORD
from tests.desk import admin_url, form_of, send

pytestmark = pytest.mark.django_db
ROLES = ["writer", "editor", "publisher"]


@pytest.fixture
def cast(request, administrator):
    """Everybody, by name; each of a role and the administrator."""
    return {role: request.getfixturevalue(role) for role in ROLES} | {"administrator": administrator}


def rights(person: User) -> tuple:
    person = User.objects.get(pk=person.pk)
    return person.is_superuser, person.is_active, list(person.groups.values_list("name", flat=True))


@pytest.mark.parametrize("model", [User, Group])
def test_search_for_a_thousand_words_is_answered(administrator, as_user, model):
    response = as_user(administrator).get(admin_url(model, "changelist"), {"q": "a " * 3000})
    assert response.status_code == 200


@pytest.mark.parametrize(
    ("model", "parameter"), [(User, "username__regex"), (User, "date_joined__range"), (Group, "name__iregex")]
)
def test_look_up_that_no_list_asks_for_is_refused(administrator, as_user, model, parameter):
    assert as_user(administrator).get(admin_url(model, "changelist"), {parameter: "["}).status_code == 400


def test_number_too_large_for_a_database_makes_no_sense(administrator, as_user):
    response = as_user(administrator).get(admin_url(User, "changelist"), {"id__lt": "9" * 30})
    assert response.status_code in (200, 302)


@pytest.mark.parametrize("parameter", ["password", "password__startswith"])
def test_password_is_still_no_filter(administrator, as_user, parameter):
    assert as_user(administrator).get(admin_url(User, "changelist"), {parameter: "md5"}).status_code == 400


@pytest.mark.parametrize("page", ["changelist", "add"])
@pytest.mark.parametrize("model", [User, Group])
def test_page_opens(administrator, as_user, model, page):
    assert as_user(administrator).get(admin_url(model, page)).status_code == 200


def test_list_of_people_asks_the_same_for_any_number(administrator, as_user, django_assert_max_num_queries):
    builders.organisation()  # an empty newsroom looks twice whether something is due
    group = Group.objects.create(name="many")
    people = User.objects.bulk_create(User(username=f"person-{number}") for number in range(60))
    group.user_set.set(people)
    client = as_user(administrator)
    with django_assert_max_num_queries(8):  # session, person, count, people, their groups, and the filters
        client.get(admin_url(User, "changelist"))


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("page", ["changelist", "add"])
@pytest.mark.parametrize("model", [User, Group])
def test_page_of_people_is_closed_to_every_other_role(cast, as_user, role, model, page):
    assert as_user(cast[role]).get(admin_url(model, page)).status_code == 403


@pytest.mark.parametrize("role", ROLES)
def test_role_makes_itself_administrator_by_a_forged_form(cast, as_user, role):
    form = form_of(as_user(cast["administrator"]).get(reverse("admin:auth_user_change", args=[cast[role].pk])))
    before = rights(cast[role])
    url = reverse("admin:auth_user_change", args=[cast[role].pk])

    response = as_user(cast[role]).post(url, {**form, "is_superuser": "on"})

    assert (response.status_code, rights(cast[role])) == (403, before)


@pytest.mark.parametrize("role", ROLES)
def test_role_of_somebody_else_is_changed_by_a_forged_form(cast, as_user, role):
    writer = cast["writer"]
    url = reverse("admin:auth_user_change", args=[writer.pk])
    form = form_of(as_user(cast["administrator"]).get(url))
    publishers = Group.objects.get(name="publisher")

    response = as_user(cast[role]).post(url, {**form, "groups": [publishers.pk]})

    assert (response.status_code, rights(writer)[2]) == (403, ["writer"])


@pytest.mark.parametrize("role", ROLES)
def test_rights_of_a_role_are_changed_by_a_forged_form(cast, as_user, role):
    group = Group.objects.get(name=role)
    before = set(group.permissions.all())
    everything = list(Permission.objects.values_list("pk", flat=True))
    url = reverse("admin:auth_group_change", args=[group.pk])

    response = as_user(cast[role]).post(url, {"name": role, "permissions": everything})

    assert (response.status_code, set(group.permissions.all())) == (403, before)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(
    ("model", "data"),
    [
        (User, {"username": "smuggled", "password1": PASSWORD, "password2": PASSWORD, "usable_password": "true"}),
        (Group, {"name": "smuggled"}),
    ],
)
def test_person_or_group_is_added_by_a_forged_form(cast, as_user, role, model, data):
    response = as_user(cast[role]).post(admin_url(model, "add"), data)
    assert (response.status_code, model.objects.filter(**dict([next(iter(data.items()))])).exists()) == (
        403,
        False,
    )


@pytest.mark.parametrize("role", ROLES)
def test_password_of_somebody_else_is_set_by_a_forged_form(cast, as_user, role):
    url = reverse("admin:auth_user_password_change", args=[cast["administrator"].pk])
    data = {"password1": "another long password", "password2": "another long password", "usable_password": "true"}
    response = as_user(cast[role]).post(url, data)
    assert response.status_code == 403
    assert User.objects.get(username="administrator").check_password(PASSWORD)


def test_right_to_change_people_alone_opens_nothing(publisher, as_user):
    """Whoever gave it by mistake has not made another administrator."""
    publisher.user_permissions.add(*Permission.objects.filter(content_type__app_label="auth"))
    assert as_user(publisher).get(admin_url(User, "changelist")).status_code == 403


def test_administrator_gives_a_role(administrator, writer, editor, as_user):
    group = Group.objects.get(name="editor")
    send(as_user(administrator), reverse("admin:auth_user_change", args=[writer.pk]), groups=[group.pk])
    assert rights(writer)[2] == ["editor"]


@pytest.mark.parametrize("method", ["get", "post"])
def test_whoever_would_be_deleted_is_to_be_deactivated_instead(administrator, publisher, as_user, method):
    builders.make_live(builders.organisation(live=False), by=publisher)
    url = reverse("admin:auth_user_delete", args=[publisher.pk])

    response = getattr(as_user(administrator), method)(url, {"post": "yes"}, follow=True)

    assert response.redirect_chain == [(reverse("admin:auth_user_change", args=[publisher.pk]), 302)]
    assert "Nobody is deleted" in response.content.decode()
    assert User.objects.filter(pk=publisher.pk).exists()


@pytest.mark.parametrize("role", ROLES)
def test_somebody_else_who_would_delete_a_person_is_refused(cast, as_user, role):
    url = reverse("admin:auth_user_delete", args=[cast["administrator"].pk])
    assert as_user(cast[role]).post(url, {"post": "yes"}).status_code == 403
    assert User.objects.filter(username="administrator").exists()


def test_people_are_not_deleted_by_the_dozen(administrator, writer, as_user):
    data = {"action": "delete_selected", "_selected_action": [writer.pk], "post": "yes"}
    as_user(administrator).post(admin_url(User, "changelist"), data)
    assert User.objects.filter(pk=writer.pk).exists()


def test_database_refuses_to_lose_whoever_the_ledger_names(publisher):
    builders.make_live(builders.organisation(live=False), by=publisher)
    with pytest.raises(IntegrityError), transaction.atomic():
        _delete_past_the_models(publisher)


def _delete_past_the_models(person):
    User.objects.filter(pk=person.pk)._raw_delete("default")
    connection.check_constraints()


def test_people_are_deactivated_from_the_list_and_the_log_says_so(administrator, writer, as_user):
    data = {"action": "deactivate", "_selected_action": [writer.pk]}
    as_user(administrator).post(admin_url(User, "changelist"), data)
    entry = LogEntry.objects.get(object_id=str(writer.pk))
    assert (rights(writer)[1], entry.user) == (False, administrator)


def test_last_administrator_is_not_deactivated_from_the_list(administrator, as_user):
    data = {"action": "deactivate", "_selected_action": [administrator.pk]}
    response = as_user(administrator).post(admin_url(User, "changelist"), data, follow=True)
    assert "Nobody else is an administrator" in response.content.decode()
    assert rights(administrator)[1]


@pytest.mark.parametrize("right", ["is_active", "is_superuser", "is_staff"])
def test_last_administrator_cannot_lock_everybody_out(administrator, as_user, right):
    url = reverse("admin:auth_user_change", args=[administrator.pk])
    client = as_user(administrator)
    form = {name: values for name, values in form_of(client.get(url)).items() if name != right}
    response = client.post(url, form)
    assert "Nobody else is an administrator" in response.content.decode()
    assert rights(administrator)[:2] == (True, True)


def test_one_of_two_administrators_may_go(administrator, as_user):
    second = User.objects.create_superuser("second", password=PASSWORD)
    url = reverse("admin:auth_user_change", args=[second.pk])
    client = as_user(administrator)
    client.post(url, {name: values for name, values in form_of(client.get(url)).items() if name != "is_active"})
    assert not rights(second)[1]


@pytest.fixture
def gone(publisher):
    publisher.is_active = False
    publisher.save()
    return publisher


def test_whoever_is_deactivated_is_out_at_once(publisher, as_user):
    client = as_user(publisher)
    User.objects.filter(pk=publisher.pk).update(is_active=False)
    response = client.get("/admin/")
    assert (response.status_code, response.url) == (302, "/admin/login/?next=/admin/")


def test_whoever_is_deactivated_cannot_log_in(gone, client):
    response = client.post("/admin/login/", {"username": gone.username, "password": PASSWORD})
    assert (response.status_code, client.session.get("_auth_user_id")) == (200, None)


VERBS = {
    "save": lambda record, **who: publishing.save(record, {}, **who),
    "submit": publishing.submit,
    "approve": publishing.approve,
    "publish": publishing.publish,
    "withdraw": lambda record, **who: publishing.withdraw(record, reason_en="Wrong.", **who),
    "confirm": lambda record, **who: publishing.confirm(record, "fr", **who),
    "invite": lambda record, **who: publishing.invite(record, "A.", expires_at=NOW + timedelta(days=1), **who),
}


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("is_administrator", [False, True])
def test_verb_is_refused_to_whoever_is_deactivated(gone, verb, is_administrator):
    gone.is_superuser = is_administrator
    with pytest.raises(PermissionDenied):
        VERBS[verb](builders.organisation(live=False), by=gone, at=NOW)
