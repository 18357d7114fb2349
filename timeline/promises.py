"""Promises in words, and as the lines of a table. Pure."""

from collections.abc import Callable, Iterable, Iterator

from django.utils.translation import gettext_lazy as _
from django.utils.translation import npgettext_lazy, pgettext_lazy

from projects.promises import Promise
from projects.records.dates import Span
from projects.records.languages import active

OUTCOME_WORDS = {
    "met": pgettext_lazy("a target", "met"),
    "late": pgettext_lazy("a target", "late"),
    "unproven": _("met, perhaps late"),
    "open": pgettext_lazy("a target", "open"),
    "superseded": _("replaced by a newer target"),
    "overdue": _("past due, without a source"),
}
# Of several, since other languages than English let the word follow the number.
OUTCOMES_COUNTED = {
    "met": npgettext_lazy("targets", "met", "met", "count"),
    "late": npgettext_lazy("targets", "late", "late", "count"),
    "unproven": npgettext_lazy("targets", "met, perhaps late", "met, perhaps late", "count"),
    "open": npgettext_lazy("targets", "open", "open", "count"),
    "superseded": npgettext_lazy("targets", "replaced by a newer target", "replaced by a newer target", "count"),
    "overdue": npgettext_lazy("targets", "past due, without a source", "past due, without a source", "count"),
}
COLUMNS = (
    *(
        "project",
        "kind",
        "target",
        "milestone",
        "measure",
        "for_whom",
        "number",
        "low",
        "high",
        "qualifier",
        "unit",
    ),
    *("for", "for_earliest", "for_latest"),
    *("said", "announced_on", "announced_by", "announced_in", "source", "source_url"),
    *("outcome", "outcome_label", "late_by_at_least_days", "sources_disagree"),
    *("evidence", "evidence_date", "evidence_known_on", "evidence_by", "evidence_source"),
)


def title(claim) -> str:
    """What is promised: the measure of a number, or what is planned."""
    return claim.get_measure_display() if hasattr(claim, "measure") else claim.title


def lines(promises: Iterable[Promise], project, absolute: Callable[[str], str]) -> Iterator[dict]:
    """One for each announcement, under the names of COLUMNS; `absolute` makes an address of a path."""
    for promise in promises:
        came = _outcome(promise, absolute)
        for claim in promise.claims:
            said = "first" if claim is promise.first else "again"
            yield {
                "project": project.slug,
                "kind": promise.kind,
                "said": said,
                **_target(claim),
                **_announced(claim, absolute),
                **came,
            }


def _target(claim) -> dict:
    is_number = hasattr(claim, "measure")
    return {
        "target": str(title(claim)),
        "milestone": None if is_number else claim.milestone.slug,
        "measure": claim.measure if is_number else None,
        "for_whom": claim.party.name if is_number and claim.party else None,
        "number": claim.value_text() if is_number else None,
        "low": _plain(claim.low) if is_number else None,
        "high": _plain(claim.high) if is_number else None,
        "qualifier": claim.qualifier if is_number else None,
        "unit": claim.unit.code if is_number else None,
        "for": _label(claim.span),
        "for_earliest": claim.span and claim.span.earliest,
        "for_latest": claim.span and claim.span.latest,
    }


def _announced(claim, absolute) -> dict:
    return {
        "announced_on": claim.known_on,
        "announced_by": claim.source.publisher,
        "announced_in": claim.source.title,
        "source": absolute(claim.source.get_absolute_url()),
        "source_url": claim.source.url,
    }


def _outcome(promise: Promise, absolute) -> dict:
    evidence = promise.evidence
    return {
        "outcome": promise.outcome,
        "outcome_label": str(OUTCOME_WORDS[promise.outcome]),
        "late_by_at_least_days": promise.slip.at_least_days if promise.outcome == "late" else None,
        "sources_disagree": promise.is_disputed,
        "evidence": evidence and _evidence(evidence),
        "evidence_date": evidence and _label(evidence.span),
        "evidence_known_on": evidence and evidence.known_on,
        "evidence_by": evidence and evidence.source.publisher,
        "evidence_source": evidence and absolute(evidence.source.get_absolute_url()),
    }


def _evidence(claim) -> str:
    words = claim.value_text() if hasattr(claim, "measure") else str(title(claim))
    return f"{words} ({claim.get_nature_display()})"


def _label(span: Span | None) -> str | None:
    return span and span.label(active())


def _plain(number) -> str | None:
    """Without zeros that were not given, and without an exponent."""
    return None if number is None else f"{number.normalize():f}"
