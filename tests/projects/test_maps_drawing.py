"""The panels of the map: what is grouped, what is shown larger, what lies beyond."""

from itertools import combinations

import pytest

from projects.maps import FRANCE
from projects.maps_drawing import SMALL, draw, gathered

# Degrees north and east.
NORTH = {
    "Bourbourg": (50.94783, 2.19576),
    "Dunkirk": (51.03297, 2.377),
    "Douai": (50.37069, 3.07922),
    "Billy-Berclau and Douvrin": (50.51783, 2.86613),
    "Saint-Saulve": (50.37141, 3.55612),
    "Saint-Laurent-Blangy": (50.29446, 2.80698),
    "Hordain": (50.26306, 3.31358),
}
APART = {"Grenoble": (45.17869, 5.71479), "Brest": (48.39, -4.49), "Nice": (43.71, 7.26), "Lille": (50.63, 3.07)}


def points(towns: dict, is_full=False):
    return [(*position, name, is_full, name) for name, position in towns.items()]


def drawn(towns: dict):
    return draw(gathered(points(towns))[0])


def names(panel) -> list[str]:
    return [mark.place.name for mark in panel.marks if mark.label]


def test_what_is_in_one_town_is_one_place():
    two = [(50.37069, 3.07922, "Douai", False, "one"), (50.37071, 3.07919, "Douai", False, "other")]
    [place], _outside = gathered(two)
    assert place.items == ("one", "other")


def test_place_is_full_as_soon_as_one_thing_there_is():
    [place], _outside = gathered([*points({"Douai": NORTH["Douai"]}), *points({"Douai": NORTH["Douai"]}, True)])
    assert place.is_full


def test_place_of_several_has_a_larger_mark():
    [one], _outside = gathered(points({"Douai": NORTH["Douai"]}))
    [two], _outside = gathered(points({"Douai": NORTH["Douai"]}) * 2)
    assert two.radius > one.radius


def test_places_are_numbered_in_the_order_of_their_names():
    places, _outside = gathered(points(NORTH))
    assert [each.name for each in places] == sorted(NORTH)
    assert [each.number for each in places] == list(range(1, len(NORTH) + 1))


def test_what_lies_off_the_map_is_given_back():
    places, outside = gathered(points({"Kourou": (5.16, -52.65), "Douai": NORTH["Douai"]}))
    assert ([each.name for each in places], outside) == (["Douai"], ["Kourou"])


def test_names_that_have_room_are_in_one_drawing():
    [panel] = drawn(APART)
    assert (sorted(names(panel)), panel.window) == (sorted(APART), None)


def test_names_that_crowd_are_shown_in_a_second_drawing():
    whole, larger = drawn(NORTH | APART)
    assert (sorted(names(larger)), larger.frame.scale > 2 * FRANCE.scale) == (sorted([*NORTH, "Lille"]), True)


def test_first_drawing_has_every_mark_and_the_names_of_what_is_apart():
    whole, _larger = drawn(NORTH | APART)
    assert (len(whole.marks), names(whole)) == (len(NORTH | APART), ["Brest", "Grenoble", "Nice"])


def test_marks_in_the_window_are_small():
    whole, _larger = drawn(NORTH | APART)
    assert {mark.radius == SMALL for mark in whole.marks if mark.place.name in NORTH} == {True}


def test_window_is_what_the_second_drawing_shows():
    whole, larger = drawn(NORTH | APART)
    inside = [mark.place.name for mark in whole.marks if whole.window.left < mark.x < whole.window.right]
    assert set(inside) >= {mark.place.name for mark in larger.marks}


@pytest.mark.parametrize("towns", [APART, NORTH, NORTH | APART])
def test_nothing_written_covers_anything_else_that_is(towns):
    for panel in drawn(towns):
        written = [mark.label for mark in panel.marks if mark.label] + panel.lands + panel.seas
        boxes = [each.box for each in written] + [panel.scale.box]
        assert not any(one.touches(other) for one, other in combinations(boxes, 2))


def test_crowd_all_over_the_country_stays_in_one_drawing():
    grid = {f"Town {x} {y}": (43.5 + x / 3, 0.2 + y / 3) for x in range(18) for y in range(15)}
    assert len(drawn(grid)) == 1


def test_drawing_of_one_place_tells_what_lies_around():
    [panel] = drawn({"Grenoble": APART["Grenoble"]})
    assert {"France", "Spain", "Bay of Biscay"} <= {each.text for each in panel.lands + panel.seas}


def test_long_name_is_shortened():
    [panel] = drawn({"A town with a name that has more letters than most": APART["Grenoble"]})
    assert names(panel) == ["A town with a name that has more letters than most"]
    assert panel.marks[0].label.text == "A town with a name that has…"


@pytest.mark.parametrize("towns", [APART, NORTH])
def test_scale_is_in_round_kilometres_of_its_drawing(towns):
    for panel in drawn(towns):
        assert panel.scale.length == pytest.approx(panel.scale.kilometres * panel.frame.scale)
