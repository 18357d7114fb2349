"""The search is asked what nobody would ask: it answers, in few queries, and never fails."""

import pytest

from tests import builders
from tests.searching import main_of, titles

HOSTILE = [
    "x" * 8000,
    "é" * 8000,
    "a " * 4000,
    "gigafactory " * 600,
    "-" * 300,
    "aurora" + "-" * 300 + "plant",
    "'" * 300,
    '"' * 300,
    "(" * 300,
    "%" * 300,
    "AND",
    "OR",
    "NOT",
    "NEAR(aurora plant, 2)",
    "aurora AND",
    "aurora OR NOT plant",
    "NOT aurora",
    "aurora*",
    "*",
    "title_en:aurora",
    "{title_en text_fr} : aurora",
    "^aurora",
    "+aurora",
    "-aurora",
    '"aurora',
    "aurora\"'",
    "(aurora",
    "aurora)",
    "()",
    "aurora & plant",
    "aurora | !plant",
    "aurora <-> plant",
    "aurora:*",
    "aurora:A",
    "'aurora':1A",
    "\\",
    "aurora\\",
    "'; DROP TABLE records_searchable; --",
    "%' OR '1'='1",
    "a%_b",
    "_",
    "a",
    "the of and",
    "la de des",
    "😀 aurora 🏭",
    "👨‍👩‍👧‍👦",
    "مصنع البطاريات",
    "\u202eaurora\u202c",
    "ａｕｒｏｒａ",
    "a\u0301" * 4000,
    "\u0301" * 4000,
    "電池工場",
    "\t\n\r aurora \n",
    "\ufffd",
    "\ufeffaurora",
    "ﷺ" * 100,
    "½ ² ₂ Ⅻ",
    "1 000 000 000 000 000 000 000",
    "9" * 8000,
    "{{ aurora }} {% aurora %}",
    "${aurora}",
    "../../etc/passwd",
    "aurora,plant;plant/aurora",
    " ".join("abcdefghijklmnopqrstuvwxyz" * 8),
    " ".join(f"w{letter}x" for letter in "abcdefghijklmnopqrstuvwxyz" * 4),
]


@pytest.fixture
def plant(db, a_day_later):
    return builders.project("Aurora plant", name_fr="Usine Aurora", summary_en="Aurora " * 50)


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_question_is_answered_in_few_queries(plant, reader, words, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        response = reader.get("/en/search/", {"q": words})

    assert response.status_code == 200
    assert "<h1>Search</h1>" in main_of(response)


@pytest.mark.parametrize(
    "query",
    ["q=%ff%fe", "q=%ed%a0%80", "q=%c3", "q=aurora%ff", "q=%f4%90%80%80", "q", "q=&q=aurora", "q[]=a", "q=a&q=b"],
)
def test_address_that_is_no_text_is_answered(plant, reader, query):
    assert reader.get(f"/en/search/?{query}").status_code == 200


def test_question_with_a_nul_is_a_bad_request(reader):
    assert reader.get("/en/search/?q=aurora%00").status_code == 400


FINDS_THE_PLANT = [
    "aurora*",
    '"aurora',
    "^aurora",
    "aurora:A",
    "😀 aurora 🏭",
    "ａｕｒｏｒａ",
    "\ufeffaurora",
    "AND aurora",
]


@pytest.mark.parametrize("words", FINDS_THE_PLANT)
def test_signs_mean_nothing(plant, reader, words):
    assert titles(main_of(reader.get("/en/search/", {"q": words}))) == ["Aurora plant"]
