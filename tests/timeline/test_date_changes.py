"""How often a milestone's date changed for the public: what calendars go by."""

import importlib

import pytest
from django.apps import apps

from projects.records import publishing, rehearsal
from tests.builders import NOW, milestone, milestone_date, source, withdraw
from tests.drafts import LATER, draft, rewritten, somebody
from timeline.models import Milestone

pytestmark = pytest.mark.django_db


def planned(when="2026", **fields):
    made = milestone(live=False, **fields)
    milestone_date(made, "planned", when, source("2021"))
    publishing.publish(made, by=somebody("press"), at=NOW)
    return made


def say(nature, when, known):
    """A change of a draft: one more date."""
    said = source(known)
    return lambda row: milestone_date(row, nature, when, said)


def changes_of(made) -> int:
    return Milestone.objects.get(pk=made.pk).date_changes


def test_date_that_never_changed():
    assert changes_of(planned()) == 0


def test_dates_told_before_it_was_published_are_counted():
    made = milestone(live=False)
    for nature, when, known in [
        ("planned", "2024", "2021"),
        ("planned", "2025", "2022"),
        ("happened", "2025", "2025"),
    ]:
        milestone_date(made, nature, when, source(known))
    publishing.publish(made, by=somebody("press"), at=NOW)
    assert changes_of(made) == 2


def test_date_that_moved_before_it_was_published_is_no_change():
    made = milestone(live=False)
    milestone_date(made, "planned", "2026", source("2021"))
    made.dates.update(latest="2027-12-31")
    made.settle()
    made.save()
    publishing.publish(made, by=somebody("press"), at=NOW)
    assert changes_of(made) == 0


def test_first_date_of_what_goes_out_unsettled_is_no_change():
    made = milestone(live=False)
    milestone_date(made, "planned", "2026", source("2021"))
    Milestone.objects.update(nature="", earliest=None, latest=None)
    publishing.publish(made, by=somebody("press"), at=NOW)
    assert changes_of(made) == 0


def test_same_date_from_another_source_is_no_change():
    made = planned()
    rewritten(made, change=say("planned", "2026", "2022"))
    assert changes_of(made) == 0


@pytest.mark.parametrize("act", ["update", "minor", "correct"])
def test_date_that_moved_while_public_is_one_change(act):
    made = planned()
    rewritten(made, act=act, change=say("planned", "2027", "2022"))
    assert changes_of(made) == 1


def test_date_that_came_back_is_two_changes_though_no_claim_tells():
    made = planned()
    rewritten(made, change=lambda row: row.dates.update(latest="2027-12-31"))
    rewritten(made, change=lambda row: row.dates.update(latest="2026-12-31"))
    assert (made.dates.count(), changes_of(made)) == (1, 2)


def test_dates_taken_away_leave_the_number_where_it_was():
    made = planned()
    rewritten(made, change=say("planned", "2027", "2022"))
    rewritten(made, change=lambda row: row.dates.filter(earliest__year=2027).delete())
    assert changes_of(made) == 2


def test_other_words_are_no_change_of_the_date():
    made = planned()
    rewritten(made, title_en="In other words")
    assert changes_of(made) == 0


def test_draft_that_is_looked_at_counts_nothing():
    made = planned()
    version = draft(made, change=say("planned", "2027", "2022"))
    with rehearsal.rehearse(made, version.content, public_at=LATER):
        pass
    assert changes_of(made) == 0


def test_source_that_moves_makes_another_date_count():
    late = source("2020")
    made = milestone(live=False)
    milestone_date(made, "planned", "2026", source("2021"))
    milestone_date(made, "planned", "2027", late)
    publishing.publish(made, by=somebody("press"), at=NOW)
    before = changes_of(made)
    rewritten(
        late,
        change=lambda row: (
            type(row)
            .objects.filter(pk=row.pk)
            .update(published_earliest="2022-01-01", published_latest="2022-12-31")
        ),
    )
    assert (Milestone.objects.get(pk=made.pk).earliest.year, changes_of(made)) == (2027, before + 1)


def test_coming_back_after_a_withdrawal_is_no_change():
    made = withdraw(planned())
    publishing.restore(made, by=somebody("press"), at=LATER)
    assert changes_of(made) == 0


def test_migration_counts_what_the_dates_tell():
    made = planned()
    rewritten(made, change=say("happened", "2025-12-11", "2025-12-11"))
    Milestone.objects.update(date_changes=0)
    importlib.import_module("timeline.migrations.0003_date_changes").count_changes(apps, None)
    assert changes_of(made) == 1
