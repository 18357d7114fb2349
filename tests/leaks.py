"""Plants records that nobody outside may see, full of a word that is nowhere else, and walks what is public."""

import itertools
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from copy import copy
from datetime import date, timedelta
from io import BytesIO
from unittest.mock import patch
from uuid import NAMESPACE_URL, UUID, uuid5

import time_machine
from django.db import models
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.utils.http import urlencode
from django.utils.translation import override
from pypdf import PdfReader

from newsroom.api_urls import router
from newsroom.models import Boilerplate, Contact, PressRelease, Topic
from projects.models import Figure, Participation, Project, Statement, StatusReport
from projects.records import filters_values, publishing, snapshots
from projects.records.dates_parse import parse
from projects.records.fields import RichTextField
from projects.records.filters import FacetsFilter, NamedFilter
from projects.records.filters_presence import MissingFilter
from projects.records.models import Leader, Organisation, Record, Source
from projects.records.ordering import Ordering
from projects.records.publishing import Decision
from projects.records.selection import expand_of
from projects.records.states import Act
from tests import builders
from tests.builders import NOW
from timeline.models import Milestone, MilestoneDate

CANARY, NUMBER = "zanzibarium", "424242"
HIDDEN, MOVED, BASE, GONE = "quiet-quokka", "quiet-quagga", "base", "gone"
DESK = "admin"
PLANTED_AT = NOW + timedelta(hours=1)
WALKED_AT = NOW + timedelta(days=2)
# Texts that the canary does not fit into, or that have to be empty.
UNFIT = {"slug", "country", "withdrawn_why"}


@contextmanager
def repeatable():
    """What is made here has the same uuids each time, so that answers can be compared from test to test."""
    numbers = itertools.count(1)
    with patch("os.urandom", lambda size: next(numbers).to_bytes(size, "big")):
        yield


def uuid_of(model: type[models.Model]) -> UUID:
    """Of the planted record of this type: known before it is planted."""
    return uuid5(NAMESPACE_URL, f"planted:{model._meta.label_lower}")


# What is planted.


def base() -> dict[type[Record], Record]:
    """One live record of each type, named by one another, with one correction; and one that was withdrawn."""
    company = builders.organisation("Base company", slug=BASE, note_en="Note.", country="FR")
    source = builders.source("2025-12-01", slug=BASE, title="Base source", publisher_organisation=company)
    plant = builders.project("Base plant", slug=BASE)
    topic = builders.make_live(Topic.objects.create(slug=BASE, name_en="Base topic"))
    contact = builders.make_live(Contact.objects.create(slug=BASE, name_en="Press", email="press@example.org"))
    step = builders.milestone("Base step", live=False, slug=BASE)
    builders.milestone_date(step, "planned", "2026", source=source)
    builders.make_live(step)
    release = builders.release("Base release", slug=BASE, issuers=[company], lead_en="Leed.", body_en="<p>So.</p>")
    release.projects.add(plant), release.milestones.add(step)
    release.topics.add(topic), release.contacts.add(contact)
    step.projects.add(plant), step.organisations.add(company)
    records = {type(each): each for each in (company, source, plant, topic, contact, step, release)}
    for each in rows_carried(records, source):
        each.save()
    content = snapshots.take(release)
    press = builders.User.objects.get(username="press")
    publishing.save(release, {**content, "fields": {**content["fields"], "lead_en": "Lead."}}, by=press, at=NOW)
    publishing.correct(release, by=press, at=NOW, note_en="The lead was misspelt.")
    builders.withdraw(
        builders.release("Gone", slug=GONE, lead_en="Lead.", body_en="<p>So.</p>", issuers=[company])
    )
    return records


