from itertools import product

import pytest

from projects.records import permissions, states
from projects.records.states import PUBLIC_ACTS, STAGES, STANDINGS, Act, ImpossibleMove, Stage, Standing, State

# What each public act leaves of each standing; None where it is not possible.
PUBLIC = {
    Act.PUBLISH: {Standing.NEW: Standing.LIVE},
    Act.UPDATE: {Standing.LIVE: Standing.LIVE},
    Act.MINOR: {Standing.LIVE: Standing.LIVE},
    Act.CORRECT: {Standing.LIVE: Standing.LIVE},
    Act.WITHDRAW: {Standing.LIVE: Standing.WITHDRAWN},
    Act.RESTORE: {Standing.WITHDRAWN: Standing.LIVE},
}
# Stages from which each act of the desk is possible.
DESK = {
    Act.SAVE: set(Stage),
    Act.SUBMIT: {Stage.DRAFT},
    Act.SEND_BACK: {Stage.IN_REVIEW, Stage.APPROVED},
    Act.APPROVE: {Stage.DRAFT, Stage.IN_REVIEW, Stage.APPROVED},
    Act.SCHEDULE: {Stage.DRAFT, Stage.IN_REVIEW, Stage.APPROVED},
    Act.CANCEL: {Stage.SCHEDULED},
}
STATES = [State(*pair) for pair in product(Standing, Stage) if pair != (Standing.NEW, Stage.NONE)]


def test_no_act_is_forgotten():
    assert set(PUBLIC) | set(DESK) == set(Act) == set(permissions.ACTS)


@pytest.mark.parametrize(("standing", "act"), list(product(Standing, PUBLIC)))
def test_public_act_leads_where_it_should(standing, act):
    assert STANDINGS.get((standing, act)) == PUBLIC[act].get(standing)


@pytest.mark.parametrize(("stage", "act"), list(product(Stage, DESK)))
def test_act_of_the_desk_is_possible_where_it_should_be(stage, act):
    assert ((stage, act) in STAGES) == (stage in DESK[act])


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("act", Act)
def test_what_is_possible_is_not_refused_and_the_rest_is(state, act):
    try:
        states.require(state, act)
    except ImpossibleMove:
        assert act not in states.acts_from(state)
    else:
        assert act in states.acts_from(state)


@pytest.mark.parametrize("standing", Standing)
@pytest.mark.parametrize("act", states.BRING_A_DRAFT)
def test_what_brings_a_draft_needs_one(standing, act):
    assert not states.is_possible(State(standing, Stage.NONE), act)


def test_withdrawn_record_is_not_scheduled():
    assert not states.is_possible(State(Standing.WITHDRAWN, Stage.DRAFT), Act.SCHEDULE)


WORDS = {
    State(Standing.NEW, Stage.DRAFT): "draft",
    State(Standing.NEW, Stage.IN_REVIEW): "in review",
    State(Standing.NEW, Stage.APPROVED): "approved",
    State(Standing.NEW, Stage.SCHEDULED): "scheduled",
    State(Standing.LIVE, Stage.NONE): "live",
    State(Standing.LIVE, Stage.SCHEDULED): "live with changes",
    State(Standing.WITHDRAWN, Stage.DRAFT): "withdrawn",
}


@pytest.mark.parametrize(("state", "words"), WORDS.items())
def test_state_in_words(state, words):
    assert state.words == words


def test_the_refusal_says_what_is_possible():
    words = str(ImpossibleMove(State(Standing.WITHDRAWN, Stage.NONE), Act.WITHDRAW))
    assert words == "“withdraw” is not possible while the record is withdrawn; possible: restore, save a draft."


def test_public_acts_are_those_of_the_ledger():
    assert set(PUBLIC_ACTS) == set(PUBLIC)
