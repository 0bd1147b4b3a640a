"""The extent of rasters in degrees and in each projection."""

from pathlib import Path

import pytest

from arctic_map.geo.crs import crs_named
from arctic_map.geo.position import project
from arctic_map.geo.projections import PROJECTIONS, centred, projection_named
from arctic_map.model.catalog import LayerKind
from arctic_map.tables.rasters.raster_layer import extent_of_raster, layer_of_raster
from arctic_map.tables.rasters.raster_store import RasterBand, RasterFile, boxes_of_raster


def raster(crs: str, x: float, y: float, pixel: float, size: int = 100) -> RasterFile:
    place = (pixel, 0.0, x, 0.0, -pixel, y)
    return RasterFile(
        size, size, crs_named(crs).to_wkt(), place, levels=1, bands=(RasterBand(low=1.0, high=2.0, unit="m"),)
    )


def test_the_extent_of_a_raster_in_degrees_is_its_own() -> None:
    assert extent_of_raster(raster("EPSG:4326", 20.0, 75.0, 0.1)) == pytest.approx((20.0, 65.0, 30.0, 75.0))
    assert extent_of_raster(raster("EPSG:4326", 175.0, 75.0, 0.1)) == pytest.approx(
        (175.0, 65.0, -175.0, 75.0)
    )
    assert extent_of_raster(raster("EPSG:4326", -180.0, 90.0, 3.6)) == pytest.approx(
        (-180.0, -90.0, 180.0, 90.0)
    )
    assert extent_of_raster(raster("EPSG:4326", -10.0, 90.0, 0.5)) == pytest.approx((-10.0, 40.0, 40.0, 90.0))


def test_a_raster_around_the_pole_reaches_it_and_all_longitudes() -> None:
    west, south, east, north = extent_of_raster(raster("EPSG:3413", -1e6, 1e6, 20_000)) or (0, 0, 0, 0)
    assert (west, east, north) == (-180.0, 180.0, 90.0) and 76.0 < south < 78.0


def test_its_box_in_each_projection_contains_its_middle() -> None:
    boxes = boxes_of_raster(raster("EPSG:4326", 20.0, 75.0, 0.1))
    assert [*boxes] == [each.id for each in PROJECTIONS]
    for id, (x0, y0, x1, y1) in boxes.items():
        x, y = project(projection_named(id), 25.0, 70.0) or (0.0, 0.0)
        assert x0 < x < x1 and y0 < y < y1
    assert [*boxes_of_raster(raster("EPSG:4326", 20.0, -5.0, 0.1))] == ["world"]
    here, there = centred(20, 0), centred(-160, 0)
    assert [*boxes_of_raster(raster("EPSG:4326", 20.0, -5.0, 0.1), [here, there])] == [here.id]


def test_its_layer_has_size_range_and_unit(tmp_path: Path) -> None:
    path = tmp_path / "depth.tif"
    path.write_bytes(b"II")
    layer = layer_of_raster(path, 3, raster("EPSG:4326", 20.0, 75.0, 0.1))
    assert (layer.kind, layer.name, layer.file, layer.count) == (LayerKind.RASTER, "depth.tif", str(path), 0)
    assert layer.raster and (layer.raster.columns, layer.raster.low, layer.raster.unit) == (100, 1.0, "m")
    assert layer.file_style == "file-3-area"
