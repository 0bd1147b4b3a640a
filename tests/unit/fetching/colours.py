"""Pictures for the tests, and the colours of copies of pictures."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from arctic_map.geo.position import project
from arctic_map.geo.projections import DEFAULT
from arctic_map.model.projection import PixelView
from arctic_map.tables.rasters.raster_copy import copy_raster
from arctic_map.tables.rasters.raster_store import RasterStore


def picture(colour: tuple[int, int, int], size: tuple[int, int] = (256, 256)) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, colour).save(out, "PNG")
    return out.getvalue()


def colours_at(path: Path, places: list[tuple[float, float]], folder: Path) -> list[tuple[int, ...]]:
    """The colours of a copied raster at places, by the path that the map takes."""
    copy_raster(path, folder)
    store = RasterStore(folder)
    found = []
    for lon, lat in places:
        view = fetch_pixel(lon, lat)
        found.append(tuple(int(each) for each in store.sampled(view)[0, 0]))
    return found


def fetch_pixel(lon: float, lat: float) -> PixelView:
    place = project(DEFAULT, lon, lat)
    assert place is not None
    return PixelView(DEFAULT, place[0] - 0.5, place[1] + 0.5, 1.0, 1, 1)


def assert_in_place(path: Path, tmp_path: Path) -> None:
    """Assert that a copy of the institute's picture has the colours of the places where they are."""
    places = [(30.5, 70.5), (100.5, 75.5), (-170.5, 60.5)]
    for (lon, lat), found in zip(places, colours_at(path, places, tmp_path / "levels"), strict=True):
        # A pixel is a degree; the borders between them may fall either way.
        assert found[0] == pytest.approx((lon + 180) * 255 / 360, abs=1.5)
        assert found[1] == pytest.approx((90 - lat) * 255 / 180, abs=2.5)
        assert found[2:] == (128, 255)
