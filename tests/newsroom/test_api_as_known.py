"""The API read as it was known on an earlier day, lists and items alike."""

from datetime import UTC, datetime

import pytest

from tests.api import ask

AFTER_THE_DEMO = datetime(2026, 2, 1, tzinfo=UTC)
PLANT = "verkor-gigafactory"
EARLY = {"as_known": "2021-12-31"}


def item(path: str, query=EARLY) -> dict:
    answer = ask(f"{path}/", query, at=AFTER_THE_DEMO)
    assert answer.status_code == 200, answer.content
    return answer.json()


def listed(path: str, query=EARLY) -> dict[str, dict]:
    found = item(path, {**query, "page_size": 100})["results"]
    return {each.get("slug", each["id"]): each for each in found}


def test_project_has_the_status_of_that_day(demo):
    assert (item(f"projects/{PLANT}")["status"]["status"], item(f"projects/{PLANT}", {})["status"]["status"]) == (
        "announced",
        "inaugurated",
    )


@pytest.mark.parametrize("name", ["projects", "organisations", "milestones", "figures", "sources", "releases"])
def test_item_is_as_its_list_has_it(demo, name):
    for slug, each in listed(name).items():
        assert item(f"{name}/{slug}") == each


def test_nothing_is_shown_that_a_later_source_said(demo):
    shown = [*listed("projects").values(), *listed("organisations").values()]
    sources = {claim["source"]["known_on"] for each in shown for claim in each["figures"]}
    assert max(sources) <= EARLY["as_known"]


def test_texts_written_with_later_knowledge_are_left_out(demo):
    assert (item(f"projects/{PLANT}")["summary"], item("organisations/verkor")["about"]) == ("", "")


@pytest.mark.parametrize("path", ["releases/inauguration", "sources/verkor-2025-inauguration"])
def test_what_appeared_later_is_not_there(demo, path):
    assert ask(f"{path}/", EARLY, at=AFTER_THE_DEMO).status_code == 404


@pytest.mark.parametrize("name", ["projects/verkor-gigafactory", "organisations/verkor", "figures", "timeline"])
def test_day_that_has_not_come_leads_nowhere(demo, name):
    answer = ask(f"{name}/", {"as_known": "2026-02-02"}, at=AFTER_THE_DEMO)
    assert (answer.status_code, answer.json()["errors"][0]["parameter"]) == (404, "as_known")
