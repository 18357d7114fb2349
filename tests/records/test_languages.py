import pytest
from django.utils import translation

from projects.records.languages import Translated, active, labelled


class Page:
    title = Translated()

    def __init__(self, english="", french=""):
        self.title_en = english
        self.title_fr = french


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "en"), ("fr", "fr"), ("fr-ca", "fr"), ("en-gb", "en"), ("de", "en"), (None, "en")],
)
def test_active(language, expected):
    with translation.override(language):
        assert active() == expected


# English and French, the language of the page; the text shown, its language, whether it is borrowed.
SHOWN = [
    ("Opening", "Ouverture", "en", ("Opening", "en", False)),
    ("Opening", "Ouverture", "fr", ("Ouverture", "fr", False)),
    ("Opening", "", "fr", ("Opening", "en", True)),
    ("", "Ouverture", "en", ("Ouverture", "fr", True)),
    ("", "", "en", ("", "en", False)),
    ("", "", "fr", ("", "fr", False)),
]


@pytest.mark.parametrize(("english", "french", "language", "expected"), SHOWN)
def test_translated_text_falls_back_visibly(english, french, language, expected):
    with translation.override(language):
        title = Page(english, french).title
    assert (title, title.lang, title.is_fallback) == expected


def test_translated_read_from_the_class_is_the_descriptor():
    assert isinstance(Page.title, Translated)


@pytest.mark.parametrize(("language", "expected"), [("en", "Status: open"), ("fr", "Status\u00a0: open")])
def test_labelled_has_the_colon_of_its_language(language, expected):
    with translation.override(language):
        assert labelled("Status", "open") == expected
