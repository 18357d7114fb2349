"""The French of the whole product: complete, compiled, and set as French is set."""

import re
import shutil
from pathlib import Path

import polib
import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parent.parent
FLOORS = ["newsroom", "timeline", "projects", "projects/records"]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
GETTEXT = ["xgettext", "msgmerge", "msguniq", "msgattrib"]

# What stands between words in French: no-break spaces (U+00A0) inside guillemets and before tall punctuation.
WRONG_IN_FRENCH = {
    "an apostrophe of typewriters": r"'",
    "quotation marks that are not French": r"[\"“”]",
    "no no-break space after «": r"«(?!\u00a0)",
    "no no-break space before »": r"(?<!\u00a0)»",
    "no no-break space before : ; ! ?": r"(?<!\u00a0)[:;!?](?=\s|$)",
    "no no-break space before %": r"(?<!\u00a0)%(?![\w(])",
    "a no-break space beside an ordinary one": r" \u00a0|\u00a0 ",
    "three dots for an ellipsis": r"\.\.\.",
    "two spaces": r"  ",
}


def catalogue(floor: str, ending: str = "po", root: Path = ROOT) -> list:
    path = root / floor / "locale/fr/LC_MESSAGES" / f"django.{ending}"
    return (polib.pofile if ending == "po" else polib.mofile)(str(path))


def identity(entry) -> tuple:
    return entry.msgctxt, entry.msgid


def in_french(entry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def placeholders(text: str) -> list[str]:
    return sorted(PLACEHOLDER.findall(text))


@pytest.mark.parametrize("floor", FLOORS)
def test_catalogue_has_every_text_in_french(floor):
    unfinished = [
        entry.msgid
        for entry in catalogue(floor)
        if entry.fuzzy or entry.obsolete or not all(text.strip() for text in in_french(entry))
    ]

    assert unfinished == []


@pytest.mark.parametrize("floor", FLOORS)
def test_compiled_catalogue_says_what_its_text_says(floor):
    written = {identity(entry): in_french(entry) for entry in catalogue(floor)}

    compiled = {identity(entry): in_french(entry) for entry in catalogue(floor, "mo")}

    assert compiled == written


@pytest.mark.parametrize("floor", FLOORS)
def test_translation_keeps_the_placeholders(floor):
    odd = [
        text
        for entry in catalogue(floor)
        for english, text in zip([entry.msgid, entry.msgid_plural], in_french(entry), strict=False)
        if placeholders(text) != placeholders(english)
    ]

    assert odd == []


@pytest.mark.parametrize("pattern", WRONG_IN_FRENCH.values(), ids=WRONG_IN_FRENCH)
@pytest.mark.parametrize("floor", FLOORS)
def test_translation_is_set_as_french_is_set(floor, pattern):
    texts = [text for entry in catalogue(floor) for text in in_french(entry)]

    assert [text for text in texts if re.search(pattern, text)] == []


@pytest.mark.parametrize(
    "text",
    ["l'eau", "dit “oui”", "« oui\u00a0»", "«\u00a0oui »", "quand ?", "20 %", "sic\u00a0 :", "et...", "a  b"],
)
def test_french_set_badly_is_found(text):
    assert any(re.search(pattern, text) for pattern in WRONG_IN_FRENCH.values())


def test_text_has_one_translation_on_all_floors():
    """Django throws the catalogues together, so that of two translations one would show on both floors."""
    translations = {}
    for floor in FLOORS:
        for entry in catalogue(floor):
            translations.setdefault(identity(entry), set()).add(tuple(in_french(entry)))

    assert [key for key, texts in translations.items() if len(texts) > 1] == []


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    """A copy of the code, with catalogues collected from nothing."""
    if missing := [program for program in GETTEXT if shutil.which(program) is None]:
        pytest.skip(f"gettext is not on this machine: there is no {missing[0]}")
    copy = tmp_path_factory.mktemp("code")
    for floor in ("newsroom", "timeline", "projects"):
        shutil.copytree(ROOT / floor, copy / floor, ignore=shutil.ignore_patterns("__pycache__", "*.po", "*.mo"))
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(copy)
        call_command("makemessages", locale=["fr"], no_location=True, no_wrap=True, verbosity=0)
    return copy


@pytest.mark.parametrize("floor", FLOORS)
def test_catalogue_has_every_text_of_the_code(floor, collected):
    said = {identity(entry) for entry in catalogue(floor, root=collected)}

    assert {identity(entry) for entry in catalogue(floor)} == said
