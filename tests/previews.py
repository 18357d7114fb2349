"""What is previewed, and the links by which somebody outside is let in."""

from datetime import timedelta

from projects.records import publishing
from tests import builders
from tests.drafts import LATER, somebody


def release(**fields):
    """One that has all it needs and is not public."""
    fields = {"slug": "opening", "body_en": "<p>It opens.</p>", "issuers": [builders.organisation()], **fields}
    return builders.release("It opens", live=False, **fields)


def invited(record, days=7, recipient="A. Reader, The Paper") -> str:
    """The path of a fresh link."""
    _link, token = publishing.invite(
        record, recipient, by=somebody(), at=LATER, expires_at=LATER + timedelta(days=days)
    )
    return f"/en/preview/{token}/"
