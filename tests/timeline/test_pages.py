"""What the timeline and its milestones show and refuse."""

import re

import pytest

from tests import builders

TIMELINE = "/en/timeline/"


def page(reader, path=TIMELINE, **query) -> str:
    return reader.get(path, query).content.decode()


def words(html: str) -> str:
    """What a reader reads: no markup, blanks folded."""
    return (
        " ".join(re.sub(r"<[^>]+>", " ", html).replace("\xa0", " ").split()).replace(" ,", ",").replace(" .", ".")
    )


def titles(html: str) -> list[str]:
    return [words(title) for title in re.findall(r"<h3>(.*?)</h3>", html)]


def test_timeline_tells_the_past_in_order_then_what_is_announced(reader):
    builders.milestone("Deliveries", planned="2030")
    builders.milestone("Opening", happened="2025-12-11")
    builders.milestone("Founding", happened="July 2020")

    assert titles(page(reader)) == ["Founding", "Opening", "Deliveries"]


def test_timeline_newest_first_begins_with_what_is_announced(reader):
    builders.milestone("Founding", happened="July 2020")
    builders.milestone("Opening", happened="2025-12-11")
    builders.milestone("Deliveries", planned="2030")

    assert titles(page(reader, order="newest")) == ["Deliveries", "Opening", "Founding"]


def test_timeline_heads_what_is_announced_as_such(reader):
    builders.milestone(planned="2030")

    assert '<p class="part-heading">Announced</p>' in page(reader)


def test_timeline_gives_a_plan_at_the_precision_of_its_source(demo, reader):
    html = words(page(reader))

    assert "announced for 2026" in html
    assert "1 January" not in html


def test_timeline_of_a_year_shows_that_year_alone(reader):
    builders.milestone("Founding", happened="July 2020")
    builders.milestone("Opening", happened="2025-12-11")

    assert titles(page(reader, "/en/timeline/2025/")) == ["Opening"]


def test_timeline_of_a_year_without_milestones_is_not_found(reader):
    assert reader.get("/en/timeline/1999/").status_code == 404


def test_year_links_count_what_the_filters_leave(reader):
    builders.milestone(happened="2025-12-11", is_key=True)
    builders.milestone(happened="2025-12-12")

    html = page(reader, key="on")

    assert 'href="#year-2025">2025 <span class="count">1</span>' in html


@pytest.mark.parametrize(("key", "shown"), [("true", ["Founding"]), ("1", ["Founding"]), ("false", 2), ("", 2)])
def test_key_is_asked_for_in_few_words(reader, key, shown):
    builders.milestone("Founding", happened="2020", is_key=True)
    builders.milestone("Move", happened="2021")

    found = titles(page(reader, key=key))

    assert shown in (found, len(found))


@pytest.mark.parametrize("key", ["no", "off", "maybe", "0"])
def test_key_in_other_words_is_refused(reader, key):
    answer = reader.get(TIMELINE, {"key": key})

    assert answer.status_code == 400
    assert "“key” is “on”, or is left out." in words(answer.content.decode())


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"q": "open"}, ["Opening"]),
        ({"q": "ouverture"}, ["Opening"]),
        ({"kind": "company"}, ["Founding"]),
        ({"key": "on"}, ["Founding"]),
        ({"project": "the-plant"}, ["Opening"]),
        ({"organisation": "the-company"}, ["Founding"]),
        ({"q": "nothing like it"}, []),
    ],
)
def test_filter_leaves_what_was_asked_for(reader, query, expected):
    founding = builders.milestone("Founding", happened="2020", kind="company", is_key=True)
    opening = builders.milestone("Opening", happened="2025", title_fr="Ouverture")
    opening.projects.add(builders.project(slug="the-plant"))
    founding.organisations.add(builders.organisation(slug="the-company"))

    assert titles(page(reader, **query)) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"project": "never-was"}, "There is no project “never-was”."),
        ({"organisation": "never-was"}, "There is no organisation “never-was”."),
        ({"kind": "party"}, "There is no kind “party”."),
        ({"order": "backwards"}, "Give “newest”"),
        ({"as_known": "01/02/2023"}, "such as 2021-12-31"),
        ({"as_known": "0000-01-01"}, "such as 2021-12-31"),
        ({"as_known": "9999-12-31"}, "Give a day up to today."),
        ({"as_known": "2021-12-31T00:00"}, "such as 2021-12-31"),
        ({"q": "a" * 10_000}, "at most 200 characters"),
    ],
)
def test_filter_that_makes_no_sense_is_a_bad_request_that_says_what_was_expected(reader, query, expected):
    response = reader.get(TIMELINE, query)

    assert response.status_code == 400
    assert expected in response.content.decode()


