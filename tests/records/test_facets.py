"""How many of a list there are of each kind: what is counted, under which filters, in one query."""

import pytest
from django.http import QueryDict

from projects.records import facets
from projects.records.filters_lists import OrganisationFilters, SourceFilters
from projects.records.models import Organisation, Source
from tests.api import LATER, mistakes
from tests.builders import organisation, source, withdraw

pytestmark = pytest.mark.django_db


def counted(query: str, *names: str):
    asked = SourceFilters(QueryDict(query), Source.objects.public(LATER), at=LATER)
    assert asked.form.is_valid(), asked.form.errors
    return facets.counted(asked, names)


def numbers(query: str, name: str) -> dict[str, int]:
    """Of one facet, without what there is none of."""
    _total, found = counted(query, name)
    return {each["value"]: each["count"] for each in found[name] if each["count"]}


def of_kinds(*kinds: str, **fields):
    for kind in kinds:
        source(kind=kind, **fields)


def test_kinds_come_with_their_words_most_frequent_first():
    of_kinds("report", "article", "article", "dataset")
    _total, found = counted("", "kind")
    assert found["kind"][:3] == [
        {"value": "article", "label": "article", "count": 2},
        {"value": "dataset", "label": "dataset", "count": 1},
        {"value": "report", "label": "report", "count": 1},
    ]


def test_kinds_that_nothing_has_are_told():
    _total, found = counted("", "kind")
    assert {each["value"]: each["count"] for each in found["kind"]} == dict.fromkeys(Source.Kind.values, 0)


def test_total_is_that_of_the_list():
    of_kinds("report", "article", "article")
    total, _found = counted("kind=article", "kind")
    assert total == 2


def test_total_of_an_empty_list_is_nought():
    assert counted("", "kind", "organisation", "year")[0] == 0


def test_facet_counts_without_its_own_filter():
    of_kinds("report", "article", "article")
    assert numbers("kind=article", "kind") == {"report": 1, "article": 2}


def test_facet_counts_under_all_other_filters():
    of_kinds("report", "article", author="Press office")
    of_kinds("article", "dataset")
    assert numbers("kind=report&has=author", "kind") == {"report": 1, "article": 1}


def test_named_facet_has_slugs_and_names():
    source(publisher_organisation=organisation("Verkor", slug="verkor"))
    organisation(slug="nothing-of-it")
    _total, found = counted("", "organisation")
    assert found["organisation"] == [{"value": "verkor", "label": "Verkor", "count": 1}]


def test_draft_is_not_counted_and_not_named():
    source(live=False)
    made = source()
    Source.objects.filter(pk=made.pk).update(publisher_organisation=organisation(slug="hidden", live=False))
    assert (numbers("", "kind"), numbers("", "organisation")) == ({"press-release": 1}, {})


def test_withdrawn_is_not_counted():
    withdraw(source())
    assert numbers("", "kind") == {}


def test_years_are_those_of_the_first_day():
    for day in ("2021-06-28", "2021", "2022"):
        source(day)
    assert numbers("year=2022", "year") == {"2021": 2, "2022": 1}


def test_only_so_many_values_are_told_the_most_frequent_first(monkeypatch):
    monkeypatch.setattr(facets, "MOST", 2)
    for slug in ("a", "b", "b", "c", "c"):
        publisher = Organisation.objects.filter(slug=slug).first() or organisation(slug=slug)
        source(publisher_organisation=publisher)
    assert numbers("", "organisation") == {"b": 2, "c": 2}


def test_all_is_counted_in_one_query(django_assert_num_queries):
    of_kinds("report", "article")
    with django_assert_num_queries(1):
        counted("kind=report&has=author&as_known=2025-01-01", "kind", "organisation", "year")


def test_query_says_which_facets_are_wanted():
    asked = SourceFilters(QueryDict("facets=kind,year&facets=kind"), Source.objects.none(), at=LATER)
    assert asked.form.is_valid()
    assert asked.asked_facets == ["kind", "year"]


def test_unknown_facet_is_told_the_nearest():
    (entry,) = mistakes("sources/", {"facets": "kind,yaer"})
    assert (entry["did_you_mean"], entry["allowed"]) == ("year", ["kind", "organisation", "year"])


def test_list_without_one_filter_is_the_list_without_it():
    of_kinds("report", "article")
    asked = SourceFilters(QueryDict("kind=report&has=author"), Source.objects.public(LATER), at=LATER)
    assert asked.form.is_valid()
    assert (asked.without("has").count(), asked.without("kind").count(), asked.qs.count()) == (1, 0, 0)


def test_country_that_is_not_given_is_not_told():
    organisation(country="fr"), organisation(country="FR"), organisation()
    asked = OrganisationFilters(QueryDict(""), Organisation.objects.public(LATER), at=LATER)
    assert asked.form.is_valid()
    assert facets.counted(asked, ["country"])[1]["country"] == [{"value": "FR", "label": "FR", "count": 2}]
