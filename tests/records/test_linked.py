"""Rows of several types in one query."""

from decimal import Decimal

import pytest

from newsroom.models import Contact, PressRelease, Topic
from projects.models import Project
from projects.records import linked
from projects.records.models import Organisation, Source
from tests.builders import make_live, milestone, organisation, project, release, source
from timeline.models import Milestone

pytestmark = pytest.mark.django_db


def all_of(record) -> dict:
    return {field.attname: getattr(record, field.attname) for field in record._meta.concrete_fields}


def as_found(record):
    (found,) = linked.fetch([(linked.Wanted(type(record).objects.all()), [record.pk])])
    [row] = found[record.pk]
    return row


MADE = [
    lambda: organisation(website="https://example.org/", note_fr="Où ?"),
    lambda: source(published="Q3 2025", via=source(), note_en='“Quoted” "twice"\n\\'),
    lambda: project(latitude=Decimal("50.95"), longitude=Decimal("-0.00001"), part_of=project()),
    lambda: milestone(planned="by 2030", is_key=True, position=-3),
    lambda: release(body_en="<p>So &amp; so.</p>"),
    lambda: make_live(Topic.objects.create(slug="energy", name_en="Energy")),
    lambda: make_live(Contact.objects.create(slug="desk", name_en="Desk", email="press@example.org")),
]


@pytest.mark.parametrize("make", MADE)
def test_row_is_what_the_model_would_have_loaded(make):
    made = make()
    loaded = type(made).objects.get(pk=made.pk)
    assert all_of(as_found(made)) == all_of(loaded)


def test_row_is_no_new_one():
    row = as_found(organisation())
    row.save()
    assert Organisation.objects.count() == 1


def test_each_record_is_given_what_belongs_to_it():
    one, other = release(issuers=[organisation("Alpha")]), release(issuers=[organisation("Beta")])
    linked.give([one, other], public_issuers=linked.Wanted(Organisation.objects.all(), "releases"))
    assert [[each.name for each in made.public_issuers] for made in (one, other)] == [["Alpha"], ["Beta"]]


def test_record_without_links_is_given_none():
    made = release(live=False)
    linked.give([made], public_projects=linked.Wanted(Project.objects.all(), "releases"))
    assert made.public_projects == []


def test_links_come_in_the_order_of_their_model():
    made = milestone()
    made.projects.add(*(project(name) for name in ("Beta", "Alpha", "Gamma")))
    linked.give([made], public_projects=linked.Wanted(Project.objects.all(), "milestones"))
    assert [each.name_en for each in made.public_projects] == ["Alpha", "Beta", "Gamma"]


def test_links_that_the_queryset_leaves_out_stay_out():
    made = milestone()
    made.projects.add(project("Alpha"), project("Beta"))
    linked.give([made], public_projects=linked.Wanted(Project.objects.filter(name_en="Beta"), "milestones"))
    assert [each.name_en for each in made.public_projects] == ["Beta"]


def test_several_types_take_one_query(django_assert_num_queries):
    made = release(issuers=[organisation()])
    made.projects.add(project())
    made.milestones.add(milestone())
    kinds = {"public_issuers": Organisation, "public_projects": Project, "public_milestones": Milestone}
    with django_assert_num_queries(1):
        linked.give(
            [made], **{name: linked.Wanted(model.objects.all(), "releases") for name, model in kinds.items()}
        )
    assert [len(getattr(made, name)) for name in kinds] == [1, 1, 1]


def test_joined_record_comes_with_the_row(django_assert_num_queries):
    plant = project(part_of=project(slug="cluster"))
    wanted = linked.Wanted(Project.objects.all(), joins=["part_of", "part_of__part_of"])
    with django_assert_num_queries(1):
        [row] = linked.fetch([(wanted, [plant.pk])])[0][plant.pk]
        assert (row.part_of.slug, row.part_of.part_of) == ("cluster", None)


def test_joined_record_that_is_not_there_is_none():
    said = source()
    [row] = linked.fetch([(linked.Wanted(Source.objects.all(), joins=["via"]), [said.pk])])[0][said.pk]
    assert row.via is None


@pytest.mark.parametrize("number", [0, 1, 2])
def test_nothing_wanted_is_nothing_found(number):
    wanted = [(linked.Wanted(model.objects.all()), []) for model in (PressRelease, Milestone)[:number]]
    assert linked.fetch(wanted) == [{}] * number
