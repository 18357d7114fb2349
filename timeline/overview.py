"""The timeline as one picture: a row per project, planned and happened, and how plans moved. Pure geometry.

Across, everything is in per cent of the plot, so that the picture fits any width; down, in em of its small type.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import count

from projects.records.dates import Span
from timeline.entries import Entry
from timeline.overview_axis import Axis, Bar, Tick, Today

MOST_ROWS = 20
MOST_MARKS = 300
MOST_LABELS = 16
MOST_LANES_WITH_LABELS = 8
# Beyond so many lanes they come closer, to no more than so many em a row unless there are hundreds.
HIGHEST, LANE, TIGHTEST = 16.0, 1.75, 0.15
PADDING = 0.6
# A point takes so much, in per cent, before the next one goes into a lane of its own.
FOOTPRINT, APART = 2.2, 0.5
# Widths of titles, in per cent, on the narrowest plot that shows them.
PER_LETTER, LABEL_GAP, LONGEST_LABEL = 0.8, 2.2, 60


@dataclass(frozen=True)
class Label:
    text: str
    x: float
    anchor: str

    @property
    def interval(self) -> tuple[float, float]:
        width = len(self.text) * PER_LETTER + LABEL_GAP
        return (self.x, self.x + width) if self.anchor == "start" else (self.x - width, self.x)


@dataclass(frozen=True)
class Shape:
    """One milestone in one row before it has a lane; `plan` is where it was first planned, if it moved."""

    entry: Entry
    bar: Bar
    plan: Bar | None = None

    @property
    def x(self) -> float:
        return min(self.bar.x, self.plan.x) if self.plan else self.bar.x

    @property
    def end(self) -> float:
        return max(self.bar.end, self.plan.end) if self.plan else self.bar.end

    @property
    def interval(self) -> tuple[float, float]:
        """What it takes of its lane."""
        return self.x, max(self.end, self.x + FOOTPRINT) + APART

    @property
    def arrow(self) -> tuple[float, float] | None:
        """From the plan's near edge to where it is now: as long as the move that is proven."""
        if self.plan is None:
            return None
        is_later = self.bar.x >= self.plan.x
        return (self.plan.end, self.bar.x) if is_later else (self.plan.x, self.bar.end)


@dataclass(frozen=True)
class Mark:
    """A milestone in its lane, `y` em below the top of its row."""

    shape: Shape
    y: float
    label: Label | None = None

    @property
    def entry(self) -> Entry:
        return self.shape.entry

    @property
    def top(self) -> float:
        return round(self.y - self.thickness / 2, 2)

    @property
    def thickness(self) -> float:
        return 1.0 if self.entry.milestone.is_key else 0.7

    @property
    def radius(self) -> float:
        return self.thickness / 2


@dataclass(frozen=True)
class Row:
    """`project` is None in the row of what belongs to none, or to one of too many: `is_rest` tells them apart."""

    project: object | None
    height: float
    marks: list[Mark]
    is_rest: bool = False


@dataclass(frozen=True)
class Overview:
    rows: list[Row]
    ticks: list[Tick]
    today: Today | None

    @property
    def statuses(self) -> set[str]:
        """Which kinds of mark the legend has to tell of; "moved" is one of them."""
        marks = [mark for row in self.rows for mark in row.marks]
        moved = {"moved"} if any(mark.shape.plan for mark in marks) else set()
        return {mark.entry.history.status for mark in marks} | moved


def drawn(entries: Iterable[Entry], on: date, language: str, project=None) -> Overview | None:
    """For milestones with their projects in `public_projects`; of one project alone, if one is asked for.

    None if there is nothing to draw, or more than a picture can hold.
    """
    entries = [entry for entry in entries if entry.claim is not None]
    if not entries or len(entries) > MOST_MARKS:
        return None
    axis = Axis(span for entry in entries for span in _spans(entry))
    titled = {entry.milestone.pk for entry in entries if entry.milestone.is_key}
    if len(titled) > MOST_LABELS:
        titled = set()
    rows = []
    for of_project, some, is_rest in _by_project(entries, project):
        shapes = sorted((_shape(entry, axis) for entry in some), key=lambda shape: shape.interval)
        rows.append(_row(of_project, shapes, is_rest, titled))
        titled = titled - {entry.milestone.pk for entry in some}
    return Overview(rows, axis.ticks(language), axis.today(on))


