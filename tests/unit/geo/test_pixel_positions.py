"""Positions of pixels in a raster, compared with exact ones."""

import numpy as np
import pytest

from arctic_map.geo.pixel_positions import Numbers, pixel_positions
from arctic_map.geo.position import transformer
from arctic_map.geo.projections import PROJECTIONS, projection_named
from arctic_map.geo.turning import turned
from arctic_map.model.projection import Box, PixelView, Projection

PER_DEGREE = 10.0
"""Pixels of the raster, which covers the Earth in degrees."""


def to_raster(lon: Numbers, lat: Numbers) -> tuple[Numbers, Numbers]:
    return (np.mod(lon + 180.0, 360.0)) * PER_DEGREE, (90.0 - lat) * PER_DEGREE


def view_of(projection: Projection, box: Box, width: int = 333, height: int = 200) -> PixelView:
    x0, _, x1, y1 = box
    return PixelView(projection, x0, y1, (x1 - x0) / width, width, height)


def places(view: PixelView) -> tuple[Numbers, Numbers]:
    x = view.x + (np.arange(view.width) + 0.5) * view.resolution
    y = view.y - (np.arange(view.height) + 0.5) * view.resolution
    east, north = np.meshgrid(x, y)
    lon, lat = transformer(view.projection.crs).transform(east, north, direction="INVERSE")
    return np.asarray(lon), np.asarray(lat)


@pytest.mark.parametrize(
    "projection", [*PROJECTIONS, turned(projection_named("nsr"), 30)], ids=lambda p: p.id
)
def test_each_pixel_is_where_it_would_be_without_a_grid(projection: Projection) -> None:
    view = view_of(projection, projection.home)
    column, row = pixel_positions(view, to_raster)
    lon, lat = places(view)
    exact = to_raster(lon, lat)
    there = np.isfinite(column)
    across = (column - exact[0] + 1800.0) % 3600.0 - 1800.0
    # Near the pole, a pixel of the view is many columns wide.
    error = np.hypot(across * np.cos(np.radians(lat)), row - exact[1])[there]
    size = view.resolution / 111_000.0 * PER_DEGREE
    assert there.mean() > 0.3 and error.max() < 0.5 * size


def test_a_view_around_the_pole_and_across_the_180th_meridian_has_no_seam() -> None:
    projection = projection_named("nsr")
    x, y = 2_000_000.0, 2_000_000.0
    view = view_of(projection, (x - 300_000, y - 300_000, x + 300_000, y + 300_000), 128, 128)
    column, row = pixel_positions(view, to_raster)
    lon, lat = places(view)
    exact = to_raster(lon, lat)
    across = (column - exact[0] + 1800.0) % 3600.0 - 1800.0
    error = np.hypot(across * np.cos(np.radians(lat)), row - exact[1])
    assert error.max() < 0.5 * view.resolution / 111_000.0 * PER_DEGREE


def test_pixels_outside_the_map_and_outside_the_raster_s_system_have_no_position() -> None:
    world = projection_named("world")
    column, row = pixel_positions(view_of(world, world.home, 345, 169), to_raster)
    assert np.isnan(column[0, 0]) and np.isnan(row[-1, -1]) and np.isfinite(column[84, 172])
    polar = projection_named("epsg3995")
    far = polar.box[2]
    corner = PixelView(polar, far * 0.8, far, far / 100, 20, 20)
    assert np.isnan(pixel_positions(corner, to_raster)[0]).all(), "south of the Equator"

    def northern(lon: Numbers, lat: Numbers) -> tuple[Numbers, Numbers]:
        return np.where(lat > 60.0, lon, np.inf), np.where(lat > 60.0, lat, np.inf)

    column, _ = pixel_positions(view_of(polar, polar.home), northern)
    lat = places(view_of(polar, polar.home))[1]
    assert (np.isfinite(column) == (lat > 60.0)).mean() > 0.999
