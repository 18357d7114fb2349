"""The cast of every test, always the same: reader, writer, editor, publisher, administrator."""

import os
from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client, TransactionTestCase
from django.utils import translation
from django.utils.translation import override

from newsroom.roles import make_roles
from tests import the_demo
from tests.drafts import LATER
from tests.ledger import unlocked

PASSWORD = "long enough for a test"


_tear_down = TransactionTestCase._fixture_teardown


def _tear_down_with_the_ledger(self):
    """Tests with real transactions empty every table at their end; the ledger refuses that to everybody else."""
    with unlocked():
        _tear_down(self)


def pytest_configure():
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.WHITENOISE_AUTOREFRESH = True
    TransactionTestCase._fixture_teardown = _tear_down_with_the_ledger


def pytest_runtest_setup(item):
    if item.get_closest_marker("postgresql") and connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL; DATABASE_URL chooses it")


def pytest_sessionfinish(session):
    """With NOTHING_SKIPPED=on a skipped test fails the run: where all is installed, nothing has a reason to be."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("NOTHING_SKIPPED") == "on" and reporter and reporter.stats.get("skipped"):
        reporter.write_line("\nNothing may be skipped here (NOTHING_SKIPPED=on).", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def member(role: str) -> User:
    make_roles()
    user = User.objects.create_user(role, password=PASSWORD, is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    return user


@pytest.fixture(autouse=True)
def _english():
    """What is said outside a request is English, whatever language the last request of another test had."""
    with translation.override("en"):
        yield


@pytest.fixture
def reader(db) -> Client:
    return Client()


@pytest.fixture
def writer(db) -> User:
    return member("writer")


@pytest.fixture
def editor(db) -> User:
    return member("editor")


@pytest.fixture
def publisher(db) -> User:
    return member("publisher")


@pytest.fixture
def administrator(db) -> User:
    return User.objects.create_superuser("administrator", password=PASSWORD)


@pytest.fixture
def as_user():
    """A client logged in as that user."""

    def log_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return log_in


@pytest.fixture
def a_day_later(time_machine):
    """Just after what `tests.drafts` does later than the builders. Records give their addresses in English."""
    time_machine.move_to(LATER + timedelta(hours=1), tick=False)
    with override("en"):
        yield


@pytest.fixture
def demo(db):
    """The demo newsroom."""
    the_demo.load()
