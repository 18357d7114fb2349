"""Press releases as Markdown."""

from datetime import date

import pytest

from newsroom.models import Boilerplate, Contact, Topic
from tests.api import ask
from tests.builders import make_live, milestone, organisation, project, release
from tests.drafts import rewritten
from tests.markdown import drawn, front, text, words, written

pytestmark = pytest.mark.django_db


def opening(**fields):
    fields = {"body_en": "<p>Cells.</p>", "lead_en": "It *opens*.", **fields}
    return release("The plant opens", slug="opening", dateline_en="Bourbourg", **fields)


def found(query=None) -> str:
    return text(written("releases/opening.md", query))


def test_front_matter_has_what_the_release_is():
    made = opening(issuers=[organisation("Firm", slug="firm")])
    made.projects.add(project("Plant", slug="plant"))
    expected = {
        "type": "release",
        "slug": "opening",
        "title": "The plant opens",
        "url": "http://testserver/en/news/opening/",
        "kind": "press-release",
        "date": "2025-12-11",
        "date_label": "11\xa0December 2025",
        "dateline": "Bourbourg",
        "issuers": [{"name": "Firm", "url": "http://testserver/en/organisations/firm/"}],
        "projects": [{"name": "Plant", "url": "http://testserver/en/projects/plant/"}],
        "topics": [],
        "fallback": [],
    }
    read = front(written("releases/opening.md"))
    assert {name: read[name] for name in expected} == expected


def test_text_begins_with_title_lead_and_dateline():
    opening()
    assert found().split("\n\n") == [
        "# The plant opens",
        "It \\*opens\\*.",
        "**Bourbourg, 11\xa0December 2025**",
        "Cells.",
    ]


def test_body_keeps_its_form():
    opening(
        body_en="<h2>Jobs</h2><ul><li>1,200 <strong>direct</strong></li></ul><blockquote><p>So.</p></blockquote>"
    )
    assert "## Jobs\n\n- 1,200 **direct**\n\n> So." in found()


def test_body_that_looks_like_markdown_stays_text():
    opening(body_en="<p># a *b* _c_ [d](e) &lt;i&gt; 1. `f`</p><p>- g</p><p>2. h</p>")
    assert words(found()).splitlines()[-3:] == ["# a *b* _c_ [d](e) <i> 1. `f`", "- g", "2. h"]


def test_address_in_a_body_leads_there():
    opening(body_en='<p><a href="https://example.com/a_)b(">Here</a></p>')
    assert drawn(found()).count('<a href="https://example.com/a_%29b%28"') == 1


def test_correction_stands_above_the_text():
    rewritten(opening(), act="correct", note_en="It is *16* GWh.", dateline_en="Dunkirk")
    block = found().split("\n\n")[1]
    assert block.startswith("- **Corrected on 16\xa0December 2025**: It is \\*16\\* GWh. [Read the text before")


def test_notes_about_the_companies_stand_below():
    firm = organisation("Firm & Co", boilerplate_en="It makes *cells*.")
    made = opening(live=False, issuers=[firm])
    Boilerplate.objects.create(release=made, organisation=firm)
    make_live(made)
    assert found().endswith("## About Firm & Co\n\nIt makes \\*cells\\*.")


def test_contacts_stand_last():
    made = opening()
    made.contacts.add(make_live(Contact.objects.create(slug="desk", name_en="Desk", email="press@example.com")))
    assert found().endswith("## Press contact\n\n- **Desk**, [press@example.com](mailto:press@example.com)")


def test_milestone_goes_by_the_name_that_it_has_now():
    made = opening()
    made.milestones.add(milestone("It opened", plan_title_en="Opening", planned="2030", slug="plan"))
    assert front(written("releases/opening.md"))["milestones"] == [
        {"name": "Opening", "url": "http://testserver/en/timeline/plan/"}
    ]


def test_linked_drafts_are_not_told():
    made = opening()
    made.projects.add(project("Hidden", live=False))
    made.milestones.add(milestone("Hidden", happened="2025", live=False))
    made.topics.add(Topic.objects.create(slug="hidden", name_en="Hidden"))
    made.contacts.add(Contact.objects.create(slug="hidden", name_en="Hidden", phone="1"))
    assert "Hidden" not in written("releases/opening.md")


def test_what_is_borrowed_says_so():
    opening(title_fr="L’usine ouvre")
    made = written("releases/opening.md", {"language": "fr"})
    assert front(made)["fallback"] == ["dateline", "lead", "body"]
    assert "# L’usine ouvre\n\n*" in made


def test_nothing_borrowed_is_nothing_said():
    opening()
    assert "not yet translated" not in found()


def test_list_has_the_newest_first():
    release(slug="older", released_on=date(2024, 1, 1))
    release(slug="newer", released_on=date(2025, 1, 1))
    documents = written("releases.md").split("\n\n---\n")
    assert ['slug: "newer"' in documents[0], 'slug: "older"' in documents[1]] == [True, True]


def test_file_is_called_by_the_slug():
    opening()
    assert ask("releases/opening.md").headers["Content-Disposition"] == 'inline; filename="opening.md"'


def test_item_takes_ten_queries_at_most(django_assert_max_num_queries):
    made = opening()
    made.projects.add(project(), project())
    made.milestones.add(milestone(happened="2025"))
    with django_assert_max_num_queries(10):
        written("releases/opening.md")