def planted(based: dict[type[Record], Record]) -> dict[type[Record], Record]:
    """One new record of each type: a canary in each text, linked to the live ones as closely as can be."""
    source = based[Source]
    made = [
        Organisation(name="", part_of=based[Organisation]),
        Source(title="", kind="press-release", publisher_organisation=based[Organisation], via=source),
        Project(kind="gigafactory", name_en="", part_of=based[Project]),
        Topic(name_en=""),
        Contact(name_en=""),
        Milestone(kind="production", title_en="", is_key=True),
        PressRelease(title_en="", released_on=date(2025, 12, 1)),
    ]
    hidden = {}
    for each in made:
        each.pk, each.slug = uuid_of(type(each)), HIDDEN
        if isinstance(each, Source):
            each.published = parse("2025-12-01")
        if isinstance(each, PressRelease):
            each.source = hidden[Source]
        sing(each).save()
        hidden[type(each)] = each
        link(each, based)
    for said in (source, hidden[Source]):
        for row in rows_carried(hidden, said):
            sing(row).save()
    hidden[Milestone].settle()
    hidden[Milestone].save()
    return hidden


def rows_carried(records: dict[type[Record], Record], source: Source) -> list[models.Model]:
    """Unsaved rows of every type that a record can carry, standing ones and ones that were withdrawn."""
    of_plant, of_company = {"project": records[Project]}, {"organisation": records[Organisation]}
    number = {"measure": "production-capacity", "low": 16, "high": 16, "nature": "actual"}
    rows = [
        StatusReport(**of_plant, status="announced"),
        Figure(**of_plant, **number),
        Figure(**of_company, **number),
        Participation(**of_plant, participant=records[Organisation], role="investor"),
        Participation(**of_company, participant=source.publisher_organisation, role="lender"),
        Statement(**of_plant, text_en="Said."),
        Leader(**of_company, name="Head", role_en="Head"),
        MilestoneDate(milestone=records[Milestone], nature="planned"),
    ]
    for row in [*rows]:
        row.source = source
        if hasattr(row, "span"):
            row.span = parse("2027")
        rows.append(type(row)(**{**_values(row), "withdrawn_on": date(2025, 12, 2), "withdrawn_why": "Wrong."}))
    return [*rows, *_boilerplate(records, source)]


def _values(row) -> dict:
    return {
        field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if field.name != "uuid"
    }


def _boilerplate(records, source) -> list[Boilerplate]:
    """A release has one note about each company."""
    company = source.publisher_organisation if source.slug == BASE else records[Organisation]
    return [Boilerplate(release=records[PressRelease], organisation=company, text_en="About.")]


def sing(row: models.Model) -> models.Model:
    """Puts the canary into each text of an unsaved row, and its number into each figure."""
    for field in snapshots.content_columns(type(row)):
        sings = isinstance(field, models.CharField | models.TextField) and not field.choices
        if sings and field.name not in UNFIT:
            setattr(row, field.name, _song(field))
    if getattr(row, "withdrawn_on", None):
        row.withdrawn_why = CANARY
    if isinstance(row, Figure):
        row.low = row.high = int(NUMBER)
    return row


def _song(field) -> str:
    if isinstance(field, models.URLField):
        return f"https://{CANARY}.example/"
    if isinstance(field, models.EmailField):
        return f"{CANARY}@example.org"
    return f"<p>{CANARY}</p>" if isinstance(field, RichTextField) else CANARY


def link(record: Record, others: dict[type[Record], Record]) -> None:
    for field in snapshots.links(type(record)):
        getattr(record, field.name).add(others[field.related_model])


def sing_over(row: Record, hidden: dict[type[Record], Record], based: dict[type[Record], Record]) -> None:
    """Puts another text wherever one can be typed into a live record, while its draft is rehearsed."""
    row.slug = MOVED
    sing(row).save()
    link(row, hidden)
    for source in (based[Source], hidden[Source]):
        for each in rows_carried({**based, type(row): row}, source):
            if any(getattr(each, name, None) == row for name in type(each).SUBJECTS):
                _as_if_new(each, source)


def _as_if_new(row, source) -> None:
    if isinstance(row, Boilerplate):
        Boilerplate.objects.filter(release=row.release, organisation=row.organisation).delete()
    sing(row).save()


def withdraw_all(records: Iterable[Record], *, by, at) -> None:
    """Whatever rests on others goes before them."""
    waiting = list(records)
    for _round in range(len(waiting)):
        waiting = [each for each in waiting if not _is_withdrawn(each, by=by, at=at)]
    assert waiting == []


