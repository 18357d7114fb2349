"""The pictures of pages at their addresses."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.cache import caches
from django.utils.translation import override
from PIL import Image

from newsroom import cards
from newsroom.views_cards import MODELS, words
from tests import builders
from tests.builders import NOW
from tests.drafts import draft, rewritten

pytestmark = pytest.mark.django_db
AS_A_PAGE = "public, max-age=60"


@pytest.fixture(autouse=True)
def _two_days_later(time_machine):
    time_machine.move_to(NOW + timedelta(days=2), tick=False)
    caches["drawn"].clear()


@pytest.fixture
def one_of_each() -> dict:
    return {
        "release": builders.release("It opens", slug="one", title_fr="Elle ouvre"),
        "milestone": builders.milestone("Plant opens", planned="2026", slug="one"),
        "project": builders.project("Plant", slug="one", place_en="Lyon"),
        "organisation": builders.organisation("Firm", slug="one", seat="Lyon"),
        "source": builders.source("2021-06", slug="two", title="The report"),
    }


@pytest.fixture
def drawings(monkeypatch) -> list:
    """The cards that were drawn, one after the other."""
    made, draw = [], cards.drawn
    monkeypatch.setattr(cards, "drawn", lambda card: made.append(card) or draw(card))
    return made


SAID = {
    "release": ("Press release", "It opens", "11 December 2025"),
    "milestone": ("Timeline · production", "Plant opens", "Announced for 2026"),
    "project": ("Gigafactory", "Plant", "Lyon"),
    "organisation": ("Organisation", "Firm", "Lyon"),
    "source": ("Source", "The report", "Verkor, June 2021"),
}


@pytest.mark.parametrize("name", SAID)
def test_card_says_what_the_record_is_and_when(one_of_each, name):
    card = words(one_of_each[name])
    said = (card.kind, card.title, card.when.replace("\xa0", " "))
    assert (card.site, said) == ("Gigafactory Newsroom", SAID[name])


def test_card_is_in_the_language_of_its_address(one_of_each):
    with override("fr"):
        assert words(one_of_each["release"]).title == "Elle ouvre"


@pytest.mark.parametrize("name", MODELS)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_record_with_a_page_has_a_card(reader, one_of_each, language, name):
    answer = reader.get(f"/{language}/cards/{name}/{one_of_each[name].slug}.png?v=1")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/png")
    assert answer.headers["Cache-Control"] == AS_A_PAGE
    assert Image.open(BytesIO(answer.content)).size == (1200, 630)


@pytest.mark.usefixtures("one_of_each")
def test_card_is_drawn_once_for_each_version(reader, drawings):
    for _ in range(2):
        reader.get("/en/cards/release/one.png?v=1")
        reader.get("/en/cards/release/one.png")
    assert [card.title for card in drawings] == ["It opens"]


def test_card_of_a_new_version_is_drawn_anew(reader, drawings, one_of_each):
    reader.get("/en/cards/release/one.png?v=1")
    rewritten(one_of_each["release"], title_en="It has opened")
    answer = reader.get("/en/cards/release/one.png?v=2")
    assert [card.title for card in drawings] == ["It opens", "It has opened"]
    assert answer.headers["Cache-Control"] == AS_A_PAGE


@pytest.mark.usefixtures("one_of_each")
@pytest.mark.parametrize("query", ["", "?v=7", "?v=", "?v=x"])
def test_card_is_there_whatever_version_is_asked_for(reader, query):
    answer = reader.get(f"/en/cards/release/one.png{query}")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, AS_A_PAGE)


@pytest.mark.usefixtures("one_of_each")
@pytest.mark.parametrize(
    "path", ["/en/cards/release/one.png?v=1", "/en/cards/release/one.png", "/fr/cards/site.png"]
)
def test_card_that_is_known_is_not_told_again(reader, path):
    known = reader.get(path).headers["ETag"]
    again = reader.get(path, headers={"if_none_match": known})
    assert (again.status_code, again.content) == (304, b"")


def test_card_tells_nothing_of_a_draft(reader, drawings, one_of_each):
    draft(one_of_each["release"], title_en="Secret")
    builders.release("Secret", slug="unseen", live=False)
    assert reader.get("/en/cards/release/unseen.png?v=0").status_code == 404
    reader.get("/en/cards/release/one.png?v=2")
    assert [card.title for card in drawings] == ["It opens"]


@pytest.mark.usefixtures("one_of_each")
@pytest.mark.parametrize("path", ["release/nowhere", "party/one", "topic/one"])
def test_card_of_nothing_is_not_found(reader, path):
    assert reader.get(f"/en/cards/{path}.png").status_code == 404


def test_card_of_what_was_withdrawn_is_gone(reader, one_of_each):
    builders.withdraw(one_of_each["release"])
    assert reader.get("/en/cards/release/one.png?v=1").status_code == 410


def test_former_address_of_a_card_leads_to_the_new_one(reader, one_of_each):
    rewritten(one_of_each["project"], slug="now")
    answer = reader.get("/en/cards/project/one.png?v=1")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/en/cards/project/now.png?v=1")


def test_site_has_a_card_of_its_own(reader, drawings):
    answer = reader.get("/fr/cards/site.png")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/png")
    assert [card.site for card in drawings] == ["Gigafactory Newsroom"]
