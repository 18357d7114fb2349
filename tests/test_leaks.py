"""What is not public is nowhere: planted in every state, looked for at every address."""

from datetime import timedelta
from functools import cached_property, partial

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from newsroom.models import PressRelease
from newsroom.roles import make_roles
from projects.records import publishing, snapshots
from projects.records.models import Bundle, BundleItem
from tests import leaks, rows
from tests.drafts import draft
from tests.leaks import CANARY, GONE, HIDDEN, MOVED, PLANTED_AT, WALKED_AT, decisions, planted, sing_over
from tests.newsroom.test_urls import named
from tests.pages import PAGES

PLAIN = leaks.addresses()
ROLES = ["writer", "editor", "publisher"]
LONG_AFTER = WALKED_AT + timedelta(days=30)
WHO = {"at": PLANTED_AT}


# What everybody is answered before anything is planted, asked once: each test begins with the same.
BEFORE = {}


class Stage:
    """What is public before anything is planted, and who asks."""

    def __init__(self):
        with leaks.repeatable():
            self.based = leaks.base()
        make_roles()
        self.author, self.other = (User.objects.create_superuser(name) for name in ("author", "other"))
        self.clients = {"nobody": Client(raise_request_exception=False)} | {role: _client(role) for role in ROLES}

    @cached_property
    def before(self) -> dict:
        for who in self.clients if not BEFORE else ():
            BEFORE[who] = leaks.walk(self.clients[who], self.asked_by(who))
        return BEFORE

    def asked_by(self, who: str) -> list[str]:
        """The API knows nobody, and what is nowhere nobody; who is logged in asks for what there is to see."""
        seen = [path for path in PLAIN if path[:4] == "/en/" and not {HIDDEN, MOVED, GONE} & set(path.split("/"))]
        return [*PLAIN, *leaks.questions()] if who == "nobody" else seen

    def draft_all(self, hidden: dict) -> list:
        """A draft of each live record, with the canary in all that can be typed. Gives the live ones."""
        for record in self.based.values():
            change = partial(sing_over, hidden=hidden, based=self.based)
            draft(record, by=self.author, at=PLANTED_AT, change=change)
        return list(self.based.values())


def _client(role: str) -> Client:
    person = User.objects.create_user(role, is_staff=True)
    person.groups.add(Group.objects.get(name=role))
    client = Client(raise_request_exception=False)
    client.force_login(person)
    return client


@pytest.fixture
def stage(db):
    stage = Stage()
    assert stage.before
    return stage


def in_review(stage, records):
    for record in records:
        publishing.submit(record, by=stage.author, note=CANARY, **WHO)


def approved(stage, records):
    """At the second look."""
    in_review(stage, records)
    for record in records:
        publishing.send_back(record, by=stage.other, note=CANARY, **WHO)
        publishing.submit(record, by=stage.author, **WHO)
        publishing.approve(record, by=stage.other, note=CANARY, **WHO)


def scheduled(stage, records, bundle=None):
    outgoing = decisions(records)
    return publishing.schedule(outgoing, by=stage.other, due_at=LONG_AFTER, bundle=bundle, **WHO)


def cancelled(stage, records):
    for each in scheduled(stage, records):
        publishing.cancel(each, by=stage.other, why=CANARY, **WHO)


def in_a_bundle(stage, records):
    bundle = Bundle.objects.create(name=CANARY, by=stage.author, made_at=PLANTED_AT)
    for record in records:
        BundleItem.objects.create(bundle=bundle, record_type=record.type_name(), record_uuid=record.pk)
    return bundle


def in_a_scheduled_bundle(stage, records):
    scheduled(stage, records, bundle=in_a_bundle(stage, records))


def failing(stage, records):
    """Due, all together, and one of them never can be."""
    bundle = in_a_bundle(stage, records)
    for record in records:
        if isinstance(record, PressRelease):
            draft(record, by=stage.author, at=PLANTED_AT, change=lambda row: row.issuers.clear())
        newest = rows.Version.objects.about(record).order_by("-number").first()
        act = "update" if record.version else "publish"
        rows.schedule(newest, act=act, note_en=CANARY, bundle=bundle, due_at=PLANTED_AT, failure_en=CANARY)


