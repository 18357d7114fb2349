"""Every list of the API, what it can be asked, and a reader for each form: others' where there are any."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from itertools import cycle

import geojson
from icalendar import Calendar

from newsroom.api_urls import router
from newsroom.models import Topic
from projects.models import Project
from projects.records.models import Organisation, Source
from projects.records.selection import PART_MEDIA_TYPE
from tests.api import ask
from timeline.models import Milestone

# When the demo newsroom stands as it was loaded.
TODAY = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
LISTS = {path: view for path, view, _ in router.registry}
MODELS = {
    "project": Project,
    "organisation": Organisation,
    "party": Organisation,
    "source": Source,
    "via": Source,
    "milestone": Milestone,
    "topic": Topic,
}
WORDS = {
    "search": ["gigafactory", "l’Élysée", ""],
    "q": ["gigafactory"],
    "country": ["FR"],
    "bbox": ["-5.2,41.3,9.6,51.1", "170,-10,-170,10"],
    "year": ["2025", "1"],
    "value_min": ["16", "-0.5"],
    "value_max": ["16"],
}
DAYS = ["2021-12-31", "2025-12-11"]
# Of longer lists of values some are tried, from all of their length.
MANY = 5


def values(path: str, name: str) -> list[str]:
    """What a filter of a list can be asked for, as far as that can be told beforehand."""
    view = LISTS[path]
    asked = view.filterset_class.base_filters[name]
    if name == "ordering":
        return [f"{sign}{each}" for sign, each in zip(cycle(["", "-"]), asked.names, strict=False)]
    if name in WORDS:
        return WORDS[name]
    if name == "part_of" or name in MODELS:
        model = view.queryset.model if name == "part_of" else MODELS[name]
        return [*model.objects.order_by("slug").values_list("slug", flat=True)[:2], "nobody"]
    if asked.schema.get("type") == "boolean":
        return ["true", "false"]
    every = asked.schema.get("enum", DAYS)
    return every[:: (len(every) - 1) // MANY + 1]


def questions(path: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Each filter in each form, its values in one at least, of the ids alone; and each form of all there is."""
    forms = [form.name for form in LISTS[path].forms]
    yield from ((form, {}) for form in forms)
    for name in LISTS[path].filterset_class.base_filters:
        asked = values(path, name)
        turns = max(len(asked), len(forms))
        for _, form, value in zip(range(turns), cycle(forms), cycle(asked), strict=False):
            yield form, {name: value, "fields": "id"}


def body(path: str, query=None) -> str:
    answer = ask(path, query, at=TODAY)
    assert answer.status_code == 200, (path, query, answer.status_code)
    assert answer.headers["Content-Type"].split(";")[0] == media_type(path, query), (path, query)
    return (answer.getvalue() if answer.streaming else answer.content).decode()


def media_type(path: str, query) -> str:
    """That of the form; JSON of which fields were chosen has one of its own."""
    form = path.rpartition(".")[2]
    return PART_MEDIA_TYPE if form == "json" and "fields" in (query or {}) else MEDIA_TYPES[form]


MEDIA_TYPES = {form.name: form.media_type for view in LISTS.values() for form in view.forms}


@cache
def _ids_of(form: str):
    return {
        "json": lambda text: [item["id"] for item in json.loads(text)["results"]],
        "csv": lambda text: [cells["id"] for cells in csv.DictReader(io.StringIO(text, newline=""), strict=True)],
        "ndjson": lambda text: [json.loads(line)["id"] for line in text.split("\n")[:-1]],
        "geojson": lambda text: [feature.id for feature in _valid(geojson.loads(text)).features],
        "ics": lambda text: [str(event["UID"]).removeprefix("urn:uuid:") for event in _events(text)],
        "timelinejs": lambda text: [
            event["unique_id"] for event in json.loads(text)["events"] if event["unique_id"] != "nothing"
        ],
        "ninjs": lambda text: [
            each["value"]
            for item in json.loads(text)["associations"]
            for each in item["altIds"]
            if each["role"] == "uuid"
        ],
        "md": lambda text: [json.loads(line[4:]) for line in text.split("\n") if line.startswith('id: "')],
    }[form]


def _valid(collection):
    assert collection.is_valid, collection.errors()
    return collection


def _events(text: str) -> list:
    return [each for each in Calendar.from_ical(text).walk("VEVENT") if each.get("STATUS") != "CANCELLED"]


def ids(path: str, form: str, query=None) -> list[str]:
    """Which items a list has, as a reader of that form finds them."""
    whole = {**(query or {}), "page_size": 100} if form == "json" else query
    return _ids_of(form)(body(f"{path}.{form}", whole))
