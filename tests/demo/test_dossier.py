"""Every fact of the dossier about sources, organisations and projects is in the demo, with its source."""

import re

import pytest

from projects.models import Figure, Participation, Project, Statement, StatusReport
from projects.records.models import Leader, Organisation, Source
from tests.demo.dossier import (
    CLUSTERS,
    DOSSIER,
    columns,
    numbers,
    of_projects,
    section,
    span,
    the_claim,
    the_figure,
    told,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]

PUBLISHERS = {
    "Verkor": "verkor",
    "New AutoMotive": "new-automotive",
    "European Investment Bank": "eib",
    "Orano Group": "orano",
    "Axens": "axens",
}
LEADERS = [
    ("verkor", "leader", "Benoit Lemaignan", "CEO and co-founder", "verkor-2021-renault"),
    ("renault-group", "leader_2021", "Luca de Meo", "CEO", "verkor-2021-renault"),
    ("powerco", "leader", "Frank Blome", "CEO", "verkor-2025-moment-of-truth"),
    ("acc", "leader", "Yann Vincent", "CEO", "verkor-2025-moment-of-truth"),
]
COMPANY_FIGURES = [told(fact["org"], fact, fact["measure"], fact["value"]) for fact in DOSSIER["company_figures"]]
BACKERS = [
    told(organisation, fact, fact["role"]) for fact in DOSSIER["company_backers"] for organisation in fact["orgs"]
]
REGION_FIGURES = [
    told(CLUSTERS[fact["region"]], fact, fact["measure"], fact["value"]) for fact in DOSSIER["region_figures"]
]
# Which source states them, in the order in which the dossier lists them.
FACT_SOURCES = {
    "verkor-innovation-centre": ["trade-press-2025-inauguration", "verkor-2021-renault"],
    "acc-billy-berclau": ["new-automotive-2025"] * 2,
    "hauts-de-france": ["automobile-propre-2025", *["new-automotive-2025"] * 3],
}
FACTS = {
    **{slug: project["facts"] for slug, project in DOSSIER["projects"].items() if "facts" in project},
    "hauts-de-france": DOSSIER["context"],
}
STATEMENTS = [
    pytest.param(slug, position, fact, id=f"{slug}-{position}")
    for slug, facts in FACTS.items()
    for position, fact in enumerate(facts)
]


@pytest.mark.parametrize(("slug", "fact"), section("sources"))
def test_source_has_the_names_that_the_work_gives(slug, fact):
    source = Source.objects.get(slug=slug)
    publisher = "" if fact["publisher"] == "not named" else fact["publisher"]
    expected = (fact["title"], publisher, fact.get("author", ""), fact["kind"], fact.get("language", ""))
    assert (source.title, source.publisher, source.author, source.kind, source.language) == expected


@pytest.mark.parametrize(("slug", "fact"), section("sources"))
def test_source_has_the_record_of_its_publisher_and_of_nobody_else(slug, fact):
    source = Source.objects.get(slug=slug)
    publisher = source.publisher_organisation and source.publisher_organisation.slug
    assert publisher == PUBLISHERS.get(fact["publisher"])


@pytest.mark.parametrize(("slug", "fact"), section("sources"))
def test_source_has_the_date_that_it_bears_and_the_work_that_cites_it(slug, fact):
    source = Source.objects.get(slug=slug)
    notes = ", ".join(str(number) for number in fact.get("notes", []))
    published = (source.published_earliest, source.published_latest, source.published_approx)
    assert published == tuple(columns(span(fact.get("published"))).values())
    assert (source.via and source.via.slug) == fact.get("via")
    assert source.via_locator == (f"note{'s' * (',' in notes)} {notes}" if notes else "")


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        ("verkor-website", ["11 December 2025"]),
        ("automobile-propre-2025", ["headline"]),
        ("trade-press-2025-inauguration", ["Verkor"]),
        ("new-automotive-2025", ["“in Extremadura and Andalusia”", "Hauts-de-France", "“Energys”", "no date"]),
    ],
)
def test_source_explains_what_is_odd_about_it(slug, words):
    source = Source.objects.get(slug=slug)
    assert [word for word in words if word not in source.note_en] == []


@pytest.mark.parametrize(("slug", "fact"), section("organisations"))
def test_organisation_is_as_in_the_dossier(slug, fact):
    made = Organisation.objects.get(slug=slug)
    expected = (fact["name"], fact.get("country", ""), fact.get("seat", ""), fact.get("part_of"))
    assert (made.name, made.country, made.seat, made.part_of and made.part_of.slug) == expected