def invited(stage, records):
    for record in records:
        _link, token = publishing.invite(record, CANARY, by=stage.other, expires_at=LONG_AFTER, **WHO)
        publishing.opened(token, at=PLANTED_AT, language="en", agent=CANARY)


def nothing_more(stage, records):
    pass


STATES = {
    "draft": nothing_more,
    "in review": in_review,
    "approved": approved,
    "scheduled": scheduled,
    "cancelled": cancelled,
    "in a bundle": in_a_scheduled_bundle,
    "failed": failing,
    "with a preview link": invited,
}


def assert_nothing_leaks(stage, changes=(), is_as_before=True):
    """Whoever asks is answered as before, but for the addresses that `changes` has, and never with a canary.

    Where there were public acts, answers are of another edition.
    """
    for who, client in stage.clients.items():
        answers = leaks.walk(client, stage.before[who])
        same = {path: answer for path, answer in stage.before[who].items() if path not in changes}
        comparable = (lambda given: given) if is_as_before else leaks.of_any_edition
        assert leaks.differing(comparable(same), comparable(answers)) == [], who
        assert leaks.telling(answers) == [], who


@pytest.mark.parametrize("state", STATES)
def test_what_is_not_public_is_nowhere(stage, state):
    """New records, and what was drafted of live ones."""
    hidden = planted(stage.based)
    for record in hidden.values():
        publishing.save(record, snapshots.take(record), by=stage.author, at=PLANTED_AT)
    STATES[state](stage, [*hidden.values(), *stage.draft_all(hidden)])

    assert_nothing_leaks(stage)


def test_withdrawn_record_is_nowhere_but_at_its_own_address(stage):
    hidden = planted(stage.based)
    publishing.go_out(decisions(hidden.values()), by=stage.author, at=PLANTED_AT)
    draft(hidden[PressRelease], by=stage.author, at=PLANTED_AT, lead_en=f"{CANARY}, corrected")
    publishing.correct(hidden[PressRelease], by=stage.author, at=PLANTED_AT, note_en=CANARY)
    leaks.withdraw_all(hidden.values(), by=stage.author, at=PLANTED_AT + timedelta(hours=1))
    own = [path for path in PLAIN if HIDDEN in path or any(str(each.pk) in path for each in hidden.values())]
    own.append(f"/en/news/?topic={HIDDEN}")  # the address of a topic

    # Removals are told, and in calendars.
    own += [path for path in PLAIN if path.startswith("/api/v1/changes") or path.endswith("/timeline.ics")]

    assert_nothing_leaks(stage, changes=own, is_as_before=False)
    assert leaks.walk(stage.clients["nobody"], [f"/en/news/{HIDDEN}/"])[f"/en/news/{HIDDEN}/"].status == 410


def test_canary_is_told_once_it_is_public(stage):
    """The walk itself would tell, of pages and of the API, whoever asks."""
    publishing.go_out(decisions(planted(stage.based).values()), by=stage.author, at=PLANTED_AT)
    asked = ["/en/news/", "/fr/timeline/", "/api/v1/figures/", "/api/v1/releases/?ordering=title"]
    told = {who: leaks.telling(leaks.walk(client, asked)) for who, client in stage.clients.items()}

    assert {who: len(paths) for who, paths in told.items()} == dict.fromkeys(stage.clients, len(asked))


def test_walk_covers_every_public_address():
    """A new address whose parts nobody knows here has to be told in `leaks.PARTS`."""
    names, parts = zip(*leaks.public_addresses(), strict=True)
    assert set(named(leaks.get_resolver("newsroom.urls").url_patterns)) == set(names)
    assert set().union(*parts) <= set(leaks.PARTS)
    assert set(PAGES) <= set(names)


def test_every_type_of_record_and_of_what_it_carries_is_planted(stage):
    hidden = planted(stage.based)
    carried = {type(row) for row in leaks.rows_carried(hidden, stage.based[leaks.Source])}

    assert set(hidden) == set(snapshots.record_models())
    assert carried == {model for record in hidden for model, _name in snapshots.carried_by(record)}
