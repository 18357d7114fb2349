import random
from datetime import date, timedelta

import pytest

from projects.records import claims
from projects.records.dates import Span
from projects.records.dates_parse import parse
from tests import builders
from timeline.models import Milestone, MilestoneDate

pytestmark = pytest.mark.django_db

WHENS = ["2020", "July 2020", "2020-07-14", "2021", "by 2021", "from 2020", "H2 2020", "circa 2020", "2019-2022"]
DAYS = [date(2019, 6, 1), date(2020, 3, 15), date(2020, 12, 31), date(2021, 7, 1), date(2023, 1, 1)]
COLUMNS = ("nature", "earliest", "latest", "approx")


@pytest.fixture
def many():
    """Milestones with up to six dates each, drawn from few values so that they tie and nest often."""
    draw = random.Random(2020)
    sources = [builders.source(published) for published in ("2019", "2020", "2020-06-01", "2020-06-01", "2021-06")]
    made = [builders.milestone(live=False, position=draw.randint(0, 1)) for _ in range(30)]
    given = [
        MilestoneDate(
            milestone=milestone, nature=draw.choice(["happened", "planned"]), source=draw.choice(sources)
        )
        for milestone in made
        for _ in range(draw.randint(0, 6))
    ]
    for claim in given:
        claim.span = parse(draw.choice(WHENS))
        if draw.random() < 0.2:
            claim.withdrawn_on, claim.withdrawn_why = date(2021, 1, 1), "A slip of the pen."
    MilestoneDate.objects.bulk_create(given)
    for milestone in made:
        milestone.settle()
        milestone.save()
    return made


def known_by_rule(milestone, day):
    """The current claim of the milestone on that day, by the rule in Python."""
    known = [
        claim
        for claim in milestone.dates.select_related("source")
        if claim.known_on <= day and (claim.withdrawn_on is None or claim.withdrawn_on > day)
    ]
    return claims.current(known)


@pytest.mark.parametrize("day", DAYS)
def test_as_known_is_what_the_rule_says(many, day):
    expected = {made.pk: known_by_rule(made, day) for made in many}
    expected = {pk: tuple(getattr(c, name) for name in COLUMNS) for pk, c in expected.items() if c}
    shown = Milestone.objects.as_known(day, MilestoneDate.objects.all())
    assert {m.pk: tuple(getattr(m, f"shown_{name}") for name in COLUMNS) for m in shown} == expected


def test_as_known_by_the_dates_given_alone():
    milestone = builders.milestone(planned="2025", happened="2024")
    plans = MilestoneDate.objects.filter(nature="planned")
    shown = Milestone.objects.as_known(date.max, plans).get(pk=milestone.pk)
    assert (shown.shown_nature, shown.shown_earliest) == ("planned", date(2025, 1, 1))


def test_shown_is_what_the_rule_says_of_standing_claims(many):
    expected = {made.pk: claims.current(made.dates.standing().select_related("source")) for made in many}
    expected = {pk: (claim.nature, claim.span) for pk, claim in expected.items() if claim}
    shown = Milestone.objects.shown()
    assert {
        m.pk: (m.shown_nature, Span(m.shown_earliest, m.shown_latest, m.shown_approx)) for m in shown
    } == expected


def order_of(milestone):
    first = milestone.earliest or milestone.latest
    return (first, milestone.latest or date.max, milestone.position, milestone.pk)


@pytest.mark.parametrize("descending", [False, True])
def test_chronological_order_is_total(many, descending):
    day = date(2020, 9, 1)
    shown = list(Milestone.objects.shown().split_on(day).chronological(descending))
    announced = [m for m in shown if m.nature == "planned" and (m.latest is None or m.latest >= day)]
    happened = [m for m in shown if m not in announced]
    parts = [sorted(part, key=order_of, reverse=descending) for part in (happened, announced)]
    first, second = reversed(parts) if descending else parts
    assert shown == first + second


SPLIT = [
    ("happened", "2030", 0),
    ("planned", "2025-12-14", 0),
    ("planned", "2025-12-15", 1),
    ("planned", "2025", 1),
    ("planned", "2026", 1),
    ("planned", "by 2024", 0),
    ("planned", "from 2020", 1),
]


@pytest.mark.parametrize(("nature", "when", "expected"), SPLIT)
def test_split_on_marks_what_is_still_ahead(nature, when, expected):
    builders.milestone(**{nature: when})
    assert Milestone.objects.shown().split_on(date(2025, 12, 15)).get().is_announced == expected


def test_split_on_a_day_asks_about_that_day():
    builders.milestone(planned="2025-12-15")
    day = date(2025, 12, 15)
    asked = [Milestone.objects.shown().split_on(day + timedelta(days=n)).get().is_announced for n in (0, 1)]
    assert asked == [1, 0]


@pytest.mark.parametrize(("when", "year"), [("2025-12-11", 2025), ("2024-2026", 2024), ("by 2030", 2030)])
def test_year_is_that_of_the_first_day_or_else_of_the_last(when, year):
    builders.milestone(planned=when)
    assert Milestone.objects.shown().with_year().get().year == year


FOUND = [
    ({"q": "opens"}, True),
    ({"q": "OUVERTURE opens"}, True),
    ({"q": "opens closes"}, False),
    ({"q": "ÉLECTRI"}, True),
    ({"q": "bourbourg"}, True),
    ({"kind": "production"}, True),
    ({"kind": "energy"}, False),
    ({"key": True}, False),
]


@pytest.mark.parametrize(("asked", "expected"), FOUND)
def test_asked_for(asked, expected):
    texts = {"title_fr": "L’ouverture", "text_en": "In Bourbourg.", "text_fr": "À Bourbourg, électrique."}
    builders.milestone(happened="2025", **texts)
    assert Milestone.objects.shown().asked_for(**asked).exists() is expected


@pytest.fixture
def completed():
    """Planned as a completion, told as an inauguration, with a text of later knowledge."""
    titles = {"plan_title_en": "Completion", "plan_title_fr": "Achèvement", "text_en": "After a delay."}
    made = builders.milestone("Inaugurated", title_fr="Inaugurée", **titles, live=False)
    builders.milestone_date(made, "planned", "2024", builders.source("2021-06-28"))
    builders.milestone_date(made, "happened", "2025-12-11", builders.source("2025-12-11"))
    return made


WORDS = [
    ("inaugurated", True, False),
    ("inaugurée", True, False),
    ("completion", False, True),
    ("ACHÈVEMENT", False, True),
    ("delay", True, False),
    ("completion delay", False, False),
]


@pytest.mark.parametrize(("words", "now", "then"), WORDS)
def test_words_are_those_that_are_shown(completed, words, now, then):
    earlier = Milestone.objects.as_known(date(2021, 12, 31), MilestoneDate.objects.all())
    found = [known.with_words(words.split()).exists() for known in (Milestone.objects.shown(), earlier)]
    assert found == [now, then]


def test_words_of_a_plan_without_a_title_of_its_own_are_those_of_its_title():
    builders.milestone("Deliveries", planned="2030", text_en="By barge.")
    assert [Milestone.objects.shown().with_words([word]).exists() for word in ("deliveries", "barge")] == [1, 1]


def test_words_of_a_plan_title_in_one_language_replace_both_titles():
    builders.milestone("Inaugurated", planned="2030", title_fr="Inaugurée", plan_title_en="Completion")
    shown = Milestone.objects.shown()
    assert [shown.with_words([word]).exists() for word in ("completion", "inaugurée")] == [True, False]
