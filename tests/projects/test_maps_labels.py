"""Names beside marks: where they stand, and that none covers another."""

import random
from itertools import combinations

import pytest

from projects.maps_labels import Box, Named, Type, place

TOWN = Type(13)


def named(*positions, text="Douai"):
    return [Named(text, x, y, 4.5) for x, y in positions]


def test_name_alone_stands_right_of_its_mark():
    [label] = place(named((100, 100)), TOWN, 360, 340)
    assert (label.anchor, label.x > 100) == ("start", True)


def test_name_at_the_right_edge_stands_left_of_its_mark():
    [label] = place(named((350, 100)), TOWN, 360, 340)
    assert (label.anchor, label.box.right < 350) == ("end", True)


def test_name_that_is_wider_than_the_drawing_is_left_out():
    assert place(named((180, 100), text="W" * 60), TOWN, 360, 340) == [None]


def test_name_keeps_off_what_is_taken():
    taken = Box(105, 80, 300, 120)
    [label] = place(named((100, 100)), TOWN, 360, 340, [taken])
    assert not label.box.touches(taken)


def test_name_without_any_room_is_left_out():
    assert place(named((100, 100)), TOWN, 360, 340, [Box(0, 0, 360, 340)]) == [None]


@pytest.mark.parametrize("seed", range(20))
def test_names_cover_neither_one_another_nor_marks_nor_the_edge(seed):
    chance = random.Random(seed)
    marks = named(*((chance.uniform(5, 355), chance.uniform(5, 335)) for _ in range(40)))
    labels = place(marks, TOWN, 360, 340)
    placed = [label for label in labels if label]
    assert len(placed) > 10
    assert not any(one.box.touches(other.box) for one, other in combinations(placed, 2))
    assert all(label.box.lies_within(360, 340) for label in placed)
    assert not any(label.box.touches(mark.box) for label in placed for mark in marks)


def test_labels_come_in_the_order_of_their_marks():
    texts = ["Douai", "Hordain", "Saleux"]
    marks = [Named(text, 100, 100 * number, 4.5) for number, text in enumerate(texts, 1)]
    assert [label.text for label in place(marks, TOWN, 360, 340)] == texts


@pytest.mark.parametrize(("wider", "narrower"), [("WWW", "iii"), ("ÉÉÉ", "eee"), ("Dunkerque", "Douai")])
def test_width_follows_the_letters(wider, narrower):
    assert TOWN.width(wider) > TOWN.width(narrower)
