"""The median ice edges, month by month."""

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from arctic_map import resources
from arctic_map.errors import ContentError

if TYPE_CHECKING:
    from arctic_map.geo.project import Numbers

_Rings = list[list[tuple[float, float]]]


class _Area(msgspec.Struct, tag_field="type", tag="Polygon"):
    coordinates: _Rings


class _Areas(msgspec.Struct, tag_field="type", tag="MultiPolygon"):
    coordinates: list[_Rings]


class _Month(msgspec.Struct):
    month: int


class _Feature(msgspec.Struct):
    properties: _Month
    geometry: _Area | _Areas


class _Collection(msgspec.Struct):
    features: list[_Feature]


def ice_path() -> Path:
    return resources.data() / "ice" / "median_extent_1981_2010.geojson"


def read_median_ice(month: int) -> "list[list[Numbers]]":
    """Polygons within the median edge of 1981-2010 in a month (1 to 12): rings (n, 2) in degrees, land in it.

    Raises ContentError.
    """
    # Only a route with a month asks for it.
    import numpy as np

    try:
        found = msgspec.json.decode(ice_path().read_bytes(), type=_Collection)
    except (OSError, msgspec.MsgspecError) as error:
        raise ContentError("the ice edges cannot be read", where=str(ice_path())) from error
    polygons: list[_Rings] = []
    for feature in found.features:
        if feature.properties.month == month:
            shape = feature.geometry
            polygons += [shape.coordinates] if isinstance(shape, _Area) else shape.coordinates
    return [[np.array(ring) for ring in polygon] for polygon in polygons]
