"""What the API shows of others changes when these change, and neither more nor less is noted."""

from datetime import timedelta

import pytest

from newsroom.models import Boilerplate, Contact, Topic
from projects.models import Participation
from projects.records import publishing
from projects.records.dates_parse import parse
from projects.records.models import LastChange, Leader, Publication
from projects.records.publishing import Decision, touching
from projects.records.states import Act
from tests import builders, shown
from tests.drafts import LATER, draft, rewritten, somebody

pytestmark = pytest.mark.django_db
NEXT = LATER + timedelta(days=1)


def companies() -> dict:
    group = builders.organisation("Group")
    company = builders.organisation("Company", part_of=group)
    return {"group": group, "company": company, "bank": builders.organisation("Bank")}


def sources(company) -> dict:
    report = builders.source("2022-03-01", publisher_organisation=company)
    return {
        "report": report,
        "quoted": builders.source(None, via=report, publisher="Ministry"),
        "paper": builders.source("2023-05-01", publisher="Paper"),
    }


def plants(company, bank, report, quoted) -> dict:
    cluster = builders.project("Cluster")
    plant = builders.project("Plant", live=False, part_of=cluster)
    builders.status(plant, source=report)
    builders.figure(plant, source=quoted, party=bank)
    builders.figure(plant, source=report, party=bank, low=20)
    builders.participation(plant, bank, source=report)
    return {"cluster": cluster, "plant": builders.make_live(plant)}


def events(plant, company, quoted, paper) -> dict:
    step = builders.milestone("It opened", live=False, plan_title_en="It opens")
    builders.milestone_date(step, "planned", "2026", source=quoted)
    builders.milestone_date(step, "planned", "2027", source=paper)
    step.projects.add(plant), step.organisations.add(company)
    return {"step": builders.make_live(step)}


def desk() -> dict:
    topic = Topic.objects.create(slug="topic", name_en="Topic")
    contact = Contact.objects.create(slug="contact", name_en="Press", email="press@example.org")
    return {"topic": builders.make_live(topic), "contact": builders.make_live(contact)}


def told(company, plant, step, topic, contact) -> dict:
    release = builders.release(live=False, issuers=[company])
    Boilerplate.objects.create(release=release, organisation=company, text_en="About.")
    release.projects.add(plant), release.milestones.add(step)
    release.topics.add(topic), release.contacts.add(contact)
    builders.make_live(release)
    return {"release": release, "own": release.source}


@pytest.fixture
def world() -> dict:
    """Live records that name one another in every way there is, and one of each that nobody names yet."""
    made = companies()
    made |= sources(made["company"])
    Leader.objects.create(organisation=made["group"], name="Head", role_en="Head", source=made["paper"])
    Participation.objects.create(
        organisation=made["company"], participant=made["bank"], role="lender", source=made["paper"]
    )
    made |= plants(**{name: made[name] for name in ("company", "bank", "report", "quoted")})
    made |= events(**{name: made[name] for name in ("plant", "company", "quoted", "paper")})
    made |= desk()
    made |= told(**{name: made[name] for name in ("company", "plant", "step", "topic", "contact")})
    Leader.objects.create(organisation=made["group"], name="Deputy", role_en="Deputy", source=made["own"])
    return made


def become(of, /, change=None, **fields):
    """A change of this record goes out; `change(row, world)` may change more of it."""

    def act(world):
        draft(world[of], at=LATER, change=change and (lambda row: change(row, world)), **fields)
        publishing.minor(world[of], by=somebody(), at=NEXT)

    return act


def removed_partner(row, world):
    row.participations.all().delete()


def other_partner(row, world):
    row.participations.update(participant=world["group"])


def other_words(row, world):
    row.participations.update(locator="page 2")


def other_number(row, world):
    row.figures.filter(low=20).update(low=21, high=21)


def happened(row, world):
    builders.milestone_date(row, "happened", "2023", source=world["paper"])


def its_publisher(row, world):
    row.publisher_organisation = world["company"]
    row.save()


def plan(row, world):
    builders.milestone_date(row, "planned", "2028", source=world["paper"])


# What goes out, and who shows something else then beside the record itself.
CHANGES = {
    "name of an organisation": (
        become("company", name="Company SA"), {"release", "step", "bank", "report", "own"},
    ),
    "address of an organisation": (
        become("bank", slug="the-bank"), {"plant", "company"},
    ),
    "name of a whole": (become("group", name="Group SA"), {"company"}),
    "about an organisation": (become("company", boilerplate_en="About."), set()),
    "seat of an organisation": (become("bank", seat="Paris"), set()),
    "name of a project": (become("plant", name_fr="Usine"), {"release", "step", "bank"}),
    "name of a larger project": (become("cluster", name_en="Valley"), {"plant"}),
    "summary of a project": (become("plant", summary_en="A plant."), set()),
    "number of a project": (become("plant", change=other_number), set()),
    "partner is gone": (become("plant", change=removed_partner), {"bank"}),
    "partner is another": (become("plant", change=other_partner), {"bank", "group"}),
    "partner in other words": (become("plant", change=other_words), {"bank"}),
    "partner of an organisation": (become("company", change=other_words), {"bank"}),
    "title of a source": (
        become("report", title="Report"), {"plant", "quoted", "bank"},
    ),
    "title of a release’s source": (become("own", title="Own"), {"release", "group"}),
    "address of a work": (become("report", url="https://example.org/"), {"plant", "bank"}),
    "author of a source": (become("report", author="Somebody"), set()),
    "day of a source": (
        become("paper", published=parse("2023-06-01")), {"step", "group", "company", "bank"},
    ),
    "publisher’s record of a source": (
        become("quoted", change=its_publisher), {"plant", "step"},
    ),
    "day of a source through which another is known": (
        become("report", published=parse("2022-04-01")), {"plant", "bank", "quoted", "step"},
    ),
    "title of a plan": (become("step", plan_title_en="It is to open"), {"release"}),
    "title of what is a plan still": (become("step", title_en="It has opened"), set()),
    "plan becomes fact": (become("step", change=happened), {"release"}),
    "plan moves": (become("step", change=plan), set()),
    "name of a topic": (become("topic", name_fr="Sujet"), {"release"}),
    "telephone of a contact": (become("contact", phone="+33 1"), {"release"}),
    "address of a contact": (become("contact", slug="other-contact"), {"release"}),
    "text of a release": (become("release", body_en="<p>Other.</p>"), set()),
    "day of a release": (become("release", released_on=parse("2025-12-10").earliest), {"group"}),
}  # fmt: skip
# A claim’s source may come to be of another publisher, and nothing follow from it.
IN_VAIN = {"publisher’s record of a source": {"step"}}


