"""Clients that programs write from the OpenAPI document read all that there is."""

import json
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from importlib import import_module

import httpx
import pytest

from newsroom.api_document import document
from newsroom.wsgi import application

AFTER_THE_DEMO = datetime(2026, 2, 1, tzinfo=UTC)
WITH_ITEMS = ["releases", "milestones", "projects", "figures", "organisations", "sources"]
BIN = os.path.dirname(sys.executable)
NPM = shutil.which("npm")
VERSIONS = ["openapi-typescript@7.13.0", "typescript@5.9.3"]
# What somebody writes who has a list of releases to show; the last line must not be possible.
SHOWN = """
import type { components, paths } from "./api";
type Query = NonNullable<paths["/api/v1/releases/"]["get"]["parameters"]["query"]>;
type Page = components["schemas"]["ReleasePage"];
export async function titles(query: Query): Promise<string[]> {
  const asked = new URLSearchParams({ language: query.language ?? "en" });
  const page: Page = await (await fetch(`/api/v1/releases/?${asked}`)).json();
  return page.results.map((release) => release.title.toUpperCase() + (release.date.earliest ?? ""));
}
export function isGone(change: components["schemas"]["ChangesPage"]["results"][number]): boolean {
  return change.type === "release" && change.item?.kind === "press-release" && change.act === "remove";
}
// @ts-expect-error: there is no such key
export const headline = (page: Page) => page.results[0]?.headline;
"""


@pytest.fixture(scope="module")
def generated(tmp_path_factory):
    """The Python client, as its generator writes it; complaints are an error."""
    folder = tmp_path_factory.mktemp("client")
    (folder / "openapi.json").write_text(json.dumps(document("en")))
    command = [
        f"{BIN}/openapi-python-client",
        "generate",
        "--path",
        "openapi.json",
        "--output-path",
        "made_client",
    ]
    environment = {**os.environ, "PATH": f"{BIN}:{os.environ['PATH']}"}
    subprocess.run(
        [*command, "--meta", "none", "--fail-on-warning"], cwd=folder, env=environment, check=True, timeout=120
    )
    sys.path.insert(0, str(folder))
    yield
    sys.path.remove(str(folder))


@pytest.fixture
def client(generated, demo, one_connection, time_machine):
    time_machine.move_to(AFTER_THE_DEMO)
    transport = httpx.WSGITransport(app=application)
    made = import_module("made_client.client")
    options = {"raise_on_unexpected_status": True, "httpx_args": {"transport": transport}}
    return made.Client(base_url="http://testserver", **options)


def asked(client, name: str, *place, **query):
    operation = f"{name}_{'item' if place else 'list'}"
    return import_module(f"made_client.api.{name}.{operation}").sync(*place, client=client, **query)


def test_client_in_python_reads_every_list_and_an_item_of_each(client):
    listed = [(name, each.id) for name in WITH_ITEMS for each in asked(client, name, page_size=100).results]
    tried = {name: (name, uuid) for name, uuid in listed}.values()
    assert len(listed) > 100
    assert [(name, asked(client, name, str(uuid)).id) for name, uuid in tried] == [*tried]


def test_client_in_python_knows_what_it_reads(client):
    (release, *_others) = asked(client, "releases").results
    assert type(release).__name__ == "Release"
    assert type(release.date).__name__ == "Day"
    assert release.published_at.tzinfo is not None


def test_client_in_python_reads_the_timeline_and_the_changes(client):
    changes = import_module("made_client.api.changes.changes").sync(client=client)
    assert {type(each).__name__ for each in asked(client, "timeline").results} == {"Entry"}
    assert changes.has_more
    assert all(each.item.id == each.id for each in changes.results)


@pytest.mark.skipif(NPM is None, reason="there is no npm on this machine")
def test_types_for_scripts_are_strict(tmp_path):
    (tmp_path / "openapi.json").write_text(json.dumps(document("en")))
    (tmp_path / "shown.ts").write_text(SHOWN)
    strict = ["--strict", "--noEmit", "--exactOptionalPropertyTypes", "--noUncheckedIndexedAccess"]
    for command in (
        [NPM, "install", "--silent", "--ignore-scripts", "--no-audit", "--no-fund", *VERSIONS],
        ["node_modules/.bin/openapi-typescript", "openapi.json", "--output", "api.d.ts"],
        ["node_modules/.bin/tsc", *strict, "--target", "es2022", "--lib", "es2022,dom,dom.iterable", "shown.ts"],
    ):
        done = subprocess.run(command, cwd=tmp_path, timeout=180, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
