"""Arrows go down only. Drawn from the code itself; tried with an arrow that goes up of each kind."""

from pathlib import Path

import pytest

from tests.architecture import House

ROOT = Path(__file__).resolve().parent.parent
HOUSE = House(ROOT)

# A heavy library that is optional may be imported where it is used: "file in function", with the reason.
IMPORTS_IN_FUNCTIONS_WITH_A_REASON = {
    "newsroom/pdf.py in engine": "WeasyPrint needs libraries of the system; without them only the PDF is missing.",
}


def house_with(folder: Path, path: str, text: str) -> House:
    """A small house that is in order, and one more file."""
    sound = {
        ".gitignore": "/static/\n",
        "projects/records/dates.py": "",
        "projects/records/templatetags/records.py": "",
        "newsroom/templatetags/newsroom.py": "import projects.records.dates",
        "newsroom/templates/newsroom/page.html": '{% extends "records/page.html" %}{% load records %}',
        "timeline/models.py": 'from projects.records import dates\nkey = "projects.Project"',
    }
    for name, content in {**sound, path: text}.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content)
    return House(folder)


def test_no_arrow_goes_up():
    assert [str(arrow) for arrow in HOUSE.upward()] == []


def test_each_floor_has_arrows():
    drawn = {(source.height, arrow.height) for source, arrow in HOUSE.arrows() if arrow.height is not None}
    assert {(3, 2), (3, 1), (3, 0), (2, 1), (2, 0), (1, 0), (0, 0)} <= drawn


UPWARD = {
    "import": ("timeline/models.py", "import newsroom.views"),
    "import of a name": ("projects/figures.py", "from timeline.models import Milestone"),
    "import of a floor": ("projects/records/claims.py", "from projects import figures"),
    "relative import": ("projects/records/claims.py", "from ..figures import words"),
    "relative import of a floor": ("projects/records/models/claim.py", "from ... import figures"),
    "relative import in a package": ("projects/records/models/__init__.py", "from ...models import Project"),
    "import in a function": ("projects/views.py", "def view():\n    from newsroom import roles"),
    "import of the tests": ("newsroom/roles.py", "from tests import builders"),
    "foreign key": (
        "timeline/models.py",
        'release = models.ForeignKey("newsroom.PressRelease", models.CASCADE)',
    ),
    "foreign key from the ground": ("projects/records/models/x.py", 'x = ForeignKey("projects.Project")'),
    "dotted name": ("projects/records/apps.py", 'handler = "timeline.views.handler"'),
    "app and model": ("projects/views.py", 'apps.get_model("timeline", "Milestone")'),
    "path of a template": ("projects/views.py", 'template_name = "newsroom/page.html"'),
    "migration": ("projects/migrations/0009_x.py", 'dependencies = [("timeline", "0001_initial")]'),
    "template’s parent": ("projects/templates/projects/x.html", '{% extends "newsroom/page.html" %}'),
    "template’s part": (
        "projects/records/templates/records/x.html",
        '{% include "projects/_x.html" with a=b %}',
    ),
    "template’s tags": ("timeline/templates/timeline/x.html", "{% load i18n newsroom %}"),
    "template’s tags by name": ("timeline/templates/timeline/x.html", "{% load shown from newsroom %}"),
    "template’s file": ("projects/templates/projects/x.html", "{% static 'newsroom/page.css' %}"),
}


@pytest.mark.parametrize(("path", "text"), UPWARD.values(), ids=UPWARD)
def test_an_arrow_that_goes_up_is_seen(tmp_path, path, text):
    assert [arrow.path for arrow in house_with(tmp_path, path, text).upward()] == [path]


def test_no_arrow_goes_up_within_a_floor():
    assert [str(arrow) for arrow in HOUSE.upward_within()] == []


