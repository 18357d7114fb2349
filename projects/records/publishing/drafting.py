"""What is done to drafts: saved, looked at, sent back, approved. The public sees none of it."""

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from projects.records import contents, permissions, snapshots, states, texts
from projects.records.drafts import Desk
from projects.records.models import Record, Review, StillRight, Version
from projects.records.publishing.locks import bring_up_to_date, locked
from projects.records.states import Act, Standing


@transaction.atomic
def save(record: Record, content: dict, *, by, at: datetime) -> Version:
    """Keeps the content as the newest version: the draft. The row follows only while nothing of it is public.

    A content that says what the newest version says changes nothing, and gives that one. Its texts are cleaned.
    Raises PermissionDenied, or ValidationError for an address that is not one of the web.
    """
    permissions.require(by, permissions.ACTS[Act.SAVE])
    row = locked(record)
    content = snapshots.lasting(row, texts.tidy_content(type(record), content))
    if row.version:
        keep(row, at=at)
    newest = Desk(row).newest
    if newest is not None and contents.is_same(_worked_on(row), content):
        return newest
    version = add_version(row, content, by=by, at=at)
    if row.standing == Standing.NEW and not contents.is_same(snapshots.take(row), content):
        snapshots.apply(row, content)
        bring_up_to_date(record, row)
    return version


def add_version(row: Record, content: dict, *, by, at: datetime) -> Version:
    """The next version of a locked row."""
    newest, old = Desk(row).newest, _worked_on(row)
    is_as_live = row.standing != Standing.NEW and contents.is_same(snapshots.take(row), content)
    return Version.objects.create(
        record_type=row.type_name(),
        record_uuid=row.pk,
        number=Desk(row).number + 1,
        content=content,
        author=by,
        made_at=at,
        made_from=newest.number if newest else None,
        is_as_live=is_as_live,
        changes_en=_changes(old, content, "en"),
        changes_fr=_changes(old, content, "fr"),
    )


def _worked_on(row: Record) -> dict:
    """What the next version is made from: the draft, else what is live."""
    draft = Desk(row).draft
    if draft is not None:
        return snapshots.lasting(row, draft.content)
    return snapshots.take(row) if row.version else contents.EMPTY


def _changes(old: dict, new: dict, language: str) -> bool:
    return bool(contents.texts_changed(old, new, language))


@transaction.atomic
def keep(record: Record, *, at: datetime, by=None) -> Version:
    """Makes sure that what the row holds is kept as a version, and gives that version.

    Records that came in by a fixture, or past the desk, have none yet.
    """
    row = locked(record)
    if row.version:
        found = Version.objects.about(row).filter(number=row.version).first()
        return found or _kept(row, row.version, row.updated_at or at, by)
    newest = Desk(row).newest
    if newest is None:
        return _kept(row, 1, at, by)
    content = snapshots.take(row)
    return newest if contents.is_same(newest.content, content) else add_version(row, content, by=by, at=at)


def _kept(row, number, at, by) -> Version:
    content = snapshots.take(row)
    return Version.objects.create(
        record_type=row.type_name(),
        record_uuid=row.pk,
        number=number,
        content=content,
        author=by,
        made_at=at,
        is_as_live=bool(row.version),
        changes_en=_changes(contents.EMPTY, content, "en"),
        changes_fr=_changes(contents.EMPTY, content, "fr"),
    )


def submit(record: Record, *, by, at: datetime, note: str = "") -> Review:
    """Asks for a look at the draft. Raises PermissionDenied or ImpossibleMove."""
    return _reviewed(record, Act.SUBMIT, Review.Decision.SUBMITTED, by=by, at=at, note=note)


def send_back(record: Record, *, by, at: datetime, note: str) -> Review:
    """Raises PermissionDenied, ImpossibleMove, or ValidationError without a note that says what to mend."""
    if not texts.said(note):
        raise ValidationError({"note": _("Say what is to be mended.")})
    return _reviewed(record, Act.SEND_BACK, Review.Decision.SENT_BACK, by=by, at=at, note=note)


def approve(
    record: Record, *, by, at: datetime, note: str = "", languages: tuple[str, ...] = ("en", "fr")
) -> Review:
    """Approves the draft, in these languages.

    Raises PermissionDenied (also to whoever wrote it), ImpossibleMove, or ValidationError without a language.
    """
    if not languages:
        raise ValidationError({"languages": _("Choose the language, or both.")})
    read = {"english": "en" in languages, "french": "fr" in languages}
    return _reviewed(record, Act.APPROVE, Review.Decision.APPROVED, by=by, at=at, note=note, **read)


@transaction.atomic
def _reviewed(record, act, decision, *, by, at, note, **read) -> Review:
    permissions.require(by, permissions.ACTS[act])
    row = locked(record)
    if row.standing == Standing.NEW:
        keep(row, at=at)
    desk = Desk(row)
    states.require(desk.state, act)
    if act == Act.APPROVE and desk.draft.author_id == by.pk:
        raise PermissionDenied(_("Whoever wrote the last version does not approve it: ask somebody else."))
    note = texts.said(note)
    return Review.objects.create(version=desk.draft, decision=decision, by=by, at=at, note=note, **read)


@transaction.atomic
def confirm(record: Record, language: str, *, by, at: datetime) -> StillRight:
    """Says that the text in this language is right though the other changed. Raises PermissionDenied."""
    permissions.require(by, permissions.REVIEW)
    row = locked(record)
    return StillRight.objects.create(
        record_type=row.type_name(), record_uuid=row.pk, language=language, number=Desk(row).number, by=by, at=at
    )
