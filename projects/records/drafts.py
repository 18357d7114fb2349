"""What is asked of a record's versions: which is the draft, at what stage it is, what was live before."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from projects.records import snapshots
from projects.records.models import Record, Review, Schedule, Version
from projects.records.states import Stage, Standing, State

STAGES = {
    None: Stage.DRAFT,
    Review.Decision.SUBMITTED: Stage.IN_REVIEW,
    Review.Decision.SENT_BACK: Stage.DRAFT,
    Review.Decision.APPROVED: Stage.APPROVED,
}


@dataclass(frozen=True)
class Desk:
    """What the desk knows of one record: asked once, as of now."""

    record: Record

    @cached_property
    def newest(self) -> Version | None:
        return Version.objects.about(self.record).select_related("author").order_by("-number").first()

    @property
    def draft(self) -> Version | None:
        """The newest version, if it waits to be published. What is new has one, once its versions are kept."""
        newest = self.newest
        waits = newest is not None and newest.number > self.record.version and not newest.is_as_live
        return newest if waits else None

    @cached_property
    def live(self) -> Version | None:
        """The version that the row holds; None while there is none, or it was not kept."""
        if not self.record.version:
            return None
        return Version.objects.about(self.record).filter(number=self.record.version).first()

    @cached_property
    def reviews(self) -> list[Review]:
        """Of the draft, oldest first."""
        return list(self.draft.reviews.select_related("by")) if self.draft else []

    @cached_property
    def schedules(self) -> list[Schedule]:
        """Pending ones of any version, in the order in which they are due."""
        pending = Schedule.objects.about(self.record).pending()
        return list(pending.select_related("version__author", "by", "bundle"))

    @property
    def has_draft(self) -> bool:
        """Whether something waits to be published. Of what is new something does, be it kept or not."""
        return self.record.standing == Standing.NEW or self.draft is not None

    @property
    def due_at(self) -> datetime | None:
        """When the draft goes out, if it is scheduled."""
        due = (each.due_at for each in self.schedules if self.draft and each.version_id == self.draft.pk)
        return next(due, None)

    @property
    def stage(self) -> Stage:
        if self.draft is None:
            return Stage.DRAFT if self.record.standing == Standing.NEW else Stage.NONE
        if self.due_at is not None:
            return Stage.SCHEDULED
        return STAGES[self.reviews[-1].decision if self.reviews else None]

    @property
    def state(self) -> State:
        return State(self.record.standing, self.stage)

    @property
    def number(self) -> int:
        """Of the newest version: what a page that was drawn now shows. 0 if none is kept yet."""
        return max(self.newest.number if self.newest else 0, self.record.version)

    @property
    def beside_the_row(self) -> dict | None:
        """The content of the draft, for `rehearse`; None if the row holds what the desk works on."""
        return None if self.draft is None or self.record.standing == Standing.NEW else self.draft.content

    @property
    def content(self) -> dict:
        """What the desk works on: the draft, or what is live."""
        return snapshots.take(self.record) if self.beside_the_row is None else self.beside_the_row


def approvals(version: Version) -> list[Review]:
    """Those that count: by others than the author, and since the version was last sent back."""
    counting = []
    for review in version.reviews.select_related("by").order_by("pk"):
        if review.decision == Review.Decision.SENT_BACK:
            counting = []
        elif review.decision == Review.Decision.APPROVED and review.by_id != version.author_id:
            counting.append(review)
    return counting


def lacks_eyes(record: Record, version: Version | None) -> bool:
    """Whether something of the record would go out that nobody but its author has approved, in either language.

    `version` is None where none was kept yet.
    """
    if version is None:
        return record.standing == Standing.NEW
    if version.number <= record.version:
        return False
    counting = approvals(version)
    return not (any(each.english for each in counting) and any(each.french for each in counting))


def second_pair_of_eyes() -> str:
    """ "off", "advised" or "required"."""
    return settings.SECOND_PAIR_OF_EYES


def with_state(records: models.QuerySet) -> models.QuerySet:
    """Annotates `draft_number`, `draft_decision` and `draft_due_at`, from which `state_of` reads the state."""
    versions = Version.objects.filter(record_uuid=OuterRef("pk")).order_by("-number")
    waiting = versions.filter(number=OuterRef("newest_number"), is_as_live=False)
    draft = waiting.filter(number__gt=OuterRef("version"))
    reviews = Review.objects.filter(
        version__record_uuid=OuterRef("pk"), version__number=OuterRef("draft_number")
    ).order_by("-pk")
    due = Schedule.objects.pending().filter(
        version__record_uuid=OuterRef("pk"), version__number=OuterRef("draft_number")
    )
    return (
        records.annotate(newest_number=Coalesce(Subquery(versions.values("number")[:1]), F("version")))
        .annotate(draft_number=Subquery(draft.values("number")[:1]))
        .annotate(
            draft_decision=Subquery(reviews.values("decision")[:1]),
            draft_due_at=Subquery(due.values("due_at")[:1]),
        )
    )


def state_of(record: Record) -> State:
    """The state of a record that `with_state` annotated."""
    if record.draft_number is None:
        return State(record.standing, Stage.DRAFT if record.standing == Standing.NEW else Stage.NONE)
    if record.draft_due_at is not None:
        return State(record.standing, Stage.SCHEDULED)
    return State(record.standing, STAGES[record.draft_decision])


def has_draft() -> Q:
    """A condition on records: something of them waits to be published, as `Desk.has_draft` says of one."""
    newest = Version.objects.newest().filter(record_uuid=OuterRef("pk"), number__gt=OuterRef("version"))
    return Q(version=0) | Exists(newest.filter(is_as_live=False))
