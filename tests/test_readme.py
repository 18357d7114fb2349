"""README says what is so: commands, tree, moves, environment, and an answer of the API."""

import json
import re
from itertools import product
from pathlib import Path

import pytest
from django.core.management import get_commands

from projects.records.states import STAGES, STANDINGS

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text()
SETTINGS = (ROOT / "newsroom/settings.py").read_text()
MAKEFILE = (ROOT / "Makefile").read_text()
# Where a name of the environment may be read.
READERS = ["Makefile", "newsroom/settings.py", "newsroom/management/commands/demo.py", "tests/conftest.py"]


def section(title: str) -> str:
    return re.search(rf"^## {title}\n(.*?)(?=^## |\Z)", README, re.MULTILINE | re.DOTALL)[1]


def listed(title: str) -> list[str]:
    """The lines of the list in a section."""
    return re.findall(r"^    (\S.*)$", section(title), re.MULTILINE)


def test_readme_fits_on_two_screens():
    assert README.count("\n") <= 100


def test_commands_are_the_targets_of_the_makefile():
    targets = re.search(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)[1].split()
    named = set(re.findall(r"\bmake (\w+)\b(?=`|  )", README))
    assert named == set(targets)


def test_each_command_has_a_rule():
    named = re.search(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)[1].split()
    assert [name for name in named if not re.search(rf"^{name}:", MAKEFILE, re.MULTILINE)] == []


def test_python_is_the_one_that_the_project_asks_for():
    asked = re.search(r'requires-python = ">=([\d.]+)"', (ROOT / "pyproject.toml").read_text())[1]
    assert f"Python {asked} or newer" in README


@pytest.mark.parametrize("line", listed("Where things live"))
def test_what_the_tree_shows_is_there(line):
    assert (ROOT / line.split()[0]).is_dir()


def test_the_tree_shows_every_folder():
    folders = {path.parent.relative_to(ROOT).as_posix() for path in ROOT.glob("[!.]*/*.*") if path.parent.is_dir()}
    shown = {line.split("/ ")[0] for line in listed("Where things live")}
    assert folders - {"static", "media", "screenshots"} <= shown


@pytest.mark.parametrize("name", re.findall(r"`([\w/]+\.\w+)`", section("Where things live")))
def test_files_named_beside_the_tree_are_there(name):
    assert (ROOT / name).is_file()


def told_moves() -> dict:
    """ "draft, approved  schedule  scheduled" is two moves; what is told twice counts as none."""
    moves = {}
    for line in listed("How a record becomes public"):
        states, acts, end = re.split(r" {2,}", line)
        for move in product(states.split(", "), acts.split(", ")):
            moves[move] = end if move not in moves else None
    return moves


def test_moves_are_those_of_the_code():
    of_code = {
        (str(state), str(act)): str(end or "as it was") for (state, act), end in {**STANDINGS, **STAGES}.items()
    }
    assert told_moves() == of_code


@pytest.mark.parametrize("name", re.findall(r"`[^`]*manage\.py (\w+)`", README))
def test_commands_of_the_desk_are_there(name):
    assert name in get_commands()


ENVIRONMENT = [line.split()[0] for line in listed("Environment")]


def test_every_setting_of_the_environment_is_named():
    read = set(re.findall(r'environment\.\w+\(\s*"(\w+)"', SETTINGS))
    assert read - set(ENVIRONMENT) == set()


@pytest.mark.parametrize("name", ENVIRONMENT)
def test_every_name_of_the_environment_is_read(name):
    assert any(name in (ROOT / reader).read_text() for reader in READERS)


def holds(answer, told) -> bool:
    """Whether the answer has everything that is told of it; of a list, an element for each."""
    if isinstance(told, dict):
        return all(name in answer and holds(answer[name], part) for name, part in told.items())
    if isinstance(told, list):
        return all(any(holds(element, part) for element in answer) for part in told)
    return answer == told


TOLD = {"count": 1, "results": [{"slug": "a"}]}
ANSWERS = [
    ({"count": 1, "results": [{"slug": "b"}, {"slug": "a", "more": 1}], "next": None}, True),
    ({"count": 2, "results": [{"slug": "a"}]}, False),
    ({"count": 1, "results": []}, False),
    ({"results": [{"slug": "a"}]}, False),
]


@pytest.mark.parametrize(("answer", "expected"), ANSWERS)
def test_what_is_told_of_an_answer_is_held_against_it(answer, expected):
    assert holds(answer, TOLD) is expected


def test_the_api_answers_what_is_told(reader, demo):
    address = re.search(r"curl 'http://127\.0\.0\.1:8000([^']+)'", README)[1]
    told = json.loads(re.search(r"```json\n(.*?)```", README, re.DOTALL)[1])
    answer = reader.get(address).json()
    assert holds(answer, told), json.dumps(answer, indent=1)
