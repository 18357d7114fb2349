"""Partners by role, each with the numbers that are for it."""

from uuid import UUID

from projects.comparisons import compare
from projects.comparisons_partners import by_role
from projects.models import Figure, Participation
from projects.records.models import Organisation
from tests.projects.test_promises import figure

BANK, CUSTOMER = (Organisation(pk=UUID(int=number), name=name) for number, name in ((1, "Bank"), (2, "Customer")))


def part(participant, role):
    return Participation(participant=participant, role=role)


def amount(party, measure="loan", number="600") -> Figure:
    made = figure("actual", number, party_id=party.pk)
    made.measure = measure
    return made


def told(participations, figures=()) -> dict:
    """Roles with their partners, and the numbers of these."""
    return {
        role: [(each.organisation.name, [int(amount.current.low) for amount in each.amounts]) for each in partners]
        for role, partners in by_role(participations, compare(figures))
    }


def test_roles_are_in_the_order_of_their_list():
    parts = [part(BANK, "lender"), part(CUSTOMER, "customer"), part(BANK, "developer")]
    assert list(told(parts)) == ["developer", "customer", "lender"]


def test_partner_stands_once_in_a_role_however_many_say_so():
    [(_role, [partner])] = by_role([part(BANK, "lender"), part(BANK, "lender")], [])
    assert len(partner.claims) == 2


def test_amount_stands_beside_its_party():
    parts = [part(BANK, "lender"), part(CUSTOMER, "lender")]
    assert told(parts, [amount(BANK)]) == {"lender": [("Bank", [600]), ("Customer", [])]}


def test_amount_stands_in_the_role_that_it_belongs_to():
    parts = [part(BANK, "shareholder"), part(BANK, "lender")]
    assert told(parts, [amount(BANK)]) == {"shareholder": [("Bank", [])], "lender": [("Bank", [600])]}


def test_amount_that_belongs_to_no_role_of_the_party_stands_in_its_first():
    parts = [part(BANK, "lender"), part(BANK, "adviser")]
    assert told(parts, [amount(BANK, "direct-jobs", "5")])["lender"] == [("Bank", [5])]


def test_amounts_are_never_added_up():
    figures = [amount(BANK), amount(BANK, "investment", "2")]
    assert told([part(BANK, "lender")], figures) == {"lender": [("Bank", [600, 2])]}


def test_amount_of_nobody_who_takes_part_is_left_out():
    assert told([part(BANK, "lender")], [amount(CUSTOMER)]) == {"lender": [("Bank", [])]}


def test_without_partners_there_are_no_roles():
    assert told([], [amount(BANK)]) == {}
