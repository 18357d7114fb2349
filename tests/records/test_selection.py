"""What of each item one may choose: fields, references in full, the form of rich text."""

import pytest
from django.http import QueryDict
from django.urls import resolve

from newsroom.serializers import EntrySerializer, ReleaseSerializer
from projects.models import Project
from projects.records.models import Organisation
from projects.records.selection import PART_MEDIA_TYPE, Selection, expand_of, fields_of, parameters_of
from projects.records.serializers import CorrectionSerializer, SourceSerializer
from projects.serializers import FigureSerializer, OrganisationSerializer, ProjectSerializer
from tests.api import ask, mistakes, results
from tests.builders import (
    NOW,
    figure,
    many_milestones,
    milestone,
    milestone_date,
    organisation,
    participation,
    project,
    release,
    source,
    status,
)
from timeline.serializers import MilestoneSerializer

LISTS = {
    "timeline": EntrySerializer,
    "releases": ReleaseSerializer,
    "milestones": MilestoneSerializer,
    "projects": ProjectSerializer,
    "figures": FigureSerializer,
    "organisations": OrganisationSerializer,
    "sources": SourceSerializer,
    "corrections": CorrectionSerializer,
}


def selection(query: str, serializer_class=MilestoneSerializer) -> Selection:
    return Selection.of(QueryDict(query), serializer_class)


def everything() -> None:
    """Records of every type that are linked as closely as can be."""
    group = organisation(slug="group")
    company = organisation(slug="verkor", part_of=group, note_en="Note.")
    relayed = source(slug="relayed", publisher_organisation=company)
    said = source("2025-12-11", slug="said", publisher_organisation=company, via=relayed)
    cluster = project(slug="cluster")
    plant = project(slug="plant", part_of=cluster, place_en="Bourbourg")
    status(plant, source=said)
    figure(plant, party=company, source=said)
    participation(plant, company, source=said)
    opening = milestone(slug="opening", live=True)
    milestone_date(opening, "planned", "2024", said)
    milestone_date(opening, "happened", "2025-12-11", said)
    opening.projects.add(plant)
    opening.organisations.add(company)
    made = release(slug="launch", issuers=[company])
    made.projects.add(plant)
    made.milestones.add(opening)


def gone(model, slug: str) -> None:
    """Withdrawn past the door, which would not let go of what others rest on."""
    model.objects.filter(slug=slug).update(withdrawn_at=NOW)


# Fields.


def test_fields_keep_just_what_they_name(db):
    source(slug="report", title="Report")
    (item,) = results("sources/", {"fields": "title,slug"})
    assert set(item) == {"id", "type", "slug", "title"}


def test_fields_stay_in_the_order_of_the_item(db):
    source()
    (item,) = results("sources/", "fields=title&fields=slug,id")
    assert [*item] == ["type", "id", "slug", "title"]


def test_dots_reach_into_objects_and_lists_of_them(db):
    made = milestone(slug="opening")
    milestone_date(made, "happened", "2025", source(publisher="Verkor"))
    item = ask("milestones/opening/", {"fields": "date.label,dates.source.publisher"}).json()
    assert item == {
        "type": "milestone",
        "id": str(made.pk),
        "date": {"label": "2025"},
        "dates": [{"source": {"publisher": "Verkor"}}],
    }


def test_name_of_an_object_keeps_all_of_it(db):
    source(slug="report", published="2025")
    whole = ask("sources/report/").json()
    item = ask("sources/report/", {"fields": "published.label,published"}).json()
    assert item["published"] == whole["published"]


def test_empty_object_stays_null_when_parts_of_it_are_chosen(db):
    source(slug="report")
    assert ask("sources/report/", {"fields": "via.name"}).json()["via"] is None


def test_chosen_fields_have_a_media_type_of_their_own(db):
    source()
    types = [ask("sources/", query).headers["Content-Type"] for query in ({}, {"fields": "title"})]
    assert types == ["application/json", PART_MEDIA_TYPE]


def test_part_of_an_item_goes_by_a_name_that_the_client_takes(db):
    takes = {"*/*": PART_MEDIA_TYPE, "application/json": "application/json"}
    types = {accept: ask("sources/", {"fields": "title"}, accept=accept) for accept in takes}
    assert {accept: answer.headers["Content-Type"] for accept, answer in types.items()} == takes


