"""The projection, against what PROJ 9 gives for EPSG:2154, and the frame."""

import pytest

from projects.maps import FRANCE, WIDTH, Frame, lambert, on_the_map

# Degrees north and east, then Lambert-93 in kilometres.
POINTS = {
    "origin": (46.5, 3, 700, 6600),
    "Paris": (48.8566, 2.3522, 652.469023, 6862.035259),
    "Dunkirk": (51.0344, 2.3768, 656.187517, 7104.472924),
    "Brest": (48.3904, -4.4861, 146.632979, 6836.262327),
    "Nice": (43.7102, 7.2620, 1043.410160, 6299.400043),
    "Ajaccio": (41.9192, 8.7386, 1176.667561, 6108.273283),
}


@pytest.mark.parametrize(("latitude", "longitude", "x", "y"), POINTS.values(), ids=POINTS)
def test_point_lies_to_the_metre_where_lambert_93_has_it(latitude, longitude, x, y):
    assert lambert(latitude, longitude) == pytest.approx((x, y), abs=0.001)


@pytest.mark.parametrize("latitude", [44, 49])
def test_lengths_are_true_along_the_standard_parallels(latitude):
    """A degree of longitude there is as long on the map as on the globe."""
    (x1, y1), (x2, y2) = lambert(latitude, 2.5), lambert(latitude, 3.5)
    assert ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5 == pytest.approx({44: 80.206, 49: 73.172}[latitude], abs=0.002)


@pytest.mark.parametrize(("latitude", "longitude"), [(51.07, 2.53), (42.33, 2.53), (48.45, -5.1), (41.37, 9.22)])
def test_the_ends_of_france_are_on_the_map(latitude, longitude):
    assert FRANCE.holds(*on_the_map(latitude, longitude))


@pytest.mark.parametrize(
    ("latitude", "longitude"), [(4.9, -52.3), (52.5, 13.4), (-21.1, 55.5), (90, 0), (-90, 0), (0, 180), (0, -180)]
)
def test_what_lies_beyond_the_frame_is_not_on_the_map(latitude, longitude):
    assert on_the_map(latitude, longitude) is None


def test_frame_puts_its_north_west_corner_at_the_top_left_of_the_drawing():
    assert FRANCE.place(FRANCE.west, FRANCE.north) == (0, 0)


def test_frame_puts_its_south_east_corner_at_the_bottom_right_of_the_drawing():
    assert FRANCE.place(FRANCE.east, FRANCE.south) == pytest.approx((WIDTH, FRANCE.height))


def test_frame_draws_a_kilometre_as_long_either_way():
    frame = Frame(0, 0, 100, 50)
    (left, top), (right, bottom) = frame.place(0, 50), frame.place(10, 40)
    assert right - left == bottom - top == 10 * frame.scale
