from contextlib import nullcontext
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction

from projects.records import publishing
from projects.records.models import Opening, PreviewLink
from tests import builders
from tests.builders import NOW

pytestmark = pytest.mark.django_db
EXPIRES = NOW + timedelta(days=3)


@pytest.fixture
def invited(editor):
    """A link to a draft, and its secret."""
    record = builders.organisation(live=False)
    return publishing.invite(record, "A. Reporter, The Paper", by=editor, at=NOW, expires_at=EXPIRES)


def opened(token: str, at=NOW):
    return publishing.opened(token, at=at, language="en", agent="Browser")


def test_secret_opens_its_link_and_the_opening_is_noted(invited):
    link, token = invited
    assert opened(token) == link
    assert list(link.openings.values_list("at", "language", "agent")) == [(NOW, "en", "Browser")]


def test_secret_itself_is_kept_nowhere(invited):
    link, token = invited
    assert token not in " ".join(str(value) for value in PreviewLink.objects.values_list().get())


def test_two_links_have_two_secrets(invited, editor):
    _link, token = invited
    _other, another = publishing.invite(
        builders.organisation(live=False), "A. Reporter", by=editor, at=NOW, expires_at=EXPIRES
    )
    assert token != another


@pytest.mark.parametrize("token", ["", "x", "x" * 5000, "é", "\0"])
def test_wrong_secret_opens_nothing(invited, token):
    assert opened(token) is None
    assert not Opening.objects.exists()


@pytest.mark.parametrize(
    ("moment", "opens"), [(EXPIRES - timedelta(seconds=1), True), (EXPIRES, False)], ids=["before", "at"]
)
def test_link_opens_until_it_expires(invited, moment, opens):
    assert (opened(invited[1], at=moment) is not None) is opens


def test_revoked_link_opens_nothing(invited, publisher):
    link, token = invited
    publishing.revoke(link, by=publisher, at=NOW)
    link.refresh_from_db()
    assert (opened(token), link.revoked_by) == (None, publisher)


@pytest.mark.parametrize(("role", "may"), [("writer", False), ("editor", True), ("publisher", True)])
def test_role_may_invite_if_it_may_review(request, role, may):
    with nullcontext() if may else pytest.raises(PermissionDenied):
        publishing.invite(
            builders.organisation(live=False), "X", by=request.getfixturevalue(role), at=NOW, expires_at=EXPIRES
        )


def test_writer_revokes_nothing(invited, writer):
    with pytest.raises(PermissionDenied):
        publishing.revoke(invited[0], by=writer, at=NOW)


@pytest.mark.parametrize(
    ("recipient", "expires_at", "words"), [(" ", EXPIRES, "who it is for"), ("A. Reporter", NOW, "to come")]
)
def test_link_needs_a_recipient_and_a_moment_to_come(editor, recipient, expires_at, words):
    with pytest.raises(ValidationError, match=words):
        publishing.invite(builders.organisation(live=False), recipient, by=editor, at=NOW, expires_at=expires_at)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE records_previewlink SET recipient = 'Nobody'",
        "DELETE FROM records_previewlink",
        "UPDATE records_opening SET agent = 'None'",
        "DELETE FROM records_opening",
    ],
)
def test_what_was_let_in_stays_noted(invited, statement):
    opened(invited[1])
    with pytest.raises(DatabaseError, match="decided|append_only"), transaction.atomic():
        connection.cursor().execute(statement)
