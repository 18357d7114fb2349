"""What is found, and in which order: the same lists on either database."""

from datetime import timedelta
from uuid import UUID

import pytest

from projects.records.analysis_questions import Question
from projects.records.models import Searchable
from projects.records.search import Search
from projects.records.search_index import searched_models
from tests import builders
from tests.builders import NOW

pytestmark = pytest.mark.django_db

AT = NOW + timedelta(days=2)


def searched(words, language="en", at=AT) -> Search:
    return Search(Question.of(words), at=at, language=language)


def found(words, language="en", at=AT, **narrowed) -> list[str]:
    """The slugs of what is found."""
    search = searched(words, language, at)
    return [record.slug for record in search.records(search.hits(**narrowed))]


@pytest.fixture
def plants():
    """Three plants whose names are written in three ways."""
    builders.project(
        "Zephyr-2 plant", slug="hyphen", name_fr="Usine Zephyr-2", summary_fr="De l’énergie en œuvre."
    )
    builders.project(
        "Zephyr 2 again", slug="space", name_fr="L’usine Zéphyr 2", summary_fr="D'ENERGIE, en oeuvre."
    )
    builders.project(
        "Zephyrs", slug="plural", name_fr="Des usines", summary_fr="Énergies : 50 GWh, 1 200 emplois."
    )


WRITTEN = {
    ("zephyr", "zéphyr", "ZEPHYRS", "d'zephyr"): ["hyphen", "plural", "space"],
    ("Zephyr-2", "zephyr 2", "zephyr2", "2 zephyr", '"Zephyr-2"'): ["hyphen", "space"],
    ("énergie", "energie", "l'énergie", "d’energies", "ÉNERGIE"): ["hyphen", "plural", "space"],
    ("usine", "l'usine", "l’usine", "usines", "l usine", "Usine*"): ["hyphen", "plural", "space"],
    ("50 GWh", "50GWh", "50-gwh"): ["plural"],
    ("1200", "1 200", "1,200 emplois"): ["plural"],
    ("œuvre", "oeuvre"): ["hyphen", "space"],
}


@pytest.mark.parametrize(("words", "slugs"), [(words, slugs) for ways, slugs in WRITTEN.items() for words in ways])
def test_it_is_found_however_it_is_written(plants, words, slugs):
    assert sorted(found(words)) == slugs


@pytest.mark.parametrize("words", ["zephyr 3", "5", "zeph", "usinage", "zephyr lille"])
def test_what_has_not_all_the_words_is_not_found(plants, words):
    assert found(words) == []


def test_words_may_stand_in_different_languages(plants):
    assert found("plant usine") == ["hyphen"]


def test_every_type_is_found_and_counted():
    builders.project("Aurora plant", slug="plant")
    builders.organisation("Aurora", slug="company")
    builders.milestone("Aurora opens", happened="2023-05", slug="step")
    builders.release("Aurora news", slug="told", issuers=[builders.organisation()])

    assert set(found("aurora")) == {"plant", "company", "step", "told"}
    assert searched("aurora").counts == {
        ("project", None): 1,
        ("organisation", None): 1,
        ("milestone", 2023): 1,
        ("release", 2025): 1,
    }


def test_texts_of_every_type_are_found():
    builders.project("Plant", slug="plant", summary_en="Aurora.", place_fr="Aurora")
    builders.organisation("Company", slug="company", boilerplate_en="Aurora.")
    builders.milestone("Step", happened="2023-05", slug="step", text_en="Aurora.")
    builders.release(
        "News", slug="told", body_en="<p>Of <strong>Aur</strong>ora.</p>", issuers=[builders.organisation()]
    )

    assert set(found("aurora")) == {"plant", "company", "step", "told"}


def test_sources_are_not_searched():
    builders.source(title="Aurora")

    assert found("aurora") == []
    assert sorted(model.type_name() for model in searched_models()) == [
        "milestone",
        "organisation",
        "project",
        "release",
    ]


