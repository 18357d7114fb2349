"""Rows of the desk in order but for what is asked, made past the verbs of publishing."""

import functools
from datetime import timedelta

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User

from projects.records.models import (
    Opening,
    Override,
    PreviewLink,
    Publication,
    Review,
    Schedule,
    StillRight,
    UsedSlug,
    Version,
)
from tests import builders
from tests.builders import NOW

organisation = functools.partial(builders.organisation, live=False)


def about(record, **fields):
    return {"record_type": record.type_name(), "record_uuid": record.pk, **fields}


def person():
    return User.objects.get_or_create(username="press", is_superuser=True)[0]


def version(record=None, **fields):
    fields = {"number": 7, "content": {}, "made_at": NOW, **fields}
    return Version.objects.create(**about(record or organisation(), **fields))


def review(**fields):
    return Review.objects.create(version=version(), decision="approved", by=person(), at=NOW, **fields)


def schedule(of=None, **fields):
    fields = {"act": "publish", "due_at": NOW, "made_at": NOW, "by": person(), **fields}
    return Schedule.objects.create(version=of or version(), **fields)


def override(**fields):
    published = Publication.objects.get(record_uuid=builders.organisation().pk)
    return Override.objects.create(publication=published, **{"reason": "Fire.", **fields})


def link(**fields):
    fields = {"recipient": "A.", "token_hash": "0", "by": person(), "made_at": NOW, **fields}
    return PreviewLink.objects.create(**about(organisation(), **{"expires_at": NOW + timedelta(1), **fields}))


def opening():
    return Opening.objects.create(link=link(), at=NOW, language="en")


def still_right():
    return StillRight.objects.create(**about(organisation(), language="fr", number=1, by=person(), at=NOW))


def used_slug():
    return UsedSlug.objects.create(**about(organisation(), slug="used"))


def log_entry():
    return LogEntry.objects.create(user=person(), action_flag=CHANGE, object_repr="It", object_id="1")