def _is_withdrawn(record: Record, *, by, at) -> bool:
    try:
        publishing.withdraw(record, by=by, at=at, reason_en="It was wrong.")
    except publishing.NotYet:
        return False
    return True


def decisions(records: Iterable[Record]) -> list[Decision]:
    return [
        Decision(each, Act.UPDATE if each.version else Act.PUBLISH, note_en=CANARY, note_fr=CANARY)
        for each in records
    ]


# What is walked.


def public_addresses() -> list[tuple[str, set[str]]]:
    """The name of each address that the public can ask, or else its pattern, with the names of its parts.

    One that takes a suffix too is there twice.
    """
    return list(_patterns(get_resolver("newsroom.urls").url_patterns))


def _patterns(patterns) -> Iterator[tuple[str, set[str]]]:
    for each in patterns:
        if isinstance(each, URLPattern):
            parts = getattr(each.pattern, "converters", None) or each.pattern.regex.groupindex
            yield each.name or str(each.pattern), set(parts)
        elif each.app_name != DESK:
            yield from _patterns(each.url_patterns)


# What each part of an address can be: what is there, what was withdrawn, what is planted.
PARTS = {
    "slug": [BASE, HIDDEN, MOVED, GONE],
    "name": [BASE, HIDDEN, UUID],
    "year": [2025, 2027],
    "number": [1, 2],
    "format": ["json", "csv"],
    "token": [CANARY],
    "type": ["release", "milestone", "project", "organisation", "source"],
    "section": ["lists", "news", "timeline", "projects", "promises", "organisations", "sources"],
}
# Without a name of their own: what lies nowhere.
NOWHERE = ["/", f"/{HIDDEN}/", f"/fr/{HIDDEN}/", f"/en/news/{HIDDEN}", f"/api/v1/{HIDDEN}/", "/api/v1/releases"]
# Whatever a page with a form, or a list, may be asked.
ASKED = {"q": CANARY, "project": HIDDEN, "organisation": HIDDEN, "topic": HIDDEN, "as_known": "2025-12-14"}
ASKED_OF = ["timeline", "projects", "news", "organisations", "sources", "corrections", "search", "embed-timeline"]
# Bounds that leave everything in.
FIRST, LAST = "2000-01-01", "2100-01-01"


def addresses() -> list[str]:
    """Every public address, with each of what its parts can be; in French too, where there is much to read."""
    return [*NOWHERE, *dict.fromkeys(path for path in _filled_in() if path not in NOWHERE)]


def _filled_in() -> Iterator[str]:
    for name, parts in public_addresses():
        has_name = name and not name.startswith("^")
        for values in itertools.product(*(PARTS[part] for part in sorted(parts))) if has_name else ():
            kwargs = dict(zip(sorted(parts), values, strict=True))
            for language in ("en", "fr") if values in ((), (BASE,)) else ("en",):
                with override(language):
                    yield reverse(
                        name,
                        kwargs={key: _uuid(name) if value is UUID else value for key, value in kwargs.items()},
                    )


def _uuid(name: str) -> str:
    """Of the planted record that an address of the API is for: "api-release-detail"."""
    models_by_name = {model.type_name(): model for model in snapshots.record_models()}
    return str(uuid_of(models_by_name.get(name.split("-")[1], Figure)))


def questions() -> list[str]:
    """Pages asked for what is hidden; and every list of the API by every filter and in every order."""
    pages = [f"{reverse(name)}?{urlencode({word: value})}" for name in ASKED_OF for word, value in ASKED.items()]
    shown = [f"timeline/?project={HIDDEN}", f"projects/{HIDDEN}/", f"projects/{MOVED}/", f"projects/{GONE}/"]
    pages += [f"/oembed?{urlencode({'url': f'http://testserver/en/{path}'})}" for path in shown]
    for prefix, viewset, _name in router.registry:
        asked = viewset.filterset_class.get_filters()
        pages += [f"/api/v1/{prefix}/?{urlencode(query)}" for query in _queries(asked)]
        # What stands in the cursors, and what comes unpaged.
        pages += [f"/api/v1/{prefix}/?page_size=1", f"/api/v1/{prefix}/?format=ndjson"]
        expanded = ",".join(expand_of(viewset.serializer_class))
        pages += [f"/api/v1/{prefix}/?language=all&expand={expanded}"] if expanded else []
    return pages


