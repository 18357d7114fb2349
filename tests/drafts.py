"""Writes drafts as the desk would, through the one door."""

from datetime import timedelta

from django.contrib.auth.models import User

from projects.records import publishing, rehearsal, snapshots
from projects.records.drafts import Desk
from projects.records.models import Record, Version
from tests.builders import NOW

LATER = NOW + timedelta(days=1)


def somebody(name="drafter") -> User:
    """Who may do everything, and is nobody of the cast."""
    return User.objects.get_or_create(username=name, is_superuser=True)[0]


def draft(record: Record, *, by=None, at=NOW, change=None, **fields) -> Version:
    """Saves a draft with these fields changed; `change(row)` may change more, such as claims and links."""
    with rehearsal.rehearse(record, Desk(record).content) as row:
        for name, value in fields.items():
            setattr(row, name, value)
        row.save()
        if change:
            change(row)
        content = snapshots.take(row)
    return publishing.save(record, content, by=by or somebody(), at=at)


def rewritten(record: Record, at=LATER, act="update", note_en="It changed.", **fields):
    """Drafts a change of something live and brings it before the public."""
    draft(record, at=at, **fields)
    words = {} if act == "minor" else {"note_en": note_en}
    return getattr(publishing, act)(record, by=somebody("press"), at=at, **words)
