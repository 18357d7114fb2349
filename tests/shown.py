"""What the API shows of everything, and which records the ledger says changed."""

from collections import defaultdict
from datetime import timedelta
from itertools import product

from projects.records.languages import LANGUAGES
from projects.records.models import LastChange, Publication, Record
from tests.api import ask
from tests.builders import NOW

LISTS = ["releases", "milestones", "projects", "organisations", "sources"]
LONG_AFTER = NOW + timedelta(days=30)


def items(at=LONG_AFTER) -> dict[str, list[dict]]:
    """By id, everything that has an address of its own, in either language."""
    found = defaultdict(list)
    for path, language in product(LISTS, LANGUAGES):
        answer = ask(f"{path}/", {"page_size": 100, "language": language}, at=at)
        assert answer.status_code == 200, answer.content
        for item in answer.json()["results"]:
            found[item["id"]].append(item)
    return found


def differing(before: dict, after: dict) -> set[str]:
    return {key for key in {**before, **after} if before.get(key) != after.get(key)}


def touched_since(number: int) -> set[str]:
    return {str(pk) for pk in LastChange.objects.filter(publication__gt=number).values_list("pk", flat=True)}


def entered_since(number: int) -> set[str]:
    return {str(row.record_uuid) for row in Publication.objects.filter(sequence__gt=number)}


def number() -> int:
    return Publication.objects.latest_sequence()


def named(ids: set[str], world: dict[str, Record]) -> set[str]:
    """The records by the names that a test has for them."""
    by_id = {str(record.pk): name for name, record in world.items()}
    return {by_id.get(each, each) for each in ids}
