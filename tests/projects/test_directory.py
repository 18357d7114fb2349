"""The directory of projects: a table that is sorted by link, and a map with a list beside it."""

import re
from decimal import Decimal

import html5lib
import pytest

from projects.views_directory import COLUMNS
from tests import builders

pytestmark = pytest.mark.django_db

PATH = "/en/projects/"
DOUAI = {"latitude": Decimal("50.37069"), "longitude": Decimal("3.07922"), "place_en": "Douai, Hauts-de-France"}
KOUROU = {"latitude": Decimal("5.16"), "longitude": Decimal("-52.65"), "place_en": "Kourou"}
GRENOBLE = {"latitude": Decimal("45.17869"), "longitude": Decimal("5.71479"), "place_en": "Grenoble"}


class Page:
    """What a page says, element by element."""

    def __init__(self, response):
        self.status = response.status_code
        self.html = response.content.decode()
        self.tree = html5lib.parse(self.html, namespaceHTMLElements=False)

    def each(self, path: str) -> list:
        return self.tree.findall(f".//{path}")

    def texts(self, path: str) -> list[str]:
        return [" ".join("".join(found.itertext()).split()) for found in self.each(path)]

    @property
    def rows(self) -> list[list[str]]:
        return [
            [" ".join("".join(cell.itertext()).split()) for cell in row if cell.tag in ("th", "td")]
            for row in self.each("tbody/tr")
        ]

    @property
    def names(self) -> list[str]:
        return ["".join(found.itertext()) for found in self.each("tbody/tr/th/a")]

    @property
    def addresses(self) -> list[str]:
        return [found.get("href") for found in self.each("thead/tr/th/a")]


@pytest.fixture
def ask(reader):
    return lambda path=PATH, **query: Page(reader.get(path, query))


@pytest.fixture
def three():
    """Projects whose order is another one by each column."""
    source = builders.source("2025-06")
    told = [
        ("Alpha", "operational", 9, 20, "2024"),
        ("Beta", "announced", 40, 50, "2023"),
        ("Gamma", "permitting", 16, 100, "2022"),
    ]
    for name, status, now, aimed, opened in told:
        made = builders.project(name)
        builders.status(made, "inaugurated", opened, source=source)
        builders.status(made, status, "2025", source=source)
        builders.figure(made, low=now, source=source)
        builders.figure(made, low=aimed, nature="target", source=source)
    builders.project("Nothing said")


def test_row_has_each_number_with_its_source(ask):
    plant = builders.project("Verkor gigafactory", place_en="Bourbourg")
    builders.status(plant, "inaugurated", "2025-12-11", source=builders.source("2025-12-11"))
    builders.figure(plant, low=16, when="2025-12-11", source=builders.source("2025-12-12", publisher="EDF"))
    builders.figure(
        plant, low=50, when="2030", nature="target", source=builders.source("2025-12-13", publisher="EIB")
    )

    assert ask().rows == [
        [
            "Verkor gigafactory gigafactory",
            "inaugurated 11 December 2025 Verkor, 11 December 2025",
            "16 GWh a year 11 December 2025 · EDF, 12 December 2025",
            "50 GWh a year 2030 · EIB, 13 December 2025",
            "11 December 2025 Verkor, 11 December 2025",
            "Bourbourg",
        ]
    ]


def test_row_says_in_words_what_is_not_known(ask):
    builders.project("New plant")
    assert ask().rows == [["New plant gigafactory", *["–not known"] * 5]]


def test_number_of_several_sources_leads_to_all_of_them(ask):
    plant = builders.project(slug="the-plant")
    for publisher in ("EDF", "Verkor"):
        builders.figure(plant, low=16, source=builders.source("2025-06-01", publisher=publisher))
    page = ask()
    assert "and 1 more" in page.rows[0][2]
    assert 'href="/en/projects/the-plant/#capacity"' in page.html


def test_sources_that_disagree_are_said_to(ask):
    plant = builders.project()
    for low, publisher in ((9, "EDF"), (16, "Verkor")):
        builders.figure(plant, low=low, source=builders.source("2025-06-01", publisher=publisher))
    assert "sources disagree" in ask().rows[0][2]


