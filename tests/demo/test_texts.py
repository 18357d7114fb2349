"""The demo's own sentences: in both languages, set as a newspaper would, without numbers that have no source."""

import html
import re

import pytest
from django.apps import apps

from projects.models import Project
from tests.demo.dossier import DOSSIER, FILES
from timeline.models import Milestone

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]

# A no-break space goes before : ; ! ? » % and after «, a narrow one between thousands.
LOOSE_FRENCH = re.compile("(?<![\u00a0\u202f])[:;!?»%]|«(?!\u00a0)|\\d[ \u00a0,](?=\\d{3})")
STRAIGHT = re.compile("['\"]")
TAGS = re.compile("<[^>]+>")
MODELS = [
    pytest.param(model, id=model._meta.model_name)
    for floor in FILES
    for model in apps.get_app_config(floor).get_models()
    if any(field.name.endswith("_fr") for field in model._meta.concrete_fields)
]
# Copied from the dossier to the letter.
EXACT = {fact["name"]["fr"] for fact in DOSSIER["projects"].values()} | {
    fact["title"]["fr"] for fact in DOSSIER["milestones"]
}


def _texts(model, language):
    """(row and column, words) of every text of the model in that language."""
    names = [field.name for field in model._meta.concrete_fields if field.name.endswith(f"_{language}")]
    for row in model.objects.all():
        for name in names:
            yield f"{row.pk}.{name}", html.unescape(TAGS.sub(" ", getattr(row, name)))


def _own(model, language):
    return [(where, text) for where, text in _texts(model, language) if text and text not in EXACT]


@pytest.mark.parametrize("model", MODELS)
def test_no_text_is_missing_in_either_language(model):
    french = {where[:-3]: bool(text) for where, text in _texts(model, "fr")}
    assert french == {where[:-3]: bool(text) for where, text in _texts(model, "en")}


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("model", MODELS)
def test_quotation_marks_and_apostrophes_are_typographic(model, language):
    assert [text for text in _own(model, language) if STRAIGHT.search(text[1])] == []


@pytest.mark.parametrize("model", MODELS)
def test_french_punctuation_keeps_its_no_break_spaces(model):
    assert [text for text in _own(model, "fr") if LOOSE_FRENCH.search(text[1])] == []


@pytest.mark.parametrize(("model", "name"), [(Project, "summary"), (Milestone, "text")])
def test_words_around_the_claims_have_no_numbers(model, name):
    rows = model.objects.all()
    texts = [getattr(row, f"{name}_{language}") for row in rows for language in ("en", "fr")]
    assert all(texts)
    assert [text for text in texts if re.search(r"\d", text.replace("A390", ""))] == []
