"""What of a question must be found."""

import pytest

from projects.records.analysis_questions import LONGEST, MOST_WORDS, Question

REQUIRED = {
    "gigafactory": ["gigafactory"],
    "The opening of the gigafactory": ["opening", "gigafactory"],
    "l'usine de Dunkerque": ["usine", "dunkerque"],
    "l usine": ["usine"],
    "the": ["the"],
    "à la": ["a", "la"],
    "AND OR NOT": ["not"],
    "verkor Verkor VERKOR": ["verkor"],
    'NEAR("a b", 3)': ["near", "b", "3"],
    "": [],
    "…": [],
}


@pytest.mark.parametrize(("text", "required"), REQUIRED.items())
def test_telling_words_are_required_or_all_if_there_are_none(text, required):
    assert Question.of(text).required == required


def test_letters_beyond_the_longest_are_not_read():
    assert Question.of("x " * LONGEST).text == ("x " * LONGEST)[:LONGEST]


def test_so_many_different_words_are_required():
    assert len(Question.of(" ".join(f"x{number}y" for number in range(40))).required) == MOST_WORDS


def test_question_with_another_word_keeps_the_rest_as_typed():
    question = Question.of("l'usine  de Dunkrik, Nord")

    assert question.with_other_words({"dunkrik": "Dunkirk"}).text == "l'usine de Dunkirk, Nord"
