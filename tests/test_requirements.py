"""Each dependency is there for a reason, locked with its hashes, and named if it is used."""

import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.architecture import House

ROOT = Path(__file__).resolve().parent.parent
PROJECT = (ROOT / "pyproject.toml").read_text()
DECLARED = tomllib.loads(PROJECT)
PROVIDERS = packages_distributions()
LOCKS = ["requirements.txt", "tests/requirements.txt"]


def bare(requirement: str) -> str:
    """The name of the package alone, as registries spell it."""
    return re.match(r"[\w.-]+", requirement)[0].lower().replace("_", "-")


RUNTIME = {bare(requirement) for requirement in DECLARED["project"]["dependencies"]}
TESTS = {bare(requirement) for requirement in DECLARED["dependency-groups"]["test"]}


def locked(path: str) -> dict[str, str]:
    """What a lock holds: packages by name, each with its version and the lines about it."""
    parts = re.split(r"^(?=\S+==)", (ROOT / path).read_text(), flags=re.MULTILINE)
    return {bare(part): part for part in parts if "==" in part}


def version(entry: str) -> str:
    return re.search(r"==([^\s;\\]+)", entry)[1]


@pytest.mark.parametrize("line", re.findall(r'^  ".*$', PROJECT.split("[tool.")[0], re.MULTILINE))
def test_dependency_has_a_reason(line):
    assert re.search(r'",\s+# \w{2}.{8,}', line)


@pytest.mark.parametrize(("path", "direct"), [(LOCKS[0], RUNTIME), (LOCKS[1], RUNTIME | TESTS)], ids=LOCKS)
def test_lock_holds_each_direct_dependency(path, direct):
    assert direct - set(locked(path)) == set()


@pytest.mark.parametrize("path", LOCKS)
def test_lock_has_a_hash_of_each_package(path):
    assert [name for name, entry in locked(path).items() if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("path", LOCKS)
def test_lock_names_no_registry(path):
    assert "://" not in (ROOT / path).read_text()


def test_both_locks_agree():
    runtime, tests = locked(LOCKS[0]), locked(LOCKS[1])
    assert {name: version(runtime[name]) for name in runtime} == {name: version(tests[name]) for name in runtime}


def foreign(source) -> set[str]:
    """The packages of others that a file imports from, by their top names."""
    names = {arrow.target.split(".")[0] for arrow in source.imports() if arrow.height is None}
    return names - set(sys.stdlib_module_names) - {"pytest"}


@pytest.mark.parametrize("source", House(ROOT).python, ids=lambda source: source.name)
def test_only_direct_dependencies_are_imported(source):
    allowed = RUNTIME | TESTS if source.name.startswith("tests/") else RUNTIME
    undeclared = [name for name in foreign(source) if not {bare(p) for p in PROVIDERS.get(name, [])} & allowed]
    assert undeclared == []
