import pytest
from django.core.management import call_command
from django.db import transaction

from tests.demo.dossier import FILES


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The demo newsroom, loaded once a module; the database is as before at the end of it."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("loaddata", *FILES, verbosity=0)
        yield
        transaction.set_rollback(True)
