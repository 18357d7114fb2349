"""Reads the dossier and the fixtures: each fact becomes a parameter that bears its name."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from django.db.models import Model

from projects.measures import MEASURES
from projects.models import Figure
from projects.records.dates import Span
from projects.records.dates_parse import parse

FILES = ["records", "projects", "timeline", "newsroom"]
FIXTURES = Path(__file__).parents[2] / "fixtures"
DOSSIER = yaml.safe_load((Path(__file__).parents[1] / "dossier.yaml").read_text(encoding="utf-8"))
CLUSTERS = {"France": "france", "Hauts-de-France": "hauts-de-france"}

# Words within “ ” in a note are the source's own; the rest of the note is about them.
QUOTED = re.compile("“(.+?)”")


def named(pairs) -> list:
    """Parameters (slug, fact), each named by its slug."""
    return [pytest.param(slug, fact, id=slug) for slug, fact in pairs]


def section(name: str) -> list:
    return named(DOSSIER[name].items())


def told(subject: str, fact: dict, *words) -> object:
    """A parameter (subject, fact), named by whatever tells the fact from others, its source last."""
    return pytest.param(subject, fact, id="-".join(str(word) for word in (subject, *words, fact["source"])))


def of_projects(name: str, *words: str) -> list:
    """Every fact in the list of that name of every project, named by these of its values."""
    return [
        told(slug, fact, *(fact[word] for word in words))
        for slug, project in DOSSIER["projects"].items()
        for fact in project.get(name, [])
    ]


def span(text, qualifier: str = "") -> Span | None:
    """The span of a date of the dossier, which YAML reads as a number, a day or a text."""
    if text is None:
        return None
    read = parse(str(text))
    return Span(read.earliest, read.latest, approx=True) if qualifier == "about" else read


def columns(read: Span | None) -> dict:
    if read is None:
        return {"earliest": None, "latest": None, "approx": False}
    return {"earliest": read.earliest, "latest": read.latest, "approx": read.approx}


def note(fact: dict) -> str:
    """The whole note: a comma in it, unquoted, makes YAML take the rest for a key without value."""
    return ", ".join([fact.get("note", ""), *(key for key, value in fact.items() if value is None)])


def numbers(text: str) -> set[str]:
    """The numbers in a text, without the marks between thousands."""
    return set(re.findall(r"(?<![A-Za-z])\d+(?:[.,]\d+)?", re.sub(r"(?<=\d)[,\u202f](?=\d{3})", "", text)))


def assert_noted(claim, text: str) -> None:
    """A claim has a note in both languages, with its numbers, where the dossier has one, and only there.

    Words that the dossier quotes from a French work are in English there: they are no quotation, but a note.
    """
    quoted = QUOTED.findall(text)
    if claim.source.language == "fr":
        assert claim.quote == ""
        assert all(words in claim.note_en for words in quoted)
        about_it = text
    else:
        assert claim.quote == " … ".join(quoted)
        about_it = QUOTED.sub("", text).strip(" ;")
    for said in (claim.note_en, claim.note_fr):
        assert bool(said) == bool(about_it)
        assert numbers(about_it) <= numbers(said)


def the_claim(model: type[Model], fact: dict, **said):
    """The one claim that says this, by the fact's source, at its place in it, with its note."""
    claims = model.objects.filter(source__slug=fact["source"], locator=fact.get("locator", ""), **said)
    assert len(claims) == 1, f"{len(claims)} claims say {said}"
    assert_noted(claims[0], note(fact))
    assert claims[0].published == span(fact["stated"]) if "stated" in fact else True
    return claims[0]


def the_figure(fact: dict, **about) -> Figure:
    """The figure of that fact, in the unit that the dossier gives."""
    assert MEASURES[fact["measure"]].unit.code == fact.get("unit", "")
    low, qualifier = Decimal(str(fact["value"])), fact.get("qualifier", "exact")
    return the_claim(
        Figure,
        fact,
        measure=fact["measure"],
        low=low,
        high=low if qualifier in ("exact", "about") else None,
        qualifier=qualifier,
        nature=fact.get("nature", "stated"),
        party__slug=fact.get("for"),
        **columns(span(fact.get("date"))),
        **about,
    )
