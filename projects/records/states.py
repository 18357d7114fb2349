"""Every state of a record and every move between them, as data. What is not here is not possible.

A record stands somewhere towards the public; what is written and not public yet, its draft, is at some stage.
"""

from enum import StrEnum
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class Standing(StrEnum):
    """What the public has of the record."""

    NEW = "new"
    LIVE = "live"
    WITHDRAWN = "withdrawn"


class Stage(StrEnum):
    """How far the draft is. What is new always has one."""

    NONE = "none"
    DRAFT = "draft"
    IN_REVIEW = "in-review"
    APPROVED = "approved"
    SCHEDULED = "scheduled"


class State(NamedTuple):
    standing: Standing
    stage: Stage

    @property
    def words(self) -> str:
        """Of the seven words of the desk the one that says it, in the active language."""
        if self.standing == Standing.LIVE and self.stage != Stage.NONE:
            return _("live with changes")
        return str(WORDS[self.stage if self.standing == Standing.NEW else self.standing])


WORDS = {
    Stage.NONE: gettext_lazy("draft"),
    Stage.DRAFT: gettext_lazy("draft"),
    Stage.IN_REVIEW: gettext_lazy("in review"),
    Stage.APPROVED: gettext_lazy("approved"),
    Stage.SCHEDULED: gettext_lazy("scheduled"),
    Standing.LIVE: gettext_lazy("live"),
    Standing.WITHDRAWN: gettext_lazy("withdrawn"),
}


class Act(StrEnum):
    PUBLISH = "publish"
    UPDATE = "update"
    MINOR = "minor"
    CORRECT = "correct"
    WITHDRAW = "withdraw"
    RESTORE = "restore"
    SAVE = "save"
    SUBMIT = "submit"
    SEND_BACK = "send-back"
    APPROVE = "approve"
    SCHEDULE = "schedule"
    CANCEL = "cancel"


# Acts that the public sees: each writes a row of the ledger.
STANDINGS = {
    (Standing.NEW, Act.PUBLISH): Standing.LIVE,
    (Standing.LIVE, Act.UPDATE): Standing.LIVE,
    (Standing.LIVE, Act.MINOR): Standing.LIVE,
    (Standing.LIVE, Act.CORRECT): Standing.LIVE,
    (Standing.LIVE, Act.WITHDRAW): Standing.WITHDRAWN,
    (Standing.WITHDRAWN, Act.RESTORE): Standing.LIVE,
}
# Acts of the desk, on a draft. A cancelled schedule leaves the stage that the reviews had given.
STAGES = {
    (Stage.NONE, Act.SAVE): Stage.DRAFT,
    (Stage.DRAFT, Act.SAVE): Stage.DRAFT,
    (Stage.DRAFT, Act.SUBMIT): Stage.IN_REVIEW,
    (Stage.DRAFT, Act.APPROVE): Stage.APPROVED,
    (Stage.DRAFT, Act.SCHEDULE): Stage.SCHEDULED,
    (Stage.IN_REVIEW, Act.SAVE): Stage.DRAFT,
    (Stage.IN_REVIEW, Act.SEND_BACK): Stage.DRAFT,
    (Stage.IN_REVIEW, Act.APPROVE): Stage.APPROVED,
    (Stage.IN_REVIEW, Act.SCHEDULE): Stage.SCHEDULED,
    (Stage.APPROVED, Act.SAVE): Stage.DRAFT,
    (Stage.APPROVED, Act.SEND_BACK): Stage.DRAFT,
    (Stage.APPROVED, Act.APPROVE): Stage.APPROVED,
    (Stage.APPROVED, Act.SCHEDULE): Stage.SCHEDULED,
    (Stage.SCHEDULED, Act.SAVE): Stage.DRAFT,
    (Stage.SCHEDULED, Act.CANCEL): None,
}
PUBLIC_ACTS = tuple(dict.fromkeys(act for _standing, act in STANDINGS))
# Those that bring a draft before the public, and so need one. A record is restored with its draft or without.
BRING_A_DRAFT = (Act.PUBLISH, Act.UPDATE, Act.MINOR, Act.CORRECT)

LABELS = {
    Act.PUBLISH: gettext_lazy("publish"),
    Act.UPDATE: gettext_lazy("update"),
    Act.MINOR: gettext_lazy("small change"),
    Act.CORRECT: gettext_lazy("correct"),
    Act.WITHDRAW: gettext_lazy("withdraw"),
    Act.RESTORE: gettext_lazy("restore"),
    Act.SAVE: gettext_lazy("save a draft"),
    Act.SUBMIT: gettext_lazy("ask for review"),
    Act.SEND_BACK: gettext_lazy("send back"),
    Act.APPROVE: gettext_lazy("approve"),
    Act.SCHEDULE: gettext_lazy("schedule"),
    Act.CANCEL: gettext_lazy("cancel the schedule"),
}


class ImpossibleMove(Exception):
    """An act that the state does not allow; says what is possible instead, in the active language."""

    def __init__(self, state: State, act: Act):
        possible = ", ".join(str(LABELS[each]) for each in acts_from(state))
        super().__init__(
            _("“%(act)s” is not possible while the record is %(state)s; possible: %(possible)s.")
            % {"act": LABELS[act], "state": state.words, "possible": possible}
        )
        self.state = state
        self.act = act


def is_possible(state: State, act: Act) -> bool:
    if act in PUBLIC_ACTS:
        has_what_it_needs = act not in BRING_A_DRAFT or state.stage != Stage.NONE
        return has_what_it_needs and (state.standing, act) in STANDINGS
    return (state.stage, act) in STAGES and not (act == Act.SCHEDULE and state.standing == Standing.WITHDRAWN)


def acts_from(state: State) -> list[Act]:
    return [act for act in Act if is_possible(state, act)]


def require(state: State, act: Act) -> None:
    """Raises ImpossibleMove unless the state allows the act."""
    if not is_possible(state, act):
        raise ImpossibleMove(state, act)