def test_what_is_not_chosen_is_not_looked_at(db, monkeypatch):
    made = figure()
    monkeypatch.setattr(type(made), "value_text", None)
    (item,) = results("figures/", {"fields": "low"})
    assert item["low"] == 16


@pytest.mark.parametrize("name", LISTS)
def test_every_name_that_is_allowed_is_taken(name, db):
    everything()
    for number in range(0, len(allowed := fields_of(LISTS[name])), 100):
        assert ask(f"{name}/", {"fields": ",".join(allowed[number : number + 100])}).status_code == 200


UNKNOWN = [
    ("fields=titel", "title"),
    ("fields=date.lable", "date.label"),
    ("fields=dates.source.publischer", "dates.source.publisher"),
    ("fields=title.en", "title"),
    ("expand=project", "projects"),
    ("expand=projects.part", "projects.part_of"),
]


@pytest.mark.parametrize(("query", "meant"), UNKNOWN)
def test_unknown_name_is_told_the_nearest(query, meant, db):
    (mistake,) = mistakes("milestones/", query)
    assert (mistake["parameter"], mistake["did_you_mean"]) == (query.split("=")[0], meant)


def test_unknown_name_is_told_its_siblings():
    (mistake,) = selection("fields=date.lable").mistakes
    assert {name.rpartition(".")[0] for name in mistake["allowed"]} == {"date"}


@pytest.mark.parametrize(
    "query",
    ["fields=", "fields=title,,slug", "fields=,", "fields=" + "title," * 100 + "slug", "fields=a.b.c.d.e"],
)
def test_senseless_fields_are_refused(query, db):
    assert [mistake["parameter"] for mistake in mistakes("milestones/", query)] == ["fields"]


def test_hundred_names_are_not_too_many(db):
    assert ask("milestones/", "fields=" + ",".join(["title"] * 100)).status_code == 200


def test_item_refuses_what_the_list_refuses(db):
    source(slug="report")
    query = "fields=titel&expand=nobody"
    assert [each["parameter"] for each in mistakes("sources/report/", query)] == ["fields", "expand"]


# References in full.


def test_expanded_reference_has_all_of_its_own_columns(db):
    everything()
    named = ask("milestones/opening/").json()["projects"][0]
    whole = ask("milestones/opening/", {"expand": "projects"}).json()["projects"][0]
    assert whole["place"] == "Bourbourg"
    assert set(named) < set(whole)


def test_expanded_reference_has_no_claims_and_only_names_others(db):
    everything()
    (whole,) = ask("milestones/opening/", {"expand": "projects"}).json()["projects"]
    assert "figures" not in whole
    assert set(whole["part_of"]) == {"type", "id", "slug", "url", "api_url", "name", "texts"}


def test_reference_of_a_reference_is_expanded_with_it(db):
    everything()
    (whole,) = ask("milestones/opening/", {"expand": "projects.part_of"}).json()["projects"]
    assert (whole["place"], whole["part_of"]["kind"]) == ("Bourbourg", "gigafactory")


def test_expanded_source_keeps_where_in_it_the_claim_is(db):
    said = source(slug="said", author="A writer")
    made = figure(source=said, locator="page 3")
    cited = ask(f"figures/{made.pk}/", {"expand": "source"}).json()["source"]
    assert (cited["locator"], cited["author"], cited["slug"]) == ("page 3", "A writer", "said")


def test_expanded_reference_that_is_not_public_is_null(db):
    project(slug="plant", part_of=project(slug="cluster"))
    gone(Project, "cluster")
    assert ask("projects/plant/", {"expand": "part_of"}).json()["part_of"] is None


def test_expanded_reference_does_not_show_what_it_names_if_that_is_not_public(db):
    everything()
    gone(Organisation, "group")
    (whole,) = ask("milestones/opening/", {"expand": "organisations"}).json()["organisations"]
    assert (whole["slug"], whole["part_of"]) == ("verkor", None)


