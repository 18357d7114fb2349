from copy import deepcopy
from uuid import uuid4

import pytest
from django.utils import translation

from newsroom.models import PressRelease
from projects.models import Project
from projects.records import contents, snapshots, wording
from projects.records.models import Source
from projects.records.wording_marks import marked
from tests import builders

pytestmark = pytest.mark.django_db


def differ(record, change) -> list[wording.Difference]:
    """What wording says of the change that the function makes to the record's content."""
    before = snapshots.take(record)
    after = deepcopy(before)
    change(after)
    return wording.compare(type(record), before, after)


def said(record, change) -> tuple:
    [difference] = differ(record, change)
    return difference.label, plain(difference.before), plain(difference.after)


def plain(text) -> str:
    """Without the blanks that keep a number by its unit."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


def row_of(content, label) -> dict:
    [row] = content["rows"][label].values()
    return row


def test_field_is_called_by_its_name():
    assert said(builders.organisation("Verkor"), lambda now: now["fields"].update(name="Verkor SA")) == (
        "Name",
        "Verkor",
        "Verkor SA",
    )


def test_choice_is_said_by_its_label():
    record = builders.project(kind="gigafactory")
    words = said(record, lambda now: now["fields"].update(kind="research-and-pilot-line"))
    assert words == ("Kind", "gigafactory", "research and pilot line")


def test_record_named_is_said_by_its_name():
    whole = builders.organisation("Renault")
    words = said(builders.organisation(), lambda now: now["fields"].update(part_of_id=str(whole.pk)))
    assert words == ("Part of", "", "Renault")


def test_record_that_is_no_more_is_said_to_be():
    words = said(builders.organisation(), lambda now: now["fields"].update(part_of_id=str(uuid4())))
    assert words == ("Part of", "", "organisation that is no more")


def test_links_are_said_by_their_names():
    one, other = builders.organisation("ACC"), builders.organisation("Envision")
    record = builders.release(issuers=[one])
    words = said(record, lambda now: now["links"].update(issuers=sorted([str(one.pk), str(other.pk)])))
    assert words == ("Issued by", "ACC", "ACC, Envision")


def test_yes_and_no_are_words():
    words = said(builders.milestone(happened="2021"), lambda now: now["fields"].update(is_key=True))
    assert words == ("Key milestone", "no", "yes")


def test_day_is_said_as_a_label():
    words = said(builders.release(), lambda now: now["fields"].update(released_on="2025-12-12"))
    assert words == ("Date", "11 December 2025", "12 December 2025")


def test_span_of_a_row_is_one_difference():
    record = builders.project()
    builders.status(record, "announced", when="2024")

    def later(now):
        row_of(now, "projects.statusreport").update(earliest="2025-07-01", latest="2025-09-30")

    label, before, after = said(record, later)
    assert (label, before, after) == ("Status report “announced: Q3 2025”, when", "2024", "Q3 2025")


def test_span_of_a_row_tells_each_place_that_it_stands_for():
    record = builders.project()
    builders.status(record, "announced", when="2024")
    [difference] = differ(record, lambda now: row_of(now, "projects.statusreport").update(latest="2025-12-31"))
    assert [key.rpartition("/")[2] for key in difference.keys] == ["latest"]
    assert (difference.before, difference.after) == ("2024", "2024–2025")


def test_span_of_the_record_itself_is_one_difference():
    record = builders.source(published="2021-06-28")

    def later(now):
        now["fields"].update(published_earliest="2021-07-01", published_latest="2021-07-31")

    assert said(record, later) == ("Published", "28 June 2021", "July 2021")


def test_row_added_is_said_as_a_sentence_with_its_source():
    record = builders.project()
    before = snapshots.take(record)
    said_by = builders.source(title="Annual report", publisher="ACC")
    builders.figure(record, low=16, source=said_by, locator="p. 5")
    [difference] = wording.compare(Project, before, snapshots.take(record))
    first, *details = plain(difference.after).splitlines()
    assert (difference.label, first) == (
        "Figure added",
        "production capacity: 16 GWh a year (ACC: Annual report)",
    )
    assert "Locator: p. 5" in details


def test_row_removed_says_what_it_was():
    record = builders.project()
    builders.figure(record, low=16)
    [difference] = differ(record, lambda now: now["rows"]["projects.figure"].clear())
    assert (difference.label, difference.after) == ("Figure removed", "")
    assert plain(difference.before).startswith("production capacity: 16 GWh a year")


def test_row_that_names_what_is_no_more_is_said_without_a_name():
    record = builders.project()
    builders.participation(record, builders.organisation("ACC"))

    def gone(now):
        row_of(now, "projects.participation")["participant_id"] = str(uuid4())

    assert [each.after for each in differ(record, gone)] == ["organisation that is no more"]


def test_row_of_a_kind_that_is_no_longer_made_is_said_all_the_same():
    record = builders.project()
    [difference] = differ(record, lambda now: now["rows"].update({"projects.gone": {"1": {"text": "Once."}}}))
    assert (difference.label, difference.after) == ("projects.gone added", "Once.")


def test_column_that_is_no_more_is_said_by_its_own_name():
    words = said(builders.organisation(), lambda now: now["fields"].update(motto="Forwards"))
    assert words == ("Motto", "", "Forwards")


def test_rich_text_is_compared_as_words():
    record = builders.release(body_en="<p>One <strong>two</strong></p>")
    [difference] = differ(record, lambda now: now["fields"].update(body_en="<p>One three</p><p>Four</p>"))
    assert (difference.before, difference.after, difference.is_long) == ("One two", "One three\nFour", True)


def test_rich_text_of_which_only_the_formatting_changed_says_so():
    record = builders.release(body_en="<p>One <strong>two</strong></p>")
    [difference] = differ(record, lambda now: now["fields"].update(body_en="<p>One two</p>"))
    assert "Only the formatting" in difference.note


def test_nothing_is_said_of_what_is_the_same():
    assert differ(builders.organisation(), lambda now: None) == []


@pytest.mark.parametrize("rows", [1, 12])
def test_names_are_asked_for_once_a_type(rows, django_assert_num_queries):
    record = builders.project()
    before = snapshots.take(record)
    for number in range(rows):
        builders.participation(record, builders.organisation(f"Partner {number}"))
    after = snapshots.take(record)
    with django_assert_num_queries(3):  # project, organisations, sources
        wording.compare(Project, before, after)


def test_differences_without_contents_say_columns_one_by_one():
    change = contents.Change(("rows", "projects.figure", str(uuid4()), "earliest"), None, "2025-01-01")
    [difference] = wording.differences(Project, [change])
    assert (difference.label, plain(difference.after)) == ("Figure, for, earliest day", "1 January 2025")


def test_count_is_that_of_the_differences_in_words():
    live = snapshots.take(builders.source())
    moved = {"published_earliest": "2020-07-01", "published_latest": "2020-07-31", "title": "Other"}
    draft = {**live, "fields": {**live["fields"], **moved}}
    assert wording.count(Source, live, draft) == len(wording.compare(Source, live, draft)) == 2


def test_label_of_a_link():
    assert wording.label_of(PressRelease, ("links", "issuers")) == "Issued by"


def test_marked_text_marks_added_and_removed_words():
    words = marked("It opens in May.", "It opened in May.")
    assert "<del>" in words
    assert "opens</del>" in words
    assert "opened</ins>" in words


def test_marked_text_says_it_to_those_who_do_not_see_it():
    assert '<span class="visually-hidden">added: </span>two' in marked("one", "one two")


def test_marked_text_is_escaped():
    assert "<script>" not in marked("<script>", "<script>alert(1)</script>")


def test_marked_text_keeps_paragraphs_that_did_not_change():
    assert marked("One.\nTwo.", "One.\nThree.").startswith("<p>One.</p><p><del>")


def test_marked_text_of_a_megabyte_takes_no_more_than_a_moment():
    before, after = "word " * 200_000, "other " * 170_000
    assert marked(before, after).count("<del>") == 1


def test_words_are_those_of_the_active_language():
    record = builders.project(latitude="50.95000", longitude="2.31000")
    with translation.override("fr"):
        [difference] = differ(record, lambda now: now["fields"].update(latitude="51.50000"))
    assert (difference.before, difference.after) == ("50,95", "51,5")
