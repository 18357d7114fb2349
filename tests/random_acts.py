"""Acts of the desk as they come, on records of every type: the same ones for the same seed."""

import random
from collections import Counter
from datetime import timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from newsroom.models import Boilerplate, Contact, PressRelease, Topic
from projects.models import Figure, Participation, Project, Statement, StatusReport
from projects.records import publishing, snapshots
from projects.records.dates_parse import parse
from projects.records.models import Leader, Organisation, Record, Source
from projects.records.publishing import Decision
from projects.records.states import Act, ImpossibleMove, Standing
from timeline.models import Milestone, MilestoneDate

REFUSED = (ValidationError, ImpossibleMove, IntegrityError)
DAYS = ["2021", "2022-05", "Q3 2023", "2024-11-05", "2040", "by 2041", "2042-2043"]
DAY = parse("2024-11-05").earliest
TEXTS = ("name", "title", "plan_title", "note", "lead")
NEW = {
    Organisation: lambda: {"name": "New"},
    Source: lambda: {"title": "New", "kind": "report", "published_latest": parse("2020").latest},
    Project: lambda: {"kind": "gigafactory", "name_en": "New"},
    Topic: lambda: {"name_en": "New"},
    Contact: lambda: {"name_en": "New", "phone": "+33 1"},
    Milestone: lambda: {"kind": "production", "title_en": "New", "plan_title_en": "To be new"},
    PressRelease: lambda: {"title_en": "New", "lead_en": "Lead.", "body_en": "<p>So.</p>", "released_on": DAY},
}
# What a record of each type can carry: the rest of the row's values is about that.
ROWS = {
    StatusReport: {"status": "announced"},
    Figure: {"measure": "production-capacity", "nature": "target", "low": 16, "high": 16},
    Participation: {"role": "investor"},
    Statement: {"text_en": "Said."},
    Leader: {"name": "Head", "role_en": "Head"},
    MilestoneDate: {"nature": "planned"},
    Boilerplate: {"text_en": "About."},
}
GOING = [Act.UPDATE, Act.MINOR, Act.CORRECT]


class Desk:
    """One person who does something at each turn. What is refused is tried in another way."""

    def __init__(self, by, seed: int):
        self.by, self.chance, self.done = by, random.Random(seed), Counter()

    def do(self) -> None:
        for _attempt in range(100):
            verb = self.chance.choice([self.make, self.change, self.change, self.schedule, self.come_or_go])
            try:
                with transaction.atomic():
                    act = verb(self.chance.choice(list(NEW)))
            except REFUSED:
                continue
            if act is not None:
                self.done[act] += 1
                return
        raise AssertionError("Nothing is possible any more.")

    def make(self, model) -> str:
        record = model.objects.create(pk=self.uuid(), slug=f"a{self.uuid().hex[:20]}", **NEW[model]())
        content = self.content(record)
        publishing.save(record, content, by=self.by, at=timezone.now())
        publishing.publish(record, by=self.by, at=timezone.now())
        return "publish"

    def change(self, model) -> str | None:
        record, act = self.one(model, Standing.LIVE), self.chance.choice(GOING)
        if record is None:
            return None
        publishing.save(record, self.content(record), by=self.by, at=timezone.now())
        getattr(publishing, act)(record, by=self.by, at=timezone.now(), note_en="It changed.")
        return act

    def schedule(self, model) -> str | None:
        """What is due by the time that anybody looks."""
        record, now = self.one(model, Standing.LIVE), timezone.now()
        if record is None:
            return None
        publishing.save(record, self.content(record), by=self.by, at=now)
        due_at = now + timedelta(microseconds=1)
        publishing.schedule([Decision(record, Act.MINOR)], by=self.by, at=now, due_at=due_at)
        if self.chance.random() < 0.5:
            publishing.catch_up(timezone.now())
        return "schedule"

    def come_or_go(self, model) -> str | None:
        record, at = self.one(model), timezone.now()
        if record is None:
            return None
        if record.standing == Standing.WITHDRAWN:
            publishing.restore(record, by=self.by, at=at)
            return "restore"
        publishing.withdraw(record, by=self.by, at=at, reason_en="It was wrong.")
        return "withdraw"

    # What is changed.

    def one(self, model, standing: Standing | None = None) -> Record | None:
        records = model.objects.filter(version__gt=0).order_by("pk")
        if standing == Standing.LIVE:
            records = records.filter(withdrawn_at=None)
        found = list(records)
        return self.chance.choice(found) if found else None

    def uuid(self) -> UUID:
        return UUID(int=self.chance.getrandbits(128), version=4)

    def content(self, record: Record) -> dict:
        """What the record has, with one text, perhaps its address, its links and one row otherwise."""
        content = snapshots.take(record)
        texts = [name for name in content["fields"] if name.startswith(TEXTS)]
        content["fields"][self.chance.choice(texts or ["slug"])] = f"a{self.uuid().hex[:8]}"
        if self.chance.random() < 0.2:
            content["fields"]["slug"] = f"a{self.uuid().hex[:20]}"
        for field in type(record)._meta.concrete_fields:
            if field.is_relation and field.name != "source" and self.chance.random() < 0.5:
                content["fields"][field.attname] = self.of(field.related_model, record)
        if isinstance(record, Source) and self.chance.random() < 0.5:
            content["fields"] |= self.day_of_source(content["fields"]["via_id"])
        for field in snapshots.links(type(record)):
            linked = {self.of(field.related_model, record) for _time in range(self.chance.randrange(1, 3))}
            content["links"][field.name] = sorted(linked - {None})
        for carried, name in snapshots.carried_by(type(record)):
            self.row(content["rows"][carried._meta.label_lower], carried, name, record)
        return content

    def day_of_source(self, via) -> dict:
        day = None if via and self.chance.random() < 0.5 else parse(self.chance.choice(DAYS[:4]))
        return {
            "published_earliest": day and str(day.earliest),
            "published_latest": day and str(day.latest),
        }

    def of(self, model, record: Record) -> str | None:
        """One that is live, mostly; older than the record, so that nothing leads back to itself."""
        older = model.objects.filter(version__gt=0).order_by("published_at", "pk")
        if type(record) is model and record.published_at:
            older = older.filter(published_at__lt=record.published_at)
        found = list(older.values_list("pk", flat=True))
        return str(self.chance.choice(found)) if found else None

    def row(self, rows: dict, carried: type[models.Model], name: str, record: Record) -> None:
        """Takes one out, or puts one in."""
        if rows and self.chance.random() < 0.5:
            del rows[self.chance.choice(sorted(rows))]
            return
        row = carried(**{name: record}, **ROWS[carried])
        for field in carried._meta.concrete_fields:
            if field.is_relation and field.name not in carried.SUBJECTS:
                if (named := self.of(field.related_model, record)) is None and not field.null:
                    return
                setattr(row, field.attname, named)
        if hasattr(carried, "span"):
            row.span = parse(self.chance.choice(DAYS))
        rows[str(self.uuid())] = snapshots._values(row)
