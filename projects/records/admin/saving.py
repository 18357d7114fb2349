"""What a page of the desk was drawn from, and what keeps its save from going astray."""

import hashlib
import secrets
import uuid
from dataclasses import dataclass, field
from functools import cached_property

from django.core.exceptions import ValidationError
from django.db import models
from django.forms import BaseInlineFormSet
from django.utils import timezone
from django.utils.translation import gettext as _

from projects.records import publishing, snapshots
from projects.records.drafts import Desk
from projects.records.models import Record, Version

# Buttons of the admin that no page of the desk has.
FORGED = ("_saveasnew", "_addanother")
# Keys of what is added on a page follow from the page, so that what is sent twice is added once.
_KEYS = uuid.UUID("6b1f4a52-6f0d-5c83-9f0e-2d0c6f1f7a11")


def contradiction() -> str:
    return _("This contradicts something that was saved at the same moment. Please check it.")


@dataclass
class Edit:
    """One page of the desk while it is drawn or what was typed on it is saved.

    `record` is what is drafted (of a claim, its subject; None while that is not known), `refusals` why nothing
    may be saved, `lost` what the draft names and is no more; `saved` is what the form saved.
    """

    request: object
    record: Record | None
    refusals: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    saved: models.Model | None = None
    is_added: bool = False
    changes: list = field(default_factory=list)

    def __post_init__(self):
        if self.is_post and any(name in self.request.POST for name in FORGED):
            self.refusals.append(_("This page has no such button. Nothing was saved."))
            self.request.POST = self.request.POST.copy()
            for name in FORGED:
                self.request.POST.pop(name, None)
        if self.is_post and self.record is not None and self.base is None:
            self.refusals.append(
                _("The page did not say which version it was drawn from. Nothing was saved; please save again.")
            )

    @property
    def is_post(self) -> bool:
        return self.request.method == "POST"

    @cached_property
    def desk(self) -> Desk:
        return Desk(self.record)

    @cached_property
    def page(self) -> str:
        """Tells this opening of a page from every other."""
        sent = self.request.POST.get("page", "")[:64] if self.is_post else ""
        return sent or secrets.token_urlsafe(16)

    @cached_property
    def drawn_from(self) -> int | None:
        """The number of the version that the page was drawn from; None if the page that was sent does not tell."""
        if not self.is_post:
            return self.desk.number
        sent = self.request.POST.get("number", "")
        return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else None

    @property
    def is_stale(self) -> bool:
        return self.base is not None and self.drawn_from != self.desk.number

    @cached_property
    def base(self) -> dict | None:
        """The content that the page was drawn from; None if there is no such version."""
        if self.drawn_from == self.desk.number:
            return self.desk.content
        if self.drawn_from is None:
            return None
        if self.record.version and self.drawn_from == self.record.version:
            return snapshots.take(self.record)
        versions = Version.objects.about(self.record).order_by("number")
        version = versions.filter(number=self.drawn_from) if self.drawn_from else versions
        found = version.first()
        return found and found.content

    @cached_property
    def content(self) -> dict:
        """What the form is laid over: the content that the page was drawn from, without what is no more."""
        content, self.lost = mended(self.record, self.desk.content if self.base is None else self.base)
        return content

    @property
    def to_apply(self) -> dict | None:
        """None if the row holds it already."""
        return None if not self.is_stale and self.desk.beside_the_row is None else self.content

    @property
    def number(self) -> int:
        """What the page that is answered with carries."""
        return self.desk.number if self.base is None else self.drawn_from

    def key(self, what: str) -> uuid.UUID:
        return uuid.uuid5(_KEYS, f"{self.request.user.pk}/{self.page}/{what}")

    @cached_property
    def own_key(self) -> uuid.UUID:
        """Of what the page adds: another one if something else is typed."""
        sent = sorted(
            (name, values) for name, values in self.request.POST.lists() if name != "csrfmiddlewaretoken"
        )
        return self.key(hashlib.sha256(repr(sent).encode("utf-8", "replace")).hexdigest())

    def was_saved_before(self, mine: dict) -> Version | None:
        """What this person saved since, if it says just this: the button was pressed twice."""
        since = Version.objects.about(self.record).filter(number__gt=self.drawn_from, author=self.request.user)
        return next((version for version in since if version.content == mine), None)


