"""What a person can do now with a record and, for what cannot be done, why: of the state and of the roles."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from projects.records import permissions, states
from projects.records.admin.pages import url_of
from projects.records.drafts import Desk
from projects.records.models import Record
from projects.records.states import Act, Stage, Standing

# Why the state does not allow an act, in words; what is not here is said by `states.ImpossibleMove`.
WHY_NOT = {
    (Act.SUBMIT, Stage.NONE): _("There is no draft: what is live is the newest version."),
    (Act.SUBMIT, Stage.IN_REVIEW): _("It waits for review already."),
    (Act.SUBMIT, Stage.APPROVED): _("It is approved already."),
    (Act.SUBMIT, Stage.SCHEDULED): _("It is scheduled already."),
    (Act.APPROVE, Stage.NONE): _("There is no draft: what is live is the newest version."),
    (Act.APPROVE, Stage.SCHEDULED): _("It is scheduled already: to look at it again, cancel the schedule first."),
    (Act.SEND_BACK, Stage.NONE): _("There is no draft: what is live is the newest version."),
    (Act.SEND_BACK, Stage.DRAFT): _("Nobody has asked for a review."),
    (Act.SEND_BACK, Stage.SCHEDULED): _("It is scheduled: cancel the schedule first."),
}
LABELS = {
    Act.SUBMIT: _("Ask for review"),
    Act.APPROVE: _("Approve"),
    Act.SEND_BACK: _("Send back"),
}


# Those that only look at it; the others change something.
LOOKS = {"preview", "links", "compare", "view"}
# The step that leads on from each stage: the first of these that can be done.
LEADS_ON = {
    Stage.NONE: ["change"],
    Stage.DRAFT: ["publish", Act.SUBMIT],
    Stage.IN_REVIEW: [Act.APPROVE, "publish"],
    Stage.APPROVED: ["publish"],
    Stage.SCHEDULED: [],
}


@dataclass(frozen=True)
class Possibility:
    """One thing to do: by a page of its own at `url`, or by the step of that name; or `why` it cannot be done."""

    label: str
    name: str
    url: str = ""
    why: str = ""


def possibilities(desk: Desk, person, view_on_site: str = "") -> list[Possibility]:
    record = desk.record
    return [
        _of(person, permissions.WRITE, Possibility(_("Edit"), "change", url_of(record, "change"))),
        *(_step(desk, person, act) for act in LABELS),
        _publishing(desk, person),
        _withdrawing(desk, person),
        Possibility(_("Preview"), "preview", url_of(record, "preview", desk.number)),
        _inviting(desk, person),
        Possibility(_("Compare versions"), "compare", url_of(record, "compare")),
        _viewing(record, view_on_site),
    ]


def next_step(desk: Desk, can: list[Possibility]) -> str:
    """The name of what leads on from here for this person; empty if nothing does."""
    names = {each.name for each in can if not each.why}
    return next((name for name in LEADS_ON[desk.stage] if name in names), "")


def _of(person, ability: str, possibility: Possibility, why="") -> Possibility:
    """The possibility, unless the role or the state stands against it."""
    if not person.has_perm(ability):
        why = permissions.REFUSALS[ability]
    return Possibility(possibility.label, possibility.name, why=why) if why else possibility


def _step(desk: Desk, person, act: Act) -> Possibility:
    why = ""
    if not states.is_possible(desk.state, act):
        why = WHY_NOT.get((act, desk.stage)) or str(states.ImpossibleMove(desk.state, act))
    elif act == Act.APPROVE and desk.newest is not None and desk.newest.author_id == person.pk:
        why = _("Whoever wrote the last version does not approve it: ask somebody else.")
    return _of(person, permissions.ACTS[act], Possibility(LABELS[act], act), why)


def why_nothing_goes_out(desk: Desk) -> str:
    """Why no act brings anything of the record before the public now; empty if one does."""
    acts = [*states.BRING_A_DRAFT, Act.RESTORE]
    if any(states.is_possible(desk.state, act) for act in acts):
        return ""
    return _("Nothing waits to be published: what is live is the newest version.")


def going_out_label(record: Record) -> str:
    """What the page is called on which it is decided that the record goes out."""
    return _("Review and restore") if record.standing == Standing.WITHDRAWN else _("Review and publish")


def _publishing(desk: Desk, person) -> Possibility:
    page = Possibility(going_out_label(desk.record), "publish", url_of(desk.record, "publish"))
    return _of(person, permissions.PUBLISH, page, why_nothing_goes_out(desk))


def why_not_withdrawn(standing: Standing) -> str:
    return {
        Standing.NEW: _("It was never published: there is nothing to withdraw."),
        Standing.LIVE: "",
        Standing.WITHDRAWN: _("It was withdrawn already."),
    }[standing]


def _withdrawing(desk: Desk, person) -> Possibility:
    page = Possibility(_("Withdraw"), "withdraw", url_of(desk.record, "withdraw"))
    return _of(person, permissions.PUBLISH, page, why_not_withdrawn(desk.record.standing))


def _inviting(desk: Desk, person) -> Possibility:
    page = Possibility(_("Preview links"), "links", url_of(desk.record, "links"))
    return _of(person, permissions.REVIEW, page)


def _viewing(record, view_on_site: str) -> Possibility:
    why = ""
    if not record.is_public(timezone.now()):
        why = _("It is not public.")
    elif not view_on_site:
        why = _("It has no page of its own.")
    return Possibility(_("View on site"), "view", view_on_site, why)


def together_url(desk: Desk) -> str:
    """Where it is put together with others that go out with it; empty if it has nothing to publish."""
    key = [desk.record.type_name(), desk.record.pk]
    return reverse("admin:records_bundle_for", args=key) if desk.has_draft else ""
