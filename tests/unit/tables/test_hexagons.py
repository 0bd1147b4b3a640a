"""Points counted in hexagons, as counted one by one in the hexagons that were written."""

from pathlib import Path

import numpy as np
import pyogrio
import pytest
import shapely
from pyproj import Geod, Transformer

from arctic_map.tables.hexagons import hexagons_of, write_hexagons
from arctic_map.tables.readers.read_features import Bulk

COUNT = 3000


@pytest.fixture(params=[(100.0, 80.0, 15.0), (179.0, 70.0, 8.0), (-60.0, -10.0, 5.0)], ids=str)
def bulk(request: pytest.FixtureRequest) -> Bulk:
    """Points around a place, some across the pole or the date line."""
    lon, lat, spread = request.param
    random = np.random.default_rng(3)
    y = np.clip(lat + random.normal(0, spread / 2, COUNT), -89, 89)
    x = (lon + random.normal(0, spread * 2, COUNT) + 180) % 360 - 180
    return Bulk(total=COUNT, x=x, y=y, of_point=np.arange(COUNT))


@pytest.mark.parametrize("width", [60.0, 400.0])
def test_every_point_is_counted_in_the_hexagon_around_it(bulk: Bulk, width: float) -> None:
    found = hexagons_of(bulk, width)
    x, y = Transformer.from_crs("OGC:CRS84", found.crs, always_xy=True).transform(bulk.x, bulk.y)
    tree = shapely.STRtree(found.shapes)
    _, inside = tree.query(shapely.points(x, y), predicate="within")
    counted = np.bincount(inside, minlength=len(found.counts))
    # A point on an edge may count on either side.
    assert abs(counted - found.counts).sum() <= 2
    assert found.counts.sum() == COUNT and found.counts.min() > 0
    assert shapely.area(found.shapes) == pytest.approx(found.area_km2 * 1e6)


def test_hexagons_have_the_same_area_on_the_ellipsoid(bulk: Bulk) -> None:
    found = hexagons_of(bulk, 200.0)
    to_degrees = Transformer.from_crs(found.crs, "OGC:CRS84", always_xy=True)
    dense = shapely.segmentize(found.shapes[:40], 5000)
    for shape in dense:
        lon, lat = to_degrees.transform(*np.asarray(shape.exterior.coords).T)
        area, _ = Geod(ellps="WGS84").polygon_area_perimeter(lon, lat)
        assert abs(area) == pytest.approx(found.area_km2 * 1e6, rel=0.002)


def test_a_feature_of_several_points_counts_once_in_a_hexagon() -> None:
    bulk = Bulk(
        total=2,
        x=np.array([10.0, 10.001, 40.0, 10.002]),
        y=np.array([70.0] * 4),
        of_point=np.array([0, 0, 0, 1]),
    )
    assert sorted(hexagons_of(bulk, 100.0).counts.tolist()) == [1, 2]


def test_a_file_has_counts_and_densities_and_is_the_same_each_time(bulk: Bulk, tmp_path: Path) -> None:
    found = hexagons_of(bulk, 150.0)
    outs = [tmp_path / name for name in ("a.gpkg", "b.gpkg")]
    for out in outs:
        write_hexagons(found, out, "density")
    assert outs[0].read_bytes() == outs[1].read_bytes()
    meta, _, shapes, values = pyogrio.raw.read(outs[0])
    assert [*meta["fields"]] == ["count", "per_1000_km2"] and len(shapes) == len(found.counts)
    assert values[0].tolist() == found.counts.tolist()
    assert values[1] == pytest.approx(found.counts * 1000 / found.area_km2)
    assert meta["geometry_type"] == "Polygon"


def test_a_file_without_points_has_no_hexagons() -> None:
    assert len(hexagons_of(Bulk(), 50.0).counts) == 0
