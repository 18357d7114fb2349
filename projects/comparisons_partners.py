"""Partners by the role that they play, each with the numbers that are given for it. Nothing is added up. Pure."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from projects.comparisons import Comparison

# To which role a number belongs if its party plays several.
ROLES = {
    "capacity-reserved": "customer",
    "vehicles-supplied": "customer",
    "electricity-allocation": "supplier",
    "electricity-contract-length": "supplier",
    "loan": "lender",
    "state-aid": "public-financing",
    "funding-raised": "investor",
    "investment": "investor",
}


@dataclass(frozen=True)
class Partner:
    """An organisation in one role: the claims that say so, and the numbers that are for it in that role."""

    organisation: object
    claims: list
    amounts: list[Comparison]


def by_role(participations: Iterable, comparisons: Iterable[Comparison]) -> list[tuple[str, list[Partner]]]:
    """Roles in words, in the order of their list; the partners of each in the order in which they came."""
    said = defaultdict(lambda: defaultdict(list))
    plays = defaultdict(list)
    for claim in sorted(participations, key=lambda each: each.Role.values.index(each.role)):
        said[claim.role][claim.participant_id].append(claim)
        plays[claim.participant_id].append(claim.role)
    amounts = defaultdict(list)
    for comparison in comparisons:
        figure = comparison.current
        if figure.party_id in plays:
            roles = plays[figure.party_id]
            belongs = ROLES.get(figure.measure)
            amounts[belongs if belongs in roles else roles[0], figure.party_id].append(comparison)
    return [
        (
            next(iter(partners.values()))[0].get_role_display(),
            [Partner(claims[0].participant, claims, amounts[role, pk]) for pk, claims in partners.items()],
        )
        for role, partners in said.items()
    ]