def _spans(entry: Entry) -> list[Span]:
    moved = [entry.history.first_plan.span] if entry.history.has_moved else []
    return [entry.claim.span, *moved]


def _shape(entry: Entry, axis: Axis) -> Shape:
    now, *moved = (axis.bar(span) for span in _spans(entry))
    return Shape(entry, now, *moved)


def _by_project(entries: list[Entry], only) -> list[tuple[object | None, list[Entry], bool]]:
    """Projects in the order of their first milestones, then what belongs to none, or to one too many."""
    entries = sorted(entries, key=lambda entry: entry.claim.span.sort_key)
    of_project, projects, homeless = {}, {}, []
    for entry in entries:
        own = [each for each in entry.milestone.public_projects if only is None or each.pk == only.pk]
        for each in own:
            projects[each.pk] = each
            of_project.setdefault(each.pk, []).append(entry)
        if not own:
            homeless.append(entry)
    biggest = sorted(of_project, key=lambda pk: -len(of_project[pk]))
    # One row is kept for the others, and one for what belongs to none.
    kept = set(biggest if len(biggest) <= MOST_ROWS - 1 else biggest[: MOST_ROWS - 2])
    rows = [(projects[pk], some, False) for pk, some in of_project.items() if pk in kept]
    shown = {entry.milestone.pk for _project, some, _is_rest in rows for entry in some}
    beyond = {
        entry.milestone.pk: entry
        for pk, some in of_project.items()
        if pk not in kept
        for entry in some
        if entry.milestone.pk not in shown
    }
    rows += [(None, list(beyond.values()), True)] if beyond else []
    return rows + ([(None, homeless, False)] if homeless else [])


def _row(project, shapes: list[Shape], is_rest: bool, titled: set) -> Row:
    """With the titles of those that have none in a row above."""
    labels = [_label(shape) if shape.entry.milestone.pk in titled else None for shape in shapes]
    lanes = _lanes(shapes, labels)
    if max(lanes) >= MOST_LANES_WITH_LABELS:
        labels = [None] * len(shapes)
        lanes = _lanes(shapes, labels)
    number = max(lanes) + 1
    pitch = max(min(LANE, HIGHEST / number), TIGHTEST)
    marks = [
        Mark(shape, round(PADDING + LANE / 2 + lane * pitch, 2), label)
        for shape, lane, label in zip(shapes, lanes, labels, strict=True)
    ]
    height = round(2 * PADDING + LANE + (number - 1) * pitch, 2)
    return Row(project, height, marks, is_rest)


def _label(shape: Shape) -> Label | None:
    """Its title, to the right of it, or to the left where there is no room; none where neither has."""
    text = _shortened(str(shape.entry.title))
    for label in (Label(text, shape.end, "start"), Label(text, shape.x, "end")):
        start, end = label.interval
        if start >= 0 and end <= 100:
            return label
    return None


def _shortened(title: str) -> str:
    if len(title) <= LONGEST_LABEL:
        return title
    return title[:LONGEST_LABEL].rpartition(" ")[0].rstrip(" ,;:–-") + "…"


def _lanes(shapes: list[Shape], labels: list[Label | None]) -> list[int]:
    """For each mark the first lane in which neither it nor its title lies on another."""
    taken, lanes = [], []
    for shape, label in zip(shapes, labels, strict=True):
        low, high = shape.interval
        if label:
            start, end = label.interval
            low, high = min(low, start), max(high, end)
        lane = next(
            number
            for number in count()
            if number == len(taken) or all(high <= start or end <= low for start, end in taken[number])
        )
        if lane == len(taken):
            taken.append([])
        taken[lane].append((low, high))
        lanes.append(lane)
    return lanes
