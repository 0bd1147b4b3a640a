"""Median ice edges and seas as they are drawn: at sea, in one piece, as large as the record says."""

import csv
import json
from functools import cache
from typing import Any

import numpy as np
import pytest
import shapely
from pyproj import Transformer
from tests.built_in import read_drawing

from arctic_map import resources
from arctic_map.content.catalog import load
from arctic_map.geo.areas import pieces
from arctic_map.geo.projections import PROJECTIONS
from arctic_map.model.drawing import Shape
from arctic_map.model.projection import Projection
from arctic_map.storage.base_map import read_level

MEANS = (14.44, 15.30, 15.43, 14.69, 13.29, 11.76, 9.47, 7.19, 6.41, 8.35, 10.70, 12.83)
"""Extents of 1981-2010 by month, million km2, as the description of the data gives them."""
WITHIN, JULY = 5.5, 9.5
"""Per cent: the median edge may hold so much more or less; in July it keeps ice of Hudson Bay."""
FINEST = 2
SEAM = 20_000.0
"""Metres on either side of 180 degrees where no line may end, but at a shore."""
FAMILIES = {projection.family: projection for projection in PROJECTIONS}
each_family = pytest.mark.parametrize("projection", FAMILIES.values(), ids=FAMILIES)
"""The projections of a family are the same map turned."""


@cache
def digests() -> dict[str, str]:
    return {layer.id: layer.digest for layer in load(resources.data()).layers}


@cache
def shapes(id: str, projection: Projection) -> tuple[Shape, ...]:
    found = read_drawing(projection.id, id, digests()[id])
    assert found is not None
    return found.shapes


@cache
def land(projection: Projection) -> shapely.STRtree:
    """The finest of the base map, 1:10 million."""
    ground = read_level(projection.family, FINEST)
    parts = (part for cell in ground.items["land"].cells for part in cell.parts)
    return shapely.STRtree(pieces(parts, ground.quantum, projection.ground).geoms)


def lines(projection: Projection) -> list[Any]:
    found = [part for shape in shapes("ice-edge", projection) for part in shape.parts]
    return [shapely.LineString(np.array(part).reshape(-1, 2)) for part in found]


@each_family
def test_no_edge_is_drawn_on_land(projection: Projection) -> None:
    drawn = lines(projection)
    assert len(drawn) > 100
    places = shapely.points(shapely.get_coordinates([line.segmentize(20_000.0) for line in drawn]))
    assert len(land(projection).query(places, predicate="within")[0]) == 0


@each_family
def test_no_line_is_torn_at_180_degrees(projection: Projection) -> None:
    to_degrees = Transformer.from_crs(projection.crs, "EPSG:4326", always_xy=True)
    ends = np.array([line.coords[at] for line in lines(projection) for at in (0, -1)])
    lon, lat = to_degrees.transform(ends[:, 0], ends[:, 1])
    nearby = (180.0 - np.abs(lon)) * 111_000.0 * np.cos(np.radians(lat)) < SEAM
    at_shore = land(projection).query(shapely.points(ends), "dwithin", 40_000.0)[0]
    assert set(np.flatnonzero(nearby)) <= set(at_shore)


def test_the_area_within_each_edge_is_that_of_the_record() -> None:
    with (resources.data() / "ice" / "median_area.csv").open(encoding="utf-8") as file:
        areas = {int(row["month"]): float(row["median_area_mkm2"]) for row in csv.DictReader(file)}
    assert list(areas) == list(range(1, 13))
    for month, area in areas.items():
        off = 100.0 * (area / MEANS[month - 1] - 1.0)
        assert abs(off - (JULY if month == 7 else 0.0)) <= (1.0 if month == 7 else WITHIN), month


def test_areas_within_the_edges_agree_with_counted_cells() -> None:
    """Of September and March, on a grid of 25 km of equal area, by what of it is within and not on land."""
    step, projection = 25_000.0, PROJECTIONS[0]
    middles = np.arange(-5.5e6, 5.5e6, step) + step / 2
    x, y = (axis.ravel() for axis in np.meshgrid(middles, middles))
    to_degrees = Transformer.from_crs("EPSG:6931", "EPSG:4326", always_xy=True)
    lon, lat = to_degrees.transform(x, y)
    plane = Transformer.from_crs("EPSG:4326", projection.crs, always_xy=True)
    north = lat > 35.0
    places = np.column_stack(plane.transform(lon[north], lat[north]))
    dry = np.full(len(places), False)
    dry[np.unique(land(projection).query(shapely.points(places), "within")[0])] = True
    source = json.loads((resources.data() / "ice" / "median_extent_1981_2010.geojson").read_text("utf-8"))
    with (resources.data() / "ice" / "median_area.csv").open(encoding="utf-8") as file:
        areas = {int(row["month"]): float(row["median_area_mkm2"]) for row in csv.DictReader(file)}
    for feature in source["features"]:
        month, shape = feature["properties"]["month"], feature["geometry"]
        if month not in (3, 9):
            continue
        ring = np.array(shape["coordinates"][0])
        area = shapely.make_valid(shapely.Polygon(np.column_stack(plane.transform(*ring.T))))
        within = shapely.contains_xy(area, places[:, 0], places[:, 1]) & ~dry
        assert within.sum() * step * step / 1e12 == pytest.approx(areas[month], rel=0.01)


@pytest.mark.parametrize("projection", [PROJECTIONS[0]], ids=["nsr"])
def test_each_sea_is_one_area_across_180_degrees_and_none_lies_over_another(projection: Projection) -> None:
    found = [shape for shape in shapes("ice-seas", projection) if shape.kind == "area"]
    assert len({shape.feature for shape in found}) == len(found) == 7
    areas = [shapely.make_valid(_filled(shape)) for shape in found]
    for number, one in enumerate(areas):
        for other in areas[number + 1 :]:
            assert one.intersection(other).area < 0.005 * min(one.area, other.area)


def _filled(shape: Shape) -> Any:
    """Its outer rings: what runs clockwise are islands."""
    rings = [shapely.LinearRing(np.array(part).reshape(-1, 2)) for part in shape.parts]
    return shapely.union_all([shapely.Polygon(ring) for ring in rings if ring.is_ccw])
