"""What of a text is shown where it was found."""

import pytest

from projects.records.analysis_questions import Question
from projects.records.analysis_snippets import WIDTH, find, marked, snippet


def shown(text, words, language="en", show=marked):
    """The text that is shown, with what is marked in brackets."""
    pieces = show(text, find(text, Question.of(words), language))
    return "".join(f"[{piece.text}]" if piece.is_found else piece.text for piece in pieces)


MARKED = {
    ("The plants open.", "plant", "en"): "The [plants] open.",
    ("Près de l’usine", "USINES", "fr"): "Près de l’[usine]",
    ("Zephyr-2 and Zephyr 3", "zephyr-2", "en"): "[Zephyr-2] and [Zephyr] 3",
    ("Vers 50\u202fGWh par an", "50GWh", "fr"): "Vers [50\u202fGWh] par an",
    ("E\u0301nergie verte", "energie", "fr"): "[E\u0301nergie] verte",
    ("The end", "the end", "en"): "The [end]",
    ("<b>plant</b>", "plant", "en"): "<b>[plant]</b>",
    ("", "plant", "en"): "",
}


@pytest.mark.parametrize(("case", "said"), MARKED.items())
def test_words_found_are_marked_as_they_are_written(case, said):
    assert shown(*case) == said


def test_snippet_of_a_short_text_is_all_of_it():
    assert shown("A plant in Lille.", "plant", show=snippet) == "A [plant] in Lille."


def test_snippet_is_cut_between_words():
    text = "Before it stands much. " * 20 + "The plant opens. " + "After it stands more. " * 20

    said = shown(text, "plant", show=snippet)

    assert said.startswith("… ")
    assert said.endswith(" …")
    assert "[plant]" in said
    assert set(said.replace("[", "").replace("]", "").split()) <= {*text.split(), "…"}
    assert len(said) < WIDTH + 10


def test_snippet_is_where_most_of_the_words_are():
    text = "A plant. " + "Nothing of it here. " * 30 + "The plant opens in Lille. " + "A plant again. " * 30

    assert "[plant] opens in [Lille]" in shown(text, "plant Lille", show=snippet)


def test_snippet_without_a_word_found_is_the_beginning():
    said = shown("It begins so. " + "It goes on. " * 50, "plant", show=snippet)

    assert said.startswith("It begins so.")
    assert said.endswith("It goes …")


def test_snippet_of_one_endless_word_has_an_end():
    assert len(shown("x" * 5000, "plant", show=snippet)) == WIDTH + 2


def test_snippet_begins_with_the_word_if_what_is_before_has_no_end():
    assert shown("x" * 500 + "-plant in Lille", "plant", show=snippet) == "… [plant] in Lille"
