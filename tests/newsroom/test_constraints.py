"""What the database promises, broken once each past the models' own checks."""

import functools
import itertools

import pytest

from newsroom.models import Boilerplate, Contact, Topic
from tests import builders
from tests.constraints import assert_refused, named_constraints, record_cases, row

pytestmark = pytest.mark.django_db

release = functools.partial(builders.release, live=False)
number = itertools.count(1)


def topic():
    return Topic.objects.create(slug=f"topic-{next(number)}", name_en="Partnerships")


def contact():
    return Contact.objects.create(slug=f"contact-{next(number)}", name_en="Press desk", email="press@example.org")


def two_notes_about_one_company():
    about = {"release": release(), "organisation": builders.organisation()}
    Boilerplate.objects.bulk_create([Boilerplate(**about), Boilerplate(**about)])


CASES = {
    **record_cases("newsroom_topic", topic),
    **record_cases("newsroom_contact", contact),
    "newsroom_contact_can_be_reached": lambda: row(contact()).update(email="", phone=""),
    **record_cases("newsroom_pressrelease", release),
    "newsroom_boilerplate_one_a_company": two_notes_about_one_company,
}


def test_each_constraint_has_a_case():
    assert set(CASES) == set(named_constraints("newsroom"))


@pytest.mark.parametrize("name", CASES)
def test_the_database_refuses(name):
    assert_refused("newsroom", name, CASES[name])
