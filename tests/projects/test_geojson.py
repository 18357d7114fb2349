"""Projects on a map, read back with the package `geojson`."""

from decimal import Decimal

import geojson
import pytest

from tests.api import ask, results
from tests.builders import project

pytestmark = pytest.mark.django_db
PLACE = {"latitude": Decimal("50.95"), "longitude": Decimal("2.31")}


def read(path: str, query=None):
    answer = ask(path, query)
    assert answer.headers["Content-Type"] == "application/geo+json"
    found = geojson.loads((answer.getvalue() if answer.streaming else answer.content).decode())
    assert found.is_valid, found.errors()
    return found


def test_project_is_a_point_of_longitude_and_latitude():
    made = project(**PLACE)
    (feature,) = read("projects.geojson").features

    assert (feature.id, feature.geometry.type) == (str(made.pk), "Point")
    assert feature.geometry.coordinates == [2.31, 50.95]


def test_project_without_coordinates_is_a_feature_without_a_place():
    project()
    (feature,) = read("projects.geojson").features

    assert (feature.type, feature.geometry) == ("Feature", None)


def test_properties_are_those_of_the_json():
    project(**PLACE)
    (feature,) = read("projects.geojson").features

    assert dict(feature.properties) == results("projects/")[0]


def test_list_without_projects_is_an_empty_collection():
    assert read("projects.geojson").features == []


def test_list_without_what_is_not_public():
    project(live=False, **PLACE)

    assert read("projects.geojson").features == []


def test_list_is_filtered_as_the_json_is():
    project(slug="shown", kind="cathode-plant", **PLACE)
    project(kind="gigafactory", **PLACE)
    features = read("projects.geojson", {"kind": "cathode-plant"}).features

    assert [feature.properties["slug"] for feature in features] == ["shown"]


def test_page_of_a_list_has_as_many_features():
    for _ in range(3):
        project(**PLACE)

    assert len(read("projects.geojson", {"page_size": 2}).features) == 2


def test_item_is_one_feature():
    made = project(**PLACE)
    feature = read(f"projects/{made.slug}.geojson")

    assert (feature.type, feature.id) == ("Feature", str(made.pk))


def test_other_lists_have_no_such_form():
    assert ask("sources.geojson").status_code == 406
