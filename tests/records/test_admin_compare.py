import pytest

from projects.records import publishing
from tests import builders
from tests.builders import NOW
from tests.desk import admin_url
from tests.drafts import draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def record(writer):
    """A live organisation of three versions, of which the third is the draft."""
    made = builders.organisation("One")
    for name in ("Two", "Three"):
        draft(made, by=writer, name=name)
    return made


def compared(client, record, query="") -> list[tuple]:
    response = client.get(admin_url(record, "compare") + query)
    return [(each.label, each.before, each.after) for each in response.context["differences"]]


@pytest.mark.parametrize(
    ("query", "before", "after"),
    [
        ("", "One", "Three"),
        ("?from=1&to=2", "One", "Two"),
        ("?from=3&to=2", "Three", "Two"),
        ("?from=live&to=draft", "One", "Three"),
        ("?from=2", "Two", "Three"),
        ("?to=2", "One", "Two"),
    ],
)
def test_comparison_is_of_the_versions_asked_for(record, writer, as_user, query, before, after):
    assert compared(as_user(writer), record, query) == [("Name", before, after)]


def test_comparison_of_a_version_with_itself_says_that_nothing_differs(record, writer, as_user):
    page = as_user(writer).get(admin_url(record, "compare") + "?from=2&to=2").content.decode()
    assert "The two versions do not differ." in page


def test_comparison_has_the_rows_that_a_record_carries(writer, as_user):
    record = builders.project("Plant")
    said_by = builders.source()
    draft(record, change=lambda row: builders.figure(row, low=16, source=said_by))
    [(label, _before, after)] = compared(as_user(writer), record, "?from=1&to=2")
    assert label == "Figure added"
    assert after.startswith("production capacity: 16")


def test_comparison_says_who_made_each_version_and_when(record, writer, as_user):
    response = as_user(writer).get(admin_url(record, "compare"))
    words = response.context["new_words"].replace("\N{NO-BREAK SPACE}", " ")
    assert words == "Version 3, writer, 15 December 2025, 10:00"


def test_comparison_offers_to_restore_what_is_not_the_newest(record, writer, as_user):
    page = as_user(writer).get(admin_url(record, "compare") + "?from=2&to=3").content.decode()
    assert "Restore version 2 as draft" in page
    assert "Restore version 3" not in page


@pytest.mark.parametrize("number", ["4", "999999999"])
def test_version_that_is_not_there_is_not_found(record, writer, as_user, number):
    assert as_user(writer).get(admin_url(record, "compare"), {"from": number}).status_code == 404


@pytest.mark.parametrize("text", ["x", "-1", "0", "1.5", "9" * 5000, "1 OR 1", "١"])
def test_what_is_no_number_is_refused_in_words(record, writer, as_user, text):
    response = as_user(writer).get(admin_url(record, "compare"), {"from": text})
    assert response.status_code == 400
    assert "Choose versions by their number" in response.content.decode()


def test_comparison_with_a_draft_where_there_is_none_says_so(writer, as_user):
    response = as_user(writer).get(admin_url(builders.organisation(), "compare"), {"to": "draft"})
    assert response.status_code == 400
    assert "There is no draft." in response.content.decode()


def test_comparison_where_no_version_is_kept_says_so(writer, as_user):
    record = builders.organisation(live=False)
    assert "No version is kept yet" in as_user(writer).get(admin_url(record, "compare")).content.decode()


def test_comparison_of_the_only_version_says_so(writer, as_user):
    record = builders.organisation(live=False)
    publishing.keep(record, at=NOW)
    assert "This is the only version" in as_user(writer).get(admin_url(record, "compare")).content.decode()