WITHIN = {
    "a higher room": ("timeline/models.py", "from timeline.views import TimelinePage"),
    "a higher room, from a pure one": (
        "projects/records/dates_label.py",
        "from projects.records import querysets",
    ),
    "a neighbour of a new kind": ("projects/records/forms.py", "from projects.records import asking"),
    "a higher room, from a serializer": ("timeline/serializers.py", "from timeline import api"),
    "a neighbour": ("timeline/feeds.py", "from timeline import views"),
    "a higher room, relatively": ("projects/records/models/record.py", "from .. import publishing"),
}


@pytest.mark.parametrize(("path", "text"), WITHIN.values(), ids=WITHIN)
def test_an_arrow_that_goes_up_within_a_floor_is_seen(tmp_path, path, text):
    assert [arrow.path for arrow in house_with(tmp_path, path, text).upward_within()] == [path]


def test_each_module_has_a_room():
    assert HOUSE.homeless() == []


@pytest.mark.parametrize("path", ["timeline/helpers.py", "projects/records/helpers/x.py", "newsroom/help_desk.py"])
def test_a_module_without_a_room_is_seen(tmp_path, path):
    assert house_with(tmp_path, path, "").homeless() == [path]


def test_pure_rooms_know_no_database_and_no_request():
    assert [str(arrow) for arrow in HOUSE.impure()] == []


@pytest.mark.parametrize("text", ["from django.db import models", "import django.db", "from django import http"])
def test_a_pure_room_with_a_database_is_seen(tmp_path, text):
    assert len(house_with(tmp_path, "projects/records/dates_label.py", text).impure()) == 1


def test_there_are_no_signals_no_generic_keys_and_no_migrations_that_import_code():
    assert [str(arrow) for arrow in HOUSE.unwanted()] == []


UNWANTED = {
    "a signal": ("timeline/apps.py", "from django.db.models.signals import post_save"),
    "a receiver": ("timeline/models.py", "from django.dispatch import receiver"),
    "a generic key": ("projects/models/claims.py", "from django.contrib.contenttypes import fields"),
    "code in a migration": ("projects/migrations/0009_x.py", "from projects.records import dates"),
}


@pytest.mark.parametrize(("path", "text"), UNWANTED.values(), ids=UNWANTED)
def test_what_is_unwanted_is_seen(tmp_path, path, text):
    assert len(house_with(tmp_path, path, text).unwanted()) == 1


def test_nothing_is_imported_in_a_function():
    found = [place for place in HOUSE.imports_in_functions() if place not in IMPORTS_IN_FUNCTIONS_WITH_A_REASON]
    assert found == []


def test_an_import_in_a_function_is_seen(tmp_path):
    house = house_with(tmp_path, "timeline/views.py", "def view():\n    if view:\n        import json")
    assert house.imports_in_functions() == ["timeline/views.py in view"]


def test_no_file_is_over_400_lines():
    assert HOUSE.long_files(400) == []


@pytest.mark.parametrize(("lines", "found"), [(400, 0), (401, 1)])
def test_a_long_file_is_seen(tmp_path, lines, found):
    assert len(house_with(tmp_path, "timeline/views.py", "pass\n" * lines).long_files(400)) == found


def test_no_function_is_over_50_lines():
    assert HOUSE.long_functions(50) == []


@pytest.mark.parametrize(("lines", "found"), [(49, 0), (50, 1)])
def test_a_long_function_is_seen(tmp_path, lines, found):
    text = "def long():\n" + "    pass\n" * lines
    assert len(house_with(tmp_path, "timeline/views.py", text).long_functions(50)) == found


def test_the_top_level_holds_nothing_else():
    assert HOUSE.strangers() == []


@pytest.mark.parametrize(
    ("path", "found"), [("utils/x.py", ["utils"]), ("static/x.css", []), ("fixtures/x.json", [])]
)
def test_a_stranger_at_the_top_level_is_seen(tmp_path, path, found):
    assert house_with(tmp_path, path, "").strangers() == found
