"""Pages as Markdown: by their own address with .md, or by what the client takes."""

import pytest

from tests import builders
from tests.drafts import LATER, rewritten

pytestmark = pytest.mark.django_db
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
SECTIONS = {"news": "releases", "projects": "projects", "timeline": "milestones"}


@pytest.fixture(autouse=True)
def _two_days_later(time_machine):
    time_machine.move_to(LATER.replace(day=LATER.day + 1), tick=False)


@pytest.fixture
def _one_of_each():
    builders.release("It opens", slug="one", title_fr="Elle ouvre")
    builders.project("The plant", slug="one", name_fr="L’usine")
    builders.milestone("The plant opens", happened="2025-12-11", slug="one", title_fr="L’usine ouvre")


@pytest.mark.usefixtures("_one_of_each")
@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_page_has_the_words_of_the_api_at_an_address_of_its_own(reader, section, language):
    answer = reader.get(f"/{language}/{section}/one.md")
    told = reader.get(f"/api/v1/{SECTIONS[section]}/one.md?language={language}")
    assert answer.content == told.content
    assert answer.headers["Content-Type"] == "text/markdown; charset=utf-8"
    assert answer.headers["Content-Language"] == language


@pytest.mark.usefixtures("_one_of_each")
@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("text/markdown", "text/markdown"),
        ("text/markdown, text/html;q=0.9, */*;q=0.1", "text/markdown"),
        ("text/html;q=0.5, text/markdown;q=0.6", "text/markdown"),
        ("text/html, text/markdown;q=0.9", "text/html"),
        ("text/markdown;q=0, */*", "text/html"),
        ("application/json", "text/html"),
        ("*/*", "text/html"),
        (BROWSER, "text/html"),
        ("", "text/html"),
    ],
)
def test_page_is_markdown_for_whoever_prefers_it(reader, section, accept, form):
    answer = reader.get(f"/en/{section}/one/", headers={"accept": accept})
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, f"{form}; charset=utf-8")
    assert "Accept" in answer.headers["Vary"].split(", ")


@pytest.mark.usefixtures("_one_of_each")
def test_page_in_markdown_is_that_of_its_own_address(reader):
    told = reader.get("/fr/news/one/", headers={"accept": "text/markdown"})
    assert told.content == reader.get("/fr/news/one.md").content


@pytest.mark.usefixtures("_one_of_each")
@pytest.mark.parametrize("path", ["/en/news/one.md", "/en/news/one/"])
def test_markdown_that_is_known_is_not_told_again(reader, path):
    known = reader.get(path, headers={"accept": "text/markdown"}).headers["ETag"]
    again = reader.get(path, headers={"accept": "text/markdown", "if_none_match": known})
    assert (again.status_code, again.content) == (304, b"")


def test_markdown_is_of_the_day_asked_for(reader):
    plant = builders.project("The plant", slug="plant")
    builders.status(plant, "announced", "2021", source=builders.source("2021-01-01"))
    builders.status(plant, "operating", "2025", source=builders.source("2025-12-01"))
    assert '"announced"' in reader.get("/en/projects/plant.md?as_known=2022-01-01&nonsense=1").content.decode()


def test_day_that_is_none_is_refused_by_its_name(reader):
    builders.project(slug="plant")
    answer = reader.get("/en/projects/plant.md?as_known=someday")
    assert (answer.status_code, answer.json()["errors"][0]["parameter"]) == (400, "as_known")


def test_former_address_leads_to_the_new_one_in_the_same_form(reader):
    rewritten(builders.release(slug="once"), slug="now")
    answer = reader.get("/fr/news/once.md")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/fr/news/now.md")


@pytest.mark.parametrize("path", ["/en/news/gone.md", "/en/news/gone/"])
def test_withdrawn_release_is_gone_in_markdown_too(reader, path):
    builders.withdraw(builders.release(slug="gone"), reason_en="It was a mistake.")
    answer = reader.get(path, headers={"accept": "text/markdown"})
    assert answer.status_code == 410
    assert "It was a mistake." in answer.content.decode()


def test_draft_is_not_there_in_markdown(reader):
    release = builders.release(slug="unseen", live=False)
    assert reader.get("/en/news/unseen.md").status_code == 404
    assert reader.get(f"/en/news/{release.pk}.md").status_code == 404


def test_record_has_no_markdown_under_its_uuid(reader):
    release = builders.release()
    assert reader.get(f"/en/news/{release.pk}.md").status_code == 404


def test_scripts_of_any_site_may_read_markdown(reader):
    builders.release(slug="one")
    assert reader.get("/en/news/one.md").headers["Access-Control-Allow-Origin"] == "*"
