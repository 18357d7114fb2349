"""Projects as places on a map (GeoJSON, RFC 7946)."""

from django.utils.translation import gettext_lazy as _

from projects.models import Project
from projects.records.representations import dumped
from projects.records.representations_object import ObjectForm


class GeoJson(ObjectForm):
    """A feature for each project, also for one whose place is not known. Its properties are those of the JSON."""

    name = "geojson"
    media_type = "application/geo+json"
    description = _("GeoJSON, for maps")
    members = "features"

    def frame(self, view):
        return {"type": "FeatureCollection"}

    def written(self, view, items):
        return map(_feature, items, view.represent(items))

    def one(self, view, item):
        return "".join(dumped(feature) for feature in self.written(view, [item]))


GEOJSON = GeoJson()


def _feature(project: Project, properties: dict) -> dict:
    return {
        "type": "Feature",
        "id": str(project.pk),
        "geometry": _geometry(project),
        "properties": properties,
    }


def _geometry(project: Project) -> dict | None:
    if project.latitude is None or project.longitude is None:
        return None
    return {"type": "Point", "coordinates": [float(project.longitude), float(project.latitude)]}
