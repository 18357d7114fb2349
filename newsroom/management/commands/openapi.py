"""Writes the copy of the OpenAPI document anew, and its examples. `make openapi` gives it an empty database."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.test import Client

from newsroom.api_document import EXAMPLES_FILE, ITEMS, document

COPY = Path(settings.BASE_DIR) / "newsroom" / "openapi.json"
ADDRESSES = {"timeline": "timeline/?page_size=1&ordering=-date", "figures": "figures/?page_size=1"}
ADDRESSES |= {name: f"{name}/{slug}/" for name, slug in ITEMS.items()}
LONGEST = 200


class Command(BaseCommand):
    help = "Writes newsroom/openapi.json anew from the code, with examples from the demonstration."

    def handle(self, **options):
        call_command("migrate", verbosity=0)
        call_command("loaddata", "records", "projects", "timeline", "newsroom", unchecked=True, verbosity=0)
        examples = {name: _shortened(_asked(address)) for name, address in sorted(ADDRESSES.items())}
        _write(EXAMPLES_FILE, examples)
        _write(COPY, document("en"))


def _write(file: Path, content: dict) -> None:
    file.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n")


def _asked(address: str) -> dict:
    answer = Client(SERVER_NAME="localhost").get(f"/api/v1/{address}")
    if answer.status_code != 200:
        raise CommandError(f"{address}: {answer.status_code}")
    found = json.loads(answer.content.decode().replace("http://localhost", "https://newsroom.example.org"))
    return found["results"][0] if "results" in found else found


def _shortened(value: Any) -> Any:
    """Of each list the first, of each long text the beginning."""
    if isinstance(value, dict):
        return {name: _shortened(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_shortened(each) for each in value[:1]]
    if isinstance(value, str) and len(value) > LONGEST and "://" not in value[:8]:
        return f"{value[:LONGEST].rsplit(' ', 1)[0]} …"
    return value