@pytest.mark.parametrize(
    ("sort", "names"),
    {
        "name": "Alpha Beta Gamma Nothing",
        "-name": "Nothing Gamma Beta Alpha",
        "status": "Beta Gamma Alpha Nothing",
        "-status": "Alpha Gamma Beta Nothing",
        "capacity-now": "Alpha Gamma Beta Nothing",
        "-capacity-now": "Beta Gamma Alpha Nothing",
        "capacity-aimed": "Alpha Beta Gamma Nothing",
        "-capacity-aimed": "Gamma Beta Alpha Nothing",
        "opens": "Gamma Beta Alpha Nothing",
        "-opens": "Alpha Beta Gamma Nothing",
    }.items(),
)
def test_table_is_sorted_by_each_column_with_what_is_not_known_last(ask, three, sort, names):
    assert [name.split()[0] for name in ask(sort=sort).names] == names.split()


@pytest.mark.parametrize("sort", ["", *(f"{sign}{column}" for column in COLUMNS for sign in ("", "-"))])
def test_one_column_says_how_it_is_sorted(ask, three, sort):
    headers = ask(sort=sort).each("thead/tr/th[@aria-sort]")
    order = "descending" if sort.startswith("-") else "ascending"
    assert [header.get("aria-sort") for header in headers] == [order]


def test_headers_lead_to_the_other_ways_to_sort(ask, three):
    assert ask().addresses == [
        "?sort=-name",
        "?sort=status",
        "?sort=-capacity-now",
        "?sort=-capacity-aimed",
        "?sort=opens",
    ]


@pytest.mark.parametrize(("sort", "address"), [("status", "?sort=-status"), ("-status", "?sort=status")])
def test_header_of_the_sorted_column_turns_the_order_round(ask, three, sort, address):
    assert ask(sort=sort).addresses[1] == address


def test_sorting_keeps_the_earlier_day(ask, three):
    assert "as_known=2025-07-01&sort=status" in ask(as_known="2025-07-01").addresses[1]


def test_asking_for_an_earlier_day_keeps_the_order(ask, three):
    [field] = ask(sort="-status").each("form/input[@type='hidden']")
    assert (field.get("name"), field.get("value")) == ("sort", "-status")


@pytest.mark.parametrize("sort", ["size", "--name", "-", "name,status", "Name", "x" * 3000, "'\"<script>"])
def test_order_that_there_is_not_is_refused_in_words(ask, three, sort):
    page = ask(sort=sort)
    assert (page.status, page.names) == (400, ["Alpha", "Beta", "Gamma", "Nothing said"])
    assert [text for text in page.texts("p[@class='wrong']") if "“sort”" in text and "capacity-now" in text]


def test_order_that_there_is_not_is_refused_in_french_with_no_english_quotation_mark(reader):
    wrong = reader.get("/fr/projects/?sort=size").context["form"].errors["sort"][0]
    assert wrong.startswith("Pour «")
    assert "“" not in wrong


def test_next_page_goes_on_in_the_same_order(ask):
    for number in range(60):
        builders.figure(builders.project(f"Plant {number:02}"), low=number + 1)
    first, second = ask(sort="-capacity-now"), ask(sort="-capacity-now", page=2)
    assert [*first.names, *second.names] == [f"Plant {number:02}" for number in reversed(range(60))]
    assert 'href="?sort=-capacity-now&amp;page=2"' in first.html


@pytest.mark.parametrize("count", [1, 70])
def test_page_asks_the_same_for_any_number_of_projects(ask, count, django_assert_max_num_queries):
    source = builders.source()
    for number in range(count):
        made = builders.project(latitude=44 + Decimal(number) / 20, longitude=Decimal(2))
        builders.status(made, source=source), builders.figure(made, source=source)
        builders.milestone(happened="2025", kind="opening").projects.add(made)
    with django_assert_max_num_queries(12):
        ask(sort="opens")


@pytest.mark.parametrize("hide", ["project", "source"])
def test_what_is_a_draft_is_not_shown(ask, hide):
    plant = builders.project("Secret plant" if hide == "project" else "Plant", live=hide != "project", **DOUAI)
    source = builders.source(live=False, publisher="Secret publisher")
    builders.status(plant, source=source), builders.figure(plant, source=source)
    assert "Secret" not in ask().html


def test_what_was_said_later_is_not_shown_as_known_before(ask):
    plant = builders.project()
    builders.figure(plant, low=12, source=builders.source("2021-06-28"))
    builders.figure(plant, low=16, source=builders.source("2025-06-28"))
    assert ask(as_known="2022-01-01").rows[0][2] == "12 GWh a year Verkor, 28 June 2021"


