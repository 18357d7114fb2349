"""Which reports on the state of a project cannot both be true. Pure."""

from collections.abc import Iterable
from itertools import combinations

from projects.records import claims

# How far each state is; a plant may be inaugurated before it works or after. How far a suspended one is, is open.
STAGES = {"announced": 0, "permitting": 1, "under-construction": 2, "inaugurated": 3, "operational": 3}


def disputes(reports: Iterable) -> list[tuple]:
    """Pairs of the newest reports of different publishers, of which neither source is provably newer.

    They give different states for the same time, or an earlier state for a later time.
    """
    newest = [said[0] for said in claims.by_publisher(reports, key=lambda report: report.project_id).values()]
    return [pair for pair in combinations(newest, 2) if _contradict(*pair)]


def _contradict(one, other) -> bool:
    if claims.provably_newer(one, other) or claims.provably_newer(other, one):
        return False
    if one.span.same_bounds(other.span):
        return _stage(one) != _stage(other)
    return _goes_back(one, other) or _goes_back(other, one)


def _goes_back(before, after) -> bool:
    stages = STAGES.get(before.status), STAGES.get(after.status)
    return None not in stages and before.interval.ends_before(after.interval) and stages[0] > stages[1]


def _stage(report):
    return STAGES.get(report.status, report.status)
