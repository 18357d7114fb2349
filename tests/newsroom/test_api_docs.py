"""The page that explains the API: every line to copy works as it stands."""

import re
import shutil
import subprocess
from datetime import UTC, datetime
from html import unescape
from io import BytesIO

import pandas
import pytest

from newsroom.api_document import document, operations
from tests.api import ask

AFTER_THE_DEMO = datetime(2026, 2, 1, tzinfo=UTC)
ROOT = "http://testserver/api/v1/"
WITH_ITEMS = ["releases", "milestones", "projects", "figures", "organisations", "sources"]


def shown(at=None) -> str:
    return unescape(ask("docs/", **{"at": at} if at else {}).content.decode())


def lines(page: str, label: str) -> list[str]:
    """The lines of this kind, without the marks of the page."""
    return re.findall(rf"<figcaption>{label}</figcaption>\s*<pre[^>]*><code>(.*?)</code>", page, re.DOTALL)


def fetched(url: str):
    return ask(url.removeprefix(ROOT), at=AFTER_THE_DEMO)


def test_page_shows_every_address(db):
    page = shown()
    assert [path for path in document("en")["paths"] if f"<code>{path}</code>" not in page] == []


def test_page_shows_every_parameter(db):
    page = shown()
    names = {parameter["name"] for _path, each in operations(document("en")) for parameter in each["parameters"]}
    assert [name for name in names if f"<code>{name}</code>" not in page] == []


def test_page_shows_every_refusal(db):
    page = shown()
    assert [status for status in (400, 404, 406, 410, 412, 429, 500) if f"<code>{status}</code>" not in page] == []


@pytest.mark.parametrize("label", ["curl", "pandas", "fetch"])
def test_page_has_no_line_for_an_item_that_is_not_there(label, db):
    without_items = [path for path in document("en")["paths"] if "{name}" not in path]
    assert len(lines(shown(), label)) == len(without_items)


def test_each_line_for_the_shell_answers(demo):
    tried = [re.search(r"'?(http[^']+)'?$", line)[1] for line in lines(shown(AFTER_THE_DEMO), "curl")]
    assert len(tried) == len(document("en")["paths"])
    assert {url: fetched(url).status_code for url in tried} == dict.fromkeys(tried, 200)


def test_each_line_for_pandas_reads(demo, monkeypatch):
    read_csv, read_json = pandas.read_csv, pandas.read_json

    def body(url):
        return BytesIO(b"".join(fetched(url)))

    monkeypatch.setattr(pandas, "read_csv", lambda url: read_csv(body(url)))
    monkeypatch.setattr(pandas, "read_json", lambda url, **options: read_json(body(url), **options))
    found = {}
    for line in lines(shown(AFTER_THE_DEMO), "pandas"):
        exec(line, found)
    assert set(found["projects"].columns) >= {"id", "name", "status.status", "latitude"}
    assert len(found["index"]) > len(WITH_ITEMS)


@pytest.mark.skipif(shutil.which("node") is None, reason="there is no node on this machine")
def test_each_line_for_scripts_is_one(demo, tmp_path):
    scripts = lines(shown(AFTER_THE_DEMO), "fetch")
    for number, script in enumerate(scripts):
        (tmp_path / f"{number}.mjs").write_text(script)
        subprocess.run(["node", "--check", tmp_path / f"{number}.mjs"], check=True, timeout=60)
    assert len(scripts) == len(document("en")["paths"])


@pytest.mark.parametrize("language", ["en", "fr"])
def test_page_is_in_the_language_asked_for(db, language):
    answer = ask("docs/", {"language": language}, **{"accept-language": "de"})
    page = answer.content.decode()
    assert f'<html lang="{language}">' in page
    assert f'rel="canonical" href="http://testserver/api/v1/docs/?language={language}"' in page


def test_page_leads_to_the_other_language(db):
    page = ask("docs/", {"language": "en"}).content.decode()
    assert '<a href="/api/v1/docs/?language=fr"' in page
    assert 'hreflang="fr" href="http://testserver/api/v1/docs/?language=fr"' in page


def test_pages_lead_to_the_page_in_their_language(reader):
    assert 'href="/api/v1/docs/?language=fr"' in reader.get("/fr/").content.decode()


def test_page_names_its_licence_where_headers_point_to(db):
    link = ask("projects/").headers["Link"]
    assert '<http://testserver/api/v1/docs/#licence>; rel="license"' in link
    assert 'id="licence"' in shown()