def _queries(asked: dict) -> Iterator[dict]:
    """All bounds and orders of a list at once, which leave everything in; each other filter by itself."""
    yield {
        name: ",".join(each.names) if isinstance(each, Ordering) else _bound(name)
        for name, each in asked.items()
        if isinstance(each, Ordering) or name.endswith(("_after", "_before"))
    }
    for name, each in asked.items():
        if not (isinstance(each, Ordering) or name.endswith(("_after", "_before"))):
            yield from ({name: value} for value in _values_for(each))


def _bound(name: str) -> str:
    return FIRST if name.endswith("_after") else LAST


def _values_for(asked) -> list[str]:
    """What is planted, where that makes sense to the filter, and what is plain."""
    words = asked.schema.get("enum", [])
    if isinstance(asked, FacetsFilter):
        return [",".join(words)]
    if isinstance(asked, MissingFilter):
        return words
    values = {
        NamedFilter: [HIDDEN, BASE],
        filters_values.SearchFilter: [CANARY, "a"],
        filters_values.NumberFilter: [NUMBER],
        filters_values.YesOrNoFilter: ["true"],
        filters_values.CountryFilter: ["FR"],
        filters_values.YearFilter: ["2025", "2027"],
        filters_values.CornersFilter: ["-180,-90,180,90"],
    }
    found = next((value for kind, value in values.items() if isinstance(asked, kind)), ["2025-12-10"])
    return words[:1] or found


class Answer:
    """What a reader gets: status, headers, body, without what differs from one answer to the next."""

    def __init__(self, response):
        nonce = re.compile(rb"nonce[-=]\"?[\w+/=-]+")
        self.status = response.status_code
        headers = {name: nonce.sub(b"", value.encode()) for name, value in response.headers.items()}
        self.headers = {name: value for name, value in headers.items() if name not in ("Date", "Set-Cookie")}
        self.body = nonce.sub(b"", response.getvalue())

    def __eq__(self, other):
        return (self.status, self.headers, self.body) == (other.status, other.headers, other.body)

    def without(self, *names: str) -> "Answer":
        other = copy(self)
        other.headers = {name: value for name, value in self.headers.items() if name not in names}
        return other

    @property
    def text(self) -> str:
        """What can be read in it; of a PDF, which is packed, what is printed."""
        if self.headers.get("Content-Type") == b"application/pdf":
            return " ".join(page.extract_text() for page in PdfReader(BytesIO(self.body)).pages)
        return self.body.decode(errors="replace")

    def of_any_edition(self) -> "Answer":
        other = self.without("ETag", "Last-Modified")
        other.body = re.sub(rb'<p class="edition">.*?</p>', b"", other.body)
        return other

    def tells(self, *words: str) -> list[str]:
        """Which of the words it has anywhere, whatever their case."""
        text = self.text + str(self.headers)
        return [word for word in words if word.casefold() in text.casefold()]


def walk(client: Client, paths: Iterable[str]) -> dict[str, Answer]:
    with time_machine.travel(WALKED_AT, tick=False):
        return {path: Answer(client.get(path)) for path in paths}


def differing(before: dict[str, Answer], after: dict[str, Answer]) -> list[str]:
    return [
        f"{path}: {before[path].status}, then {after[path].status}"
        for path in before
        if before[path] != after[path]
    ]


def of_any_edition(answers: dict[str, Answer]) -> dict[str, Answer]:
    """Without what tells that there was an act at all."""
    return {path: answer.of_any_edition() for path, answer in answers.items()}


def telling(answers: dict[str, Answer]) -> list[str]:
    """Addresses whose answer has a canary that the question had not."""
    found = {
        path: answer.tells(*(word for word in (CANARY, NUMBER) if word not in path))
        for path, answer in answers.items()
    }
    return [f"{path}: {words}" for path, words in found.items() if words]
