"""The lists of users and groups stand what the lists of the house stand."""

import pytest
from django.contrib.auth.models import Group, User

from tests.desk import admin_url

pytestmark = pytest.mark.django_db


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
