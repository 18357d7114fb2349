"""What the dashboard says needs attention: failures, plans, disagreements, translations, lonely decisions."""

import re

import pytest

from projects.records import publishing
from projects.records.admin.pages import url_of
from tests import builders
from tests.builders import NOW
from tests.dashboard import AT, drafted, failed, part
from tests.drafts import draft

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(AT, tick=False)


def test_failed_schedule_is_shown_as_grave_with_its_reason(writer, open_desk):
    failed(drafted(writer))
    page = open_desk(writer)
    assert "It failed: Nobody issues it." in part(page, "failed")
    assert re.search(r'class="[^"]*desk-list--grave[^"]*" id="failed"', page.content.decode())


def test_failed_schedule_is_not_due_as_well(writer, open_desk):
    failed(drafted(writer))
    assert "It opens" not in part(open_desk(writer), "due")


def test_plan_that_has_passed_without_outcome_is_named(writer, open_desk):
    builders.milestone("Pilot line opens", planned="2024")
    assert "Pilot line opens Planned: 2024" in part(open_desk(writer), "overdue")


@pytest.mark.parametrize("dates", [{"planned": "2027"}, {"planned": "2025"}, {"happened": "2024"}])
def test_plan_whose_time_has_not_passed_needs_no_attention(writer, open_desk, dates):
    builders.milestone("Pilot line opens", **dates)
    assert part(open_desk(writer), "overdue") == ""


def test_dates_that_contradict_each_other_are_named_with_who_gave_them(writer, open_desk):
    opened = builders.milestone("It opens", happened="2021-05", live=False)
    other = builders.source("2021-06-28", publisher="A newspaper")
    builders.milestone_date(opened, "happened", "2021-03", source=other)
    builders.make_live(opened)
    said = part(open_desk(writer), "disagreements")
    assert {"May 2021 (Verkor)", "March 2021 (A newspaper)"} <= set(re.findall(r"\w+ 2021 \([\w ]+\)", said))


def test_dates_of_one_publisher_are_a_revision(writer, open_desk):
    opened = builders.milestone("It opens", happened="2021-05")
    builders.milestone_date(opened, "happened", "2021-03", source=builders.source("2021-07-01"))
    assert part(open_desk(writer), "disagreements") == ""


def test_plan_and_outcome_of_sources_that_follow_each_other_agree(writer, open_desk):
    opened = builders.milestone("It opens", planned="2021", live=False)
    later = builders.source("2022-06-28", publisher="A newspaper")
    builders.milestone_date(opened, "happened", "2022", source=later)
    builders.make_live(opened)
    assert part(open_desk(writer), "disagreements") == ""


def test_plan_and_outcome_of_sources_of_one_day_disagree(writer, open_desk):
    opened = builders.milestone("It opens", planned="2021", live=False)
    builders.milestone_date(opened, "happened", "2021", source=builders.source(publisher="A newspaper"))
    builders.make_live(opened)
    assert "It opens" in part(open_desk(writer), "disagreements")


@pytest.mark.parametrize(
    ("one", "other", "disagree"),
    [
        ({"low": 16}, {"low": 18}, True),
        ({"low": 16}, {"low": 16}, False),
        ({"low": 16, "qualifier": "about"}, {"low": 16}, False),
        ({"low": 16, "high": None, "qualifier": "more-than"}, {"low": 16}, True),
        ({"low": 16, "high": None, "qualifier": "at-least"}, {"low": 18}, False),
        ({"low": None, "high": 16, "qualifier": "less-than"}, {"low": 16}, True),
        ({"low": 16, "nature": "target"}, {"low": 18}, False),
        ({"low": 16, "when": "2025"}, {"low": 18, "when": "2026"}, False),
    ],
)
def test_figures_on_which_sources_disagree_lead_to_their_project(writer, open_desk, one, other, disagree):
    plant = builders.project("The plant")
    builders.figure(plant, **one)
    builders.figure(plant, source=builders.source(publisher="A newspaper"), **other)
    page = open_desk(writer)
    assert ("The plant" in part(page, "disagreements")) is disagree
    assert (url_of(plant, "summary") in page.content.decode().split('id="live"')[0]) is disagree


def test_figures_of_which_one_is_withdrawn_agree(writer, open_desk):
    plant = builders.project("The plant")
    builders.figure(plant, low=16)
    withdrawn = {"withdrawn_on": NOW.date(), "withdrawn_why": "Wrong."}
    builders.figure(plant, low=18, source=builders.source(publisher="A newspaper"), **withdrawn)
    assert part(open_desk(writer), "disagreements") == ""


def test_french_that_is_behind_says_when_the_english_changed(writer, open_desk):
    plant = builders.project("The plant", name_fr="L’usine", summary_en="One.", summary_fr="Une.")
    draft(plant, by=writer, summary_en="Two.")
    assert "The plant Project: the English changed 1 hour ago" in part(open_desk(writer), "french")


@pytest.fixture
def gone_alone(alone, publisher):
    return alone(drafted(publisher))


def test_override_is_flagged_to_others_with_a_way_to_sign(gone_alone, editor, open_desk):
    said = part(open_desk(editor), "unsigned")
    assert "Published by publisher 1 hour ago, alone Reason: The plant burns. Look at it and sign" in said


def test_override_is_flagged_to_whoever_made_it_without_a_way_to_sign(gone_alone, publisher, open_desk):
    said = part(open_desk(publisher), "unsigned")
    assert ("The plant burns." in said, "sign" in said) == (True, False)


def test_override_that_is_signed_is_flagged_no_more(gone_alone, editor, open_desk):
    publishing.sign(gone_alone.override_row, by=editor, at=AT)
    assert part(open_desk(editor), "unsigned") == ""


def test_writer_sees_no_overrides(gone_alone, writer, open_desk):
    assert part(open_desk(writer), "unsigned") == ""