def test_what_was_withdrawn_does_not_count(ask):
    plant = builders.project()
    builders.figure(plant, withdrawn_on="2025-12-01", withdrawn_why="Wrong.")
    assert ask().rows[0][2] == "–not known"


def test_page_without_coordinates_stands_without_a_map(ask):
    builders.project("Plant")
    page = ask()
    assert (page.status, "<svg" in page.html, page.names) == (200, False, ["Plant"])


def test_point_leads_to_the_project_and_says_its_name_place_and_status(ask):
    plant = builders.project("Envision AESC", slug="aesc", **DOUAI)
    builders.status(plant, "operational", "2025-06")
    drawing = ask().html.split("<svg")[1]
    assert re.findall(r'<a [^>]*href="(.*?)"[^>]*><title>(.*?)</title>', drawing) == [
        ("/en/projects/aesc/", "Douai: Envision AESC (in operation)")
    ]


def test_projects_of_one_town_are_one_point_that_leads_to_the_list(ask):
    for name in ("Cathode plant", "Precursor plant"):
        builders.project(name, **DOUAI)
    page = ask()
    assert page.html.count('class="mark') == 1
    assert 'href="#place-1"' in page.html
    assert page.texts("li[@id='place-1']/*") == ["Douai", "Cathode plant", "Precursor plant"]


def test_list_beside_the_map_says_what_the_map_shows(ask):
    builders.status(builders.project("Envision AESC", **DOUAI), "operational", "2025-06")
    builders.status(builders.project("Innovation centre", **GRENOBLE), "announced", "2021")
    assert ask().texts("ul[@class='places']/li") == [
        "Douai Envision AESC in operation",
        "Grenoble Innovation centre announced",
    ]


def test_dot_is_filled_where_a_project_is_open(ask):
    builders.status(builders.project("Open", **DOUAI), "operational", "2025-06")
    builders.status(builders.project("Not open", **GRENOBLE), "suspended", "2025-06")
    html = ask().html
    assert (html.count('class="mark mark--open"'), html.count('class="mark"')) == (1, 1)


@pytest.mark.parametrize(
    ("language", "title"), [("en", "Grenoble: Pilot line"), ("fr", "Grenoble\u00a0: Pilot line")]
)
def test_title_of_a_mark_is_set_as_its_language_sets_it(ask, language, title):
    builders.project("Pilot line", **GRENOBLE)
    assert f"<title>{title}</title>" in ask(f"/{language}/projects/").html


def test_map_is_hidden_from_screen_readers_and_from_the_tab_key(ask):
    builders.project(**DOUAI)
    html = ask().html
    drawing = html.split("<svg")[1].split("</svg>")[0]
    assert 'aria-hidden="true"' in drawing
    assert drawing.count("<a ") == drawing.count('tabindex="-1"') == 1


def test_what_is_not_on_the_map_is_said_in_words(ask):
    builders.project("Here", **DOUAI), builders.project("Space port", **KOUROU), builders.project("Somewhere")
    said = ask().texts("p[@class='beyond']")
    assert said == [
        "Beyond the edge of the map: Space port.",
        "Not on the map, because no town is given: Somewhere.",
    ]


def test_project_off_the_map_alone_needs_no_drawing(ask):
    builders.project("Space port", **KOUROU)
    page = ask()
    assert (page.each("svg"), page.texts("p[@class='beyond']")) == (
        [],
        ["Beyond the edge of the map: Space port."],
    )


def test_project_without_a_place_is_on_the_map_by_its_name(ask):
    builders.project("Innovation centre", **{**DOUAI, "place_en": ""})
    assert ask().texts("ul[@class='places']/li/h3") == ["Innovation centre"]


def test_drawing_is_the_same_in_french(ask):
    """Its numbers have no decimal comma, which SVG would read as the next number; names may lie elsewhere."""
    builders.project("Plant", **DOUAI)
    numbers = re.compile(r' (?:d|r|c[xy]|viewBox)="([^"]*)"')
    english, french = (
        numbers.findall(ask(f"/{language}/projects/").html.split("<svg")[1]) for language in ("en", "fr")
    )
    assert french == english


@pytest.mark.parametrize("words", ["geonames.org", "creativecommons.org/licenses/by/4.0", "naturalearthdata.com"])
def test_map_names_where_its_land_and_its_towns_are_from(ask, words):
    builders.project(**DOUAI)
    assert words in ask().html
