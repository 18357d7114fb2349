"""The order in which pages show projects: that of the names that the reader sees."""

import re

import pytest

from tests import builders

# The last has no French name, and is sorted by the one that is shown in its place.
NAMES = [("Battery plant", "Usine de batteries"), ("Recycling site", "Collecte"), ("Pilot line", "")]
SORTED = {
    "en": ["Battery plant", "Pilot line", "Recycling site"],
    "fr": ["Collecte", "Pilot line", "Usine de batteries"],
}


def linked(reader, address: str) -> list[str]:
    """The names under which the page's content links to projects."""
    content = reader.get(address).content.decode().split("<main")[1].split("</main>")[0]
    return re.findall(r'<a href="/\w\w/projects/[\w-]+/">(?:<span[^>]*>)?([^<]+)<', content)


@pytest.mark.parametrize("language", SORTED)
def test_list_is_in_the_order_of_the_names_shown(reader, language):
    for english, french in NAMES:
        builders.project(english, name_fr=french)

    assert linked(reader, f"/{language}/projects/") == SORTED[language]


@pytest.mark.parametrize("language", SORTED)
def test_parts_of_a_cluster_are_in_the_order_of_the_names_shown(reader, language):
    whole = builders.project("Cluster", slug="the-cluster")
    for english, french in NAMES:
        builders.project(english, name_fr=french, part_of=whole)

    assert linked(reader, f"/{language}/projects/the-cluster/") == SORTED[language]


@pytest.mark.parametrize("language", SORTED)
def test_roles_of_an_organisation_are_in_the_order_of_the_names_shown(reader, language):
    partner = builders.organisation(slug="the-partner")
    for english, french in NAMES:
        builders.participation(builders.project(english, name_fr=french), partner)

    assert linked(reader, f"/{language}/organisations/the-partner/") == SORTED[language]


def test_part_that_is_a_draft_is_not_shown_with_its_whole(reader):
    whole = builders.project("Cluster")
    builders.project("Secret plant", part_of=whole, live=False)

    assert "Secret plant" not in reader.get(whole.get_absolute_url()).content.decode()
