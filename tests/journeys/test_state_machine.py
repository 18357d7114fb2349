"""All moves of all roles in whatever order: the public, the ledger, the lists and the states agree."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from projects.records import permissions, publishing, states
from projects.records.drafts import Desk, state_of, with_state
from projects.records.models import Organisation, Publication, Schedule, Version
from projects.records.publishing import Decision
from projects.records.states import PUBLIC_ACTS, Act, ImpossibleMove, Stage, Standing
from tests import builders
from tests.builders import NOW
from tests.conftest import member
from tests.drafts import draft

pytestmark = pytest.mark.django_db
REFUSED = (PermissionDenied, ImpossibleMove, ValidationError)
ROLES = st.sampled_from(list(permissions.ROLES))
GOING = st.sampled_from([Act.PUBLISH, Act.UPDATE, Act.MINOR, Act.CORRECT, Act.RESTORE])


class Newsroom(RuleBasedStateMachine):
    """One organisation, three people, a clock that only moves ahead."""

    @initialize()
    def begin(self):
        self.point = transaction.savepoint()
        self.people = {role: User.objects.get(username=role) for role in permissions.ROLES}
        self.now = NOW
        self.record = builders.organisation("Text 0", live=False)
        publishing.keep(self.record, at=self.now)
        self.texts, self.public_text, self.ledger = 0, None, 0

    def teardown(self):
        if hasattr(self, "point"):
            transaction.savepoint_rollback(self.point)

    def attempt(self, act: Act, role: str, verb, *arguments, **options) -> bool:
        """Does it if state and role allow it; else it has to be refused, and nothing may have changed."""
        self.record.refresh_from_db()
        before = (Desk(self.record).state, Desk(self.record).number, Publication.objects.count())
        person = self.people[role]
        may = person.has_perm(permissions.ACTS[act]) and states.is_possible(before[0], act)
        try:
            verb(*arguments, by=person, at=self.now, **options)
        except REFUSED:
            self.record.refresh_from_db()
            assert (Desk(self.record).state, Desk(self.record).number, Publication.objects.count()) == before
            return False
        assert may, (act, role, before[0])
        return True

    @rule(minutes=st.integers(1, 90))
    def time_passes(self, minutes):
        self.now += timedelta(minutes=minutes)
        pending = list(Schedule.objects.about(self.record).due(self.now).order_by("due_at"))
        publishing.catch_up(self.now)
        for planned in pending:
            planned.refresh_from_db()
            assert planned.applied_at or planned.failed_at
            if planned.applied_at:
                self.public_text = planned.version.content["fields"]["name"]
                self.ledger += 1

    @rule(role=ROLES)
    def save(self, role):
        self.texts += 1
        self.attempt(Act.SAVE, role, draft, self.record, name=f"Text {self.texts}")

    @rule(role=ROLES)
    def submit(self, role):
        self.attempt(Act.SUBMIT, role, publishing.submit, self.record)

    @rule(role=ROLES)
    def approve(self, role):
        self.attempt(Act.APPROVE, role, publishing.approve, self.record)

    @rule(role=ROLES)
    def send_back(self, role):
        self.attempt(Act.SEND_BACK, role, publishing.send_back, self.record, note="Again.")

    @rule(role=ROLES, act=GOING)
    def go_out(self, role, act):
        self.record.refresh_from_db()
        desk = Desk(self.record)
        text = desk.content["fields"]["name"]
        if self.attempt(act, role, getattr(publishing, act), self.record, note_en="Changed."):
            self.public_text, self.ledger = text, self.ledger + 1

    @rule(role=ROLES)
    def withdraw(self, role):
        if self.attempt(Act.WITHDRAW, role, publishing.withdraw, self.record, reason_en="Wrong."):
            self.public_text, self.ledger = None, self.ledger + 1

    @rule(role=ROLES, act=GOING, minutes=st.integers(-5, 200))
    def schedule(self, role, act, minutes):
        decision = Decision(self.record, act, note_en="Changed.")
        due_at = self.now + timedelta(minutes=minutes)
        if self.attempt(Act.SCHEDULE, role, publishing.schedule, [decision], due_at=due_at):
            assert due_at > self.now

    @rule(role=ROLES)
    def cancel(self, role):
        planned = Schedule.objects.about(self.record).order_by("-pk").first()
        if planned is not None:
            may = self.people[role].has_perm(permissions.PUBLISH)
            pending = planned.cancelled_at is None and planned.applied_at is None
            try:
                publishing.cancel(planned, by=self.people[role], at=self.now, why="Later.")
            except REFUSED:
                assert not (may and pending)
            else:
                assert may
                assert pending

    @invariant()
    def public_reads_what_was_decided_and_nothing_else(self):
        if not hasattr(self, "record"):
            return
        public = Organisation.objects.public(self.now).filter(pk=self.record.pk).values_list("name", flat=True)
        assert list(public) == ([self.public_text] if self.public_text else [])

    @invariant()
    def instance_and_question_agree(self):
        if hasattr(self, "record"):
            row = Organisation.objects.get(pk=self.record.pk)
            assert row.is_public(self.now) == (self.public_text is not None)

    @invariant()
    def ledger_has_a_row_for_each_public_act_and_no_gap(self):
        if hasattr(self, "record"):
            rows = Publication.objects.about(self.record)
            numbers = list(Publication.objects.order_by("sequence").values_list("sequence", flat=True))
            assert rows.count() == self.ledger
            assert numbers == list(range(1, len(numbers) + 1))
            assert set(rows.values_list("act", flat=True)) <= set(PUBLIC_ACTS)

    @invariant()
    def list_and_page_of_the_desk_agree_on_the_state(self):
        if hasattr(self, "record"):
            listed = state_of(with_state(Organisation.objects.filter(pk=self.record.pk)).get())
            state = Desk(Organisation.objects.get(pk=self.record.pk)).state
            assert listed == state
            assert state != (Standing.NEW, Stage.NONE)

    @invariant()
    def versions_are_numbered_without_a_gap(self):
        if hasattr(self, "record"):
            numbers = list(Version.objects.about(self.record).order_by("number").values_list("number", flat=True))
            assert numbers == list(range(1, len(numbers) + 1))


def test_every_order_of_moves_by_every_role_is_sound():
    for role in permissions.ROLES:
        member(role)
    run_state_machine_as_test(
        Newsroom,
        settings=settings(
            max_examples=40,
            stateful_step_count=30,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
