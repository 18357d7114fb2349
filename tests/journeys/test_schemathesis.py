"""Asks the API by its own document, well and badly, as a reader understands it that we did not write."""

from datetime import UTC, datetime

import pytest
import schemathesis
from hypothesis import HealthCheck, settings

from newsroom.api_document import document
from newsroom.wsgi import application

AFTER_THE_DEMO = datetime(2026, 2, 1, tzinfo=UTC)
API = schemathesis.openapi.from_dict(document("en"))
API.app = application
# All that the document's limits allow and forbid, one by one, would be ten thousand questions: `st run` asks them.
# Here are the document's own examples, and a few good and bad ones by chance, the same each time.
API.config.phases.coverage.enabled = False
FEW = settings(
    max_examples=20,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[*HealthCheck],
)


@pytest.fixture
def newsroom(demo, one_connection, time_machine):
    time_machine.move_to(AFTER_THE_DEMO)


@API.parametrize()
@FEW
def test_answers_are_as_the_document_says(newsroom, case):
    case.call_and_validate()
