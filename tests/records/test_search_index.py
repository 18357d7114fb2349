"""The index has what is live, says what is shown, and can be made anew."""

import pytest
from django.core.management import call_command
from django.db import connection

from projects.records import search_index
from projects.records.analysis import LONGEST_WORD
from projects.records.models import Searchable, SearchWord
from projects.records.search_index import MOST_BYTES
from tests import builders

pytestmark = pytest.mark.django_db

ROW = ["record_type", "day", "year", "title_en", "title_fr", "text_en", "text_fr"]


def row_of(record) -> tuple | None:
    return Searchable.objects.filter(record_uuid=record.pk).values_list(*ROW).first()


def everything() -> list:
    return sorted(Searchable.objects.values_list("record_uuid", *ROW), key=str)


def test_row_has_the_stems_of_what_the_record_says():
    plant = builders.project(
        "The plants", name_fr="Des usines", summary_en="Plants of the plants.", place_fr="Lille"
    )

    assert row_of(plant) == ("project", None, None, " the plant ", " de usin ", "the plant of", "de usin lill")


def test_release_is_of_its_day_and_a_milestone_of_its_first():
    assert row_of(builders.release())[1:3] == (builders.date(2025, 12, 11), 2025)
    assert row_of(builders.milestone(happened="2022-2024"))[1:3] == (builders.date(2022, 1, 1), 2022)
    assert row_of(builders.milestone(planned="by 2030"))[1:3] == (builders.date(2030, 12, 31), 2030)


def test_planned_milestone_goes_by_the_title_of_its_plan():
    titles = {"title": "It opened", "plan_title_en": "To open", "plan_title_fr": "Ouvrira"}

    assert row_of(builders.milestone(planned="2030", **titles))[3:] == (" to open ", " ouvr ", "to open", "ouvr")
    assert row_of(builders.milestone(happened="2022", **titles))[3:5] == (" it open ", "")


def test_plan_without_a_title_of_its_own_goes_by_its_title():
    assert row_of(builders.milestone("It opens", planned="2030"))[3] == " it open "


def test_milestone_without_a_date_is_not_indexed():
    undated = builders.milestone()
    search_index.write([undated])

    assert row_of(undated) is None


def test_name_of_an_organisation_is_of_both_languages():
    assert row_of(builders.organisation("Usines"))[3:5] == (" usin ", " usin ")


@pytest.mark.parametrize("make", [builders.source, lambda: builders.project(live=False)])
def test_what_is_not_searched_or_not_live_is_not_indexed(make):
    made = make()
    search_index.write([made])

    assert row_of(made) is None


def test_record_that_is_written_again_has_one_row():
    plant = builders.project("Aurora")
    plant.name_en = "Boreas"
    search_index.write([plant, plant])

    assert [row.title_en for row in Searchable.objects.all()] == [" borea "]


def test_words_are_kept_as_they_may_be_meant():
    builders.project("L’Énergie 2030 in CO2", summary_en="energies")

    assert set(SearchWord.objects.values_list("word", "length")) == {("energie", 7), ("energies", 8)}


def test_longest_text_fits_into_the_index():
    """What needs most room: words of letters that take four bytes, none like another."""
    wide = [chr(0x20000 + number) for number in range(2000)]
    text = " ".join(f"{one * (LONGEST_WORD - 1)}{other}" for one in wide[:60] for other in wide[60:100])
    plant = builders.project("Aurora")
    plant.summary_en = plant.summary_fr = text
    search_index.write([plant])

    assert 3 * MOST_BYTES / 4 < len(row_of(plant)[5].encode()) <= MOST_BYTES


def test_rebuilding_makes_the_same_again():
    builders.project("Aurora")
    builders.milestone("Boreas", happened="2022")
    builders.withdraw(builders.project("Gone"))
    builders.project("Draft", live=False)
    before = everything()
    Searchable.objects.all().delete()

    call_command("reindex", verbosity=0)

    assert (everything(), len(before)) == (before, 2)


def test_rebuilding_forgets_what_nobody_says_any_more(capsys):
    SearchWord.objects.create(word="gone", length=4)
    builders.project("Aurora")

    call_command("reindex")

    assert list(SearchWord.objects.values_list("word", flat=True)) == ["aurora"]
    assert capsys.readouterr().out == "1 records can be searched.\n"


def test_loading_a_fixture_indexes_it(demo):
    before = everything()
    search_index.rebuild()

    assert (everything(), len(before) > 50) == (before, True)


# What each database's own index has under an English term.
UNDER_A_TERM = {
    "sqlite": "SELECT count(*) FROM records_searchable_index('text_en:' || %s)",
    "postgresql": "SELECT count(*) FROM records_searchable_found(quote_literal('en:' || %s))",
}


def under(term: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(UNDER_A_TERM[connection.vendor], [term])
        return cursor.fetchone()[0]


def test_index_of_the_database_follows_its_table():
    plant = builders.project("Aurora")
    builders.withdraw(builders.project("Boreas"))
    before = {word: under(word) for word in ("aurora", "boreas", "vulcan")}
    plant.name_en = "Vulcan"
    search_index.write([plant])

    assert before == {"aurora": 1, "boreas": 0, "vulcan": 0}
    assert {word: under(word) for word in before} == {"aurora": 0, "boreas": 0, "vulcan": 1}
