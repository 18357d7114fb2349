"""Every state of a record and every move between them, as data. What is not here is not possible."""

from enum import StrEnum


class State(StrEnum):
    DRAFT = "draft"
    LIVE = "live"
    WITHDRAWN = "withdrawn"


class Act(StrEnum):
    PUBLISH = "publish"
    WITHDRAW = "withdraw"


MOVES = {
    (State.DRAFT, Act.PUBLISH): State.LIVE,
    (State.LIVE, Act.PUBLISH): State.LIVE,
    (State.LIVE, Act.WITHDRAW): State.WITHDRAWN,
    (State.WITHDRAWN, Act.PUBLISH): State.LIVE,
}


class ImpossibleMove(Exception):
    """An act that the state does not allow; says what is possible instead."""

    def __init__(self, state: State, act: Act):
        possible = ", ".join(acts_from(state)) or "nothing"
        super().__init__(f"“{act}” is not possible while the record is {state}; possible: {possible}.")
        self.state = state
        self.act = act


def acts_from(state: State) -> list[Act]:
    return [act for (start, act) in MOVES if start == state]


def after(state: State, act: Act) -> State:
    if (state, act) not in MOVES:
        raise ImpossibleMove(state, act)
    return MOVES[state, act]
