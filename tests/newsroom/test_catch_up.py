"""What is due appears at its second, with no job running: on every page and in the API alike."""

import logging
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from newsroom import middleware
from projects.records import publishing
from projects.records.models import Publication, Schedule, Source
from projects.records.publishing import Decision
from projects.records.states import Act
from tests import builders
from tests.builders import NOW
from tests.drafts import draft

pytestmark = pytest.mark.django_db
DUE = NOW + timedelta(days=2)
A_SECOND = timedelta(seconds=1)
A_DAY = timedelta(days=1)
# Before the clocks change and after, and both halves past two of the night that has them.
SPRING = datetime(2026, 3, 29, 1, 0, tzinfo=UTC)
SUMMER_READING = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
WINTER_READING = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def scheduled(*records, by, act=Act.PUBLISH, due_at=DUE, bundle=None, **words):
    decisions = [Decision(record, act, **words) for record in records]
    return publishing.schedule(decisions, by=by, at=NOW, due_at=due_at, bundle=bundle)


def seen(reader, release) -> tuple[bool, ...]:
    """Whether the front page, the list, the page itself, the API's list and its record have it."""
    lists = ["/en/", "/en/news/", "/api/v1/releases/?page_size=100"]
    return (
        *(release.title_en in reader.get(address).content.decode() for address in lists),
        reader.get(f"/en/news/{release.slug}/").status_code == 200,
        reader.get(f"/api/v1/releases/{release.slug}/").status_code == 200,
    )


def new_release(title="The doors open", **fields):
    made = builders.release(title, live=False, **fields)
    made.issuers.add(builders.organisation())
    return made


@pytest.mark.parametrize("due_at", [DUE, SPRING, SUMMER_READING, WINTER_READING])
@pytest.mark.parametrize(("apart", "is_there"), [(-A_SECOND, False), (0 * A_SECOND, True), (A_SECOND, True)])
def test_pages_and_api_agree_at_the_second(reader, publisher, time_machine, due_at, apart, is_there):
    release = new_release()
    scheduled(release, by=publisher, due_at=due_at)
    time_machine.move_to(due_at + apart, tick=False)
    assert set(seen(reader, release)) == {is_there}


@pytest.mark.parametrize("asked_first", ["/en/", "/fr/news/", "/api/v1/releases/", "/en/nowhere/"])
def test_first_request_of_whatever_kind_carries_it_out(reader, publisher, time_machine, asked_first):
    release = new_release()
    scheduled(release, by=publisher)
    time_machine.move_to(DUE, tick=False)
    reader.get(asked_first)
    assert Publication.objects.about(release).get().at == DUE


def test_update_replaces_the_text_at_its_second(reader, publisher, time_machine):
    release = builders.release("Before")
    draft(release, title_en="After")
    scheduled(release, by=publisher, act=Act.UPDATE, note_en="It has another title.")
    shown = []
    for moment in (DUE - A_SECOND, DUE):
        time_machine.move_to(moment, tick=False)
        html = reader.get(f"/en/news/{release.slug}/").content.decode()
        api = reader.get(f"/api/v1/releases/{release.slug}/").json()
        shown.append(("After" in html, api["title"]))
    assert shown == [(False, "Before"), (True, "After")]


def test_what_went_out_late_bears_its_own_moment(reader, publisher, time_machine):
    release = new_release()
    scheduled(release, by=publisher)
    time_machine.move_to(DUE + 10 * A_DAY, tick=False)
    reader.get("/en/")
    release.refresh_from_db()
    assert release.published_at == DUE


def test_clock_that_was_ahead_and_goes_back_hides_what_is_not_due(reader, publisher, time_machine):
    release = new_release()
    scheduled(release, by=publisher)
    found = []
    for moment in (DUE + A_DAY, DUE - A_SECOND, DUE, DUE + A_SECOND):
        time_machine.move_to(moment, tick=False)
        found.append(set(seen(reader, release)))
    assert found == [{True}, {False}, {True}, {True}]
    assert Publication.objects.about(release).count() == 1


def test_clock_that_goes_back_before_the_moment_shows_nothing_early(reader, publisher, time_machine):
    release = new_release()
    scheduled(release, by=publisher)
    for moment in (DUE - A_SECOND, DUE - A_DAY, NOW - 400 * A_DAY):
        time_machine.move_to(moment, tick=False)
        assert set(seen(reader, release)) == {False}


def test_several_go_out_together_with_the_first_request(reader, publisher, time_machine):
    releases = [new_release(f"Doors of hall {number}") for number in range(5)]
    for number, release in enumerate(releases):
        scheduled(release, by=publisher, due_at=DUE + number * A_SECOND)
    time_machine.move_to(DUE + 3 * A_SECOND, tick=False)
    assert [set(seen(reader, release)) for release in releases] == [{True}] * 4 + [{False}]


@pytest.fixture
def failing(publisher):
    """A project whose schedule fails: its source was withdrawn meanwhile."""
    source, plant = builders.source(title="The report"), builders.project("Plant", live=False)
    builders.status(plant, source=source)
    scheduled(plant, by=publisher)
    builders.withdraw(source, at=NOW)
    return plant


