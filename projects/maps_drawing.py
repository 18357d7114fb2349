"""Draws the map: the whole of France, and where names would crowd, that part again on a larger scale. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import dist
from typing import Any

from django.utils.translation import gettext_lazy as _

from projects.maps import FRANCE, WIDTH, Frame, lambert, on_the_map
from projects.maps_labels import Box, Label, Named, Type, place
from projects.maps_outlines import path

# The letters of towns, and of what lies around.
TOWN, AROUND = Type(13), Type(9.5, spacing=1.2)
LONGEST_NAME = 28
DOT, GROUP, SMALL = 4.5, 6, 2.5
# Marks nearer to each other than this, in kilometres, are of one crowd. It is shown again, at least so wide,
# unless that would show it hardly larger: in more than this part of the whole.
CROWD, SMALLEST, LARGEST_PART = 80, 120, 0.6
# What lies around, and the degrees north and east where its name may stand.
LANDS = [
    (_("France"), [(46.75, 2.3)]),
    (_("United Kingdom"), [(51.0, -0.6)]),
    (_("Belgium"), [(50.6, 4.6), (50.86, 3.35)]),
    (_("Germany"), [(49.6, 7.5)]),
    (_("Switzerland"), [(46.75, 7.8)]),
    (_("Italy"), [(44.7, 8.1)]),
    (_("Spain"), [(42.2, -0.8)]),
]
SEAS = [
    (_("English Channel"), [(49.85, -1.2), (50.5, 1.1)]),
    (_("North Sea"), [(51.15, 2.3)]),
    (_("Bay of Biscay"), [(45.3, -3.0)]),
    (_("Mediterranean Sea"), [(42.6, 5.3)]),
]
SCALES = [200, 100, 50, 20, 10, 5, 2]


@dataclass(frozen=True, eq=False)
class Place:
    """A point of the map, in its kilometres, and what is there; `is_full` fills its dot."""

    number: int
    name: str
    x: float
    y: float
    items: Sequence[Any] = ()
    is_full: bool = False

    @property
    def radius(self) -> float:
        return GROUP if len(self.items) > 1 else DOT


@dataclass(frozen=True)
class Mark:
    """A place in a drawing. One whose name does not stand there is small."""

    place: Place
    x: float
    y: float
    label: Label | None

    @property
    def radius(self) -> float:
        return self.place.radius if self.label else SMALL


@dataclass(frozen=True)
class Scale:
    kilometres: int
    length: float
    x: float
    y: float

    @property
    def end(self) -> float:
        return self.x + self.length

    @property
    def top(self) -> float:
        return self.y - 4

    @property
    def box(self) -> Box:
        return Box(self.x, self.y - 16, self.end, self.y + 2)


@dataclass(frozen=True)
class Panel:
    """One drawing; `window` is the part that the next one shows larger."""

    frame: Frame
    marks: list[Mark]
    lands: list[Label]
    seas: list[Label]
    scale: Scale
    window: Box | None = None

    @property
    def home(self) -> str:
        return path("france", self.frame)

    @property
    def abroad(self) -> str:
        return path("neighbours", self.frame)


def gathered(points: Iterable[tuple[float, float, str, bool, Any]]) -> tuple[list[Place], list]:
    """Places by name for points (latitude, longitude, name, is_full, item), and the items that lie off the map.

    What is less than about a kilometre apart is one place, which goes by the name given first.
    """
    places, outside = defaultdict(list), []
    for latitude, longitude, name, is_full, item in points:
        position = on_the_map(latitude, longitude)
        if position is None:
            outside.append(item)
        else:
            places[round(latitude, 2), round(longitude, 2)].append((position, name, is_full, item))
    by_name = sorted(places.values(), key=lambda of_one: (of_one[0][1].casefold(), of_one[0][0]))
    return [_place(number, of_one) for number, of_one in enumerate(by_name, 1)], outside


def _place(number: int, of_one: list[tuple]) -> Place:
    position, name, _is_full, _item = of_one[0]
    return Place(number, name, *position, tuple(each[3] for each in of_one), any(each[2] for each in of_one))


def draw(places: Sequence[Place]) -> list[Panel]:
    """The panels of the map: one, or two where the names need a larger scale."""
    whole = _panel(FRANCE, places, places)
    crowd = _crowd(places) if any(mark.label is None for mark in whole.marks) else []
    frame = _frame_around(crowd) if crowd else None
    if frame is None:
        return [whole]
    seen = [each for each in places if frame.holds(each.x, each.y)]
    apart = [each for each in places if each not in seen]
    left, top = FRANCE.place(frame.west, frame.north)
    right, bottom = FRANCE.place(frame.east, frame.south)
    window = Box(left, top, right, bottom)
    return [replace(_panel(FRANCE, places, apart, [window]), window=window), _panel(frame, seen, seen)]


def _crowd(places: Sequence[Place]) -> list[Place]:
    """The largest group of places that are near to one another, from one to the next."""
    waiting, crowds = list(places), []
    while waiting:
        crowd = [waiting.pop(0)]
        for member in crowd:
            near = [each for each in waiting if dist((each.x, each.y), (member.x, member.y)) < CROWD]
            crowd += near
            waiting = [each for each in waiting if each not in near]
        crowds.append(crowd)
    return max(crowds, key=len)


def _frame_around(places: Sequence[Place]) -> Frame | None:
    """A frame of the shape of the whole, with room for names; None if it would not be much smaller."""
    xs, ys = [each.x for each in places], [each.y for each in places]
    shape = FRANCE.height / WIDTH
    width = max(SMALLEST, 1.4 * (max(xs) - min(xs)) + 30, (1.25 * (max(ys) - min(ys)) + 20) / shape)
    if width > LARGEST_PART * (FRANCE.east - FRANCE.west):
        return None
    x, y, half = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2, width / 2
    return Frame(x - half, y - half * shape, x + half, y + half * shape)


def _panel(frame: Frame, places: Sequence[Place], named: Sequence[Place], taken: Sequence[Box] = ()) -> Panel:
    """With a mark for each place, and names for those that are to be named."""
    scale = _scale(frame)
    at = {each: frame.place(each.x, each.y) for each in places}
    wanted = [Named(_short(each.name), *at[each], each.radius) for each in named]
    labels = place(wanted, TOWN, WIDTH, frame.height, [*taken, scale.box])
    found = dict(zip(named, labels, strict=True))
    marks = [Mark(each, *at[each], found.get(each)) for each in places]
    boxes = [Box.around(mark.x, mark.y, mark.place.radius) for mark in marks]
    boxes += [label.box for label in labels if label] + [*taken, scale.box]
    lands = _around(LANDS, frame, boxes)
    return Panel(frame, marks, lands, _around(SEAS, frame, boxes + [each.box for each in lands]), scale)


def _around(names: Iterable, frame: Frame, taken: Sequence[Box]) -> list[Label]:
    """The names of what lies around that have room."""
    labels = []
    for name, positions in names:
        for latitude, longitude in positions:
            label = AROUND.label(str(name), *frame.place(*lambert(latitude, longitude)), "middle")
            boxes = [*taken, *(each.box for each in labels)]
            is_free = not any(label.box.touches(each) for each in boxes)
            if label.box.lies_within(WIDTH, frame.height) and is_free:
                labels.append(label)
                break
    return labels


def _scale(frame: Frame) -> Scale:
    """As long as fits into a quarter of the width, in round kilometres."""
    kilometres = next(each for each in SCALES if each * frame.scale <= WIDTH / 4)
    return Scale(kilometres, kilometres * frame.scale, 10, frame.height - 10)


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"
