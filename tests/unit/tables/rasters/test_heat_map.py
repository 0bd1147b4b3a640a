"""A heat map spreads each point over the ground within its radius, and adds or loses none."""

from pathlib import Path

import numpy as np
import pytest
import rasterio
from numpy.typing import NDArray
from pyproj import Geod

from arctic_map.errors import ExportError
from arctic_map.geo.position import transformer
from arctic_map.tables.rasters import heat_map
from arctic_map.tables.rasters.heat_map import NODATA, UNIT, HeatMap, heat_map_of, write_heat_map
from arctic_map.tables.readers.read_features import Bulk

Numbers = NDArray[np.float64]
RNG = np.random.default_rng(5)
LON, LAT = RNG.normal(30.0, 4.0, 500), RNG.normal(75.0, 1.5, 500)


def bulk_of(lon: Numbers, lat: Numbers) -> Bulk:
    return Bulk(total=len(lon), x=lon, y=lat, of_point=np.arange(len(lon)))


def total(found: HeatMap) -> float:
    """The number of points, from densities and areas."""
    return float(found.values[found.values != NODATA].sum()) * found.cell**2 / 1e9


def value_at(found: HeatMap, lon: float, lat: float) -> float:
    x, y = transformer(found.crs).transform(lon, lat)
    row, column = int((found.top - y) / found.cell), int((x - found.left) / found.cell)
    rows, columns = found.values.shape
    return float(found.values[row, column]) if 0 <= row < rows and 0 <= column < columns else NODATA


@pytest.mark.parametrize("radius", [5.0, 60.0, 500.0])
def test_the_density_adds_up_to_the_points(radius: float) -> None:
    assert total(heat_map_of(bulk_of(LON, LAT), radius)) == pytest.approx(500.0, rel=0.02)


def test_one_point_is_a_disc_of_the_radius_on_the_ellipsoid() -> None:
    found = heat_map_of(bulk_of(np.array([120.3]), np.array([-31.2])), 100.0)
    geod = Geod(ellps="WGS84")
    for azimuth in range(0, 360, 45):
        for km, is_reached in ((90.0, True), (110.0, False)):
            lon, lat, _ = geod.fwd(120.3, -31.2, azimuth, km * 1000.0)
            assert (value_at(found, lon, lat) > 0.0) == is_reached
    sigma = 100_000.0 / 3
    assert value_at(found, 120.3, -31.2) == pytest.approx(1e9 / (2 * np.pi * sigma**2), rel=0.03)


def test_points_far_apart_need_no_more_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heat_map, "MAX_CELLS", 10_000)
    found = heat_map_of(bulk_of(np.array([0.0, 60.0]), np.array([10.0, 50.0])), 10.0)
    assert found.values.size < 12_000 and total(found) == pytest.approx(2.0, rel=0.02)


def test_positions_that_have_no_place_are_left_out() -> None:
    found = heat_map_of(bulk_of(np.array([0.0, np.inf]), np.array([10.0, 50.0])), 10.0)
    assert total(found) == pytest.approx(1.0, rel=0.02)
    assert heat_map_of(bulk_of(np.array([np.inf]), np.array([0.0])), 10.0).values.size == 0


def test_the_file_has_its_unit_and_no_value_where_nothing_is(tmp_path: Path) -> None:
    found = heat_map_of(bulk_of(LON, LAT), 60.0)
    write_heat_map(found, tmp_path / "heat.tif")
    with rasterio.open(tmp_path / "heat.tif") as raster:
        assert raster.units == (UNIT,) and raster.nodata == NODATA
        assert "Lambert_Azimuthal_Equal_Area" in raster.crs.to_wkt()
        assert np.array_equal(raster.read(1), found.values)
    assert [*tmp_path.iterdir()] == [tmp_path / "heat.tif"]
    with pytest.raises(ExportError, match="the heat map cannot be written"):
        write_heat_map(found, tmp_path / "none" / "heat.tif")
