"""Several people, several processes, and the power cut: one legal end, each effect once, all or nothing."""

import os
import subprocess
import sys
from datetime import timedelta
from functools import partial
from pathlib import Path
from threading import Barrier, Thread

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, connections

from projects.records import publishing, snapshots
from projects.records.models import LastChange, Organisation, Publication, Schedule, Version
from projects.records.publishing import Decision
from projects.records.states import Act, ImpossibleMove, Standing
from tests import builders
from tests.builders import NOW
from tests.conftest import member
from tests.drafts import LATER, draft, somebody

ROOT = Path(__file__).resolve().parent.parent.parent
REFUSED = (PermissionDenied, ImpossibleMove, ValidationError)
DUE = NOW + timedelta(days=1)

really_at_once = pytest.mark.usefixtures("_real_transactions")


@pytest.fixture
def _real_transactions(transactional_db):
    """Each thread has a connection of its own, and sees what the others committed."""


def at_once(*acts) -> list:
    """Does all of it in threads that start together; what each gave, or the refusal that it met."""
    results, barrier = [None] * len(acts), Barrier(len(acts))

    def run(index, act):
        try:
            barrier.wait()
            results[index] = act()
        except REFUSED as refusal:
            results[index] = refusal
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return results


def refusals(results) -> list:
    return [result for result in results if isinstance(result, REFUSED)]


@pytest.mark.postgresql
@really_at_once
def test_two_publishers_at_once_publish_once():
    people = [member("publisher"), somebody()]
    record = builders.organisation(live=False)
    copies = [Organisation.objects.get(pk=record.pk) for _ in people]
    results = at_once(
        *(partial(publishing.publish, row, by=by, at=NOW) for row, by in zip(copies, people, strict=True))
    )
    assert len(refusals(results)) == 1
    assert list(Publication.objects.about(record).values_list("act", "version")) == [("publish", 1)]


@pytest.mark.postgresql
@really_at_once
@pytest.mark.parametrize("attempt", range(3))
def test_publishing_against_withdrawing_ends_in_one_order_or_the_other(attempt):
    by, record = somebody(), builders.organisation("Before")
    draft(record, name="After")
    first, second = (Organisation.objects.get(pk=record.pk) for _ in range(2))
    at_once(
        lambda: publishing.minor(first, by=by, at=LATER),
        lambda: publishing.withdraw(second, by=by, at=LATER, reason_en="Wrong."),
    )
    record.refresh_from_db()
    acts = list(Publication.objects.about(record).order_by("sequence").values_list("act", flat=True))
    assert record.standing == Standing.WITHDRAWN
    assert (acts, record.name) in [
        (["publish", "minor", "withdraw"], "After"),
        (["publish", "withdraw"], "Before"),
    ]


@pytest.mark.postgresql
@really_at_once
def test_withdrawing_a_source_against_publishing_what_names_it_leaves_nothing_without_its_source():
    by, source, plant = somebody(), builders.source(), builders.project(live=False)
    builders.status(plant, source=source)
    results = at_once(
        lambda: publishing.publish(plant, by=by, at=LATER),
        lambda: publishing.withdraw(source, by=by, at=LATER, reason_en="Wrong."),
    )
    plant.refresh_from_db()
    source.refresh_from_db()
    assert len(refusals(results)) == 1
    assert plant.is_public(LATER) == source.is_public(LATER)


@pytest.mark.postgresql
@really_at_once
def test_drafts_saved_at_once_are_versions_one_after_the_other():
    by, record = somebody(), builders.organisation("Live")
    content = snapshots.take(record)
    texts = [{**content, "fields": {**content["fields"], "name": f"Text {number}"}} for number in range(5)]
    at_once(*(lambda text=text: publishing.save(record, text, by=by, at=LATER) for text in texts))
    assert list(Version.objects.about(record).order_by("number").values_list("number", flat=True)) == [
        1, 2, 3, 4, 5, 6,
    ]  # fmt: skip


@pytest.mark.postgresql
@really_at_once
def test_what_is_due_goes_out_once_however_many_catch_up():
    by = somebody()
    records = [builders.organisation(live=False) for _ in range(5)]
    for record in records:
        publishing.schedule([Decision(record, Act.PUBLISH)], by=by, at=NOW, due_at=DUE)
    before = Publication.objects.count()
    at_once(*(lambda: publishing.catch_up(DUE) for _ in range(4)))
    numbers = list(Publication.objects.order_by("sequence").values_list("sequence", flat=True))
    assert len(numbers) - before == len(records)
    assert numbers == list(range(1, len(numbers) + 1))
    assert not Schedule.objects.pending().exists()


@pytest.mark.postgresql
@really_at_once
def test_what_is_due_goes_out_once_by_two_processes():
    by, record = somebody(), builders.organisation(live=False)
    publishing.schedule([Decision(record, Act.PUBLISH)], by=by, at=NOW, due_at=DUE)
    own = settings.DATABASES["default"]
    host, port = own["HOST"] or "127.0.0.1", own["PORT"] or 5432
    secret = f":{own['PASSWORD']}" if own["PASSWORD"] else ""
    url = f"postgres://{own['USER']}{secret}@{host}:{port}/{connection.settings_dict['NAME']}"
    command = [sys.executable, "manage.py", "catch_up"]
    environment = {**os.environ, "DATABASE_URL": url}
    processes = [
        subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) for _ in range(2)
    ]
    told = [process.communicate(timeout=60)[0] for process in processes]
    assert [process.returncode for process in processes] == [0, 0]
    assert Publication.objects.about(record).count() == 1
    assert sum(": done" in words for words in told) == 1


class PowerCut(BaseException):
    """Nobody catches it: the process is gone."""


def cut_at(statement: int, act) -> int:
    """Does it until that statement, counted from 1; gives how many it came to."""
    count = 0

    def counting(execute, sql, params, many, context):
        nonlocal count
        count += 1
        if count == statement:
            raise PowerCut
        return execute(sql, params, many, context)

    with connection.execute_wrapper(counting):
        act()
    return count


def everything() -> dict:
    rows = (LastChange, Organisation, Publication, Schedule, Version)
    return {model: list(model.objects.order_by("pk").values()) for model in rows}


def publish_a_draft(by):
    record = builders.organisation("Live", slug="before")
    draft(record, by=by, name="Draft", slug="after")
    return lambda: publishing.update(record, by=by, at=LATER, note_en="Renamed.")


def publish_what_is_new(by):
    record = builders.organisation(live=False)
    return lambda: publishing.publish(record, by=by, at=LATER)


def withdraw(by):
    record = builders.organisation()
    return lambda: publishing.withdraw(record, by=by, at=LATER, reason_en="Wrong.")


def catch_up(by):
    record = builders.organisation(live=False)
    publishing.schedule([Decision(record, Act.PUBLISH)], by=by, at=NOW, due_at=DUE)
    return lambda: publishing.catch_up(DUE)


@really_at_once
@pytest.mark.parametrize("prepare", [publish_what_is_new, publish_a_draft, withdraw, catch_up])
def test_power_cut_at_any_statement_leaves_all_or_nothing(prepare):
    act = prepare(somebody())
    before, states, done = everything(), [], None
    while done is None:
        try:
            done = cut_at(len(states) + 1, act)
        except PowerCut:
            states.append(everything())
    after = everything()
    assert after != before
    assert [number for number, state in enumerate(states, 1) if state not in (before, after)] == []
    assert states.count(before) > 10
