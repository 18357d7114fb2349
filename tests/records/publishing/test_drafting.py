from contextlib import nullcontext

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from projects.records import publishing, snapshots
from projects.records.drafts import Desk
from projects.records.models import Leader, Organisation, Publication, Version
from projects.records.states import Act, ImpossibleMove, Stage, Standing
from tests import builders
from tests.builders import NOW
from tests.drafts import LATER, draft, somebody

pytestmark = pytest.mark.django_db


def test_draft_of_what_is_live_leaves_the_row_alone(writer):
    record = builders.organisation("Live")
    draft(record, by=writer, name="Draft")
    assert Organisation.objects.get().name == "Live"
    assert Desk(record).draft.content["fields"]["name"] == "Draft"


def test_draft_of_what_is_live_writes_no_ledger(writer):
    record = builders.organisation("Live")
    draft(record, by=writer, name="Draft")
    assert Publication.objects.about(record).count() == 1


def test_draft_of_what_is_new_is_in_the_row_too(writer):
    record = builders.organisation("First", live=False)
    draft(record, by=writer, name="Second")
    assert (Organisation.objects.get().name, Desk(record).draft.content["fields"]["name"]) == ("Second", "Second")


def test_draft_of_what_is_withdrawn_leaves_the_row_alone(writer):
    record = builders.withdraw(builders.organisation("Withdrawn"))
    draft(record, by=writer, name="Draft")
    assert Organisation.objects.get().name == "Withdrawn"


def test_version_says_who_made_it_when_and_from_what(writer):
    record = builders.organisation()
    version = draft(record, by=writer, at=LATER, name="Draft")
    assert (version.number, version.author, version.made_at, version.made_from) == (2, writer, LATER, 1)


@pytest.mark.parametrize("live", [True, False])
def test_same_content_saved_twice_is_one_version(live):
    record = builders.organisation(live=live)
    first = draft(record, name="Draft")
    assert draft(record, name="Draft") == first


def test_draft_that_says_again_what_is_live_leaves_nothing_to_publish():
    record = builders.organisation("Live")
    draft(record, name="Draft")
    draft(record, name="Live")
    assert (Desk(record).draft, Desk(record).stage) == (None, Stage.NONE)


def test_claim_keeps_its_key_from_draft_to_draft():
    record = builders.organisation()
    leader = Leader.objects.create(organisation=record, name="A", role_en="Head", source=builders.source())
    draft(record, change=lambda row: row.leaders.update(name="B"))
    rows = draft(record, name="Draft").content["rows"]["records.leader"]
    assert {key: row["name"] for key, row in rows.items()} == {str(leader.pk): "B"}


@pytest.mark.parametrize(
    ("fields", "english", "french"),
    [
        ({"name_en": "Plant"}, True, False),
        ({"name_fr": "Usine"}, False, True),
        ({"name_en": "Plant", "name_fr": "Usine"}, True, True),
        ({"kind": "cluster"}, False, False),
    ],
)
def test_version_knows_whose_text_it_changes(fields, english, french):
    version = draft(builders.project(), **fields)
    assert (version.changes_en, version.changes_fr) == (english, french)


def test_text_of_a_claim_counts_as_text_of_its_record():
    plant = builders.project()
    builders.figure(plant)
    version = draft(plant, change=lambda row: row.figures.update(note_fr="Par an."))
    assert (version.changes_en, version.changes_fr) == (False, True)


def test_person_without_a_role_saves_nothing(django_user_model):
    record = builders.organisation()
    nobody = django_user_model.objects.create(username="nobody", is_staff=True)
    with pytest.raises(PermissionDenied):
        draft(record, by=nobody, name="Draft")
    assert not Version.objects.about(record).filter(number=2).exists()


def test_what_came_past_the_desk_is_kept_once():
    record = builders.organisation(live=False)
    kept = [publishing.keep(record, at=NOW) for _ in range(2)]
    assert [(each.number, each.author) for each in kept] == [(1, None), (1, None)]


def test_what_was_changed_past_the_desk_is_kept_as_the_next_version():
    record = builders.organisation("First", live=False)
    publishing.keep(record, at=NOW)
    Organisation.objects.update(name="Past the desk")
    assert publishing.keep(record, at=NOW).content["fields"]["name"] == "Past the desk"
    assert Desk(record).number == 2


