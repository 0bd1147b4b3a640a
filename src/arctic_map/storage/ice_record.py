"""The sea ice record, and the median ice edges by month."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from arctic_map import resources
from arctic_map.errors import ContentError
from arctic_map.model.reckoning import IceRecord, Month
from arctic_map.model.tr import tr

if TYPE_CHECKING:
    from arctic_map.geo.projecting import Numbers
    from arctic_map.model.catalog import Layer

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
    """Return the path of the median ice edges. The record is in the same folder."""
    return resources.data() / "ice" / "median_extent_1981_2010.geojson"


@cache
def read_ice_record() -> IceRecord:
    """Return the Sea Ice Index of the NSIDC by sea and month. Raises ContentError."""
    folder = ice_path().parent
    seas: defaultdict[str, dict[Month, float]] = defaultdict(dict)
    for sea, year, month, extent in _rows(folder / "regional_monthly_extent.csv", 4):
        seas[sea][_month(year, month)] = float(extent)
    arctic = {
        _month(year, month): float(extent)
        for year, month, _days, extent in _rows(folder / "arctic_monthly_extent.csv", 4)
    }
    areas = {int(month): float(area) for month, area in _rows(folder / "median_area.csv", 2)}
    return IceRecord(dict(seas), arctic, areas)


def record_for(layers: "Iterable[Layer]") -> Callable[[], IceRecord]:
    """Return a function that reads the record, or an empty one if no layer has ice areas."""
    needed = any(feature.ice for layer in layers for feature in layer.features)
    return _record_found if needed else IceRecord


def _record_found() -> IceRecord:
    """Return the record, or an empty one if it cannot be read. `arctic-map check` reports why."""
    try:
        return read_ice_record()
    except ContentError:
        return IceRecord()


def _month(year: str, month: str) -> Month:
    return int(year), int(month)


def _rows(path: Path, width: int) -> list[list[str]]:
    """Return the rows of a CSV file without its heading. Raises ContentError."""
    # Late import: few starts read the record.
    import csv

    try:
        rows = list(csv.reader(path.read_text("utf-8").splitlines()))[1:]
    except (OSError, UnicodeError, csv.Error) as error:
        raise ContentError(tr("the record of sea ice cannot be read"), where=str(path)) from error
    if not all(len(row) == width for row in rows):
        raise ContentError(tr("the record of sea ice has rows of another width"), where=str(path))
    return rows


def read_median_ice(month: int) -> "list[list[Numbers]]":
    """Return polygons within the median edge of 1981-2010 in a month (1 to 12), including land.

    Each polygon is a list of rings, arrays (n, 2) of lon/lat in degrees. Raises ContentError.
    """
    # Late import: needed only for a route with a month.
    import numpy as np

    try:
        collection = msgspec.json.decode(ice_path().read_bytes(), type=_Collection)
    except (OSError, msgspec.MsgspecError) as error:
        raise ContentError(tr("the ice edges cannot be read"), where=str(ice_path())) from error
    polygons: list[_Rings] = []
    for feature in collection.features:
        if feature.properties.month == month:
            shape = feature.geometry
            polygons += [shape.coordinates] if isinstance(shape, _Area) else shape.coordinates
    return [[np.array(ring) for ring in polygon] for polygon in polygons]