@pytest.fixture
def ranked():
    """From what is called so to what only mentions it; each with an uuid that would sort it otherwise."""
    texts = {
        "text": {"name_en": "A", "summary_en": "The north plant."},
        "some-of-title": {"name_en": "North pole", "summary_en": "A plant."},
        "all-of-title": {"name_en": "Plant of the north"},
        "phrase": {"name_en": "Our north plant, at last"},
        "title": {"name_en": "North plant"},
    }
    for number, (slug, fields) in enumerate(texts.items(), 1):
        builders.project(slug=slug, pk=UUID(int=number), **({"name": fields.pop("name_en")} | fields))
    return list(texts)[::-1]


def test_best_is_first(ranked):
    assert found("north plant") == ranked


def test_readers_language_is_first_among_equals():
    builders.project("Aurora", slug="en", pk=UUID(int=2), summary_en="Danube.")
    builders.project("Aurora", slug="fr", pk=UUID(int=1), summary_fr="Danube.")

    assert found("danube", "en") == ["en", "fr"]
    assert found("danube", "fr") == ["fr", "en"]


def test_newest_is_first_among_equals():
    for number, day in enumerate(["2022", "2024", "2023"]):
        builders.milestone("Aurora", happened=day, slug=f"of-{day}", pk=UUID(int=number))
    builders.project("Aurora", slug="of-no-day")

    assert found("aurora") == ["of-no-day", "of-2024", "of-2023", "of-2022"]


def test_uuid_decides_in_the_end():
    for number in (0xA0, 0x9, 0xFF << 120):
        builders.project("Aurora", slug=f"x{number:x}", pk=UUID(int=number))

    assert found("aurora") == ["x9", "xa0", f"x{0xFF << 120:x}"]


def test_type_and_year_narrow():
    builders.milestone("Aurora", happened="2022", slug="step")
    builders.milestone("Aurora", happened="2023", slug="later-step")
    builders.project("Aurora", slug="plant")

    assert found("aurora", record_type="project") == ["plant"]
    assert found("aurora", year=2023) == ["later-step"]
    assert found("aurora", record_type="milestone", year=2022) == ["step"]
    assert [searched("aurora").count(*each) for each in [("", None), ("milestone", None), ("", 2023)]] == [3, 2, 1]


def test_nothing_is_asked_nothing_is_found(plants):
    assert found("…") == []


# Whatever the index says.


def index(record, **changes):
    """Has the index say that the record is there."""
    row = {"record_type": record.type_name(), "title_en": " aurora ", "text_en": "aurora", **changes}
    Searchable.objects.update_or_create(record_uuid=record.pk, defaults=row)


@pytest.mark.parametrize("live", [True, False])
def test_draft_is_not_found_though_it_is_indexed(live):
    index(builders.project("Aurora", live=live))

    assert (len(found("aurora")), searched("aurora").count()) == (live, live)


def test_withdrawn_is_not_found_though_it_is_indexed():
    plant = builders.project("Aurora")
    builders.withdraw(plant)
    index(plant)

    assert (found("aurora"), searched("aurora").counts) == ([], {})


def test_what_is_public_from_later_on_is_found_from_then_on():
    plant = builders.project("Aurora", slug="plant", live=False)
    builders.make_live(plant, at=NOW + timedelta(hours=1))

    assert found("aurora", at=NOW) == []
    assert found("aurora", at=NOW + timedelta(hours=1)) == ["plant"]


def test_record_of_a_type_that_it_has_not_is_not_found():
    index(builders.source(), record_type="project")

    assert found("aurora") == []


def test_search_asks_as_often_however_much_is_found(django_assert_num_queries):
    for number in range(30):
        builders.project("Aurora", slug=f"plant-{number}")

    with django_assert_num_queries(3):  # the counts, the hits, the projects
        search = searched("aurora")
        assert search.count() == len(search.records(search.hits())) == 30
