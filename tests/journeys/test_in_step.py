"""The client of README keeps a copy in step with a live server, whatever the desk does."""

import json
import re
from email.message import Message
from io import BytesIO
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from newsroom.models import Contact, Topic
from projects.records import snapshots
from projects.records.models import Publication
from tests import builders
from tests.drafts import somebody
from tests.ledger import unlocked
from tests.random_acts import Desk

README = (Path(__file__).resolve().parent.parent.parent / "README.md").read_text()
CLIENT = re.search(r"```python\n(.*?)```", README, re.DOTALL)[1]
ACTS, SEED = 500, 2020
LISTS = ["releases", "milestones", "projects", "organisations", "sources"]


@pytest.fixture
def client():
    """What the client's own module has."""
    names = {"__name__": "client"}
    exec(compile(CLIENT, "client.py", "exec"), names)
    return names


@pytest.fixture
def start(live_server) -> str:
    return f"{live_server.url}/api/v1/changes/"


@pytest.fixture
def copy(client, start, tmp_path):
    """Brings the copy up to date, and gives its items."""
    path = tmp_path / "copy.json"

    def brought_up_to_date() -> dict:
        client["keep_in_step"](start, path)
        return json.loads(path.read_text())["items"]

    return brought_up_to_date


def listed(server: str) -> dict:
    """What the lists give now, page by page, by id."""
    found = {}
    for name in LISTS:
        url = f"{server}/api/v1/{name}/?page_size=100"
        while url:
            with urlopen(url) as answer:
                page = json.load(answer)
            found |= {item["id"]: item for item in page["results"]}
            url = page["next"]
    return found


def small() -> dict:
    """Topics and contacts have no lists: by id, what they are called."""
    public = [record for model in (Topic, Contact) for record in model.objects.filter(withdrawn_at=None)]
    return {str(record.pk): record.name for record in public if record.version}


def test_client_is_short():
    assert CLIENT.count("\n") < 40


def test_copy_is_as_the_server_after_many_acts(live_server, copy):
    desk = Desk(somebody(), SEED)
    for _number in range(ACTS):
        desk.do()
        if desk.chance.random() < 0.1:
            copy()
    items = copy()
    named = {key: item["name"] for key, item in items.items() if key in small()}
    assert {key: item for key, item in items.items() if key not in named} == listed(live_server.url)
    assert named == small()
    assert set(desk.done) == {"publish", "update", "minor", "correct", "withdraw", "restore", "schedule"}
    assert {row.record_type for row in Publication.objects.all()} == {
        model.type_name() for model in snapshots.record_models()
    }


def test_copy_begins_anew_with_another_database(copy):
    gone = builders.organisation("Gone")
    copy()
    with unlocked("records_publication"):
        Publication.objects.update(version=7)
    builders.withdraw(gone)
    there = builders.organisation("There")
    assert set(copy()) == {str(there.pk)}


@pytest.mark.parametrize("status", [429, 503])
def test_client_waits_as_long_as_it_is_told(client, monkeypatch, status):
    waited, answers = [], [_refusal(status, "7"), _refusal(status, "8"), BytesIO(b'{"results": []}')]

    def answer(url, timeout):
        given = answers.pop(0)
        if isinstance(given, HTTPError):
            raise given
        return given

    monkeypatch.setattr("urllib.request.urlopen", answer)
    monkeypatch.setattr("time.sleep", waited.append)
    assert (client["ask"]("https://example.org/"), waited) == ({"results": []}, [7, 8])


def test_client_hides_no_other_refusal(client, monkeypatch):
    def answer(url, timeout):
        raise _refusal(404, "7")

    monkeypatch.setattr("urllib.request.urlopen", answer)
    with pytest.raises(HTTPError):
        client["ask"]("https://example.org/")


def _refusal(status: int, after: str) -> HTTPError:
    headers = Message()
    headers["Retry-After"] = after
    return HTTPError("https://example.org/", status, "", headers, BytesIO(b"{}"))
