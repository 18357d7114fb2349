"""What is in a bundle, and how far it is."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from projects.records import moments, snapshots
from projects.records.admin import outlook
from projects.records.admin.ledger import type_word
from projects.records.admin.pages import url_of
from projects.records.admin.summary import state_in_words, what_differs
from projects.records.drafts import Desk
from projects.records.findings import Finding
from projects.records.models import Bundle, BundleItem, Record, Schedule
from projects.records.publishing import bundling
from projects.records.states import LABELS, Act


@dataclass
class Item:
    """One record of a bundle as the desk has it; `record` is None if it is no more."""

    row: BundleItem
    record: Record | None
    planned: Schedule | None = None
    findings: list[Finding] = field(default_factory=list)

    def __post_init__(self):
        self.desk = Desk(self.record) if self.record else None

    @property
    def type_word(self) -> str:
        return type_word(self.row.record_type)

    @property
    def name(self) -> str:
        return str(self.record) if self.record else _("A record that is no more")

    @property
    def url(self) -> str:
        return url_of(self.record, "summary")

    @property
    def compare_url(self) -> str:
        return url_of(self.record, "compare")

    @property
    def state(self) -> str:
        return state_in_words(self.desk)

    @property
    def difference_count(self) -> int:
        return len(what_differs(self.desk))

    @property
    def act_word(self) -> str:
        return LABELS[Act(self.planned.act)] if self.planned else ""

    @property
    def has_something(self) -> bool:
        return self.desk.has_draft

    @property
    def grave(self) -> list[dict]:
        """What must be mended, each with the address where."""
        found = [finding for finding in self.findings if finding.is_grave]
        return [{"is": each, "url": outlook.where_mended(self.record, each)} for each in found]


@dataclass(frozen=True)
class BundleState:
    """How far a bundle is, in words; `planned` is one of its pending schedules."""

    words: str
    planned: Schedule | None = None
    is_open: bool = False

    @property
    def url(self) -> str:
        """Where the moment is changed or called off."""
        if self.planned is None:
            return ""
        model = snapshots.model_of(self.planned.version.record_type)
        return url_of(model(pk=self.planned.version.record_uuid), "schedule", self.planned.pk)

    @property
    def failure(self) -> str:
        return self.planned.failure if self.planned and self.planned.failed_at else ""


def state_of(bundle: Bundle) -> BundleState:
    if bundle.closed_at is not None:
        return BundleState(_("It went out on %(moment)s.") % {"moment": moments.words(bundle.closed_at)})
    planned = bundle.schedules.pending().select_related("version").order_by("due_at", "pk").first()
    if planned is None:
        return BundleState(_("It is open: nothing of it goes out before a publisher decides."), is_open=True)
    words = moments.words(planned.due_at, now=timezone.now())
    return BundleState(_("It is scheduled: it goes out on %(moment)s.") % {"moment": words}, planned)


def items_of(bundle: Bundle) -> list[Item]:
    """In the order in which they were put in."""
    rows = list(bundle.items.order_by("pk"))
    records = {}
    for record_type in {row.record_type for row in rows}:
        model = snapshots.model_of(record_type)
        uuids = [row.record_uuid for row in rows if row.record_type == record_type]
        records |= model.objects.in_bulk(uuids)
    pending = bundle.schedules.pending().select_related("version")
    planned = {each.version.record_uuid: each for each in pending}
    return [Item(row, records.get(row.record_uuid), planned.get(row.record_uuid)) for row in rows]


def look(items: Sequence[Item], at: datetime) -> None:
    """Tells each item what is in its way, if all of them go out at that moment."""
    there = [item for item in items if item.record]
    found = bundling.look([item.desk for item in there], now=timezone.now(), at=at)
    for item in there:
        item.findings = [*found[item.record.pk], *outlook.advice(item.desk)]
