"""Milestones as Markdown."""

import pytest

from tests.api import LATER, ask
from tests.builders import make_live, milestone, milestone_date, organisation, project, source, withdraw
from tests.drafts import rewritten
from tests.markdown import drawn, front, text, words, written

pytestmark = pytest.mark.django_db


def moved(**fields):
    """Planned in 2021 for 2024, happened on 11 December 2025."""
    made = milestone("The *plant* opens", slug="opening", live=False, **fields)
    milestone_date(made, "planned", "2024", source("2021-06-28", publisher="Renault", title="Plans"))
    milestone_date(made, "happened", "2025-12-11", source("2025-12-11", title="It opens"), quote="today")
    return make_live(made)


def test_front_matter_has_what_the_milestone_is():
    made = moved(is_key=True)
    found = front(written("milestones/opening.md"))
    expected = {
        "type": "milestone",
        "id": str(made.pk),
        "slug": "opening",
        "language": "en",
        "version": 1,
        "title": "The *plant* opens",
        "url": "http://testserver/en/timeline/opening/",
        "api_url": f"http://testserver/api/v1/milestones/{made.pk}/",
        "published_at": "2025-12-15T09:00:00Z",
        "is_key": True,
        "status": "happened",
        "date": "2025-12-11",
        "date_label": "11\xa0December 2025",
        "slip": "slipped by at least 11 months",
        "fallback": [],
    }
    assert {name: found[name] for name in expected} == expected


def test_front_matter_has_projects_organisations_and_sources():
    made = moved()
    made.projects.add(project("Plant", slug="plant"), project("Hidden", live=False))
    made.organisations.add(organisation("Firm", slug="firm"))
    found = front(written("milestones/opening.md"))
    assert found["projects"] == [{"name": "Plant", "url": "http://testserver/en/projects/plant/"}]
    assert found["organisations"] == [{"name": "Firm", "url": "http://testserver/en/organisations/firm/"}]
    assert [each["title"] for each in found["sources"]] == ["Plans", "It opens"]


def test_title_is_a_heading_that_stays_text():
    moved()
    assert "<h1>The *plant* opens</h1>" in drawn(text(written("milestones/opening.md")))


def test_every_date_stands_with_its_source_and_the_verdict():
    moved()
    rows = [line for line in written("milestones/opening.md").splitlines() if line.startswith("| ")]
    assert rows[2:] == [
        "| announced for 2024 | Renault, 28\xa0June 2021, “Plans”[^2] | the first date given |",
        "| happened on 11\xa0December 2025 | Verkor, 11\xa0December 2025, “It opens”[^1] “today” "
        "| slipped by at least 11 months |",
    ]


def test_sources_are_footnotes():
    moved()
    notes = [line for line in written("milestones/opening.md").splitlines() if line.startswith("[^")]
    assert [note.split("<")[0] for note in notes] == [
        "[^1]: Verkor, 11\xa0December 2025, “It opens”. ",
        "[^2]: Renault, 28\xa0June 2021, “Plans”. ",
    ]


def test_slip_is_said_in_words():
    moved()
    assert "Announced for 2024[^2]. Slipped by at least 11 months." in words(
        text(written("milestones/opening.md"))
    )


def test_overdue_plan_is_said_in_words():
    milestone(slug="opening", planned="2024")
    assert "That time has passed; no source here says what came of it." in written("milestones/opening.md")


def test_disagreement_is_said_with_both_sides():
    made = milestone(slug="opening")
    milestone_date(made, "happened", "2024", source(publisher="Verkor"))
    milestone_date(made, "happened", "2025", source(publisher="New AutoMotive"))
    found = words(text(written("milestones/opening.md")))
    assert "Sources disagree." in found
    assert "happened in 2024 – Verkor" in found
    assert "happened in 2025 – New AutoMotive" in found


def test_correction_stands_on_top():
    made = moved()
    rewritten(made, act="correct", note_en="It was *wrong*.", is_key=True)
    lines = text(written("milestones/opening.md")).splitlines()
    told = "- **Corrected on 16\xa0December 2025**: It was \\*wrong\\*. [Read the text before this correction]"
    assert lines[2].startswith(f"{told}(http://testserver/en/timeline/opening/versions/")


def test_what_is_borrowed_says_so():
    moved(text_en="Cells are made here.", text_fr="On y produit des cellules.")
    found = written("milestones/opening.md", {"language": "fr"})
    assert (front(found)["language"], front(found)["fallback"]) == ("fr", ["title"])
    note = text(found).split("\n\n")[1]
    assert (note[0], note[-1], note.startswith("**")) == ("*", "*", False)


def test_text_that_looks_like_markdown_stays_text():
    moved(text_en="# One\n- two\n[three](https://example.com) <b>four</b>")
    found = words(text(written("milestones/opening.md")))
    assert all(line in found for line in ("# One", "- two", "[three](https://example.com)"))


def test_as_known_on_an_earlier_day():
    moved(text_en="Written later.", plan_title_en="Opening")
    found = written("milestones/opening.md", {"as_known": "2021-12-31"})
    assert (front(found)["title"], front(found)["date"], "Written later." in found) == ("Opening", "2024", False)


def test_source_that_is_not_public_is_not_told():
    milestone_date(moved(), "planned", "2023", source(live=False, title="Secret"))
    assert "Secret" not in written("milestones/opening.md")


def test_list_has_the_documents_one_after_the_other():
    for slug in ("one", "two", "three"):
        milestone(slug=slug, happened="2025")
    documents = written("milestones.md").split("\n\n---\n")
    assert len(documents) == 3
    assert documents[0].startswith("---\ntype: ")


def test_list_of_nothing_is_empty():
    assert written("milestones.md") == ""


def test_withdrawn_milestone_is_gone():
    withdraw(moved())
    assert ask("milestones/opening.md", at=LATER).status_code == 410


def test_item_takes_as_many_queries_as_json(django_assert_max_num_queries):
    moved().projects.add(project())
    with django_assert_max_num_queries(10):
        written("milestones/opening.md")
