"""Each act of the desk, done in the admin, is noted for ever: who did what, when, and upon which version."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User

from projects.records import publishing, snapshots
from projects.records.drafts import Desk
from projects.records.models import Organisation, PreviewLink, Publication, Review, Schedule, StillRight, Version
from projects.records.publishing import Decision
from projects.records.states import Act
from tests import builders
from tests.builders import NOW
from tests.desk import admin_url, form_of, send
from tests.drafts import draft

pytestmark = pytest.mark.django_db
AT = NOW + timedelta(hours=1)
TIMES = {"due_at_day": "2025-12-24", "due_at_time": "09:00", "due_at_reading": ""}


@pytest.fixture(autouse=True)
def _today(time_machine, settings):
    time_machine.move_to(AT, tick=False)
    settings.SECOND_PAIR_OF_EYES = "off"


@pytest.fixture
def record(writer):
    """A live organisation, of which a writer drafted version 2."""
    made = builders.organisation("Verkor", note_en="One.", note_fr="Un.")
    draft(made, by=writer, note_en="Two.", note_fr="Deux.")
    return made


def step(client, record, name, **fields):
    return client.post(admin_url(record, "step"), {"step": name, "number": Desk(record).number, **fields})


def go_out(client, record, **answers):
    """Answers the questions of the first page, then presses the button of the second."""
    url = admin_url(record, "publish")
    shown = client.post(url, {**form_of(client.get(url)), **answers})
    return client.post(url, {**form_of(shown), "sure": "1"})


def planned(record) -> Schedule:
    by = User.objects.get_or_create(username="press", is_superuser=True)[0]
    decision = Decision(record, Act.MINOR)
    return publishing.schedule([decision], by=by, at=NOW, due_at=NOW + timedelta(days=2))[0]


def change_of(client, record, **changes):
    page = admin_url(record, "summary").replace("/summary/", f"/schedule/{planned(record).pk}/")
    return send(client, page, why="Too early.", **changes)


def link_to(client, record):
    by = User.objects.get(username="press")
    until = NOW + timedelta(days=9)
    link, _token = publishing.invite(record, "A reader", by=by, at=NOW, expires_at=until)
    return client.post(admin_url(record, "links"), {"revoke": link.pk})


def restored(client, record):
    publishing.withdraw(record, by=User.objects.get(username="press"), at=NOW, reason_en="Wrong.")
    return go_out(client, record, when="now")


def sent_back(client, record):
    return step(client, record, "send-back", note="The note.") if _submitted(record) else None


def _submitted(record):
    return publishing.submit(record, by=User.objects.get(username="writer"), at=NOW)


def signed(client, record):
    entry = publishing.minor(record, by=User.objects.get(username="press"), at=NOW)
    override = publishing.going_out.Override.objects.create(publication=entry, reason="Late.")
    return step(client, record, "sign", override=override.pk)


NOTE = {"note_en": "It changed.", "note_fr": "", "when": "now"}
# How each act is done, and the row that tells from which version: its type, who, when, and which version it names.
ACTS = {
    "save": (lambda c, r: send(c, admin_url(r), note_en="Three."), Version, ("author", "made_at", "made_from")),
    "submit": (lambda c, r: step(c, r, "submit"), Review, ("by", "at", "version__number")),
    "approve": (lambda c, r: step(c, r, "approve", languages=["en"]), Review, ("by", "at", "version__number")),
    "send back": (sent_back, Review, ("by", "at", "version__number")),
    "confirm": (lambda c, r: step(c, r, "confirm", language="fr"), StillRight, ("by", "at", "number")),
    "revert": (lambda c, r: step(c, r, "revert", version=1), Version, ("author", "made_at", "made_from")),
    "discard": (lambda c, r: step(c, r, "discard"), Version, ("author", "made_at", "made_from")),
    "update": (lambda c, r: go_out(c, r, act="update", **NOTE), Publication, ("by", "at", "version")),
    "small change": (lambda c, r: go_out(c, r, act="minor", when="now"), Publication, ("by", "at", "version")),
    "correct": (lambda c, r: go_out(c, r, act="correct", **NOTE), Publication, ("by", "at", "version")),
    "schedule": (
        lambda c, r: go_out(c, r, act="minor", when="later", **TIMES),
        Schedule,
        ("by", "made_at", "version__number"),
    ),
    "reschedule": (
        lambda c, r: change_of(c, r, do="reschedule", **TIMES),
        Schedule,
        ("by", "made_at", "version__number"),
    ),
    "cancel": (
        lambda c, r: change_of(c, r, do="cancel"),
        Schedule,
        ("cancelled_by", "cancelled_at", "version__number"),
    ),
}
ON_VERSION_1 = {
    "withdraw": (
        lambda c, r: send(c, admin_url(r, "withdraw"), reason_en="Wrong."),
        Publication,
        ("by", "at", "version"),
    ),
}


@pytest.mark.parametrize("name", [*ACTS, *ON_VERSION_1])
def test_act_is_noted_with_who_when_and_which_version(record, publisher, as_user, name):
    act, model, columns = {**ACTS, **ON_VERSION_1}[name]

    act(as_user(publisher), record)

    newest = model.objects.order_by("-pk").values_list(*columns)
    assert (publisher.pk, AT, 1 if name in ON_VERSION_1 else 2) in list(newest)


@pytest.mark.parametrize(
    "act",
    [
        *(act for act, _model, _columns in {**ACTS, **ON_VERSION_1}.values()),
        lambda c, r: send(c, admin_url(r, "links"), recipient="A reader", days="3"),
        link_to,
        restored,
        signed,
    ],
    ids=[*ACTS, *ON_VERSION_1, "invite", "revoke", "restore", "sign"],
)
def test_act_is_in_the_log_of_the_desk(record, publisher, as_user, act):
    act(as_user(publisher), record)

    entry = LogEntry.objects.latest("pk")
    assert (entry.user, entry.action_time, entry.object_id) == (publisher, AT, str(record.pk))
    assert entry.get_change_message()


def test_first_publication_is_in_ledger_and_log(publisher, as_user):
    record = builders.organisation(live=False)
    publishing.save(record, snapshots.take(record), by=publisher, at=NOW)

    go_out(as_user(publisher), record, when="now")

    entry = Publication.objects.about(record).get()
    assert (entry.act, entry.version, entry.by, entry.at) == ("publish", 1, publisher, AT)
    assert LogEntry.objects.filter(object_id=str(record.pk), user=publisher).exists()


def test_new_record_and_its_deletion_are_in_the_log(writer, as_user):
    client = as_user(writer)
    send(client, admin_url(Organisation, "add"), name="Verkor", slug="verkor")
    record = Organisation.objects.get()
    assert Version.objects.about(record).values_list("author__username", "number").get() == ("writer", 1)

    client.post(admin_url(record, "delete"), {"post": "yes"})

    flags = LogEntry.objects.filter(object_id=str(record.pk), user=writer).values_list("action_flag", flat=True)
    assert sorted(flags) == [1, 3]


def test_preview_link_tells_who_made_it_and_who_took_it_back(record, publisher, as_user):
    link_to(as_user(publisher), record)
    link = PreviewLink.objects.get()
    assert (link.by.username, link.made_at, link.revoked_by, link.revoked_at) == ("press", NOW, publisher, AT)


def test_log_of_the_desk_has_no_page_where_it_could_be_changed(administrator, as_user):
    assert as_user(administrator).get("/admin/admin/logentry/").status_code == 404