@pytest.mark.parametrize(("slug", "fact"), section("organisations"))
def test_organisation_has_a_note_where_the_dossier_has_one(slug, fact):
    made = Organisation.objects.get(slug=slug)
    names = re.findall(r"[A-Z]\w+", fact.get("note", ""))
    assert bool(made.note_en) == bool(made.note_fr) == ("note" in fact)
    assert [name for name in names if name not in made.note_en or name not in made.note_fr] == []


@pytest.mark.parametrize(("slug", "key", "name", "role", "source"), LEADERS)
def test_leader_is_named_by_the_source(slug, key, name, role, source):
    assert DOSSIER["organisations"][slug][key] == f"{name} ({role})"
    leader = Leader.objects.get(organisation__slug=slug, source__slug=source)
    assert (leader.name, leader.role_en) == (name, role)


@pytest.mark.parametrize(("slug", "about"), [("verkor", "about_verkor"), ("renault-group", "about_renault")])
def test_note_about_a_company_has_the_numbers_of_the_dossier(slug, about):
    made = Organisation.objects.get(slug=slug)
    text = {**DOSSIER, **DOSSIER["releases"]["renault-partnership"]}[about]
    # The note about Renault Group also says of which year it speaks: that of the release.
    known = numbers(text) | ({"2021"} if slug == "renault-group" else set())
    assert numbers(made.boilerplate_en) == known
    assert {number.replace(",", ".") for number in numbers(made.boilerplate_fr)} == known


@pytest.mark.parametrize(("slug", "fact"), section("projects"))
def test_project_is_as_in_the_dossier(slug, fact):
    project = Project.objects.get(slug=slug)
    cluster = "hauts-de-france" if fact["place"].endswith("Hauts-de-France") else "france"
    expected = (fact["name"]["en"], fact["name"]["fr"], fact["kind"], fact["place"], cluster)
    made = (project.name_en, project.name_fr, project.kind, project.place_en, project.part_of.slug)
    assert made == expected


@pytest.mark.parametrize(("slug", "whole"), [("hauts-de-france", "france"), ("france", None)])
def test_region_is_a_cluster_within_the_larger_one(slug, whole):
    cluster = Project.objects.get(slug=slug)
    assert (cluster.kind, cluster.part_of and cluster.part_of.slug) == ("cluster", whole)


@pytest.mark.parametrize(("slug", "fact"), of_projects("status", "status"))
def test_status_is_reported_by_its_source(slug, fact):
    when = columns(span(fact["date"], fact.get("qualifier")))
    assert the_claim(StatusReport, fact, project__slug=slug, status=fact["status"], **when)


@pytest.mark.parametrize(("slug", "fact"), of_projects("participants", "org", "role"))
def test_participant_is_named_by_its_source(slug, fact):
    assert the_claim(Participation, fact, project__slug=slug, participant__slug=fact["org"], role=fact["role"])


@pytest.mark.parametrize(("slug", "fact"), of_projects("figures", "measure", "value"))
def test_figure_of_a_project_is_given_by_its_source(slug, fact):
    assert the_figure(fact, project__slug=slug)


@pytest.mark.parametrize(("slug", "fact"), COMPANY_FIGURES)
def test_figure_of_a_company_is_given_by_its_source(slug, fact):
    assert the_figure(fact, organisation__slug=slug)


@pytest.mark.parametrize(("slug", "fact"), REGION_FIGURES)
def test_figure_of_a_region_is_given_by_its_source(slug, fact):
    assert the_figure(fact, project__slug=slug)


@pytest.mark.parametrize(("slug", "fact"), BACKERS)
def test_backer_is_named_by_its_source(slug, fact):
    assert the_claim(Participation, fact, organisation__slug="verkor", participant__slug=slug, role=fact["role"])


@pytest.mark.parametrize(("slug", "position", "fact"), STATEMENTS)
def test_statement_has_its_source_and_the_names_of_the_dossier(slug, position, fact):
    statement = Statement.objects.get(project__slug=slug, position=position)
    names = re.findall(r"\b[A-Z][\w-]+|(?<![\w-])\d+|cells|modules|prototypes|series|engineers|farmers", fact)
    assert statement.source.slug == FACT_SOURCES[slug][position]
    assert [name for name in names if name not in statement.text_en] == []


@pytest.mark.parametrize(
    ("model", "count"),
    [
        (Source, 22),
        (Organisation, 42),
        (Project, len(DOSSIER["projects"]) + len(CLUSTERS)),
        (Leader, len(LEADERS)),
        (StatusReport, len(of_projects("status", "status"))),
        (Participation, len(of_projects("participants", "org")) + len(BACKERS)),
        (Figure, len(of_projects("figures", "value")) + len(COMPANY_FIGURES) + len(REGION_FIGURES)),
        (Statement, len(STATEMENTS)),
    ],
)
def test_nothing_is_added_to_the_dossier(model, count):
    assert model.objects.count() == count
