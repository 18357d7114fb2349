"""The Nu HTML checker, as its makers publish it, finds no error in any page."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.npm import NO_NPM, NPM, unpacked
from tests.pages import addresses, set_the_stage

JAVA = shutil.which("java")
PACKAGE = "vnu-jar@26.9.27"

pytestmark = [
    pytest.mark.skipif(NPM is None, reason=NO_NPM),
    pytest.mark.skipif(JAVA is None, reason="there is no Java on this machine"),
]


@pytest.fixture(scope="session")
def checker(tmp_path_factory):
    """Gives the errors of files as "file: what is wrong, where"."""
    jar = unpacked(PACKAGE, tmp_path_factory.mktemp("nu")) / "build/dist/vnu.jar"

    def check(*files: Path) -> list[str]:
        command = [JAVA, "-jar", jar, "--errors-only", "--format", "json", *files]
        told = json.loads(subprocess.run(command, capture_output=True, text=True, timeout=300).stderr)
        return [
            f"{Path(each['url']).name}: {each['message']} – {each.get('extract')}" for each in told["messages"]
        ]

    return check


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_page_has_an_error(demo, reader, monkeypatch, checker, tmp_path, language):
    set_the_stage(monkeypatch)
    reader.raise_request_exception = False
    for path in addresses(language):
        name = path.strip("/").replace("/", "_").replace("?", "_")
        (tmp_path / f"{name}.html").write_bytes(reader.get(path).content)

    assert checker(*tmp_path.iterdir()) == []


def test_an_error_is_seen(checker, tmp_path):
    (tmp_path / "wrong.html").write_text('<!doctype html><html lang="en"><title>.</title><p><h1>.</h1></p>')

    assert len(checker(tmp_path / "wrong.html")) == 1
