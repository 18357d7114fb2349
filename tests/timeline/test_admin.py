from datetime import timedelta

import pytest

from projects.records import publishing
from projects.records.drafts import Desk
from tests import builders
from tests.builders import NOW
from tests.desk import added, admin_url, form_of, send
from tests.drafts import somebody
from timeline.models import Milestone, MilestoneDate

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(NOW + timedelta(hours=1), tick=False)


def test_date_typed_for_a_draft_settles_its_row(writer, as_user):
    milestone = builders.milestone(live=False)
    row = added("dates", nature="planned", span="d’ici 2030", source=builders.source().pk)
    send(as_user(writer), admin_url(milestone), **row)
    milestone.refresh_from_db()
    assert (milestone.nature, milestone.span) == ("planned", builders.parse("by 2030"))


def drafted(milestone) -> list[tuple]:
    rows = Desk(Milestone.objects.get(pk=milestone.pk)).content["rows"]["timeline.milestonedate"]
    return sorted((row["nature"], row["earliest"], row["latest"]) for row in rows.values())


def test_date_changed_on_what_is_live_settles_its_row_once_it_is_published(editor, as_user):
    milestone = builders.milestone(planned="2025")
    send(as_user(editor), admin_url(milestone), **{"dates-0-span": "Q3 2025"})
    milestone.refresh_from_db()
    assert (milestone.span, milestone.version) == (builders.parse("2025"), 1)
    publishing.minor(milestone, by=somebody(), at=NOW + timedelta(hours=1))
    assert (milestone.span, milestone.version) == (builders.parse("Q3 2025"), 2)


def test_date_said_in_other_words_changes_nothing(editor, as_user):
    milestone = builders.milestone(planned="July 2025")
    send(as_user(editor), admin_url(milestone), **{"dates-0-span": "juillet 2025"})
    assert Desk(milestone).number == 1


def test_last_date_deleted_from_a_draft_is_said_to_be_missing(editor, as_user):
    milestone = builders.milestone(planned="2025")
    send(as_user(editor), admin_url(milestone), **{"dates-0-DELETE": "on"})
    assert "It has no date" in as_user(editor).get(admin_url(milestone)).content.decode()
    assert (drafted(milestone), milestone.dates.count()) == ([], 1)


def test_date_deleted_from_what_is_live_stays_public(editor, as_user):
    milestone = builders.milestone(planned="2025", happened="2026")
    happened = [date.nature for date in milestone.dates.all()].index("happened")
    send(as_user(editor), admin_url(milestone), **{f"dates-{happened}-DELETE": "on"})
    milestone.refresh_from_db()
    assert (milestone.nature, milestone.version) == ("happened", 1)
    assert drafted(milestone) == [("planned", "2025-01-01", "2025-12-31")]


@pytest.mark.parametrize("typed", ["01/02/2023", "0000", "soon", "x" * 10_000])
def test_date_that_cannot_be_read_is_kept_as_typed(writer, as_user, typed):
    row = added("dates", nature="planned", span=typed, source=builders.source().pk)
    response = send(as_user(writer), admin_url(builders.milestone(live=False)), **row)
    assert form_of(response)["dates-0-span"] == [typed]


@pytest.mark.parametrize("typed", ["9999", "31 December 9999", "by 9999", "0001"])
def test_date_at_the_edge_of_the_calendar_is_saved(writer, as_user, typed):
    row = added("dates", nature="planned", span=typed, source=builders.source().pk)
    send(as_user(writer), admin_url(builders.milestone(live=False)), **row)
    assert MilestoneDate.objects.get().span == builders.parse(typed)


def test_list_with_a_date_at_the_edge_of_the_calendar_opens(editor, as_user):
    builders.milestone(planned="by 9999")
    builders.milestone(planned="0001")
    for model in (Milestone, MilestoneDate):
        assert as_user(editor).get(admin_url(model, "changelist")).status_code == 200


def test_date_changed_in_its_own_list_is_in_the_draft_of_the_milestone(editor, as_user):
    milestone = builders.milestone(planned="2025")
    send(as_user(editor), admin_url(milestone.dates.get()), span="2026")
    milestone.refresh_from_db()
    assert (milestone.span, milestone.version) == (builders.parse("2025"), 1)
    assert drafted(milestone) == [("planned", "2026-01-01", "2026-12-31")]


def test_date_changed_in_its_own_list_settles_a_milestone_that_is_new(editor, as_user):
    milestone = builders.milestone(planned="2025", live=False)
    send(as_user(editor), admin_url(milestone.dates.get()), span="2026")
    milestone.refresh_from_db()
    assert milestone.span == builders.parse("2026")


@pytest.mark.parametrize("query", ["", "happened", "planned", "none", "\u2603"])
def test_list_is_filtered_by_nature(editor, as_user, query):
    builders.milestone("planned", planned="2030")
    builders.milestone("happened", happened="2020")
    builders.milestone("none")
    response = as_user(editor).get(admin_url(Milestone, "changelist"), {"nature": query} if query else {})
    shown = {milestone.title for milestone in response.context["cl"].result_list}
    every = {"planned", "happened", "none"}
    assert shown == ({query} if query in every else every)


@pytest.mark.parametrize("model", [Milestone, MilestoneDate])
@pytest.mark.parametrize("count", [10, 200])
def test_list_asks_the_same_for_any_number(editor, as_user, django_assert_max_num_queries, model, count):
    builders.many_milestones(count)
    client = as_user(editor)
    with django_assert_max_num_queries(12):
        client.get(admin_url(model, "changelist"))


@pytest.mark.parametrize(("is_key", "icon"), [(True, "icon-yes"), (False, "icon-no")])
def test_list_says_in_a_short_column_what_is_key(editor, as_user, is_key, icon):
    builders.milestone(planned="2030", is_key=is_key)
    page = as_user(editor).get(admin_url(Milestone, "changelist")).content.decode()
    column = page.split('class="field-is_key_word"')[1].split("</td>")[0]
    assert icon in column
    assert ">Key</a>" in page
    assert "field-nature_word" not in page
