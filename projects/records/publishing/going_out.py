"""What the public sees come or change. Each is a row of the ledger."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from projects.records import checks, checks_contents, contents, drafts, permissions, snapshots, states, texts
from projects.records.findings import Finding
from projects.records.models import Override, Publication, Record, Schedule, UsedSlug, Version
from projects.records.models.publication import NEED_A_NOTE
from projects.records.publishing import drafting, indexing, touching
from projects.records.publishing.locks import bring_up_to_date, locked
from projects.records.publishing.settling import settle_those_naming
from projects.records.states import Act, Stage, Standing, State


class NotYet(ValidationError):
    """The record cannot be public as it is; `findings` say why, each where it is mended."""

    def __init__(self, findings: Sequence[Finding]):
        super().__init__([finding.words for finding in findings])
        self.findings = list(findings)


@dataclass(frozen=True)
class Decision:
    """One record that is to go out. `version` is the one that was looked at; None means the draft as it is.

    `override` is the reason for going ahead without a second pair of eyes where one is required.
    """

    record: Record
    act: Act
    version: Version | None = None
    note_en: str = ""
    note_fr: str = ""
    override: str = ""

    def __post_init__(self):
        """What is entered in the ledger stays there for ever, so it comes in clean."""
        for name in ("note_en", "note_fr", "override"):
            object.__setattr__(self, name, texts.said(getattr(self, name)))


@transaction.atomic
def go_out(decisions: Sequence[Decision], *, by, at: datetime, is_due: bool = False) -> list[Publication]:
    """All of it becomes visible from `at` on, or nothing does. With `is_due` it was decided when it was scheduled.

    Raises PermissionDenied, ImpossibleMove, NotYet with all that is in the way, or ValidationError without a note.
    """
    Publication.objects.lock()
    outgoing = [_Outgoing(decision, by=by, at=at, is_due=is_due) for decision in decisions]
    before = touching.look([each.row for each in outgoing])
    for each in outgoing:
        each.apply()
    companions = [(other, each) for each in outgoing for other in each.row.companions()]
    accompanying = [_Companion(other, each, by=by, at=at) for other, each in companions]
    everyone = [*accompanying, *outgoing]
    found = [finding for each in everyone for finding in checks.grave(each.row, at, each.version)]
    if found:
        raise NotYet(list(dict.fromkeys(found)))
    entered = [each.enter() for each in everyone]
    touching.touch(before, [each.row for each in everyone], entered[-1])
    indexing.index(each.row for each in everyone)
    for each in outgoing:
        bring_up_to_date(each.decision.record, each.row)
    return entered[len(accompanying) :]


class _Entry:
    """What is marked on its row, and entered in the ledger once everything that goes with it is in order."""

    approvals = ()
    lacked_eyes = False

    def mark(self) -> None:
        """The dates that publishing keeps. A small change moves none of them."""
        row = self.row
        row.version = self.version.number
        row.published_at = row.published_at or self.at
        if self.act != Act.MINOR:
            row.updated_at = self.at
        row.withdrawn_at = None
        row.save()

    def enter(self) -> Publication:
        row, decision = self.row, self.decision
        row.settle()
        row.save()
        settle_those_naming(row)
        for slug in self.slugs:
            UsedSlug.objects.get_or_create(record_type=row.type_name(), slug=slug, record_uuid=row.pk)
        self._overtake()
        approval = next(iter(self.approvals), None)
        publication = Publication.objects.append(
            row,
            act=self.act,
            by=self.by,
            at=self.at,
            note_en=decision.note_en,
            note_fr=decision.note_fr,
            approved_by=approval and approval.by,
        )
        if self.lacked_eyes and decision.override:
            Override.objects.create(publication=publication, reason=decision.override)
        return publication

    def _overtake(self) -> None:
        """What was scheduled of this version or an older one has nothing left to do."""
        overtaken = Schedule.objects.about(self.row).pending().filter(version__number__lte=self.version.number)
        overtaken.exclude(version=self.version, due_at__lte=self.at).update(
            cancelled_at=self.at,
            cancelled_by=self.by,
            cancelled_why=_("A version as new as this is public already."),
        )


class _Outgoing(_Entry):
    """One decision while it is carried out: allowed, then applied to the row."""

    def __init__(self, decision: Decision, *, by, at: datetime, is_due: bool = False):
        self.decision, self.by, self.at, self.act = decision, by, at, decision.act
        if not is_due:
            permissions.require(by, permissions.ACTS[self.act])
        self.row = locked(decision.record)
        self.version = decision.version or self._draft()
        states.require(self._state(), self.act)
        if self.act in NEED_A_NOTE and not (decision.note_en or decision.note_fr):
            raise ValidationError({"note_en": _("Readers are told what changed: write a note.")})
        self.approvals = drafts.approvals(self.version)
        is_required = drafts.second_pair_of_eyes() == "required"
        self.lacked_eyes = is_required and drafts.lacks_eyes(self.row, self.version)
        if self.lacked_eyes and not is_due and not decision.override:
            raise PermissionDenied(_("This needs the approval of somebody who did not write it."))

    def _draft(self) -> Version:
        if self.row.standing == Standing.NEW:
            return drafting.keep(self.row, at=self.at, by=self.by)
        live = drafting.keep(self.row, at=self.at)
        return drafts.Desk(self.row).draft or live

    def _state(self) -> State:
        waits = self.version.number > self.row.version and not self.version.is_as_live
        return State(self.row.standing, Stage.DRAFT if waits else Stage.NONE)

    def apply(self) -> None:
        drafting.keep(self.row, at=self.at)
        self.slugs = {self.row.slug} if self.row.version else set()
        if not contents.is_same(snapshots.take(self.row), self.version.content):
            if unfit := checks_contents.of_content(self.row, self.version.content):
                raise NotYet(unfit)
            snapshots.apply(self.row, self.version.content)
        self.mark()
        self.slugs |= {self.row.slug}


class _Companion(_Entry):
    """A record that goes out because another does: its row is as it is to be, nobody decides about it."""

    def __init__(self, row: Record, leader: _Outgoing, *, by, at: datetime):
        self.row, self.by, self.at, self.slugs = row, by, at, {row.slug}
        of_standing = {Standing.NEW: Act.PUBLISH, Standing.WITHDRAWN: Act.RESTORE}
        self.act = of_standing.get(row.standing, leader.act)
        self.decision = Decision(row, self.act, None, leader.decision.note_en, leader.decision.note_fr)
        self._apply()

    def _apply(self) -> None:
        """What was being drafted of it is drafted on, upon what it is now."""
        desk = drafts.Desk(self.row)
        draft, live = desk.draft, desk.live
        content = snapshots.take(self.row)
        self.version = drafting.add_version(self.row, content, by=self.by, at=self.at)
        self.mark()
        if draft is not None and live is not None:
            merged, _collisions = contents.merge(live.content, draft.content, content)
            drafting.add_version(self.row, merged, by=draft.author, at=self.at)


def publish(record: Record, *, by, at: datetime, **words) -> Publication:
    """Makes the draft of what is new visible from `at` on. Raises what `go_out` raises."""
    return _alone(Decision(record, Act.PUBLISH, **words), by=by, at=at)


def update(record: Record, *, by, at: datetime, **words) -> Publication:
    """Brings the draft of what is live before the public, with a note. Raises what `go_out` raises."""
    return _alone(Decision(record, Act.UPDATE, **words), by=by, at=at)


def minor(record: Record, *, by, at: datetime, **words) -> Publication:
    """A change that readers need not be told: it moves no date and no feed. Raises what `go_out` raises."""
    return _alone(Decision(record, Act.MINOR, **words), by=by, at=at)


def correct(record: Record, *, by, at: datetime, **words) -> Publication:
    """Puts right what was wrong, with a note; the old text stays readable. Raises what `go_out` raises."""
    return _alone(Decision(record, Act.CORRECT, **words), by=by, at=at)


def restore(record: Record, *, by, at: datetime, **words) -> Publication:
    """Brings back what was withdrawn, with its draft if there is one. Raises what `go_out` raises."""
    return _alone(Decision(record, Act.RESTORE, **words), by=by, at=at)


def _alone(decision: Decision, *, by, at: datetime) -> Publication:
    [publication] = go_out([decision], by=by, at=at)
    return publication


@transaction.atomic
def sign(override: Override, *, by, at: datetime) -> None:
    """The second pair of eyes after all. Raises PermissionDenied, also to whoever went ahead without it."""
    permissions.require(by, permissions.REVIEW)
    row = Override.objects.select_for_update().select_related("publication").get(pk=override.pk)
    if by.pk == row.publication.by_id:
        raise PermissionDenied(_("Whoever went ahead alone does not sign it: ask somebody else."))
    if row.signed_at is None:
        row.signed_by, row.signed_at = by, at
        row.save()
