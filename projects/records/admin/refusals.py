"""What the verbs of publishing refuse, in the words that a page shows."""

from django.core.exceptions import PermissionDenied, ValidationError

from projects.records.states import ImpossibleMove

REFUSING = (ValidationError, PermissionDenied, ImpossibleMove)


def in_words(error: Exception) -> list[str]:
    return error.messages if isinstance(error, ValidationError) else [str(error)]


def status_of(error: Exception) -> int:
    """Of the page that answers: forbidden to this person, or to everybody as things are."""
    return 403 if isinstance(error, PermissionDenied) else 400
