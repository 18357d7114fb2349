"""What the dashboard asks the database: one query for each of these, however much there is."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When, Window
from django.db.models.functions import Coalesce, RowNumber
from django.utils import timezone

from projects.comparisons import Comparison, compare
from projects.models import Figure
from projects.records import snapshots
from projects.records.models import Override, Publication, Review, Schedule, Version
from timeline.histories import History
from timeline.models import Milestone, MilestoneDate
from timeline.querysets import PLANNED


def drafts(person, most: int) -> dict[str, list[Version]]:
    """Newest versions that wait for somebody: "mine", for "review", or "ready" to be published; newest first.

    What is scheduled waits for nobody. Each has the last `decision` about it.
    """
    return _by_kind(
        _drafts().select_related("author").defer("content"),
        kinds={
            "mine": Q(author=person),
            "review": Q(decision=Review.Decision.SUBMITTED),
            "ready": Q(decision=Review.Decision.APPROVED),
        },
        order=["-made_at", "pk"],
        most=most,
    )


def _drafts() -> QuerySet:
    waiting = Q()
    for model in snapshots.record_models():
        rows = model.objects.filter(pk=OuterRef("record_uuid"), version__lt=OuterRef("number"))
        waiting |= Q(Exists(rows.order_by()), record_type=model.type_name())
    planned = Schedule.objects.pending().filter(version=OuterRef("pk"))
    decisions = Review.objects.filter(version=OuterRef("pk")).order_by("-pk").values("decision")
    newest = Version.objects.newest().filter(waiting, ~Exists(planned), is_as_live=False)
    return newest.annotate(decision=Subquery(decisions[:1]))


def schedules(at: datetime, most: int) -> dict[str, list[Schedule]]:
    """Pending ones: what "failed", is "due" until the end of tomorrow, or "later"; the first due first."""
    tomorrow = timezone.localdate(at) + timedelta(days=1)
    end = timezone.make_aware(datetime.combine(tomorrow + timedelta(days=1), time.min))
    return _by_kind(
        Schedule.objects.pending().select_related("version", "by", "bundle").defer("version__content"),
        kinds={"failed": Q(failed_at__isnull=False), "due": Q(due_at__lt=end), "later": Q(due_at__gte=end)},
        order=["due_at", "pk"],
        most=most,
    )


def _by_kind(rows: QuerySet, *, kinds: dict[str, Q], order: list[str], most: int) -> dict[str, list]:
    """The first rows of each kind, in one query; a row is of the first kind whose condition it meets."""
    kind = Case(
        *(When(condition, then=Value(name)) for name, condition in kinds.items()), output_field=CharField()
    )
    ranked = rows.annotate(kind=kind).filter(kind__isnull=False)
    rank = Window(RowNumber(), partition_by=F("kind"), order_by=order)
    found = defaultdict(list)
    for row in ranked.annotate(rank=rank).filter(rank__lte=most).order_by(*order):
        found[row.kind].append(row)
    return found


def ledger(most: int) -> tuple[list[Publication], list[Publication]]:
    """The newest rows of the ledger, and those that went ahead alone and that nobody has signed yet."""
    newest = Publication.objects.order_by("-sequence").values("pk")[:most]
    unsigned = Override.objects.filter(signed_at=None).order_by("-pk").values("publication")[:most]
    rows = Publication.objects.filter(Q(pk__in=newest) | Q(pk__in=unsigned))
    rows = list(rows.select_related("by", "approved_by", "override_row").order_by("-sequence"))
    return rows[:most], [
        row for row in rows if hasattr(row, "override_row") and row.override_row.signed_at is None
    ]


def milestones(at: datetime) -> list[tuple[Milestone, History]]:
    """Public milestones whose plan has passed without an outcome, or whose dates may contradict each other."""
    today = timezone.localdate(at)
    public = MilestoneDate.objects.standing().public(at)
    apart = public.filter(Exists(_rival_dates(public))).values("milestone")
    passed = Q(milestone__nature=PLANNED, milestone__latest__lt=today)
    claims = public.filter(passed | Q(milestone__in=apart)).select_related("source", "milestone")
    return [(claims[0].milestone, History(claims, today)) for claims in _grouped(claims, lambda c: c.milestone_id)]


def _rival_dates(public: QuerySet) -> QuerySet:
    """Dates of another source for the same milestone that the rules of `claims` may find to contradict."""
    apart = Q(earliest__gt=OuterRef("latest")) | Q(latest__lt=OuterRef("earliest"))
    rivals = public.filter(milestone=OuterRef("milestone")).exclude(source=OuterRef("source"))
    rivals = rivals.annotate(
        since=Coalesce("source__published_earliest", Value(date.min)),
        until=Coalesce("source__published_latest", Value(date.max)),
    )
    neither_is_newer = Q(
        since__lte=Coalesce(OuterRef("source__published_latest"), Value(date.max)),
        until__gte=Coalesce(OuterRef("source__published_earliest"), Value(date.min)),
    )
    return rivals.filter(
        (Q(nature=OuterRef("nature")) & apart) | (~Q(nature=OuterRef("nature")) & neither_is_newer)
    )


def figures(at: datetime) -> list[Comparison]:
    """Public figures on which sources disagree."""
    public = Figure.objects.standing().public(at)
    same = Q(project=OuterRef("project")) | Q(organisation=OuterRef("organisation"))
    of_same = public.filter(same, measure=OuterRef("measure"), nature=OuterRef("nature"))
    apart = Q(low__gte=OuterRef("high")) | Q(high__lte=OuterRef("low"))
    rivals = of_same.filter(apart).exclude(source=OuterRef("source"))
    rivals = rivals.exclude(low=OuterRef("low"), high=OuterRef("high"))
    found = public.filter(Exists(of_same.filter(Exists(rivals))))
    found = found.select_related("source", "project", "organisation", "party")
    return [comparison for comparison in compare(found) if comparison.disagree]


def _grouped(rows: Iterable, key) -> list[list]:
    groups = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return list(groups.values())
