"""What programs ask of a site before they read it."""

import re

import pytest
from django.db import OperationalError
from django.db.migrations.executor import MigrationExecutor

from tests.builders import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _that_day(time_machine):
    time_machine.move_to(NOW, tick=False)


def text(answer, status=200) -> str:
    assert (answer.status_code, answer.headers["Content-Type"]) == (status, "text/plain; charset=utf-8")
    return answer.content.decode()


def test_robots_may_go_everywhere_but_to_the_desk(reader):
    lines = text(reader.get("/robots.txt", HTTP_HOST="localhost:8000")).splitlines()
    assert lines[:3] == ["User-agent: *", "Allow: /", "Disallow: /admin/"]
    assert "Disallow: /fr/preview/" in lines
    assert lines[-2:] == [
        "Sitemap: http://localhost:8000/sitemap.xml",
        "Sitemap: http://localhost:8000/news-sitemap.xml",
    ]


def test_contact_for_security_is_told_for_less_than_a_year(reader, settings):
    settings.SECURITY_CONTACT = "https://example.org/report?a=1&b=2"
    assert text(reader.get("/.well-known/security.txt")).splitlines() == [
        "Contact: https://example.org/report?a=1&b=2",
        "Expires: 2026-12-13T23:00:00Z",
        "Preferred-Languages: en, fr",
        "Canonical: http://testserver/.well-known/security.txt",
    ]


def test_contact_that_was_not_named_is_not_found(reader):
    assert "No contact" in text(reader.get("/.well-known/security.txt"), status=404)


def test_site_is_ready_once_its_database_is(reader):
    answer = reader.get("/readyz")
    assert (text(answer), answer.headers["Cache-Control"]) == ("ready\n", "no-store")


def test_site_whose_migrations_are_missing_is_not_ready(reader, monkeypatch):
    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda *args: ["one", "two"])
    assert text(reader.get("/readyz"), status=503) == "migrations are missing: 2\n"


def test_site_without_its_database_is_not_ready(reader, monkeypatch):
    def fail(*args):
        raise OperationalError("the password is secret")

    monkeypatch.setattr(MigrationExecutor, "__init__", fail)
    assert text(reader.get("/readyz"), status=503) == "the database does not answer\n"


def test_models_are_told_what_the_site_is_and_where_its_data_are(reader):
    """As https://llmstxt.org has it: a title, a quotation, sections of links with notes."""
    found = text(reader.get("/llms.txt", headers={"accept-language": "fr"}))
    assert re.match(r"# Gigafactory Newsroom\n\n> The newsroom of [^\n]+\n\n[^\n]+\n\n## Pages\n\n- \[", found)
    sections = re.findall(r"^## (.+)$", found, re.MULTILINE)
    assert sections == ["Pages", "Data", "Feeds and calendar", "Optional"]
    assert "](/" not in found


def test_every_address_that_models_are_told_answers(reader):
    found = re.findall(r"\]\(http://testserver(/[^)]+)\)", reader.get("/llms.txt").content.decode())
    assert len(found) > 15
    assert {path: reader.get(path).status_code for path in found} == dict.fromkeys(found, 200)


@pytest.mark.parametrize("path", ["/robots.txt", "/llms.txt"])
def test_text_that_is_known_is_not_told_again(reader, path):
    answer = reader.get(path)
    assert reader.get(path, headers={"if_none_match": answer.headers["ETag"]}).status_code == 304
    assert answer.headers["Cache-Control"] == "public, max-age=60"
