"""What releases show of themselves in the API."""

from urllib.parse import urlsplit

import pytest

from newsroom.models import Contact, Topic
from tests.api import ask, results
from tests.builders import make_live, milestone, release

pytestmark = pytest.mark.django_db


def test_release_of_two_languages_is_complete_in_both():
    french = {"title_fr": "Ouverture", "lead_fr": "Chapeau.", "body_fr": "<p>Texte.</p>"}
    release(slug="opening", **french)
    translations = ask("releases/opening/").json()["translations"]
    assert [translations[code]["is_complete"] for code in ("en", "fr")] == [True, True]


def test_translation_that_lacks_a_text_is_not_complete():
    release(slug="opening", title_fr="Ouverture", dateline_fr="Bourbourg")
    translations = ask("releases/opening/").json()["translations"]
    assert [translations[code]["is_complete"] for code in ("en", "fr")] == [False, False]


def test_address_of_a_translation_leads_to_it():
    release(slug="opening", title_fr="Ouverture")
    address = urlsplit(ask("releases/opening/").json()["translations"]["fr"]["api_url"])
    assert ask(address.path.removeprefix("/api/v1/"), address.query).json()["title"] == "Ouverture"


@pytest.mark.parametrize(("name", "model"), [("topics", Topic), ("contacts", Contact)])
def test_topics_and_contacts_say_what_they_are_and_have_no_address_of_their_own(name, model):
    made = release(slug="opening")
    reached = {"email": "press@example.org"} if model is Contact else {}
    getattr(made, name).add(make_live(model.objects.create(slug="one", name_en="One", **reached)))
    (shown,) = ask("releases/opening/").json()[name]
    assert (shown["type"], shown["version"], shown["api_url"]) == (name[:-1], 1, None)


def test_releases_on_the_timeline_name_their_source():
    release()
    (entry,) = results("timeline/")
    assert [each["id"] for each in entry["sources"]] == [entry["date"]["source"]["id"]]


def test_milestone_in_full_goes_by_its_plan():
    planned = milestone("It opens", planned="2030", plan_title_en="To open")
    release(slug="opening").milestones.add(planned)
    (shown,) = ask("releases/opening/", {"expand": "milestones"}).json()["milestones"]
    assert (shown["title"], shown["date"]["label"]) == ("To open", "2030")
