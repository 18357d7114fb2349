"""A missing or senseless value stops the start with one line that names it."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
GOOD = {
    "SECRET_KEY": "long-enough-to-be-nobody-elses-" * 2,
    "ALLOWED_HOSTS": "newsroom.example.org",
    "DATABASE_URL": "sqlite:///:memory:",
}


def start(**environment) -> subprocess.CompletedProcess:
    """Starts the command line with this environment and nothing else; None leaves a good value out."""
    given = {name: value for name, value in {**GOOD, **environment}.items() if value is not None}
    return subprocess.run(
        [sys.executable, "manage.py", "check"], cwd=ROOT, env=given, capture_output=True, text=True
    )


GOOD_VALUES = {
    "production": {},
    "a demonstration": {"DEBUG": "on", "SECRET_KEY": None, "ALLOWED_HOSTS": None},
    "PostgreSQL": {"DATABASE_URL": "postgres://newsroom:secret@db.example.org:5432/newsroom"},
    "several hosts": {"ALLOWED_HOSTS": "newsroom.example.org, www.example.org"},
    "several origins": {"CSRF_TRUSTED_ORIGINS": "https://example.org, http://*.example.org:8000,http://[::1]"},
    "no origins": {"CSRF_TRUSTED_ORIGINS": ""},
    "everything else": {"TIME_ZONE": "Europe/Berlin", "HSTS_SECONDS": "0", "HTTPS": "Off", "BEHIND_PROXY": "YES"},
}


@pytest.mark.parametrize("environment", GOOD_VALUES.values(), ids=GOOD_VALUES)
def test_starts_with(environment):
    started = start(**environment)
    assert (started.returncode, started.stderr) == (0, "")


BAD_VALUES = [
    ("DEBUG", "maybe", "“maybe” is neither on nor off"),
    ("HTTPS", "", "“” is neither on nor off"),
    ("SECRET_KEY", None, "is missing; it has no default outside DEBUG"),
    ("SECRET_KEY", "", "is empty"),
    ("SITE_NAME", "", "is empty"),
    ("SECRET_KEY", "short", "is too short; give at least 40 characters"),
    ("ALLOWED_HOSTS", None, "is missing; give a comma-separated list, such as newsroom.example.org"),
    ("ALLOWED_HOSTS", " , ", "is empty; give a comma-separated list, such as newsroom.example.org"),
    *(
        ("CSRF_TRUSTED_ORIGINS", value, f"“{value}” is no origin; give one such as https://newsroom.example.org")
        for value in (
            "example.org",
            "ftp://example.org",
            "https://",
            "https://example.org/",
            "https://Example.org",
        )
    ),
    ("TIME_ZONE", "Mars", "“Mars” is no time zone; give one such as Europe/Paris"),
    ("HSTS_SECONDS", "abc", "“abc” is not a number of seconds, such as 3600"),
    ("HSTS_SECONDS", "-1", "“-1” is not a number of seconds, such as 3600"),
    *(
        (
            "DATABASE_URL",
            value,
            "is not understood; give sqlite:///FILE or postgres://USER:PASSWORD@HOST:PORT/NAME",
        )
        for value in (
            "mysql://root@localhost/newsroom",
            "newsroom",
            "postgres://localhost",
            "",
            "x://[",
        )
    ),
]


@pytest.mark.parametrize(("name", "value", "expected"), BAD_VALUES)
def test_stops_with_one_line(name, value, expected):
    stopped = start(**{name: value})
    assert (stopped.returncode, stopped.stdout, stopped.stderr) == (1, "", f"{name}: {expected}\n")


def test_database_that_does_not_answer_is_told_in_one_line():
    nobody = "postgres://newsroom@127.0.0.1:1/newsroom"
    command = [sys.executable, "manage.py", "migrate"]
    started = subprocess.run(
        command, cwd=ROOT, env={**GOOD, "DATABASE_URL": nobody}, capture_output=True, text=True
    )
    assert started.returncode == 1
    assert started.stderr.splitlines()[-1].startswith("DATABASE_URL: the database cannot be used: ")
    assert "Traceback" not in started.stderr
