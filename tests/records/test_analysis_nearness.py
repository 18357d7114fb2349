"""How far words are from one another."""

import random

import pytest

from projects.records.analysis_nearness import distance, farthest, pieces


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("verkor", "verkor", 0),
        ("verkor", "vrkor", 1),
        ("verkor", "verkkor", 1),
        ("verkor", "verkar", 1),
        ("dunkrik", "dunkirk", 2),
        ("", "abc", 3),
        ("kitten", "sitting", 3),
    ],
)
def test_distance_counts_letters_changed(one, other, apart):
    assert (distance(one, other), distance(other, one)) == (apart, apart)


@pytest.mark.parametrize("word", ["abc", "abcd", "abcde", "abcdefgh", "abcdefghijklm"])
def test_word_that_is_near_enough_has_a_piece(word):
    chance = random.Random(7)
    for _time in range(500):
        other = list(word)
        for _change in range(farthest(word)):
            place = chance.randrange(len(other))
            other[place : place + 1] = chance.choice([[], ["z"], ["z", other[place]]])
        assert any(piece in "".join(other) for piece in pieces(word))
