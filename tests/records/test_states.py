from itertools import product

import pytest

from projects.records import states
from projects.records.states import Act, ImpossibleMove, State

# Every pair of a state and an act; None where the act is not possible.
EXPECTED = {
    (State.DRAFT, Act.PUBLISH): State.LIVE,
    (State.DRAFT, Act.WITHDRAW): None,
    (State.LIVE, Act.PUBLISH): State.LIVE,
    (State.LIVE, Act.WITHDRAW): State.WITHDRAWN,
    (State.WITHDRAWN, Act.PUBLISH): State.LIVE,
    (State.WITHDRAWN, Act.WITHDRAW): None,
}


def test_no_state_and_no_act_is_forgotten():
    assert set(EXPECTED) == set(product(State, Act))


@pytest.mark.parametrize(("state", "act"), [pair for pair, end in EXPECTED.items() if end])
def test_a_possible_move(state, act):
    assert states.after(state, act) == EXPECTED[state, act]


@pytest.mark.parametrize(("state", "act"), [pair for pair, end in EXPECTED.items() if end is None])
def test_an_impossible_move_is_refused(state, act):
    with pytest.raises(ImpossibleMove):
        states.after(state, act)


def test_the_refusal_says_what_is_possible():
    words = str(ImpossibleMove(State.DRAFT, Act.WITHDRAW))
    assert words == "“withdraw” is not possible while the record is draft; possible: publish."


@pytest.mark.parametrize("state", State)
def test_acts_from_a_state_are_those_that_it_allows(state):
    assert states.acts_from(state) == [act for act in Act if EXPECTED[state, act]]
