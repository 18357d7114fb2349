"""Releases as others cite them."""

from datetime import date

import pytest

from newsroom import citations
from newsroom.citations import Cited

ADDRESS = "https://news.example/en/news/opening/"


def cited(**said) -> Cited:
    plain = {
        "key": "opening",
        "title": "The gigafactory opens",
        "issuers": ("Verkor",),
        "released": date(2025, 12, 11),
        "site": "Gigafactory Newsroom",
        "address": ADDRESS,
        "kind": "press release",
        "version": 1,
    }
    return Cited(**{**plain, **said})


FRENCH = {
    "language": "fr",
    "kind": "communiqué de presse",
    "title": "La gigafactory ouvre",
    "title_language": "fr",
}
UPDATED = {"version": 3, "updated": date(2026, 1, 12)}
APA = {
    "one issuer": (
        {},
        "Verkor. (2025, December 11). The gigafactory opens [Press release; version 1]. Gigafactory Newsroom.",
    ),
    "two issuers": (
        {"issuers": ("Verkor", "EDF")},
        "Verkor & EDF. (2025, December 11). The gigafactory opens [Press release; version 1]. "
        "Gigafactory Newsroom.",
    ),
    "three issuers": (
        {"issuers": ("Verkor", "ACC", "PowerCo"), "kind": "joint statement"},
        "Verkor, ACC & PowerCo. (2025, December 11). The gigafactory opens [Joint statement; version 1]. "
        "Gigafactory Newsroom.",
    ),
    "no issuer": (
        {"issuers": ()},
        "The gigafactory opens [Press release; version 1]. (2025, December 11). Gigafactory Newsroom.",
    ),
    "an issuer that ends with a stop": (
        {"issuers": ("Verkor S.A.",)},
        "Verkor S.A. (2025, December 11). The gigafactory opens [Press release; version 1]. Gigafactory Newsroom.",
    ),
    "the site’s own": (
        {"site": "Verkor"},
        "Verkor. (2025, December 11). The gigafactory opens [Press release; version 1].",
    ),
    "updated": (
        UPDATED,
        "Verkor. (2025, December 11). The gigafactory opens "
        "[Press release; version 3, updated 12 January 2026]. Gigafactory Newsroom.",
    ),
    "French": (
        {**FRENCH, **UPDATED, "issuers": ("Verkor", "EDF")},
        "Verkor et EDF. (2025, 11 décembre). La gigafactory ouvre "
        "[Communiqué de presse\u202f; version 3, mise à jour le 12 janvier 2026]. Gigafactory Newsroom.",
    ),
    "the first of a month in French": (
        {**FRENCH, "released": date(2025, 10, 1)},
        "Verkor. (2025, 1er octobre). La gigafactory ouvre [Communiqué de presse\u202f; version 1]. "
        "Gigafactory Newsroom.",
    ),
}


@pytest.mark.parametrize(("said", "text"), APA.values(), ids=APA)
def test_apa(said, text):
    assert citations.apa(cited(**said)) == f"{text} {ADDRESS}"


MLA = {
    "one issuer": (
        {},
        "Verkor. “The gigafactory opens.” Gigafactory Newsroom, 11 Dec. 2025, "
        f"{ADDRESS}. Press release. Version 1.",
    ),
    "two issuers": (
        {"issuers": ("Verkor", "EDF")},
        "Verkor and EDF. “The gigafactory opens.” Gigafactory Newsroom, 11 Dec. 2025, "
        f"{ADDRESS}. Press release. Version 1.",
    ),
    "three issuers": (
        {"issuers": ("Verkor", "ACC", "PowerCo")},
        "Verkor, et al. “The gigafactory opens.” Gigafactory Newsroom, 11 Dec. 2025, "
        f"{ADDRESS}. Press release. Version 1.",
    ),
    "no issuer": (
        {"issuers": ()},
        f"“The gigafactory opens.” Gigafactory Newsroom, 11 Dec. 2025, {ADDRESS}. Press release. Version 1.",
    ),
    "a question with a quotation": (
        {"title": "Who said “open”?", **UPDATED},
        f"Verkor. “Who said ‘open’?” Gigafactory Newsroom, 11 Dec. 2025, {ADDRESS}. Press release. "
        "Version 3, updated 12 January 2026.",
    ),
    "French": (
        {**FRENCH, "title": "Elle dit « oui »"},
        "Verkor. «\xa0Elle dit “oui”\xa0». Gigafactory Newsroom, 11 déc. 2025, "
        f"{ADDRESS}. Communiqué de presse. Version 1.",
    ),
}


@pytest.mark.parametrize(("said", "text"), MLA.values(), ids=MLA)
def test_mla(said, text):
    assert citations.mla(cited(**said)) == text


def test_bibtex():
    assert citations.bibtex(cited(issuers=("Verkor", "Research and Development"), **UPDATED)).splitlines() == [
        "@misc{opening,",
        "  author = {{Verkor} and {Research and Development}},",
        "  title = {{The gigafactory opens}},",
        "  howpublished = {Press release, Gigafactory Newsroom},",
        "  year = {2025},",
        "  month = dec,",
        "  day = {11},",
        f"  url = {{{ADDRESS}}},",
        "  note = {Version 3, updated 12 January 2026},",
        "  langid = {english},",
        "}",
    ]


def test_bibtex_without_issuers_has_no_author():
    assert "author" not in citations.bibtex(cited(issuers=()))


def test_bibtex_says_the_language_of_a_title_that_is_not_translated():
    assert "langid = {french}" in citations.bibtex(cited(title="La gigafactory ouvre", title_language="fr"))


ESCAPED = {
    "Verkor & Fils": r"Verkor \& Fils",
    "100 % #1 $2 a_b": r"100 \% \#1 \$2 a\_b",
    "a{b": r"a\textbraceleft{}b",
    "a}b": r"a\textbraceright{}b",
    "a\\b~c^d": r"a\textbackslash{}b\textasciitilde{}c\textasciicircum{}d",
    'a "b"': r"a \textquotedbl{}b\textquotedbl{}",
    "“l’usine”": "``l'usine''",
    "« Énergie »": r"\guillemotleft{} {\'E}nergie \guillemotright{}",
    "à ê ï ñ ç š œ": r"{\`a} {\^e} {\"i} {\~n} {\c c} {\v s} {\oe}",
    "20\xa0% – 30\u202f%": r"20~\% -- 30\,\%",
    "two\n lines": "two lines",
    "日本": "日本",
}


@pytest.mark.parametrize(("text", "read"), ESCAPED.items(), ids=ESCAPED)
def test_words_as_tex_reads_them(text, read):
    assert citations.escaped(text) == read


@pytest.mark.parametrize("title", ["{", "}}", "a{b}c{", "\\{"])
def test_braces_stay_in_pairs(title):
    entry = citations.bibtex(cited(title=title))
    assert entry.count("{") == entry.count("}")


def test_each_style_has_its_name():
    assert [name for name, _text in citations.styles(cited())] == ["APA", "MLA", "BibTeX"]
