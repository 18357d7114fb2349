"""Keeps what is searched in step with what is live. Call within the transaction that changes the records."""

from collections.abc import Iterable, Iterator
from itertools import islice

from django.db import transaction

from projects.records import analysis, snapshots
from projects.records.languages import LANGUAGES
from projects.records.models import Record, Searchable, SearchWord
from projects.records.states import Standing

# Of the texts in one language as many terms count as fit beside those of the other into the index of PostgreSQL,
# which takes a megabyte for each row, with some bytes more for each term.
MOST_BYTES, MORE_BYTES = 400_000, 8
# Letters from which on a word can have been meant by another one.
SHORTEST_WORD = 3
AT_ONCE = 500
COLUMNS = ["record_type", "day", "year"] + [f"{part}_{each}" for part in ("title", "text") for each in LANGUAGES]


def searched_models() -> list[type[Record]]:
    return [model for model in snapshots.record_models() if model.SEARCHED]


def write(records: Iterable[Record]) -> None:
    """Has the live ones of these records found by what they say now, and the others no more."""
    latest = {record.pk: record for record in records if record.SEARCHED}
    rows, words = [], set()
    for record in latest.values():
        texts = {language: record.searched(language) for language in LANGUAGES}
        if record.standing == Standing.LIVE and any(map(any, texts.values())):
            rows.append(_row(record, texts))
            words |= _words(texts)
    kept = [row.record_uuid for row in rows]
    Searchable.objects.filter(record_uuid__in=latest.keys() - set(kept)).delete()
    Searchable.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["record_uuid"], update_fields=COLUMNS, batch_size=AT_ONCE
    )
    made = (SearchWord(word=word, length=len(word)) for word in sorted(words))
    SearchWord.objects.bulk_create(made, ignore_conflicts=True, batch_size=AT_ONCE)


@transaction.atomic
def rebuild() -> int:
    """Makes all of it anew. Gives how many records are searched."""
    Searchable.objects.all().delete()
    SearchWord.objects.all().delete()
    for model in searched_models():
        live = model.objects.filter(version__gt=0, withdrawn_at=None).order_by("pk").iterator(AT_ONCE)
        while some := list(islice(live, AT_ONCE)):
            write(some)
    return Searchable.objects.count()


def _row(record: Record, texts: dict[str, list[str]]) -> Searchable:
    when = record.searched_when()
    day = when and (when.earliest or when.latest)
    row = Searchable(record_uuid=record.pk, record_type=record.type_name(), day=day, year=day and day.year)
    for language, (title, *others) in ((language, said or [""]) for language, said in texts.items()):
        in_title = analysis.terms(title, language)
        in_texts = (term for text in others for term in analysis.terms(text, language))
        setattr(row, f"title_{language}", title_of(in_title))
        setattr(row, f"text_{language}", " ".join(_fitting([*in_title, *in_texts])))
    return row


def title_of(terms: list[str]) -> str:
    """As the column has it: so that a term, or some that follow one another, can be looked for as a whole."""
    return f" {' '.join(terms)} " if terms else ""


def _fitting(terms: list[str]) -> Iterator[str]:
    """Each once, as many as there is room for."""
    room = MOST_BYTES
    for term in dict.fromkeys(terms):
        room -= len(term.encode()) + MORE_BYTES
        if room < 0:
            return
        yield term


def _words(texts: dict[str, list[str]]) -> set[str]:
    said = {word.folded for each in texts.values() for text in each for word in analysis.words(text)}
    return {word for word in said if word.isalpha() and len(word) >= SHORTEST_WORD}
