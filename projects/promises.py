"""What came of each target that was announced: of numbers aimed at, and of days planned. Pure.

Whoever repeats a target makes it no second one: claims that say the same are one promise, that of whoever said it
first. It is

- met: a source says that it is so, by the last day that was named; or no last day was named;
- late: a source says that it became so after that day; or, once the day has passed, that it was not so yet;
- unproven: it became so, but the sources do not prove whether in time;
- superseded: it is not due yet, or nothing more is known, and its publisher has since named another number for the
  same time or another time for the same thing, and nobody repeated the old one after that;
- overdue: its last day has passed, and no source says what came of it;
- open: none of these.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from projects.records import claims, slips
from projects.records.dates import Span

OUTCOMES = ("met", "late", "unproven", "open", "superseded", "overdue")


@dataclass(frozen=True)
class Promise:
    """One target: a "number" or a "date". `claims` are its announcements, oldest first.

    `evidence` is the claim that decides its outcome, if one does; `slip` is how the time of that compares with the
    time that was announced, None without evidence, or if no time was announced.
    """

    kind: str
    claims: list
    outcome: str
    evidence: object = None
    slip: slips.Slip | None = None
    is_disputed: bool = False

    @property
    def first(self):
        return self.claims[0]

    @property
    def span(self) -> Span | None:
        """The time that it is for."""
        return self.first.span

    @property
    def again(self) -> list:
        """Whoever said the same after the first."""
        return self.claims[1:]

    @property
    def is_brought_forward(self) -> bool:
        return self.slip is not None and self.slip.verdict == "brought-forward"

    @property
    def is_short(self) -> bool:
        """Whether the evidence is a number that is not what was aimed at."""
        return self.kind == "number" and self.outcome == "late" and falls_short(self.evidence, self.first)

    @property
    def due(self) -> tuple:
        """Sorts by the day on which it is due, those without one last; then by the oldest announcement."""
        last = self.span.last if self.span else date.max
        return (self.span is None, last, self.first.known_on, str(self.first.pk))


def of_figures(figures: Iterable, on: date) -> list[Promise]:
    """The targets among figures, as on that day."""
    about = defaultdict(list)
    for figure in figures:
        about[figure.project_id, figure.organisation_id, figure.measure, figure.party_id].append(figure)
    return [promise for together in about.values() for promise in _of_one_number(together, on)]


def of_dates(dates: Iterable, on: date) -> list[Promise]:
    """The plans among dates that were given, for whatever their keys name, as on that day."""
    about = defaultdict(list)
    for given in dates:
        about[given.key].append(given)
    return [promise for together in about.values() for promise in _of_one_event(together, on)]


def by_due_day(promises: Iterable[Promise]) -> list[Promise]:
    return sorted(promises, key=lambda promise: promise.due)


def counted(promises: Iterable[Promise]) -> dict[str, int]:
    """How many came to what, in the order of OUTCOMES, without those that are none."""
    found = [promise.outcome for promise in promises]
    return {outcome: found.count(outcome) for outcome in OUTCOMES if outcome in found}


def when(claim) -> Span:
    """The time of which it speaks; a number without one was so by the day on which its source appeared."""
    return claim.span or Span(None, claim.known_on)


def reaches(actual, target) -> bool:
    """Whether a number is, for certain, as much as was aimed at; or as little, where the aim is a highest number.

    "About" is taken at its word on either side: about 16 reaches 16, and 15.8 reaches about 16.
    """
    aim = target.interval
    if aim.low is None:
        is_less = actual.qualifier == "less-than"
        return _at_least(aim.high, actual.high, or_equal=is_less or not aim.below_high)
    is_more = actual.qualifier == "more-than"
    return _at_least(actual.low, aim.low, or_equal=is_more or not aim.above_low)


def falls_short(actual, target) -> bool:
    """Whether it is, for certain, not what was aimed at."""
    return not reaches(actual, target) and not actual.interval.overlaps(target.interval)


def _at_least(more, less, *, or_equal: bool) -> bool:
    return None not in (more, less) and (more > less or (or_equal and more == less))


def _of_one_number(figures: list, on: date) -> Iterable[Promise]:
    disputed = _disputed(figures)
    targets = [figure for figure in figures if figure.nature == "target"]
    actuals = [figure for figure in figures if figure.is_outcome]
    for said in _alike(targets, lambda figure: (_amount(figure), _bounds(figure))):
        target = said[0]
        later = [actual for actual in actuals if actual.known_on >= target.known_on]
        reached = sorted((a for a in later if reaches(a, target)), key=_first_known_so)
        newer = [each for each in targets if each.known_on > said[-1].known_on]
        yield _judged(
            "number",
            said,
            on,
            fulfilled=reached[0] if reached else None,
            revisions=[each for each in newer if _revises(each, target)],
            not_yet=[each for each in newer if _amount(each) == _amount(target)]
            + [each for each in later if falls_short(each, target)],
            disputed=disputed,
        )


def _of_one_event(dates: list, on: date) -> Iterable[Promise]:
    disputed = _disputed(dates)
    plans = [given for given in dates if not given.is_outcome]
    happened = _first_to_say(given for given in dates if given.is_outcome)
    for said in _alike(plans, _bounds):
        newer = [each for each in plans if each.known_on > said[-1].known_on]
        yield _judged(
            "date",
            said,
            on,
            fulfilled=happened,
            revisions=[each for each in newer if each.publisher_key == said[0].publisher_key],
            not_yet=newer,
            disputed=disputed,
        )


def _first_to_say(outcomes: Iterable):
    """Of those that say what the current claim says, the one that said it first; None if there is none."""
    outcomes = list(outcomes)
    current = claims.current(outcomes)
    return (
        _alike([each for each in outcomes if _bounds(each) == _bounds(current)], _bounds)[0][0]
        if current
        else None
    )


def _judged(
    kind: str, said: list, on: date, *, fulfilled, revisions: list, not_yet: list, disputed: set
) -> Promise:
    span, is_disputed = said[0].span, any(claim.pk in disputed for claim in [*said, fulfilled] if claim)

    def promise(outcome, evidence=None):
        slip = slips.compare(span, when(evidence)) if span and evidence else None
        return Promise(kind, said, outcome, evidence, slip, is_disputed)

    if fulfilled:
        return promise(_in_time(span, when(fulfilled)), fulfilled)
    is_past = span is not None and span.latest is not None and span.latest < on
    after = [each for each in not_yet if is_past and _is_after(each, span)]
    if after:
        return promise("late", max(after, key=lambda each: (each.span.first, each.known_on, str(each.pk))))
    if revisions:
        return promise("superseded", claims.newest_first(revisions)[0])
    return promise("overdue" if is_past else "open")


def _in_time(planned: Span | None, fact: Span) -> str:
    if planned is None or planned.latest is None:
        return "met"
    if slips.compare(planned, fact).verdict == "slipped":
        return "late"
    return "met" if fact.last <= planned.latest else "unproven"


def _is_after(claim, span: Span) -> bool:
    return claim.span is not None and slips.compare(span, claim.span).verdict == "slipped"


def _revises(newer, target) -> bool:
    """Another number for the same time, or the same number for another time, by the same publisher."""
    if newer.publisher_key != target.publisher_key:
        return False
    return (_amount(newer) == _amount(target)) != (_bounds(newer) == _bounds(target))


def _alike(plans: Iterable, wording: Callable) -> list[list]:
    """Claims that say the same, oldest source first."""
    said = defaultdict(list)
    for claim in sorted(plans, key=lambda claim: (claim.known_on, str(claim.pk))):
        said[wording(claim)].append(claim)
    return list(said.values())


def _amount(figure) -> tuple:
    return (figure.low, figure.high, figure.qualifier)


def _bounds(claim) -> tuple | None:
    return claim.span and (claim.span.earliest, claim.span.latest, claim.span.approx)


def _first_known_so(actual) -> tuple:
    """Of several numbers that reach it, the one that was so first."""
    span = when(actual)
    return (span.last, span.first, actual.known_on, str(actual.pk))


def _disputed(given: list) -> set:
    """The ids of those that another one contradicts."""
    by_key = defaultdict(list)
    for claim in given:
        by_key[claim.key].append(claim)
    pairs = (pair for of_one_key in by_key.values() for pair in claims.disagreements(of_one_key))
    return {claim.pk for pair in pairs for claim in pair}