def kept(record: Record, content: dict, *, by) -> tuple[Version, bool]:
    """The content as the newest version of a locked record, and whether it is a new one."""
    now = timezone.now()
    publishing.keep(record, at=now)
    before = Desk(record).number
    version = publishing.save(record, content, by=by, at=now)
    return version, version.number > before


def logged(version: Version, changes: list) -> list[dict]:
    """For the admin's log, which translates it when it is read: from which version to which, and what."""
    numbers = f"{version.made_from} → {version.number}" if version.made_from else str(version.number)
    return [{"added": {"name": "version", "object": numbers}}, *changes]


def mended(record: Record, content: dict) -> tuple[dict, list[str]]:
    """The content as it can be applied now, and the labels of what had to be left out or taken from the row:
    what names a record that is no more, and what somebody else took who has to have it alone."""
    model, lost = type(record), []
    fields = dict(content["fields"])
    for column in snapshots.content_columns(model):
        if column.attname in fields and _is_lost(record, column, fields[column.attname]):
            fields[column.attname] = snapshots.take(record)["fields"][column.attname]
            lost.append(str(column.verbose_name))
    links = {}
    for link in snapshots.links(model):
        named = content["links"].get(link.name, [])
        there = {str(key) for key in link.related_model.objects.filter(pk__in=named).values_list("pk", flat=True)}
        links[link.name] = [key for key in named if key in there]
        if len(links[link.name]) < len(named):
            lost.append(str(link.verbose_name))
    rows = {}
    for carried, _name in snapshots.carried_by(model):
        label = carried._meta.label_lower
        rows[label] = _whose_names_exist(carried, record, content["rows"].get(label, {}))
        if len(rows[label]) < len(content["rows"].get(label, {})):
            lost.append(str(carried._meta.verbose_name))
    return {"fields": fields, "links": links, "rows": rows}, lost


def _is_lost(record, column, value) -> bool:
    if value is None:
        return False
    if column.is_relation and not column.related_model.objects.filter(pk=value).exists():
        return True
    others = type(record).objects.exclude(pk=record.pk).filter(**{column.attname: value})
    return (column.unique or column.name == "slug") and others.exists()


def _whose_names_exist(carried, record, rows: dict) -> dict:
    left = dict(rows)
    for column in snapshots.content_columns(carried):
        if not column.is_relation or column.name in carried.SUBJECTS:
            continue
        named = {row.get(column.attname) for row in left.values()} - {None}
        there = {
            str(key) for key in column.related_model.objects.filter(pk__in=named).values_list("pk", flat=True)
        }
        left = {uuid: row for uuid, row in left.items() if row.get(column.attname) in {None, *there}}
    return left


class OwnRows(BaseInlineFormSet):
    """Rows of the record alone, and new ones whose keys follow from the page."""

    def __init__(self, *args, edit: Edit | None = None, **kwargs):
        self.edit = edit
        super().__init__(*args, **kwargs)

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if index is not None and self.edit is not None and form.instance._state.adding:
            form.instance.pk = self.edit.key(form.prefix)

    def clean(self):
        super().clean()
        key = self.model._meta.pk.name
        if any(form.instance._state.adding and self.data.get(f"{form.prefix}-{key}") for form in self.forms):
            raise ValidationError(_("A row that was sent is not one of this record. Nothing was saved."))


def refusing(form_class, reasons):
    """The same form, which is invalid for these reasons."""

    class RefusingForm(form_class):
        def clean(self):
            super().clean()
            raise ValidationError(reasons)

    return RefusingForm