def test_three_levels_are_refused_in_words(db):
    (mistake,) = mistakes("milestones/", {"expand": "projects.part_of.part_of"})
    assert "too deep" in mistake["detail"]


def test_field_that_only_the_whole_record_has_expands_it(db):
    everything()
    (plant,) = ask("milestones/opening/", {"fields": "projects.place"}).json()["projects"]
    assert plant == {"place": "Bourbourg"}


@pytest.mark.parametrize("name", [name for name, each in LISTS.items() if expand_of(each)])
def test_every_reference_that_is_allowed_is_expanded(name, db):
    everything()
    allowed = expand_of(LISTS[name])
    assert ask(f"{name}/", {"expand": ",".join(allowed), "page_size": 100}).status_code == 200


EXPANDED = [(name, path) for name, each in LISTS.items() for path in ("", *expand_of(each))]


@pytest.mark.parametrize(("name", "path"), EXPANDED, ids=str)
def test_list_takes_eight_queries_whatever_is_expanded(name, path, db, django_assert_max_num_queries):
    everything()
    query = {"expand": path} if path else {}
    with django_assert_max_num_queries(8):
        assert ask(f"{name}/", query).status_code == 200


@pytest.mark.parametrize("name", [name for name, each in LISTS.items() if expand_of(each)])
def test_page_of_a_hundred_takes_eight_queries_with_everything_expanded(name, db, django_assert_max_num_queries):
    many_milestones(120)
    everything()
    with django_assert_max_num_queries(8):
        ask(f"{name}/", {"expand": ",".join(expand_of(LISTS[name])), "page_size": 100})


@pytest.mark.parametrize("path", ["releases/launch/", "milestones/opening/", "projects/plant/", "sources/said/"])
def test_item_takes_ten_queries_with_everything_expanded(path, db, django_assert_max_num_queries):
    everything()
    allowed = expand_of(LISTS[path.split("/")[0]])
    with django_assert_max_num_queries(10):
        assert ask(path, {"expand": ",".join(allowed)}).status_code == 200


# The form of rich text.

BODY = '<p>It <strong>opens</strong>.</p><ul><li><a href="https://example.org/">Link</a></li><li>2 * 3</li></ul>'
FORMS = [
    ("html", BODY.replace('"https://example.org/"', '"https://example.org/" rel="noopener"')),
    ("text", "It opens.\n\n– Link\n– 2 * 3"),
    ("markdown", "It **opens**.\n\n- [Link](https://example.org/)\n- 2 \\* 3"),
    ("none", None),
]


@pytest.mark.parametrize(("form", "shown"), FORMS)
def test_body_comes_in_the_form_asked_for(form, shown, db):
    release(slug="launch", body_en=BODY)
    assert ask("releases/launch/", {"body": form}).json()["body"] == shown


def test_body_in_both_languages_comes_in_the_same_form(db):
    release(slug="launch", body_en="<p>So.</p>", body_fr="<p>Ainsi.</p>")
    texts = ask("releases/launch/", {"body": "text", "language": "all"}).json()["texts"]
    assert (texts["en"]["body"], texts["fr"]["body"]) == ("So.", "Ainsi.")


def test_body_in_an_unknown_form_is_refused(db):
    (mistake,) = mistakes("releases/", {"body": "markdwon"})
    assert mistake["did_you_mean"] == "markdown"


def test_lists_without_rich_text_do_not_know_its_form(db):
    assert "body" not in parameters_of(SourceSerializer)
    assert [each["parameter"] for each in mistakes("sources/", {"body": "text"})] == ["body"]


# What a list costs.


@pytest.mark.parametrize("size", [1, 100])
@pytest.mark.parametrize("name", LISTS)
def test_list_takes_eight_queries_with_every_facet(name, size, db, django_assert_max_num_queries):
    everything()
    many_milestones(120)
    counted = ",".join(resolve(f"/api/v1/{name}/").func.cls.filterset_class.facets)
    expanded = ",".join(expand_of(LISTS[name]))
    query = {"page_size": size, "facets": counted, "expand": expanded, "language": "all"}
    with django_assert_max_num_queries(8):
        assert ask(f"{name}/", {key: value for key, value in query.items() if value}).status_code == 200