@pytest.mark.parametrize("name", CHANGES)
def test_touched_are_those_that_show_something_else(world, name):
    act, expected = CHANGES[name]
    before, number = shown.items(), shown.number()

    act(world)

    touched, differing = touched_beside(number), shown.differing(before, shown.items())
    assert shown.named(touched, world) == expected
    assert shown.named(touched - differing, world) == IN_VAIN.get(name, set())
    assert differing - shown.entered_since(number) <= touched


def touched_beside(number: int) -> set[str]:
    """Beside the records of which the ledger itself has a row."""
    assert shown.entered_since(number) <= shown.touched_since(number)
    return shown.touched_since(number) - shown.entered_since(number)


COMES_AND_GOES = {
    "plant": {"release", "step", "bank"},
    "step": {"release"},
    "topic": {"release"},
    "contact": {"release"},
    "release": set(),
}


@pytest.mark.parametrize("name", COMES_AND_GOES)
def test_withdrawal_touches_those_that_showed_it(world, name):
    before, number = shown.items(), shown.number()
    builders.withdraw(world[name], at=LATER)
    touched, differing = touched_beside(number), shown.differing(before, shown.items())
    assert shown.named(touched, world) == COMES_AND_GOES[name]
    assert differing - shown.entered_since(number) == touched


@pytest.mark.parametrize("name", COMES_AND_GOES)
def test_restoration_touches_those_that_show_it_again(world, name):
    builders.withdraw(world[name], at=LATER)
    before, number = shown.items(), shown.number()
    publishing.restore(world[name], by=somebody(), at=NEXT)
    touched, differing = touched_beside(number), shown.differing(before, shown.items())
    assert shown.named(touched, world) == COMES_AND_GOES[name]
    assert differing - shown.entered_since(number) == touched


def test_first_publication_touches_those_that_were_linked_before(world):
    new = Topic.objects.create(slug="fresh", name_en="Fresh")
    draft(world["release"], at=LATER, change=lambda row: row.topics.add(new))
    publishing.minor(world["release"], by=somebody(), at=LATER)
    number = shown.number()
    builders.make_live(new, at=NEXT)
    assert shown.named(touched_beside(number), world) == {"release"}


def test_withdrawn_record_is_not_touched(world):
    builders.withdraw(world["release"], at=LATER)
    number = shown.number()
    rewritten(world["topic"], at=NEXT, name_en="Subject")
    assert touched_beside(number) == set()


def test_what_is_not_public_is_not_touched(world):
    hidden = builders.release(live=False, issuers=[world["company"]])
    hidden.topics.add(world["topic"])
    rewritten(world["topic"], at=NEXT, name_en="Subject")
    assert not LastChange.objects.filter(pk=hidden.pk).exists()


def test_draft_touches_nobody(world):
    number = shown.number()
    draft(world["company"], at=LATER, name="Company SA")
    assert shown.touched_since(number) == set()


def test_what_goes_out_together_is_noted_with_its_own_row(world):
    for name in ("topic", "release"):
        draft(world[name], at=LATER, slug=f"other-{name}")
    decisions = [Decision(world[name], Act.MINOR) for name in ("release", "topic")]
    release, _topic = publishing.go_out(decisions, by=somebody(), at=NEXT)
    assert LastChange.objects.get(pk=world["release"].pk).publication == release


def test_what_is_due_touches_others_too(world):
    number = shown.number()
    draft(world["topic"], at=LATER, name_en="Subject")
    publishing.schedule([Decision(world["topic"], Act.MINOR)], by=somebody(), at=LATER, due_at=NEXT)
    assert shown.touched_since(number) == set()
    publishing.catch_up(NEXT)
    assert shown.named(touched_beside(number), world) == {"release"}


def test_touching_costs_as_much_whatever_the_number_of_those_touched(django_assert_max_num_queries):
    """One query to find them, one to note them, and those that look at what changed."""
    source, topic = builders.source(), builders.make_live(Topic.objects.create(slug="topic", name_en="Topic"))
    for _number in range(12):
        builders.figure(builders.project(), source=source)
    before = touching.look([source, topic])
    publication = Publication.objects.first()
    with django_assert_max_num_queries(8):
        touching.touch(before, [source, topic], publication)
