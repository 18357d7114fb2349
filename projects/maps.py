"""Where a point of the globe lies on a map of France. Pure.

Positions on the map are kilometres of Lambert-93, x to the east and y to the north; a frame turns them into the
units of its drawing, x to the right and y down.
"""

from dataclasses import dataclass
from math import atanh, cos, exp, log, radians, sin, sqrt

# The ellipsoid GRS80, in kilometres.
_AXIS, _FLATTENING = 6378.137, 1 / 298.257222101
_ECCENTRICITY = sqrt(_FLATTENING * (2 - _FLATTENING))
# Lambert-93 (EPSG:2154), by which France draws itself: its parallels, its origin, what the origin is called.
_PARALLELS = (radians(44), radians(49))
_ORIGIN_LATITUDE, _ORIGIN_LONGITUDE = radians(46.5), radians(3)
_EASTING, _NORTHING = 700, 6600

# How wide every drawing is, in its own units.
WIDTH = 360


def _isometric(latitude: float) -> float:
    return atanh(sin(latitude)) - _ECCENTRICITY * atanh(_ECCENTRICITY * sin(latitude))


def _radius(latitude: float) -> float:
    """Of the parallel, in kilometres."""
    return _AXIS * cos(latitude) / sqrt(1 - (_ECCENTRICITY * sin(latitude)) ** 2)


_CONE = log(_radius(_PARALLELS[0]) / _radius(_PARALLELS[1])) / (
    _isometric(_PARALLELS[1]) - _isometric(_PARALLELS[0])
)
_SIZE = _radius(_PARALLELS[0]) * exp(_CONE * _isometric(_PARALLELS[0])) / _CONE
_APEX = _NORTHING + _SIZE * exp(-_CONE * _isometric(_ORIGIN_LATITUDE))


def lambert(latitude: float, longitude: float) -> tuple[float, float]:
    """Lambert's conformal conic projection with the parameters of France (IGN's ALG0003), in kilometres."""
    distance = _SIZE * exp(-_CONE * _isometric(radians(latitude)))
    angle = _CONE * (radians(longitude) - _ORIGIN_LONGITUDE)
    return _EASTING + distance * sin(angle), _APEX - distance * cos(angle)


@dataclass(frozen=True)
class Frame:
    """What a drawing shows, in kilometres of the map."""

    west: float
    south: float
    east: float
    north: float

    @property
    def scale(self) -> float:
        """Units to a kilometre."""
        return WIDTH / (self.east - self.west)

    @property
    def height(self) -> float:
        return (self.north - self.south) * self.scale

    def holds(self, x: float, y: float, margin: float = 0) -> bool:
        inside_x = self.west - margin <= x <= self.east + margin
        return inside_x and self.south - margin <= y <= self.north + margin

    def place(self, x: float, y: float) -> tuple[float, float]:
        return (x - self.west) * self.scale, (self.north - y) * self.scale


# The mainland and Corsica.
FRANCE = Frame(70, 6015, 1275, 7145)
# Within these degrees the projection says something; the frame lies well within them.
_LATITUDES, _LONGITUDES = (35, 60), (-15, 20)


def on_the_map(latitude: float, longitude: float) -> tuple[float, float] | None:
    """Where a point lies, in kilometres; None for one outside of the map."""
    in_reach = _LATITUDES[0] < latitude < _LATITUDES[1] and _LONGITUDES[0] < longitude < _LONGITUDES[1]
    point = lambert(latitude, longitude) if in_reach else None
    return point if point and FRANCE.holds(*point) else None