def test_filter_that_makes_no_sense_keeps_what_was_typed(reader):
    html = page(reader, as_known="01/02/2023", q="battery")

    assert 'type="text" name="as_known" value="01/02/2023"' in html
    assert 'value="battery"' in html


@pytest.mark.parametrize(
    "value", ["\ud800".encode("utf-8", "surrogatepass"), b"\xff\xfe", "NaN", "Infinity", "' OR 1=1 --", "%"]
)
def test_words_that_nobody_writes_find_nothing_and_break_nothing(reader, value):
    builders.milestone(happened="2025")

    response = reader.get(TIMELINE, {"q": value})

    assert (response.status_code, titles(response.content.decode())) == (200, [])


def test_milestone_without_any_date_is_not_on_the_timeline(reader):
    undated = builders.milestone("Undated", happened="2025")
    builders.milestone("Dated", happened="2025")
    undated.dates.all().delete()
    undated.settle()
    undated.save()

    assert titles(page(reader)) == ["Dated"]


def test_draft_project_is_neither_named_nor_offered(reader):
    opening = builders.milestone("Opening", happened="2025")
    opening.projects.add(builders.project("Secret plant", live=False), builders.project("Known plant"))

    html = page(reader)

    # Offered as a filter, named beside the milestone, and in the picture.
    assert (html.count("Known plant"), html.count("Secret plant")) == (3, 0)


def test_slip_is_told_with_both_dates_and_sources(demo, reader):
    html = words(page(reader, "/en/timeline/gigafactory-opens/"))

    assert "announced for 2024" in html
    assert "28 June 2021" in html
    assert "11 December 2025" in html
    assert "Slipped by at least 11 months" in html


def test_sources_that_disagree_are_shown_side_by_side(demo, reader):
    html = words(page(reader, "/en/timeline/cell-production/"))

    assert "Sources disagree" in html
    assert "publisher not named" in html
    assert "Automobile Propre" in html


def test_milestone_shows_every_date_given_for_it(reader):
    opening = builders.milestone(planned="2024", happened="2025-12-11")
    builders.milestone_date(opening, "planned", "Q3 2025", source=builders.source("2023-05"))

    html = words(page(reader, opening.get_absolute_url()))

    assert all(date in html for date in ("2024", "Q3 2025", "11 December 2025"))


def test_plan_whose_time_has_passed_says_that_nothing_is_known_of_it(demo, reader):
    assert "no source here says what came of it" in words(page(reader, "/en/timeline/pilot-line/"))


def test_as_known_shows_plans_of_that_day_and_nothing_later(demo, reader):
    html = page(reader, as_known="2021-12-31")
    text = words(html.split("<main")[1].split("</form>")[1])

    assert all(plan in text for plan in ("announced for 2023", "announced for 2024", "announced for 2030"))
    assert "naugurat" not in text
    assert "2025" not in text


@pytest.mark.parametrize(("word", "count"), [("inaugurated", 0), ("completion", 1)])
def test_as_known_finds_the_words_that_it_shows(demo, reader, word, count):
    assert len(titles(page(reader, as_known="2021-12-31", q=word))) == count


def test_as_known_says_so_and_leads_back(demo, reader):
    html = page(reader, as_known="2021-12-31")

    assert "what was known on" in words(html)
    assert '<a href="?">Back to what is known today</a>' in html


def test_as_known_before_everything_says_that_nothing_was_known(demo, reader):
    assert "Nothing was known by then" in words(page(reader, as_known="2001-01-01"))


@pytest.mark.parametrize("count", [10, 1000])
def test_timeline_needs_the_same_queries_whatever_its_length(reader, count, django_assert_max_num_queries):
    builders.many_milestones(count)

    with django_assert_max_num_queries(12):
        page(reader)


@pytest.mark.parametrize("count", [10, 1000])
def test_timeline_as_known_needs_the_same_queries_whatever_its_length(
    reader, count, django_assert_max_num_queries
):
    builders.many_milestones(count)

    with django_assert_max_num_queries(12):
        page(reader, as_known="2021-12-31")


@pytest.mark.parametrize("query", [{"as_known": "01/02/2023"}, {"kind": "party"}])
def test_year_asked_for_with_a_filter_that_makes_no_sense_keeps_what_was_typed(reader, query):
    builders.milestone(happened="2025")

    assert reader.get("/en/timeline/2025/", query).status_code == 400


def test_year_of_which_nothing_was_known_then_says_so(reader):
    builders.milestone(happened="2025")

    assert "Nothing was known by then" in words(page(reader, "/en/timeline/2025/", as_known="2020-12-31"))
