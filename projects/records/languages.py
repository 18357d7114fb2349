"""Two languages, side by side: each text has a column for either, and what is missing is shown in the other."""

from django.utils.translation import get_language, gettext

LANGUAGES = ("en", "fr")


def active() -> str:
    """The language of the page that is being drawn: "en" or "fr"."""
    language = (get_language() or "en")[:2]
    return language if language in LANGUAGES else "en"


def labelled(label: str, words: str) -> str:
    """ "Status: open", with the space that French puts before the colon."""
    return gettext("{label}: {words}").format(label=label, words=words)


class LocalText(str):
    """A text that knows its language, so that a page can mark what it had to borrow from the other one."""

    __slots__ = ("is_fallback", "lang")

    def __new__(cls, text: str, lang: str, is_fallback: bool = False):
        self = super().__new__(cls, text)
        self.lang = lang
        self.is_fallback = is_fallback
        return self


class Translated:
    """`title` for the columns `title_en` and `title_fr`, read in the active language."""

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return self.in_language(instance, active())

    def in_language(self, instance, language: str) -> LocalText:
        text = getattr(instance, f"{self.name}_{language}")
        if text:
            return LocalText(text, language)
        other = "fr" if language == "en" else "en"
        borrowed = getattr(instance, f"{self.name}_{other}")
        return LocalText(borrowed, other if borrowed else language, is_fallback=bool(borrowed))
