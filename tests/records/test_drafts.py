"""The question asked of many records and that asked of one have the same answer."""

import pytest

from projects.records import publishing
from projects.records.drafts import Desk, has_draft, state_of, with_state
from projects.records.models import Organisation
from projects.records.publishing import Decision
from projects.records.states import Act, Stage, Standing
from tests import builders
from tests.builders import NOW
from tests.drafts import LATER, draft, somebody

pytestmark = pytest.mark.django_db
NEW, LIVE, WITHDRAWN = Standing


def scheduled(record):
    publishing.schedule([Decision(record, Act.MINOR)], by=somebody("press"), at=NOW, due_at=LATER)


def reviewed(act: str):
    return lambda record: getattr(publishing, act)(record, by=somebody("press"), at=NOW, note="Look.")


# What was done to a record, one after the other, and where it is then.
CASES = {
    "new, past the desk": (NEW, [], Stage.DRAFT),
    "new": (NEW, [draft], Stage.DRAFT),
    "new, in review": (NEW, [draft, reviewed("submit")], Stage.IN_REVIEW),
    "live": (LIVE, [], Stage.NONE),
    "live with a draft": (LIVE, [draft], Stage.DRAFT),
    "live, draft in review": (LIVE, [draft, reviewed("submit")], Stage.IN_REVIEW),
    "live, draft sent back": (LIVE, [draft, reviewed("submit"), reviewed("send_back")], Stage.DRAFT),
    "live, draft approved": (LIVE, [draft, reviewed("approve")], Stage.APPROVED),
    "live, draft scheduled": (LIVE, [draft, scheduled], Stage.SCHEDULED),
    "live, drafted on after a schedule": (
        LIVE,
        [draft, scheduled, lambda record: draft(record, seat="Lyon")],
        Stage.DRAFT,
    ),
    "live, draft discarded": (LIVE, [draft, lambda record: draft(record, seat="")], Stage.NONE),
    "withdrawn": (WITHDRAWN, [], Stage.NONE),
    "withdrawn with a draft": (WITHDRAWN, [draft], Stage.DRAFT),
}


@pytest.fixture(params=CASES.values(), ids=CASES)
def case(request):
    """The record and the state in which it is."""
    standing, acts, stage = request.param
    record = builders.organisation(live=standing != NEW)
    if standing == WITHDRAWN:
        builders.withdraw(record)
    for act in acts:
        act(record, seat="Grenoble") if act is draft else act(record)
    return Organisation.objects.get(pk=record.pk), (standing, stage)


def test_state_of_one_record_is_that_of_what_was_done(case):
    record, state = case
    assert Desk(record).state == state


def test_state_in_a_list_is_that_of_the_one_record(case):
    record, state = case
    assert state_of(with_state(Organisation.objects.filter(pk=record.pk)).get()) == state


def test_question_after_drafts_finds_what_the_one_record_says(case):
    record, _state = case
    assert Organisation.objects.filter(has_draft(), pk=record.pk).exists() is Desk(record).has_draft
