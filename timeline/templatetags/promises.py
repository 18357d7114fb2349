"""How pages say what came of promises."""

from django import template

from projects.records.languages import active
from projects.records.slips import Slip
from timeline.promises import OUTCOME_WORDS

register = template.Library()


@register.filter
def outcome_words(outcome: str) -> str:
    return str(OUTCOME_WORDS[outcome])


@register.filter
def least(slip: Slip) -> str:
    """By how much something moved, at least."""
    return slip.least(active())
