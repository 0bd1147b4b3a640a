"""Views of copied rasters, compared with GDAL's own warping."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
import shapely
from rasterio.transform import Affine, from_origin
from rasterio.warp import Resampling, reproject

from arctic_map.geo.crs import crs_named, to_raster_crs
from arctic_map.geo.projections import DEFAULT, projection_named
from arctic_map.model.projection import PixelView
from arctic_map.tables.rasters import contours
from arctic_map.tables.rasters.contours import contours_of
from arctic_map.tables.rasters.raster_copy import copy_raster
from arctic_map.tables.rasters.raster_store import NAME, RasterStore, boxes_of_raster, write_raster

SIZE = 300
PLACES = {
    "degrees": ("EPSG:4326", from_origin(-180.0, 90.0, 1.2, 0.3)),
    "half a turn on": ("EPSG:4326", from_origin(0.0, 90.0, 1.2, 0.3)),
    "sea ice": ("EPSG:3413", from_origin(-3_850_000, 5_850_000, 25_000, 25_000)),
    "turned": (
        "EPSG:32637",
        Affine.translation(400_000, 7_600_000) @ Affine.rotation(20) @ Affine.scale(1500, -1500),
    ),
}


def stored(folder: Path, pixels: Any, place: str, **more: Any) -> RasterStore:
    crs, transform = PLACES[place]
    bands = pixels if pixels.ndim == 3 else pixels[None]
    profile = {"count": len(bands), "height": bands.shape[1], "width": bands.shape[2], "dtype": bands.dtype}
    with rasterio.open(
        folder / "a.tif", "w", driver="GTiff", crs=crs, transform=transform, **profile, **more
    ) as out:
        out.write(bands)
    copy_raster(folder / "a.tif", folder / "out")
    return RasterStore(folder / "out")


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("projection_id", ["nsr", "epsg3413", "epsg3576", "world"])
def test_a_view_shows_the_pixels_that_gdal_shows_within_half_a_pixel(
    tmp_path: Path, place: str, projection_id: str
) -> None:
    rows, columns = np.mgrid[0:SIZE, 0:SIZE]
    store = stored(tmp_path, (rows * 1000 + columns).astype(np.int32), place)
    projection = projection_named(projection_id)
    x0, y0, x1, y1 = boxes_of_raster(store.raster)[projection_id]
    y1 = (y0 + y1) / 2 + 0.3 * (x1 - x0)
    view = PixelView(projection, x0, y1, (x1 - x0) / 400, 400, 260)
    crs, transform = PLACES[place]
    expected = np.full((260, 400), -1, np.int32)
    reproject(
        (rows * 1000 + columns).astype(np.int32), expected, src_crs=crs, src_transform=transform,
        dst_crs=projection.crs, dst_transform=from_origin(x0, y1, view.resolution, view.resolution),
        resampling=Resampling.nearest, dst_nodata=-1, tolerance=0.0,
    )  # fmt: skip
    values = store.sampled(view)
    both = np.isfinite(values) & (expected >= 0)
    assert both.sum() > 300
    own_pixel = np.divmod(values[both].astype(int), 1000)
    gdal_pixel = np.divmod(expected[both].astype(int), 1000)
    down, across = np.abs(own_pixel[0] - gdal_pixel[0]), np.abs(own_pixel[1] - gdal_pixel[1])
    across = np.minimum(across, SIZE - across) if place == "degrees" else across
    assert ((down <= 1) & (across <= 1)).mean() > 0.995
    assert ((down == 0) & (across == 0)).mean() > 0.8


def test_a_view_of_the_whole_uses_a_coarse_level_and_one_of_a_detail_the_finest(tmp_path: Path) -> None:
    pixels = np.zeros((2400, 2400), np.float32)
    pixels[::2] = 1.0
    crs, _ = PLACES["sea ice"]
    profile: dict[str, Any] = {"count": 1, "height": 2400, "width": 2400, "dtype": "float32", "crs": crs}
    with rasterio.open(
        tmp_path / "a.tif",
        "w",
        driver="GTiff",
        transform=from_origin(-1_200_000, 1_200_000, 1000, 1000),
        **profile,
    ) as out:
        out.write(pixels, 1)
    copy_raster(tmp_path / "a.tif", tmp_path / "out")
    store, projection = RasterStore(tmp_path / "out"), projection_named("epsg3413")
    whole = store.sampled(PixelView(projection, -1_100_000, 1_100_000, 8000, 275, 275))
    assert np.unique(whole).tolist() == [0.5], "the mean of black and white lines"
    detail = store.sampled(PixelView(projection, -1000, 1000, 100, 20, 20))
    assert np.unique(detail).tolist() == [0.0, 1.0]


def test_a_large_view_is_the_same_in_strips(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = stored(
        tmp_path, np.random.default_rng(1).integers(0, 255, (SIZE, SIZE)).astype(np.uint8), "sea ice"
    )
    view = PixelView(projection_named("nsr"), -1_000_000, 5_000_000, 20_000, 300, 300)
    whole = store.sampled(view)
    monkeypatch.setattr("arctic_map.tables.rasters.raster_store.PIXELS", 9000)
    assert np.array_equal(store.sampled(view), whole, equal_nan=True)


def test_the_value_at_a_place_is_that_of_its_pixel(tmp_path: Path) -> None:
    rows, columns = np.mgrid[0:SIZE, 0:SIZE]
    store = stored(tmp_path, (rows * 1000.0 + columns).astype(np.float32), "degrees", nodata=5)
    assert store.value(-179.5, 89.9) == 0.0
    assert store.value(0.1, 45.05) == 149 * 1000 + 150
    assert store.value(-173.5, 89.9) is None, "no value there"
    assert store.value(30.0, -10.0) is None, "outside"


def test_pictures_are_clear_where_they_are_not(tmp_path: Path) -> None:
    store = stored(tmp_path, np.full((3, SIZE, SIZE), 90, np.uint8), "turned", photometric="RGB")
    projection = projection_named("nsr")
    x0, _, x1, y1 = projection.home
    colours = store.sampled(PixelView(projection, x0, y1, (x1 - x0) / 500, 500, 500))
    assert colours.shape == (500, 500, 4) and {*np.unique(colours[..., 3]).tolist()} == {0, 255}
    assert store.value(40.0, 68.0) is None, "colours are no values"


def test_a_damaged_copy_is_an_error_of_its_own(tmp_path: Path) -> None:
    store = stored(tmp_path, np.ones((8, 8), np.uint8), "degrees")
    write_raster(tmp_path, store.raster)
    assert RasterStore(tmp_path).raster == store.raster
    (tmp_path / NAME).write_text("{}")
    with pytest.raises(ValueError, match="width"):
        RasterStore(tmp_path)


def test_values_between_pixels_are_interpolated_and_counted(tmp_path: Path) -> None:
    heights = np.add.outer(np.arange(50.0), 2.0 * np.arange(80.0)).astype(np.float32)
    heights[:10, :10] = np.nan
    path = tmp_path / "plane.tif"
    with rasterio.open(
        path, "w", driver="GTiff", width=80, height=50, count=1, dtype="float32", crs=DEFAULT.crs,
        transform=from_origin(0.0, 0.0, 1000.0, 1000.0),
    ) as out:  # fmt: skip
        out.write(heights, 1)
    copy_raster(path, tmp_path / "copy")
    store = RasterStore(tmp_path / "copy")
    # A quarter of a pixel.
    view = PixelView(DEFAULT, 30_000.0, -30_000.0, 250.0, 40, 40)
    found = store.interpolated(view)
    x, y = 30.0 + (np.arange(40) + 0.5) / 4, 30.0 + (np.arange(40) + 0.5) / 4
    assert found == pytest.approx(np.add.outer(y - 0.5, 2.0 * (x - 0.5)), abs=1e-3)
    assert np.isnan(store.interpolated(PixelView(DEFAULT, 0.0, 0.0, 250.0, 30, 30))).all()
    histogram = store.histogram(0)
    assert histogram is not None and (histogram.low, histogram.high) == (10.0, 207.0)
    assert sum(histogram.counts) == 50 * 80 - 100


@pytest.mark.parametrize("crs", ["EPSG:4087", "EPSG:3395", "EPSG:6933", "EPSG:3857"])
def test_a_raster_in_a_cylindrical_projection_may_lie_across_180_degrees(crs: str, tmp_path: Path) -> None:
    to_crs = to_raster_crs(crs_named(crs).to_wkt(), None)
    x, y = to_crs(np.array([170.0, 170.0]), np.array([60.0, 70.0]))
    (end,), _ = to_crs(np.array([10.0]), np.array([60.0]))
    wide, high = 2.0 * end / 10, abs(y[1] - y[0]) / 10
    transform = from_origin(x[0], y[1], wide, high)
    profile = {"count": 1, "height": 10, "width": 10, "dtype": "uint8", "crs": crs, "transform": transform}
    with rasterio.open(tmp_path / "a.tif", "w", driver="GTiff", **profile) as out:
        out.write(np.tile(np.arange(10, dtype=np.uint8), (10, 1)), 1)
    copy_raster(tmp_path / "a.tif", tmp_path / "out")
    store = RasterStore(tmp_path / "out")
    assert [store.value(lon, 65.0) for lon in (171.0, 179.0, -179.0, -171.0)] == [0.0, 4.0, 5.0, 9.0]


@pytest.mark.parametrize("place", ["degrees", "half a turn on"])
def test_a_contour_of_a_raster_around_the_earth_reaches_both_edges(tmp_path: Path, place: str) -> None:
    rows = np.tile(np.arange(SIZE, dtype=np.float32)[:, None], (1, SIZE))
    (line,) = contours_of(stored(tmp_path, rows, place), 0, 200.0).shapes[1:]
    west, _, east, _ = line.bounds
    assert east - west == pytest.approx(360.0)


def test_coarser_levels_are_in_their_places_whatever_the_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contours, "MAX_PIXELS", 1_000_000)
    columns = np.tile(np.arange(2451, dtype=np.float32) + 0.5, (1100, 1))
    store = stored(tmp_path, columns, "sea ice")
    assert store.level_values(0, 1_000_000)[1] == 2
    found = contours_of(store, 0, 250.0)
    for value, shape in zip(found.values, found.shapes, strict=True):
        x = (shapely.get_coordinates(shape)[:, 0] + 3_850_000.0) / 25_000.0
        assert x == pytest.approx(value, abs=0.01)
    assert 2250.0 in found.values
    projection = projection_named("epsg3413")
    a, _, c, _, _, f = store.raster.transform
    values = store.interpolated(PixelView(projection, c, f, 4 * a, 140, 3))[1]
    assert values[1:] == pytest.approx(4 * np.arange(1, 140) + 2.0, abs=0.01)
