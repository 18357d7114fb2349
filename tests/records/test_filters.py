"""What can be filtered in the ground’s lists, and how several values go together."""

import pytest

from projects.records.models import Leader
from tests.api import ask, mistakes, slugs
from tests.builders import NOW, organisation, project, release, source, withdraw
from tests.drafts import rewritten

pytestmark = pytest.mark.django_db


def published_by(*names: str):
    for name in names:
        source(slug=f"by-{name}", publisher_organisation=organisation(slug=name))


@pytest.mark.parametrize(
    "query", ["organisation=a,b", "organisation=a&organisation=b", "organisation=a,b&organisation=b"]
)
def test_any_of_several_named_will_do(query):
    published_by("a", "b", "c")
    assert set(slugs("sources/", query)) == {"by-a", "by-b"}


def test_names_by_slug_and_by_uuid_mix():
    made = organisation(slug="by-uuid")
    source(slug="one", publisher_organisation=made)
    published_by("by-slug", "other")
    assert set(slugs("sources/", {"organisation": f"{made.pk},by-slug"})) == {"one", "by-by-slug"}


def test_unknown_name_beside_a_known_one_takes_nothing_away():
    published_by("a")
    assert slugs("sources/", {"organisation": "a,nobody"}) == ["by-a"]


def test_former_slug_finds_what_it_found(a_day_later):
    made = organisation(slug="first")
    source(slug="one", publisher_organisation=made)
    rewritten(made, act="minor", slug="second")
    assert slugs("sources/", {"organisation": "first"}) == slugs("sources/", {"organisation": "second"}) == ["one"]


def test_kinds_between_commas():
    for kind in ("article", "report", "dataset"):
        source(slug=kind, kind=kind)
    assert set(slugs("sources/", {"kind": "article,report"})) == {"article", "report"}


def test_wrong_word_among_right_ones_is_told_the_nearest():
    (entry,) = mistakes("sources/", {"kind": "article,reprot"})
    assert (entry["did_you_mean"], entry["detail"]) == ("report", "“reprot” is not possible here.")


def test_empty_part_is_refused_in_words():
    (entry,) = mistakes("sources/", {"kind": "article,,report"})
    assert "between the commas" in entry["detail"]


def test_countries_whatever_their_case():
    for code in ("FR", "DE", "CN"):
        organisation(slug=code.lower(), country=code)
    assert slugs("organisations/", {"country": "fr,De", "ordering": "country"}) == ["de", "fr"]


def test_sources_as_known_on_a_day():
    source("2021-06-28", slug="early")
    source("2025-12-11", slug="late")
    assert slugs("sources/", {"as_known": "2021-12-31"}) == ["early"]


def test_day_that_has_not_come_is_not_there():
    answer = ask("sources/", {"as_known": "2025-12-18"})
    assert (answer.status_code, answer.json()["errors"][0]["parameter"]) == (404, "as_known")


def test_today_is_known():
    source(slug="early")
    assert slugs("sources/", {"as_known": "2025-12-17"}) == ["early"]


def test_mistake_comes_before_a_day_that_has_not_come():
    named = [entry["parameter"] for entry in mistakes("sources/", {"as_known": "2025-12-18", "kind": "x"})]
    assert named == ["kind"]


def test_sources_of_years():
    for day in ("2021-06-28", "2022", "2023-01"):
        source(day, slug=f"of-{day[:4]}")
    assert set(slugs("sources/", {"year": "2021,2022"})) == {"of-2021", "of-2022"}


def test_has_wants_all_that_is_named():
    source(slug="both", url="https://example.org/", author="Press office")
    source(slug="one", url="https://example.org/")
    assert slugs("sources/", {"has": "url,author"}) == ["both"]


def test_missing_wants_nothing_of_what_is_named():
    source(slug="neither")
    source(slug="one", url="https://example.org/")
    source(slug="both", url="https://example.org/", author="Press office")
    assert slugs("sources/", {"missing": "url,author"}) == ["neither"]


def test_has_and_missing_go_together():
    source(slug="both", url="https://example.org/", author="Press office")
    source(slug="one", url="https://example.org/")
    assert slugs("sources/", {"has": "url", "missing": "author"}) == ["one"]


@pytest.mark.parametrize(("query", "found"), [({"has": "via"}, []), ({"missing": "via"}, ["late"])])
def test_what_is_known_through_a_draft_has_nothing(query, found):
    made = source(slug="late")
    type(made).objects.filter(pk=made.pk).update(via=source(live=False))
    assert slugs("sources/", query) == found


def test_leader_by_a_draft_source_is_not_had():
    Leader.objects.create(organisation=organisation(slug="led"), name="Head", source=source(live=False))
    assert slugs("organisations/", {"has": "leader"}) == []
    assert slugs("organisations/", {"missing": "leader"}) == ["led"]


def test_leader_is_had_from_the_day_the_source_was_known():
    Leader.objects.create(organisation=organisation(slug="led"), name="Head", source=source("2023"))
    assert slugs("organisations/", {"has": "leader", "as_known": "2022-12-31"}) == []
    assert slugs("organisations/", {"has": "leader", "as_known": "2023-12-31"}) == ["led"]


def test_organisations_by_who_says_something_of_them():
    Leader.objects.create(organisation=organisation(slug="led"), name="Head", source=source(slug="said"))
    organisation()
    assert slugs("organisations/", {"source": "said"}) == ["led"]


def corrected(record, **changed):
    return rewritten(record, act="correct", **changed)


def test_corrections_by_type_and_words(a_day_later):
    corrected(project(), name_en="The other plant")
    corrected(release(), lead_en="Another lead.")
    found = ask("corrections/", {"type": "project"}).json()["results"]
    assert [each["record"]["type"] for each in found] == ["project"]
    assert ask("corrections/", {"search": "no such word"}).json()["count"] == 0


@pytest.mark.parametrize(
    "query",
    [
        "&".join(f"x{number}=1" for number in range(900)),
        "organisation=" + ",".join(f"a{number}" for number in range(1500)),
        "organisation=" + "a" * 8000,
        "search=" + "a" * 8000,
        "kind__regex=.*",
        "kind[]=article",
        "year=" + "9" * 8000,
        "has=" + "url," * 3000,
    ],
    ids=lambda query: query[:20],
)
def test_what_is_sent_to_hurt_is_refused(query):
    assert mistakes("sources/", query)


def test_what_was_withdrawn_names_nothing():
    made = organisation(slug="gone")
    withdraw(made)
    found = source(slug="one")
    type(found).objects.filter(pk=found.pk).update(publisher_organisation=made)
    assert slugs("sources/", {"organisation": "gone"}) == []


def test_moments_before_all_years_and_after_are_taken():
    source(slug="one")
    query = {"published_after": "0001-01-01T00:00:00+14:00", "updated_before": "9999-12-31T23:59:59-14:00"}
    assert slugs("sources/", query) == ["one"]


def test_updated_on_the_moment_counts_both_ways():
    source(slug="one")
    moment = NOW.isoformat()
    assert slugs("sources/", {"updated_after": moment, "updated_before": moment}) == ["one"]
