"""What an editor reads when a date cannot be read."""

import unicodedata

from projects.records.dates import Span

LONGEST_QUOTE = 40

EXAMPLES = {
    "en": "“11 December 2025”, “July 2020”, “Q3 2025”, “2022–2025”, “by 2030” or “about 2030”",
    "fr": "« 11 décembre 2025 », « juillet 2020 », « T3 2025 », « 2022-2025 » ou « d’ici 2030 »",
}
MESSAGES = {
    "empty": {
        "en": "There is no date here: write one such as {examples}.",
        "fr": "Il n’y a pas de date ici : écrivez-en une, par exemple {examples}.",
    },
    "too_long": {
        "en": "A date takes 100 characters at most: write the date alone, such as {examples}.",
        "fr": "Une date tient en 100 caractères : écrivez la date seule, par exemple {examples}.",
    },
    "ambiguous": {
        "en": "“{text}” can be read in more than one way: write “1 February 2023” or “2023-02-01”.",
        "fr": "« {text} » peut se lire de plusieurs façons : écrivez « 1er février 2023 » ou « 2023-02-01 ».",
    },
    "either": {
        "en": "“{text}” could be {one} or {other}: write “{one}” or “{iso}”.",
        "fr": "« {text} » peut être le {one} ou le {other} : écrivez « {one} » ou « {iso} ».",
    },
    "impossible": {
        "en": "“{text}” is not in the calendar: write “28 February 2025”, say, or “Q4 2025”.",
        "fr": "« {text} » n’est pas au calendrier : écrivez par exemple « 28 février 2025 » ou « T4 2025 ».",
    },
    "reversed": {
        "en": "“{text}” does not run from a date to a later one: write it like “2022–2025”.",
        "fr": "« {text} » ne va pas d’une date à une autre plus tardive : écrivez comme « 2022-2025 ».",
    },
    "year": {
        "en": "“{text}” needs a year in four digits, from 0001 to 9999, such as “2030” or “July 2030”.",
        "fr": "« {text} » : il faut une année en quatre chiffres, de 0001 à 9999, comme « juillet 2030 ».",
    },
    "unreadable": {
        "en": "“{text}” cannot be read as a date: write one such as {examples}.",
        "fr": "« {text} » ne se lit pas comme une date : écrivez par exemple {examples}.",
    },
}


class SpanError(ValueError):
    """Why a text is no Span, in words for whoever typed it; ``code`` is for programs."""

    def __init__(self, code: str, text: str = "", readings: tuple[Span, ...] = ()):
        self.code = code
        self.text = _quotable(text)
        self.readings = readings
        super().__init__(self.message("en"))

    def message(self, language: str) -> str:
        """What is wrong and what was expected, with an example, in "en" or "fr"."""
        params = {"text": self.text, "examples": EXAMPLES[language]}
        if self.readings:
            one, other = (reading.label(language) for reading in self.readings)
            params |= {"one": one, "other": other, "iso": self.readings[0].edtf()}
        message = MESSAGES["either" if self.readings else self.code][language].format(**params)
        return _french_blanks(message) if language == "fr" else message


def _french_blanks(text):
    """French keeps its guillemets and colons from starting or ending a line."""
    return text.replace("« ", "«\u00a0").replace(" »", "\u00a0»").replace(" :", "\u00a0:")


def _quotable(text):
    """The start of what was typed, without controls, lone surrogates and bidi marks."""
    shown = "".join(char for char in text[: 4 * LONGEST_QUOTE] if not unicodedata.category(char).startswith("C"))
    return shown if len(shown) <= LONGEST_QUOTE else shown[: LONGEST_QUOTE - 1] + "…"
