"""Releases as news objects: what the standard calls things, and what it wants them to be."""

import json
from datetime import timedelta

import pytest

from newsroom.models import Contact, PressRelease, Topic
from tests.api import ask
from tests.builders import NOW, make_live, milestone, organisation, project, release, withdraw
from tests.drafts import rewritten

pytestmark = pytest.mark.django_db

# What ninjs 3.1 says of the members that are given here; of lists and objects, what is in them.
ASSOCIATION = {"name": str, "uri": str, "rel": str, "language": str}
NAMED = {"name": str, "rel": str, "uri": str, "literal": str}
MEMBERS = {
    "uri": str,
    "type": str,
    "representationType": str,
    "profile": str,
    "version": str,
    "firstCreated": str,
    "versionCreated": str,
    "contentCreated": str,
    "pubStatus": str,
    "copyrightHolder": str,
    "edNote": str,
    "language": str,
    "descriptions": [{"role": str, "contentType": str, "value": str}],
    "bodies": [{"role": str, "contentType": str, "charCount": int, "wordCount": int, "value": str}],
    "headlines": [{"role": str, "contentType": str, "value": str}],
    "organisations": [NAMED],
    "subjects": [NAMED],
    "infoSources": [
        {"name": str, "role": str, "uri": str, "literal": str, "contactInfo": [{"type": str, "value": str}]}
    ],
    "title": str,
    "by": str,
    "slugline": str,
    "located": str,
    "associations": [ASSOCIATION],
    "altIds": [{"role": str, "value": str}],
    "standard": {"name": str, "version": str, "schema": str},
    "genres": [{"name": str, "uri": str, "literal": str}],
    "rightsInfo": {"linkedRights": str},
}


def strangers(value, known, path="") -> list[str]:
    """What the table does not have, or has otherwise."""
    if isinstance(known, list):
        is_right = isinstance(value, list) and value
        return [each for part in value for each in strangers(part, known[0], path)] if is_right else [path]
    if isinstance(known, dict):
        wrong = [f"{path}.{name}" for name in value if name not in known]
        common = (name for name in value if name in known)
        return wrong + [each for name in common for each in strangers(value[name], known[name], f"{path}.{name}")]
    return [] if type(value) is known and value != "" else [path]


def read(path: str, query=None) -> dict:
    answer = ask(path, query)
    assert answer.headers["Content-Type"] == "application/ninjs+json"
    return json.loads(answer.getvalue() if answer.streaming else answer.content)


def item(made, query=None) -> dict:
    return read(f"releases/{made.slug}.ninjs", query)


@pytest.fixture
def full(db):
    """A release with all that one can have."""
    made = release(
        "It closes",
        title_fr="Elle ouvre",
        lead_fr="Chapeau.",
        body_fr="<p>Texte.</p>",
        dateline_en="Bourbourg (Dunkirk)",
        body_en="<h2>Here</h2><p>Two words.</p>",
        issuers=[organisation("Verkor", boilerplate_en="About Verkor.")],
        slug="it-opens",
        live=False,
    )
    made.topics.add(make_live(Topic.objects.create(slug="batteries", name_en="Batteries")))
    contact = Contact.objects.create(slug="press", name_en="Press desk", email="press@example.org", phone="+33 1")
    made.contacts.add(make_live(contact))
    made.projects.add(project(name="The plant"))
    made.milestones.add(milestone("It opened", planned="2030", plan_title_en="It opens"))
    made.boilerplates.create(organisation=made.issuers.get(), text_en="About Verkor.")
    make_live(made)
    rewritten(made, NOW + timedelta(hours=1), "correct", "The name was wrong.", title_en="It opens")
    return made


def test_release_has_nothing_that_the_standard_does_not_know(full):
    assert strangers(item(full), MEMBERS) == []


def test_release_has_every_member_that_it_can_have(full):
    assert MEMBERS.keys() - item(full).keys() == set()


def test_release_without_anything_leaves_out_what_it_has_not():
    made = release()
    PressRelease.objects.update(lead_en="", body_en="")
    shown = item(made)

    assert strangers(shown, MEMBERS) == []
    assert "bodies" not in shown


def test_release_is_known_by_its_page(full):
    shown = item(full)

    assert shown["uri"] == "http://testserver/en/news/it-opens/"
    assert {"role": "uuid", "value": str(full.pk)} in shown["altIds"]


def test_release_says_when_it_was_made_and_changed(full):
    shown = item(full)

    assert (shown["firstCreated"], shown["versionCreated"]) == ("2025-12-15T09:00:00Z", "2025-12-15T10:00:00Z")
    assert shown["contentCreated"] == "2025-12-11T00:00:00+01:00"


def test_body_is_given_as_html_and_as_text_with_its_length(full):
    html, text, _ = item(full)["bodies"]

    assert (html["contentType"], html["value"]) == ("text/html", "<h2>Here</h2><p>Two words.</p>")
    assert (text["value"], text["wordCount"], text["charCount"]) == ("Here\nTwo words.", 3, 15)


def test_release_leads_to_its_translation_and_to_what_it_is_about(full):
    found = {each["rel"]: each["name"] for each in item(full)["associations"]}

    assert found == {"translation": "Elle ouvre", "project": "The plant", "milestone": "It opens"}


def test_correction_is_told(full):
    assert item(full)["edNote"] == "Correction, 15\u00a0December 2025: The name was wrong."


def test_release_in_french_has_the_page_in_french(full):
    shown = item(full, {"language": "fr"})

    assert (shown["title"], shown["language"]) == ("Elle ouvre", "fr")
    assert shown["uri"] == "http://testserver/fr/news/it-opens/"


def test_release_that_is_not_translated_says_in_which_language_it_is():
    assert item(release("It opens"), {"language": "fr"})["language"] == "en"


def test_list_is_a_composite_of_releases(full):
    release("Another")
    shown = read("releases.ninjs")

    assert (shown["type"], len(shown["associations"])) == ("composite", 2)
    assert strangers(shown, MEMBERS | {"associations": [MEMBERS | ASSOCIATION]}) == []


def test_list_without_releases_is_a_composite_of_none():
    assert read("releases.ninjs")["associations"] == []


def test_list_without_what_is_not_public_or_was_withdrawn():
    release(live=False)
    withdraw(release())

    assert read("releases.ninjs")["associations"] == []


def test_release_names_nothing_that_is_not_public():
    made = release()
    made.projects.add(project(live=False))
    made.topics.add(Topic.objects.create(slug="secret", name_en="Secret"))

    assert {"associations", "subjects"} & item(made).keys() == set()
