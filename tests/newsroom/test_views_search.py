"""The page of the search: what it shows of what is found, what it says where it finds nothing or cannot."""

from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from django.test import Client

from tests import builders
from tests.drafts import draft
from tests.searching import in_words, main_of, titles

SPEC = "{http://a9.com/-/spec/opensearch/1.1/}"


@pytest.fixture
def search(reader, a_day_later):
    """The content of the page for these words, in this language."""

    def searched(words=None, language="en", **asked):
        response = reader.get(f"/{language}/search/", asked if words is None else {"q": words, **asked})
        assert response.status_code == 200
        return main_of(response)

    return searched


@pytest.fixture
def found(search):
    return lambda words, **asked: titles(search(words, **asked))


def test_page_without_a_question_says_what_can_be_asked(search):
    html = search()

    assert 'role="search"' in html
    assert "in English and in French" in html
    assert "<ol" not in html


@pytest.mark.parametrize("words", ["", "   ", "…", "😀"])
def test_question_without_letters_is_none(search, words):
    assert "Fewer words find more" in search(words)


def test_hit_has_type_date_link_and_marked_words(search):
    release = builders.release("Aurora opens", lead_en="The Aurora plant.", body_en="<p>At last.</p>")

    html = search("aurora")

    assert "1 result for “aurora”" in html
    assert f'<a href="{release.get_absolute_url()}"><mark>Aurora</mark> opens</a>' in html
    assert "The <mark>Aurora</mark> plant. · At last." in html
    assert in_words(html.split('<ol class="hits"')[1]).startswith(
        'start="1"> Press release 11 December 2025 Aurora'
    )


@pytest.mark.parametrize(
    ("nature", "words"), [("planned", "announced for 2030"), ("happened", "2030")], ids=["planned", "happened"]
)
def test_milestone_says_whether_it_is_announced(search, nature, words):
    builders.milestone("Aurora", **{nature: "2030"})

    assert f"Milestone {words} Aurora" in in_words(search("aurora"))


def test_outcome_is_not_found_while_it_is_planned(found):
    builders.milestone("Aurora opened", planned="2030", plan_title_en="Aurora to open", live=True)

    assert (found("opened plan"), found("aurora")) == ([], ["Aurora to open"])


def test_texts_are_escaped(search):
    builders.project("Aurora & Boreas", summary_en="1 < 2 & “aurora” > 3")

    html = search("aurora")

    assert "<mark>Aurora</mark> &amp; Boreas</a>" in html
    assert "1 &lt; 2 &amp; “<mark>aurora</mark>” &gt; 3" in html


def test_question_is_escaped(search):
    html = search('"><script>alert(1)</script>')

    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


@pytest.mark.parametrize(
    ("language", "words", "title"),
    [
        ("en", "usine", '<a href="/en/projects/plant/" lang="fr"><mark>Usine</mark> Aurora</a>'),
        ("fr", "plant", '<a href="/fr/projects/plant/" lang="en">Aurora <mark>plant</mark></a>'),
        ("fr", "usine", '<a href="/fr/projects/plant/"><mark>Usine</mark> Aurora</a>'),
        ("en", "aurora", '<a href="/en/projects/plant/"><mark>Aurora</mark> plant</a>'),
    ],
)
def test_hit_in_the_other_language_is_marked(search, language, words, title):
    builders.project("Aurora plant", name_fr="Usine Aurora", slug="plant")

    assert title in search(words, language)


def test_hit_in_the_other_language_says_so(search):
    builders.project("Aurora plant", name_fr="Usine Aurora", summary_en="Sun.", summary_fr="Soleil.")

    assert '<span class="note">in French</span>' in search("usine")
    assert '<p lang="fr">Soleil.</p>' in search("usine")
    assert "in French" not in in_words(search("plant")).split("1 result")[1]


def test_record_that_has_no_text_in_the_readers_language_is_shown_in_the_other(search):
    builders.project("", name_fr="Usine Aurora")

    assert 'lang="fr"><mark>Usine</mark> Aurora' in search("usine")


def test_types_and_years_are_told_with_their_counts(search):
    builders.project("Aurora")
    builders.milestone("Aurora", happened="2023")
    builders.milestone("Aurora", happened="2024")

    html = search("aurora")

    assert (
        in_words(html.split('aria-label="Types"')[1].split("</nav>")[0]) == "> All types Milestones 2 Projects 1"
    )
    assert in_words(html.split('aria-label="Years"')[1].split("</nav>")[0]) == "> All years 2024 1 2023 1"
    assert 'href="?q=aurora&amp;type=milestone"' in html


def test_type_and_year_narrow(search):
    builders.project("Aurora plant")
    builders.milestone("Aurora step", happened="2023")
    builders.milestone("Aurora later", happened="2024")

    html = search("aurora", type="milestone", year="2023")

    assert (titles(html), "1 result for" in html) == (["Aurora step"], True)
    assert 'href="?year=2023&amp;q=aurora&amp;type=milestone" aria-current="true"' in html
    assert 'href="?type=milestone&amp;q=aurora"' in html


def test_type_of_which_nothing_is_found_leads_back(search):
    builders.project("Aurora")

    html = search("aurora", type="organisation")

    assert "Nothing was found for “aurora”" in html
    assert 'href="?q=aurora"' in html