STAGES = [
    (["submit"], Stage.IN_REVIEW),
    (["approve"], Stage.APPROVED),
    (["submit", "approve"], Stage.APPROVED),
    (["submit", "send_back"], Stage.DRAFT),
    (["submit", "approve", "send_back"], Stage.DRAFT),
    (["submit", "save"], Stage.DRAFT),
    (["approve", "save"], Stage.DRAFT),
]


@pytest.mark.parametrize("live", [True, False])
@pytest.mark.parametrize(("acts", "stage"), STAGES)
def test_stage_after_what_was_done(editor, live, acts, stage):
    record = builders.organisation(live=live)
    draft(record, name="Draft")
    for act in acts:
        if act == "save":
            draft(record, name="Newer draft")
        else:
            getattr(publishing, act)(record, by=editor, at=NOW, note="Look at the second line.")
    assert Desk(record).stage == stage


@pytest.mark.parametrize(
    ("role", "act", "may"),
    [
        ("writer", "submit", True),
        ("writer", "approve", False),
        ("writer", "send_back", False),
        ("editor", "approve", True),
        ("editor", "send_back", True),
        ("publisher", "approve", True),
    ],
)
def test_role_may_do_what_the_table_says(request, role, act, may):
    record = builders.organisation()
    draft(record, name="Draft")
    if act == "send_back":
        publishing.submit(record, by=somebody(), at=NOW)
    with nullcontext() if may else pytest.raises(PermissionDenied):
        getattr(publishing, act)(record, by=request.getfixturevalue(role), at=NOW, note="Look.")


@pytest.mark.parametrize("role", ["editor", "publisher", "administrator"])
def test_nobody_approves_what_they_wrote(request, role):
    person = request.getfixturevalue(role)
    record = builders.organisation()
    draft(record, by=person, name="Draft")
    with pytest.raises(PermissionDenied, match="ask somebody else"):
        publishing.approve(record, by=person, at=NOW)


def test_approval_of_an_earlier_version_is_not_one_of_the_next(editor):
    record = builders.organisation()
    draft(record, name="Draft")
    publishing.approve(record, by=editor, at=NOW)
    draft(record, name="Newer draft")
    assert Desk(record).stage == Stage.DRAFT


def test_approval_may_be_of_one_language(editor):
    record = builders.organisation()
    draft(record, name="Draft")
    review = publishing.approve(record, by=editor, at=NOW, languages=("fr",))
    assert (review.english, review.french) == (False, True)


def test_approval_of_no_language_is_refused(editor):
    record = builders.organisation()
    draft(record, name="Draft")
    with pytest.raises(ValidationError, match="Choose the language"):
        publishing.approve(record, by=editor, at=NOW, languages=())


def test_sending_back_needs_a_note(editor):
    record = builders.organisation()
    draft(record, name="Draft")
    publishing.submit(record, by=editor, at=NOW)
    with pytest.raises(ValidationError, match="what is to be mended"):
        publishing.send_back(record, by=editor, at=NOW, note=" ")


@pytest.mark.parametrize("act", ["submit", "approve"])
def test_there_is_nothing_to_review_of_what_has_no_draft(editor, act):
    with pytest.raises(ImpossibleMove):
        getattr(publishing, act)(builders.organisation(), by=editor, at=NOW)


def test_editor_confirms_a_translation_up_to_the_newest_version(editor):
    record = builders.project()
    draft(record, name_en="The plant")
    assert publishing.confirm(record, "fr", by=editor, at=NOW).number == 2


def test_writer_confirms_no_translation(writer):
    with pytest.raises(PermissionDenied):
        publishing.confirm(builders.project(), "fr", by=writer, at=NOW)


def test_state_is_that_of_the_newest_draft_whatever_is_scheduled_before_it(publisher):
    record = builders.organisation()
    draft(record, name="Scheduled")
    publishing.schedule([publishing.Decision(record, Act.MINOR)], by=publisher, at=NOW, due_at=LATER)
    scheduled = Desk(record).stage
    draft(record, name="Newer")
    assert (scheduled, Desk(record).stage) == (Stage.SCHEDULED, Stage.DRAFT)


def test_content_of_the_desk_is_the_draft_else_what_the_row_holds():
    record = builders.organisation("Live")
    live = Desk(record).content
    draft(record, name="Draft")
    assert live == snapshots.take(record)
    assert Desk(record).content["fields"]["name"] == "Draft"


def test_standing_is_read_from_the_row_alone(django_assert_num_queries):
    record = builders.organisation()
    with django_assert_num_queries(0):
        assert record.standing == Standing.LIVE
