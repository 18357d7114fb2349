"""What may be asked of every list of the API, and what is refused."""

import pytest

from projects.records.problems import error
from tests.api import ask, mistakes, results, slugs
from tests.builders import organisation, source

pytestmark = pytest.mark.django_db


def test_search_wants_every_word():
    source(slug="one", title="Battery training centre")
    source(slug="other", title="Battery tracker")
    assert slugs("sources/", {"search": "BATTERY training"}) == ["one"]


def test_search_does_not_mind_the_case_of_accents():
    organisation(slug="region", name="Région Île-de-France")
    assert slugs("organisations/", {"search": "île-de-france"}) == ["region"]


def test_search_takes_signs_of_the_database_literally():
    organisation(name="Verkor")
    assert results("organisations/", {"search": "%_"}) == []


def test_choice_may_be_repeated():
    for kind in ("article", "report", "dataset"):
        source(slug=kind, kind=kind)
    assert set(slugs("sources/", "kind=article&kind=report")) == {"article", "report"}


def test_filter_by_an_unknown_record_finds_nothing():
    source()
    assert results("sources/", {"organisation": "nobody"}) == []


def test_filter_by_a_draft_finds_nothing():
    draft = organisation(slug="hidden", live=False)
    made = source()
    type(made).objects.filter(pk=made.pk).update(publisher_organisation=draft)
    assert results("sources/", {"organisation": "hidden"}) == []


def test_dates_are_compared_as_spans():
    source(slug="year", published="2025")
    source(slug="before", published="2024-12-31")
    assert slugs("sources/", {"date_after": "2025-06-01", "date_before": "2025-06-30"}) == ["year"]


def test_whole_day_counts_as_before_itself():
    source(slug="report")
    assert slugs("sources/", {"published_before": "2025-12-15"}) == ["report"]
    assert slugs("sources/", {"published_before": "2025-12-15T08:59:59Z"}) == []


def test_ordering_of_equals_is_decided_by_id():
    same = sorted(str(source(title="Same").pk) for _ in range(5))
    assert [item["id"] for item in results("sources/", {"ordering": "title"})] == same


def test_ordering_turned_round():
    for name in ("ACC", "Verkor", "Envision"):
        organisation(slug=name.lower(), name=name)
    assert slugs("organisations/", {"ordering": "-name"}) == ["verkor", "envision", "acc"]


def test_pages_together_have_each_item_once():
    made = {organisation().slug for _ in range(5)}
    pages = [slugs("organisations/", {"page": page, "page_size": 2}) for page in (1, 2, 3)]
    assert sorted(slug for page in pages for slug in page) == sorted(made)


def test_page_past_the_end_is_not_found():
    assert ask("sources/", {"page": 2}).status_code == 404


UNREADABLE = [
    ("page=0", "page"),
    ("page=1e3", "page"),
    ("page=٣", "page"),
    ("page_size=101", "page_size"),
    ("kind=", "kind"),
    ("kind=articel", "kind"),
    ("language=de", "language"),
    ("language=en&language=fr", "language"),
    ("via=one,,two", "via"),
    ("via=,one", "via"),
    ("via=" + "a," * 100 + "a", "via"),
    ("kind=article,articel", "kind"),
    ("search=one&search=two", "search"),
    ("as_known=2025-01-01&as_known=2025-01-02", "as_known"),
    ("year=0", "year"),
    ("year=10000", "year"),
    ("has=urls", "has"),
    ("facets=kinds", "facets"),
    ("via=Not+A+Slug", "via"),
    ("search=%00", "search"),
    ("search=%ED%A0%80", "search"),
    ("search=" + "a" * 10_000, "search"),
    ("date_after=0000-01-01", "date_after"),
    ("date_after=10000-01-01", "date_after"),
    ("date_after=2025-02-30", "date_after"),
    ("date_after=20250101", "date_after"),
    ("updated_after=yesterday", "updated_after"),
    ("updated_after=2025-01-01T00:00:00", "updated_after"),
    ("updated_before=2025-01-01T24:00:00Z", "updated_before"),
    ("ordering=kind", "ordering"),
    ("%00=1", "\0"),
]


@pytest.mark.parametrize(("query", "name"), UNREADABLE, ids=[query[:30] for query, name in UNREADABLE])
def test_senseless_parameter_is_refused_by_name(query, name):
    assert [entry["parameter"] for entry in mistakes("sources/", query)] == [name]


def test_unknown_parameter_is_told_the_nearest():
    (entry,) = mistakes("sources/", {"serch": "x"})
    assert entry["did_you_mean"] == "search"
    assert "page_size" in entry["allowed"]


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("PAGE_SIZE", "page_size"),
        ("per_page", "page_size"),
        ("limit", "page_size"),
        ("sort", "ordering"),
        ("include", "expand"),
        ("zzz", None),
    ],
)
def test_parameter_by_its_name_elsewhere_is_told_ours(given, meant):
    (entry,) = mistakes("sources/", {given: "1"})
    assert entry["did_you_mean"] == meant


def test_name_elsewhere_is_not_told_where_we_have_no_such_thing():
    assert error("x", "", "limit", ["date", "title"])["did_you_mean"] is None


def test_value_in_other_letters_is_told_as_we_write_it():
    assert error("x", "", "fr", ["CN", "FR"])["did_you_mean"] == "FR"


def test_unknown_choice_is_told_the_nearest():
    (entry,) = mistakes("sources/", {"kind": "articel"})
    assert entry["did_you_mean"] == "article"
    assert set(entry["allowed"]) == {
        "article",
        "dataset",
        "joint-statement",
        "press-release",
        "report",
        "web-page",
    }


def test_all_mistakes_are_named_at_once():
    named = [entry["parameter"] for entry in mistakes("sources/", {"page": "x", "kind": "x", "nonsense": "x"})]
    assert sorted(named) == ["kind", "nonsense", "page"]


def test_item_knows_no_filters():
    source(slug="report")
    assert [entry["parameter"] for entry in mistakes("sources/report/", {"kind": "article"})] == ["kind"]