def test_failing_one_blocks_no_other_and_is_marked(reader, publisher, time_machine, failing):
    release = new_release()
    scheduled(release, by=publisher)
    time_machine.move_to(DUE, tick=False)
    assert set(seen(reader, release)) == {True}
    assert reader.get(f"/en/projects/{failing.slug}/").status_code == 404
    assert "The report" in Schedule.objects.pending().get().failure_en


def test_failing_one_goes_out_with_the_next_request_after_repair(reader, publisher, time_machine, failing):
    time_machine.move_to(DUE, tick=False)
    reader.get("/en/")
    publishing.restore(Source.objects.get(title="The report"), by=publisher, at=DUE + A_SECOND)
    time_machine.move_to(DUE + 2 * A_SECOND, tick=False)
    assert reader.get(f"/en/projects/{failing.slug}/").status_code == 200
    assert not Schedule.objects.pending().exists()


def test_bundle_is_on_no_page_or_on_all(reader, publisher, time_machine):
    source, plant = builders.source(live=False), builders.project("The plant", live=False)
    builders.status(plant, source=source)
    release = new_release()
    release.projects.add(plant)
    bundle = publishing.bundle("Opening", by=publisher, at=NOW)
    for record in (source, plant, release):
        publishing.collect(bundle, record, by=publisher)
    decisions = [Decision(record, Act.PUBLISH) for record in (release, plant, source)]
    publishing.schedule_together(bundle, decisions, by=publisher, at=NOW, due_at=DUE)
    addresses = [f"/en/news/{release.slug}/", f"/en/projects/{plant.slug}/", f"/en/sources/{source.slug}/"]
    found = []
    for moment in (DUE - A_SECOND, DUE):
        time_machine.move_to(moment, tick=False)
        found.append([reader.get(address).status_code for address in addresses])
    assert found == [[404] * 3, [200] * 3]


def test_nothing_due_costs_one_query(reader, django_assert_num_queries):
    builders.project()
    with django_assert_num_queries(1):
        reader.get("/robots.txt-that-is-not-there")


def test_failed_one_costs_one_query_as_well(reader, time_machine, failing, django_assert_num_queries):
    time_machine.move_to(DUE, tick=False)
    reader.get("/en/")
    with django_assert_num_queries(1):
        reader.get("/robots.txt-that-is-not-there")


@pytest.mark.parametrize("address", ["/healthz", "/static/nothing.css"])
def test_who_asks_for_no_content_waits_for_no_database(reader, address, monkeypatch):
    monkeypatch.setattr(middleware, "edition", lambda at: pytest.fail("was asked"))
    reader.get(address)


@pytest.mark.parametrize(("module", "verb"), [(middleware, "edition"), (publishing, "catch_up")])
def test_database_that_fails_keeps_no_reader_from_the_page(
    reader, publisher, monkeypatch, caplog, time_machine, module, verb
):
    scheduled(new_release(), by=publisher)
    time_machine.move_to(DUE, tick=False)

    def fail(*args, **options):
        raise OperationalError("database is locked")

    monkeypatch.setattr(module, verb, fail)
    with caplog.at_level(logging.ERROR):
        response = reader.get("/en/")
    assert response.status_code == 200
    assert "database is locked" in caplog.text


def test_command_says_what_it_did(publisher, time_machine, capsys):
    scheduled(new_release(), by=publisher)
    time_machine.move_to(DUE, tick=False)
    call_command("catch_up")
    assert capsys.readouterr().out == "publish release “The doors open”, due 2025-12-17T09:00:00Z: done\n"


def test_command_without_work_says_so(capsys):
    call_command("catch_up")
    assert capsys.readouterr().out == "Nothing was due.\n"


def test_command_tells_what_failed_and_why_and_ends_with_an_error(publisher, failing, time_machine, capsys):
    scheduled(new_release(), by=publisher)
    time_machine.move_to(DUE, tick=False)
    with pytest.raises(CommandError, match="1 of 2 failed"):
        call_command("catch_up")
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2
    assert "project “Plant”" in lines[0]
    assert "failed: " in lines[0]
    assert "The report" in lines[0]
    assert lines[1].endswith(": done")


def test_command_tries_again_what_failed(publisher, failing, time_machine):
    time_machine.move_to(DUE, tick=False)
    publishing.catch_up(DUE)
    time_machine.move_to(DUE + A_DAY, tick=False)
    with pytest.raises(CommandError):
        call_command("catch_up")
    assert Schedule.objects.pending().get().failed_at == DUE + A_DAY


def test_command_does_once_what_a_request_did(reader, publisher, time_machine, capsys):
    release = new_release()
    scheduled(release, by=publisher)
    time_machine.move_to(DUE, tick=False)
    reader.get("/en/")
    call_command("catch_up")
    assert capsys.readouterr().out == "Nothing was due.\n"
    assert Publication.objects.about(release).count() == 1


def test_command_names_what_is_no_more_by_its_number(publisher, time_machine, capsys):
    record = builders.source(live=False)
    scheduled(record, by=publisher)
    key = str(record.pk)
    record.delete()
    time_machine.move_to(DUE, tick=False)
    with pytest.raises(CommandError):
        call_command("catch_up")
    assert f"source {key}" in capsys.readouterr().out
