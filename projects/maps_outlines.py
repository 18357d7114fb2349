"""The land on the map, as paths of SVG. Pure.

`outlines.json` has the outlines of France and its neighbours, and says where they are from.
"""

import json
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import accumulate, pairwise
from math import dist
from pathlib import Path

from projects.maps import Frame, lambert

FILE = Path(__file__).parent / "outlines.json"
# How far beyond the frame the land is drawn, in units, so that where it is cut off is not seen.
BEYOND = 4
# How far apart points of an outline are at least, in units.
APART = 0.5

Ring = list[tuple[float, float]]


@cache
def rings(name: str) -> list[Ring]:
    """Of "france" or of its "neighbours", in kilometres of the map."""
    return [_ring(numbers) for numbers in json.loads(FILE.read_text())[name]]


def _ring(numbers: list[int]) -> Ring:
    longitudes, latitudes = accumulate(numbers[::2]), accumulate(numbers[1::2])
    return [
        lambert(latitude / 1000, longitude / 1000)
        for longitude, latitude in zip(longitudes, latitudes, strict=True)
    ]


@lru_cache(maxsize=32)  # the larger scale has another frame whenever a project comes or goes
def path(name: str, frame: Frame) -> str:
    """The outlines within the frame, in the units of its drawing."""
    return "".join(_written(_cut(ring, frame)) for ring in map(_placed(frame), rings(name)))


def _placed(frame: Frame):
    return lambda ring: [frame.place(x, y) for x, y in ring]


def _cut(ring: Ring, frame: Frame) -> Ring:
    """What is left of the ring within the drawing (Sutherland and Hodgman's clipping, edge by edge)."""
    width, height = frame.scale * (frame.east - frame.west), frame.height
    for axis, limit, side in ((0, -BEYOND, 1), (0, width + BEYOND, -1), (1, -BEYOND, 1), (1, height + BEYOND, -1)):
        ring = list(_cut_at(ring, axis, limit, side))
    return ring


def _cut_at(ring: Ring, axis: int, limit: float, side: int) -> Iterator[tuple[float, float]]:
    """The part of the ring that lies above the limit on one axis, or below it if the side is -1."""
    for start, end in zip(ring[-1:] + ring[:-1], ring, strict=True):
        was_in, is_in = (side * (point[axis] - limit) >= 0 for point in (start, end))
        if was_in != is_in:
            part = (limit - start[axis]) / (end[axis] - start[axis])
            yield tuple(a + part * (b - a) for a, b in zip(start, end, strict=True))
        if is_in:
            yield end


def _written(ring: Ring) -> str:
    """As a path: in whole tenths of a unit, from point to point, without points that nobody would tell apart."""
    points = list(_told_apart(ring))
    if len(points) < 3:
        return ""
    steps = [(x - a, y - b) for (a, b), (x, y) in pairwise(points)]
    (x, y), drawn = points[0], " ".join(f"{x / 10:g},{y / 10:g}" for x, y in steps)
    return f"M{x / 10:g},{y / 10:g}l{drawn}z"


def _told_apart(ring: Ring) -> Iterator[tuple[int, int]]:
    last = None
    for x, y in ring:
        if last is None or dist(last, (x, y)) >= APART:
            last = (x, y)
            yield round(10 * x), round(10 * y)
