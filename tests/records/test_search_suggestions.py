"""What is proposed where nothing is found: only what a public record says, as it writes it."""

from datetime import timedelta

import pytest

from projects.records.analysis_questions import Question
from projects.records.models import SearchWord
from projects.records.search import Search
from projects.records.search_suggestions import meant
from tests import builders
from tests.builders import NOW

pytestmark = pytest.mark.django_db


def proposed(words) -> str | None:
    question = meant(Search(Question.of(words), at=NOW + timedelta(days=2), language="en"))
    return question and question.text


@pytest.fixture
def plants():
    builders.project(
        "Verkor gigafactory", name_fr="Gigafactory de Verkor", summary_fr="Près de Dunkerque, l’énergie."
    )
    builders.project("Dunkirk plant", summary_en="It makes cells.")


PROPOSED = {
    "gigafactoy": "gigafactory",
    "gigaffactorry": "gigafactory",
    "dunkrik": "Dunkirk",
    "Dunkerke": "Dunkerque",
    "enrgie": "énergie",
    "vrekor gigafactoy": "Verkor gigafactory",
    "the gigafactoy": "the gigafactory",
    "verkor's gigafactoy": "verkor's gigafactory",
    "cels": "cells",
    "zzzzzzzz": None,
    "zz": None,
    "x" * 200: None,
    "12345": None,
}


@pytest.mark.parametrize(("typed", "said"), PROPOSED.items())
def test_nearest_word_is_proposed_as_it_is_written(plants, typed, said):
    assert proposed(typed) == said


def test_nothing_is_proposed_that_finds_nothing(plants):
    """Each word is somewhere, but no record has both."""
    assert proposed("gigafactoy cells") is None


def test_of_words_as_near_the_most_frequent_is_proposed():
    builders.project("Bart")
    builders.project("Cart again")
    builders.project("Cart")

    assert proposed("dart") == "Cart"


@pytest.mark.parametrize("live", [True, False])
def test_word_of_a_draft_is_not_proposed(live):
    builders.project("Zanzibarium", live=live)
    SearchWord.objects.get_or_create(word="zanzibarium", defaults={"length": 11})

    assert proposed("zanzibarum") == ("Zanzibarium" if live else None)


def test_word_of_what_was_withdrawn_is_not_proposed():
    builders.withdraw(builders.project("Zanzibarium"))

    assert proposed("zanzibarum") is None


def test_another_form_of_a_public_word_is_not_told():
    """A draft says “mergers”, a public record “merger”: both have one stem."""
    builders.project("Merger")
    builders.project("Mergers", live=False)
    SearchWord.objects.create(word="mergers", length=7)

    assert proposed("mergerz") == "Merger"


def test_proposal_takes_few_questions(plants, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):  # the words, how many have them, the best hit and its record
        assert proposed("vrekor gigafactoy") == "Verkor gigafactory"