def test_twenty_are_on_a_page(search):
    for number in range(21):
        builders.project(f"Aurora {number:02}")

    first, second = search("aurora"), search("aurora", page="2")

    assert (len(titles(first)), len(titles(second))) == (20, 1)
    assert set(titles(first)).isdisjoint(titles(second))
    assert '<ol class="hits" start="21">' in second
    assert 'href="?q=aurora&amp;page=2"' in first


def test_page_beyond_the_last_is_not_found(reader):
    assert reader.get("/en/search/?q=aurora&page=2").status_code == 404


def test_what_may_have_been_meant_is_a_link(search):
    builders.project("L’énergie verte")

    assert 'Did you mean: <a href="?q=%C3%A9nergie">énergie</a>' in search("enrgie")


def test_nothing_else_is_meant_where_something_is_found(search):
    builders.project("Aurora")
    builders.project("Auroras Boreas")

    assert "Did you mean" not in search("aurora")


def test_nothing_found_says_what_finds_more(search):
    html = search("zzzz")

    assert "Nothing was found for “zzzz”" in html
    assert "Fewer words find more" in html


def test_long_question_is_kept_and_read_as_far_as_told(search):
    builders.project("Aurora")

    html = search("aurora " + "x" * 300)

    assert "only its first 200 letters were searched for" in html
    assert "x" * 300 in html
    assert "Nothing was found" in html


MALFORMED = {
    "type=party": "Type: There is no type “party”. Choose one from the list.",
    "type=source": "Type: There is no type “source”. Choose one from the list.",
    "year=20": "Year: Give a year in four digits, such as 2025.",
    "year=0000": "Year: Give a year in four digits, such as 2025.",
    "year=２０２５": "Year: Give a year in four digits, such as 2025.",
    "year=-2025": "Year: Give a year in four digits, such as 2025.",
}


@pytest.mark.parametrize(("asked", "words"), MALFORMED.items())
def test_malformed_filter_is_refused_in_words(reader, asked, words):
    response = reader.get(f"/en/search/?q=aurora&{asked}")

    assert response.status_code == 400
    assert words in in_words(main_of(response))
    assert 'value="aurora"' in main_of(response)


def test_unknown_filter_is_ignored_with_a_note(search):
    builders.project("Aurora")

    html = search("aurora", colour="green")

    assert "“colour” is no filter here" in html
    assert titles(html) == ["Aurora"]


def test_results_are_not_for_other_search_engines(reader):
    assert '<meta name="robots" content="noindex">' in reader.get("/en/search/?q=a").content.decode()


def test_draft_of_what_is_live_is_not_found(found):
    draft(builders.project("Aurora"), name_en="Boreas")

    assert (found("boreas"), found("aurora")) == ([], ["Aurora"])


def test_nothing_near_to_a_draft_is_told(search):
    builders.project("Zanzibarium", live=False)
    draft(builders.project("Aurora"), name_en="Zanzibarium")

    assert "Zanzibarium" not in search("zanzibarum")


@pytest.mark.parametrize("words", ["aurora", "arora", "zzz"])
def test_page_takes_few_queries_however_much_is_found(reader, a_day_later, words, django_assert_max_num_queries):
    for make in (builders.project, builders.organisation, builders.release):
        for number in range(12):
            make(f"Aurora {number}")
    builders.milestone("Aurora", happened="2024")

    with django_assert_max_num_queries(8):  # who is due, the counts, the hits, four types; or what was meant
        reader.get("/en/search/", {"q": words})


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_page_leads_to_the_search(reader, language):
    html = reader.get(f"/{language}/").content.decode()

    assert f'<a href="/{language}/search/">' in html
    assert '<link rel="search" type="application/opensearchdescription+xml" title="Gigafactory Newsroom"' in html
    assert f'href="/{language}/opensearch.xml"' in html


@pytest.mark.parametrize("language", ["en", "fr"])
def test_browsers_are_told_how_to_search(reader, a_day_later, language):
    builders.project("Aurora")
    response = reader.get(f"/{language}/opensearch.xml")

    described = ElementTree.fromstring(response.content)
    template = described.find(f"{SPEC}Url").get("template")

    assert response.headers["Content-Type"] == "application/opensearchdescription+xml"
    assert described.find(f"{SPEC}Language").text == language
    assert 0 < len(described.find(f"{SPEC}ShortName").text) <= 16
    assert template.startswith(f"http://testserver/{language}/search/")
    assert ">Aurora<" in Client().get(template.replace("{searchTerms}", quote("l’aurora"))).content.decode()


def test_description_answers_conditionally(reader):
    tag = reader.get("/en/opensearch.xml").headers["ETag"]

    assert reader.get("/en/opensearch.xml", headers={"If-None-Match": tag}).status_code == 304
    assert reader.get("/fr/opensearch.xml").headers["ETag"] != tag


def test_description_that_is_held_on_to_after_it_changed_is_refused(reader):
    answer = reader.get("/en/opensearch.xml", headers={"If-Match": '"other"'})
    assert (answer.status_code, answer.headers["Cache-Control"]) == (412, "no-store")
