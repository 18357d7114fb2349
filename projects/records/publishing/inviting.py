"""Who may read a record before it is public: one named person a link, which can be taken back."""

import hashlib
import secrets
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from projects.records import permissions, texts
from projects.records.models import Opening, PreviewLink, Record


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def invite(record: Record, recipient: str, *, by, at: datetime, expires_at: datetime) -> tuple[PreviewLink, str]:
    """The link and its secret, which is not kept and cannot be shown again.

    Raises PermissionDenied, or ValidationError without a recipient or for a moment that has passed.
    """
    permissions.require(by, permissions.REVIEW)
    whom = texts.said(recipient)
    if not whom:
        raise ValidationError({"recipient": _("Say who it is for: name and organisation.")})
    if expires_at <= at:
        raise ValidationError({"expires_at": _("Give a moment to come.")})
    token = secrets.token_urlsafe(32)
    link = PreviewLink.objects.create(
        record_type=record.type_name(),
        record_uuid=record.pk,
        recipient=whom,
        token_hash=_hash(token),
        expires_at=expires_at,
        by=by,
        made_at=at,
    )
    return link, token


@transaction.atomic
def revoke(link: PreviewLink, *, by, at: datetime) -> None:
    """The link opens nothing from now on. Raises PermissionDenied."""
    permissions.require(by, permissions.REVIEW)
    PreviewLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=at, revoked_by=by)


@transaction.atomic
def opened(token: str, *, at: datetime, language: str, agent: str) -> PreviewLink | None:
    """The link of this secret, its opening noted; None if there is none, or it expired or was revoked."""
    link = PreviewLink.objects.filter(token_hash=_hash(token), revoked_at=None, expires_at__gt=at).first()
    if link is not None:
        Opening.objects.create(link=link, at=at, language=language, agent=agent[:300])
    return link
