"""Words and stems: what is written differently and means the same has the same terms."""

import pytest

from projects.records import analysis

SAME = {
    "case": ("Verkor", "VERKOR", "verkor"),
    "accents": ("énergie", "energie", "ÉNERGIE", "e\u0301nergie"),
    "elision": ("usine", "l'usine", "l’usine", "L'Usine", "d’usine", "qu'usine"),
    "plural": ("usine", "usines"),
    "participle": ("fabriqué", "fabriquée", "fabriqués", "fabriquées", "fabriquee"),
    "ligature": ("mise en œuvre", "mise en oeuvre"),
    "hyphen": ("Zephyr-2", "zephyr 2", "Zephyr2", "ZEPHYR–2"),
    "unit": ("50 GWh", "50GWh", "50\u202fgwh", "50-GWh"),
    "thousands": ("1200", "1 200", "1,200", "1\u202f200", "1.200"),
    "index": ("CO₂", "CO2", "co-2"),
    "width": ("ＧＷｈ", "GWh"),
}
SAME_IN_ENGLISH = {
    "plural": ("battery", "batteries", "Battery’s"),
    "owner": ("Verkor", "Verkor's", "Verkor’s"),
    "tense": ("inaugurate", "inaugurated", "inauguration"),
}


@pytest.mark.parametrize("texts", SAME.values(), ids=SAME)
def test_terms_are_the_same_however_it_is_written(texts):
    assert len({tuple(analysis.terms(text, "fr")) for text in texts}) == 1


@pytest.mark.parametrize("texts", SAME_IN_ENGLISH.values(), ids=SAME_IN_ENGLISH)
def test_terms_are_the_same_in_english(texts):
    assert len({tuple(analysis.terms(text, "en")) for text in texts}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("usine", "usage"),
        ("50", "500"),
        ("1200", "1 20"),
        ("2021 2022", "20212022"),
        ("a", "o"),
        ("l'usine", "l'"),
    ],
)
def test_terms_of_different_words_differ(one, other):
    assert analysis.terms(one, "fr") != analysis.terms(other, "fr")


@pytest.mark.parametrize("text", ["", " ", "'", "’’", "---", "\0", "\ud800", "😀", '* : ^ ( ) " % _', "\u0301"])
def test_what_has_no_letters_has_no_terms(text):
    assert analysis.terms(text, "en") == []


def test_words_know_where_they_stand():
    text = "Près de l’Usine-2"

    found = [(word.folded, text[word.start : word.end]) for word in analysis.words(text)]

    assert found == [("pres", "Près"), ("de", "de"), ("usine", "Usine"), ("2", "2")]


def test_parts_of_a_letter_stand_where_it_does():
    assert [(word.folded, word.start, word.end) for word in analysis.words("½")] == [("1", 0, 1), ("2", 0, 1)]


def test_word_of_8000_letters_is_cut():
    assert [len(word.folded) for word in analysis.words("x" * 8000)] == [analysis.LONGEST_WORD]


def test_no_more_of_a_text_is_read_than_counts():
    assert analysis.terms("a " * analysis.LONGEST_TEXT, "en") == ["a"] * (analysis.LONGEST_TEXT // 2)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_terms_have_no_signs_that_a_database_reads_as_orders(language):
    signs = "".join(map(chr, range(0x3000)))

    assert all(term.isalnum() for term in analysis.terms(signs, language))
