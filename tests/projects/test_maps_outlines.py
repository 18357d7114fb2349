"""The land on the map: small, with its origin named, and where it should be."""

import json
import re
from itertools import pairwise

import pytest

from projects.maps import FRANCE, WIDTH, Frame, lambert
from projects.maps_outlines import BEYOND, FILE, path, rings


def holds(ring, point) -> bool:
    """Whether a line from the point to the east meets the ring an odd number of times."""
    x, y = point
    crossed = [
        x < x1 + (y - y1) / (y2 - y1) * (x2 - x1)
        for (x1, y1), (x2, y2) in pairwise([*ring, ring[0]])
        if (y1 > y) != (y2 > y)
    ]
    return sum(crossed) % 2 == 1


def lies_in(name: str, latitude: float, longitude: float) -> bool:
    return any(holds(ring, lambert(latitude, longitude)) for ring in rings(name))


def test_file_is_smaller_than_forty_kilobytes():
    assert FILE.stat().st_size < 40_000


@pytest.mark.parametrize("words", ["Natural Earth", "public domain", "world-atlas 2.0.2", "countries-10m.json"])
def test_file_says_where_the_outlines_are_from(words):
    assert words in json.loads(FILE.read_text())["note"]


@pytest.mark.parametrize(
    ("latitude", "longitude"), [(48.86, 2.35), (45.18, 5.71), (50.95, 2.2), (42.15, 9.08), (48.39, -4.3)]
)
def test_france_is_where_its_towns_are(latitude, longitude):
    assert (lies_in("france", latitude, longitude), lies_in("neighbours", latitude, longitude)) == (True, False)


@pytest.mark.parametrize(("latitude", "longitude"), [(50.85, 4.35), (46.95, 7.45), (41.98, 2.82), (51.0, -1.0)])
def test_neighbours_are_where_their_towns_are(latitude, longitude):
    assert (lies_in("france", latitude, longitude), lies_in("neighbours", latitude, longitude)) == (False, True)


@pytest.mark.parametrize(("latitude", "longitude"), [(49.8, -1.0), (45.0, -3.0), (42.6, 5.0), (51.2, 2.2)])
def test_sea_is_no_land(latitude, longitude):
    assert not lies_in("france", latitude, longitude)
    assert not lies_in("neighbours", latitude, longitude)


@pytest.mark.parametrize("frame", [FRANCE, Frame(593, 6947, 790, 7131)])
@pytest.mark.parametrize("name", ["france", "neighbours"])
def test_path_stays_within_the_drawing_but_for_its_cut_edge(name, frame):
    for drawn in path(name, frame).split("z")[:-1]:
        start, steps = drawn.removeprefix("M").split("l")
        x, y = map(float, start.split(","))
        for step in [(0, 0), *(map(float, step.split(",")) for step in steps.split(" "))]:
            dx, dy = step
            x, y = x + dx, y + dy
            assert -BEYOND - 1 <= x <= WIDTH + BEYOND + 1
            assert -BEYOND - 1 <= y <= frame.height + BEYOND + 1


def test_path_has_nothing_but_moves_lines_and_numbers():
    assert re.fullmatch(r"(M[-\d.]+,[-\d.]+l([-\d.]+,[-\d.]+ ?)+z)+", path("france", FRANCE))


def test_path_of_a_frame_at_sea_is_empty():
    assert path("france", Frame(100, 6400, 150, 6450)) == ""
