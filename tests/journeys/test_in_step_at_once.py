"""Whoever keeps in step misses nothing, and is told nothing in the wrong order, while many publish at once."""

import itertools
import random
import time
from threading import Event, Thread
from urllib.parse import urlsplit

import pytest
from django.db import connection, connections, transaction
from django.test import Client
from django.utils import timezone

from projects.records import publishing
from projects.records.models import LastChange, Organisation, Publication
from projects.records.models.publication import PublicationQuerySet
from projects.records.states import Standing
from tests import builders
from tests.drafts import draft, somebody

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
WRITERS, TURNS = 8, 3


class Poller:
    """Asks for changes, as a client would, and keeps the results in the order in which they came."""

    def __init__(self):
        self.client, self.next, self.results = Client(), "/api/v1/changes/", []

    def poll(self) -> None:
        """All that there is now."""
        has_more = True
        while has_more:
            answer = self.client.get(self.next)
            assert answer.status_code == 200, answer.content
            page = answer.json()
            parts = urlsplit(page["next"])
            self.next, has_more = f"{parts.path}?{parts.query}", page["has_more"]
            self.results += page["results"]

    @property
    def places(self) -> list[tuple]:
        return [(each["sequence"], each["id"]) for each in self.results]

    @property
    def copy(self) -> dict[str, int]:
        """The version of each record that is there."""
        kept = {}
        for each in self.results:
            kept.pop(each["id"], None)
            if each["act"] == "upsert":
                kept[each["id"]] = each["item"]["version"]
        return kept


def in_threads(*acts) -> list[Thread]:
    threads = [Thread(target=_and_hang_up, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    return threads


def _and_hang_up(act) -> None:
    try:
        act()
    finally:
        connections.close_all()


def writer(number: int, by, done: list) -> None:
    """Publishes, changes, withdraws and restores records of its own, and renames the part that all share."""
    chance = random.Random(number)
    group = builders.organisation(f"Group {number}", live=False)
    part = builders.organisation(f"Part {number}", live=False, part_of=group)
    publishing.publish(group, by=by, at=timezone.now())
    for turn in range(TURNS):
        for record in (group, part):
            act(record, chance, by, f"Name {turn}")
    done.append(number)


def act(record, chance, by, name) -> None:
    record = Organisation.objects.get(pk=record.pk)
    if record.standing == Standing.NEW:
        publishing.publish(record, by=by, at=timezone.now())
    elif record.standing == Standing.WITHDRAWN:
        publishing.restore(record, by=by, at=timezone.now())
    elif record.part_of_id and chance.random() < 0.3:
        publishing.withdraw(record, by=by, at=timezone.now(), reason_en="Wrong.")
    else:
        draft(record, by=by, name=f"{name} {chance.random()}")
        publishing.minor(record, by=by, at=timezone.now())


def test_nothing_is_missed_or_told_in_the_wrong_order_while_many_publish():
    by, done, poller = somebody(), [], Poller()
    threads = in_threads(*(lambda number=number: writer(number, by, done) for number in range(WRITERS)))
    while any(thread.is_alive() for thread in threads):
        poller.poll()
        threads[-1].join(timeout=0.05)  # they all share one interpreter
    poller.poll()

    seen = {each["id"]: each["sequence"] for each in poller.results}
    last = {str(row.pk): row.publication_id for row in LastChange.objects.all()}
    public = Organisation.objects.public(timezone.now())
    assert sorted(done) == list(range(WRITERS))
    assert poller.places == sorted(set(poller.places))
    assert {key: seen.get(key) for key, number in last.items() if seen.get(key) != number} == {}
    assert poller.copy == {str(each.pk): each.version for each in public}


def is_waiting() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted)")
        return cursor.fetchone()[0]


def publish_slowly(record, by, has_number: Event, may_end: Event) -> None:
    with transaction.atomic():
        publishing.publish(record, by=by, at=timezone.now())
        has_number.set()
        may_end.wait(timeout=60)


def told_of_two_at_once() -> tuple[Poller, list[str]]:
    """One has its number and takes its time; another publishes meanwhile, if it can; somebody polls throughout."""
    by, poller, has_number, may_end = somebody(), Poller(), Event(), Event()
    slow, quick = (builders.organisation(name, live=False) for name in ("Slow", "Quick"))
    poller.poll()
    first = in_threads(lambda: publish_slowly(slow, by, has_number, may_end))
    assert has_number.wait(timeout=60)
    second = in_threads(lambda: publishing.publish(quick, by=by, at=timezone.now()))
    while second[0].is_alive() and not is_waiting():
        time.sleep(0.01)
    poller.poll()
    may_end.set()
    for thread in (*first, *second):
        thread.join(timeout=60)
    poller.poll()
    return poller, [str(slow.pk), str(quick.pk)]


@pytest.fixture
def _numbers_before_the_commit(monkeypatch):
    """Each act takes the next number whether or not the one before it is visible yet, as from a sequence."""
    numbers = itertools.count()
    monkeypatch.setattr(PublicationQuerySet, "latest_sequence", lambda self: next(numbers))


@pytest.mark.usefixtures("_numbers_before_the_commit")
def test_who_has_the_later_number_is_told_later():
    poller, ids = told_of_two_at_once()
    assert poller.places == [(1, ids[0]), (2, ids[1])]


@pytest.mark.usefixtures("_numbers_before_the_commit")
def test_without_the_lock_who_takes_his_time_is_never_told_of(monkeypatch):
    monkeypatch.setattr(PublicationQuerySet, "lock", lambda self: None)
    poller, ids = told_of_two_at_once()
    assert Publication.objects.count() == 2
    assert poller.places == [(2, ids[1])]
