"""Reads the environment loudly: a missing or senseless value stops the start with one line that names it."""

import os
import re
import sys
import warnings
import zoneinfo
from typing import NoReturn

import environ

_env = environ.Env()
_SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400}
_ORIGIN = re.compile(r"https?://(\*\.)?([a-z0-9][a-z0-9.-]*|\[[0-9a-f:.]+\])(:[0-9]{1,5})?", re.ASCII)


def refuse(name: str, expected: str) -> NoReturn:
    sys.exit(f"{name}: {expected}")


def boolean(name: str, default: bool) -> bool:
    word = _env.str(name, "on" if default else "off").strip().lower()
    if word not in {"on", "off", "true", "false", "yes", "no", "1", "0"}:
        refuse(name, f"“{word}” is neither on nor off")
    return word in {"on", "true", "yes", "1"}


def words(name: str, default: list[str] | None = None) -> list[str]:
    """A comma-separated list. Without a default it must be given."""
    value = [word.strip() for word in _env.str(name, "").split(",") if word.strip()]
    if not value and default is None:
        absence = "is empty" if name in os.environ else "is missing"
        refuse(name, f"{absence}; give a comma-separated list, such as newsroom.example.org")
    return value or default


def origins(name: str, default: list[str]) -> list[str]:
    """A comma-separated list of where pages may come from: scheme and host, perhaps a port, and no more."""
    value = words(name, default)
    for origin in value:
        if not _ORIGIN.fullmatch(origin):
            refuse(name, f"“{origin}” is no origin; give one such as https://newsroom.example.org")
    return value


def text(name: str, default: str | None = None, at_least: int = 1) -> str:
    """A string of at least so many characters. Without a default it must be given."""
    value = _env.str(name, default or "")
    if not value:
        refuse(name, "is empty" if name in os.environ else "is missing; it has no default outside DEBUG")
    if len(value) < at_least:
        refuse(name, f"is too short; give at least {at_least} characters")
    return value


def seconds(name: str, default: int) -> int:
    value = _env.str(name, str(default))
    if not (value.isascii() and value.isdigit()):
        refuse(name, f"“{value}” is not a number of seconds, such as 3600")
    return int(value)


def time_zone(name: str, default: str) -> str:
    value = _env.str(name, default)
    if value not in zoneinfo.available_timezones():
        refuse(name, f"“{value}” is no time zone; give one such as Europe/Paris")
    return value


def database(name: str, default: str) -> dict:
    """Django's settings of the one database, from an address such as postgres://user@host/name."""
    value = _env.str(name, default)
    try:
        with warnings.catch_warnings(action="ignore"):  # of engines that are not recognised; we refuse them
            config = _env.db_url_config(value)
    except (ValueError, environ.ImproperlyConfigured):
        config = {}
    engines = {
        "django.db.backends.sqlite3": {
            # Writers queue from their first statement on, so none fails half-way for want of the lock.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
        "django.db.backends.postgresql": {},
    }
    if config.get("ENGINE") not in engines or not config.get("NAME"):
        refuse(name, "is not understood; give sqlite:///FILE or postgres://USER:PASSWORD@HOST:PORT/NAME")
    return {**config, "OPTIONS": {**engines[config["ENGINE"]], **config.get("OPTIONS", {})}}


def contact(name: str) -> str | None:
    """Where one can be written to or called, as an address of mail, telephone or the web; None where not given."""
    value = _env.str(name, "").strip()
    if value and not re.fullmatch(r"(https://|mailto:|tel:)[!-~]+", value):
        refuse(name, f"“{value}” is no address; give one such as mailto:security@example.org or https://…")
    return value or None


def choice(name: str, choices: tuple[str, ...], default: str) -> str:
    value = _env.str(name, "").strip() or default
    return value if value in choices else refuse(name, f"“{value}” is none of {', '.join(choices)}")


def rate(name: str, default: str) -> tuple[int, int] | None:
    """So many in so many seconds, from words such as 600/minute; None where it is off."""
    words = _env.str(name, default).strip().lower()
    if words == "off":
        return None
    number, _slash, unit = words.partition("/")
    if not re.fullmatch("[1-9][0-9]{0,8}", number) or unit not in _SECONDS:
        refuse(name, f"“{words}” is no rate; give one such as 600/minute, by second, minute, hour or day, or off")
    return int(number), _SECONDS[unit]
