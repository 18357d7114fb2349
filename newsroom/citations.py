"""A release as others cite it: APA, MLA, BibTeX, in the language of the page. Pure."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from projects.records.dates_label import MONTHS

# Months of more than four letters are shortened in MLA.
SHORT_MONTHS = {
    "en": ["Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."],
    "fr": ["janv.", "févr.", "mars", "avril", "mai", "juin", "juill.", "août", "sept.", "oct.", "nov.", "déc."],
}
WORDS = {
    "en": {
        "and": "and",
        "version": "version {}",
        "updated": "updated {}",
        "quoted": "“{}.”",
        "unstopped": "“{}”",
        "semicolon": ";",
    },
    "fr": {
        "and": "et",
        "version": "version {}",
        "updated": "mise à jour le {}",
        "quoted": "«\N{NO-BREAK SPACE}{}\N{NO-BREAK SPACE}».",
        "unstopped": "«\N{NO-BREAK SPACE}{}\N{NO-BREAK SPACE}».",
        "semicolon": "\N{NARROW NO-BREAK SPACE};",
    },
}
LANGUAGES = {"en": "english", "fr": "french"}
BIBTEX_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


@dataclass(frozen=True)
class Cited:
    """What a citation says. `language` is that of the page, `title_language` that of the title."""

    key: str
    title: str
    issuers: tuple[str, ...]
    released: date
    site: str
    address: str
    kind: str
    version: int
    updated: date | None = None
    language: str = "en"
    title_language: str = "en"

    @property
    def words(self) -> dict[str, str]:
        return WORDS[self.language]


def styles(cited: Cited) -> Iterator[tuple[str, str]]:
    """Each style by its name."""
    yield "APA", apa(cited)
    yield "MLA", mla(cited)
    yield "BibTeX", bibtex(cited)


def apa(cited: Cited) -> str:
    day, month = _day(cited.released, cited.language), _month(cited.released, cited.language)
    day_and_month = f"{month} {day}" if cited.language == "en" else f"{day} {month}"
    when = f"({cited.released.year}, {day_and_month})."
    said = f"{_in_line(cited.title)} [{_capital(cited.kind)}{cited.words['semicolon']} {_version(cited)}]."
    head = [_stopped(_listed(cited.issuers, "&" if cited.language == "en" else "et")), when, said]
    if not cited.issuers:
        head = [said, when]
    return " ".join([*head, *_publisher(cited), cited.address])


def mla(cited: Cited) -> str:
    issuers = [_stopped(_listed(cited.issuers, cited.words["and"]))] if cited.issuers else []
    if len(cited.issuers) > 2:
        issuers = [f"{_in_line(cited.issuers[0])}, et al."]
    day, month = _day(cited.released, cited.language), SHORT_MONTHS[cited.language][cited.released.month - 1]
    place = f"{_in_line(cited.site)}, {day} {month} {cited.released.year}, {cited.address}."
    last = f"{_capital(cited.kind)}. {_stopped(_capital(_version(cited)))}"
    return " ".join([*issuers, _quoted(cited), place, last])


def bibtex(cited: Cited) -> str:
    """An entry for every dialect: @misc, in letters that each of them can read."""
    fields = {
        "author": " and ".join(f"{{{escaped(issuer)}}}" for issuer in cited.issuers),
        "title": f"{{{escaped(cited.title)}}}",
        "howpublished": escaped(f"{_capital(cited.kind)}, {cited.site}"),
        "year": str(cited.released.year),
        "month": BIBTEX_MONTHS[cited.released.month - 1],
        "day": str(cited.released.day),
        "url": cited.address,
        "note": escaped(_capital(_version(cited))),
        "langid": LANGUAGES[cited.title_language],
    }
    # A month is a word that BibTeX knows itself, so that it has no braces.
    lines = [
        f"  {name} = {value if name == 'month' else f'{{{value}}}'}," for name, value in fields.items() if value
    ]
    return "\n".join([f"@misc{{{cited.key},", *lines, "}"])


def _version(cited: Cited) -> str:
    said = cited.words["version"].format(cited.version)
    if cited.updated is None:
        return said
    day = f"{_day(cited.updated, cited.language)} {_month(cited.updated, cited.language)} {cited.updated.year}"
    return f"{said}, {cited.words['updated'].format(day)}"


def _publisher(cited: Cited) -> list[str]:
    """The site, unless it is known as the author already."""
    return [] if (cited.site,) == cited.issuers else [_stopped(_in_line(cited.site))]


def _listed(names: tuple[str, ...], last: str) -> str:
    """ "A", "A & B", "A, B & C"."""
    names = [_in_line(name) for name in names]
    return f" {last} ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _quoted(cited: Cited) -> str:
    """The title in the quotation marks of the language; those within it are of the second kind."""
    title = _in_line(cited.title)
    if cited.language == "en":
        title = title.replace("“", "‘").replace("”", "’")
    else:
        title = re.sub(r"«\s*", "“", re.sub(r"\s*»", "”", title))
    return cited.words["unstopped" if title.endswith((".", "?", "!", "…")) else "quoted"].format(title)


def _day(day: date, language: str) -> str:
    return "1er" if language == "fr" and day.day == 1 else str(day.day)


def _month(day: date, language: str) -> str:
    return MONTHS[language][day.month - 1]


def _stopped(text: str) -> str:
    return text if text.endswith(".") or not text else f"{text}."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _in_line(text: str) -> str:
    """With single spaces; those that do not break stay as they are."""
    return re.sub(r"[ \t\r\n]+", " ", text).strip()


# What means something to TeX, or is not in its alphabet. Braces must be in pairs even where they are escaped.
_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "&%$#_"},
    '"': r"\textquotedbl{}",
    "‘": "`",
    "’": "'",
    "“": "``",
    "”": "''",
    "«": r"\guillemotleft{}",
    "»": r"\guillemotright{}",
    "–": "--",
    "—": "---",
    "…": r"\ldots{}",
    "€": r"\texteuro{}",
    "\N{NO-BREAK SPACE}": "~",
    "\N{NARROW NO-BREAK SPACE}": r"\,",
    **{"œ": r"{\oe}", "Œ": r"{\OE}", "æ": r"{\ae}", "Æ": r"{\AE}", "ø": r"{\o}", "Ø": r"{\O}", "ß": r"{\ss}"},
}
_ACCENTS = {
    "\N{COMBINING GRAVE ACCENT}": "`",
    "\N{COMBINING ACUTE ACCENT}": "'",
    "\N{COMBINING CIRCUMFLEX ACCENT}": "^",
    "\N{COMBINING TILDE}": "~",
    "\N{COMBINING DIAERESIS}": '"',
    "\N{COMBINING CEDILLA}": "c ",
    "\N{COMBINING CARON}": "v ",
}


def escaped(text: str) -> str:
    """The words as TeX reads them."""
    return "".join(_letter(letter) for letter in unicodedata.normalize("NFC", _in_line(text)))


def _letter(letter: str) -> str:
    if letter in _TEX:
        return _TEX[letter]
    base, *marks = unicodedata.normalize("NFD", letter)
    if len(marks) == 1 and marks[0] in _ACCENTS:
        return f"{{\\{_ACCENTS[marks[0]]}{base}}}"
    return letter
