"""What readers find follows each act, within its transaction."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from projects.records import publishing
from projects.records.models import Searchable
from tests import builders
from tests.builders import NOW
from tests.drafts import LATER, draft, rewritten, somebody

pytestmark = pytest.mark.django_db


def indexed() -> list[str]:
    """The English titles that can be found."""
    return sorted(title.strip() for title in Searchable.objects.values_list("title_en", flat=True))


def test_publishing_indexes():
    builders.project("Aurora")

    assert indexed() == ["aurora"]


@pytest.mark.parametrize("act", ["update", "minor", "correct"])
def test_change_indexes_the_new_text_alone(act):
    rewritten(builders.project("Aurora"), act=act, name_en="Boreas", name_fr="Borée")

    assert list(Searchable.objects.values_list("title_en", "title_fr", "text_en", "text_fr")) == [
        (" borea ", " bor ", "borea", "bor")
    ]


def test_draft_of_what_is_live_is_not_indexed():
    draft(builders.project("Aurora"), name_en="Boreas")

    assert indexed() == ["aurora"]


def test_withdrawing_takes_out_and_restoring_brings_back():
    plant = builders.project("Aurora")
    builders.withdraw(plant, at=NOW)
    assert indexed() == []

    publishing.restore(plant, by=somebody(), at=LATER, note_en="It was right.")

    assert indexed() == ["aurora"]


def test_what_goes_out_together_is_indexed_together():
    made = [builders.project(name, live=False) for name in ("Aurora", "Boreas")]

    publishing.go_out([publishing.Decision(each, "publish") for each in made], by=somebody(), at=NOW)

    assert indexed() == ["aurora", "borea"]


def test_what_fails_leaves_the_index_as_it_was():
    release = builders.release("Aurora", live=False)

    with pytest.raises(ValidationError), transaction.atomic():
        publishing.publish(release, by=somebody(), at=NOW)

    assert indexed() == []


def test_what_is_due_is_indexed_when_it_appears():
    plant = builders.project("Aurora", live=False)
    publishing.schedule([publishing.Decision(plant, "publish")], by=somebody(), at=NOW, due_at=LATER)
    assert indexed() == []

    publishing.catch_up(LATER + timedelta(seconds=1))

    assert indexed() == ["aurora"]


def test_milestone_goes_by_another_title_once_a_source_says_that_it_happened():
    """The source comes to be public after the milestone: who said so follows, and with it what it is called."""
    source = builders.source("2025-12-01", live=False)
    step = builders.milestone("It opened", planned="2026", plan_title_en="To open")
    assert indexed() == ["to open"]

    draft(step, change=lambda row: builders.milestone_date(row, "happened", "2025-11", source=source))
    outgoing = [publishing.Decision(source, "publish"), publishing.Decision(step, "update", note_en="It opened.")]
    publishing.go_out(outgoing, by=somebody(), at=LATER)

    assert indexed() == ["it open"]


def test_milestone_follows_the_day_of_its_source():
    """Which claim is current hangs on which source is newer: what was planned moves with it."""
    older, newer = builders.source("2021-01-01"), builders.source("2022-01-01")
    step = builders.milestone("Aurora", planned="2030", live=False)
    step.dates.all().delete()
    builders.milestone_date(step, "planned", "2025", source=older)
    builders.milestone_date(step, "planned", "2026", source=newer)
    builders.make_live(step)
    assert Searchable.objects.get().year == 2026

    rewritten(older, published_earliest=builders.date(2023, 1, 1), published_latest=builders.date(2023, 1, 1))

    assert Searchable.objects.get().year == 2025
