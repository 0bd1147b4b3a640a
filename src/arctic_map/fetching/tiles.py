"""Tiles of Web Mercator, whose address has {z}, {x} and {y}, put together for a view of the map."""

from __future__ import annotations

from collections.abc import Callable
from math import cos, log2, pi, radians
from pathlib import Path

import numpy as np

from arctic_map.fetching.failure import FetchError
from arctic_map.fetching.http_client import HttpClient
from arctic_map.geo.crs import crs_named, to_raster_crs
from arctic_map.model.map_view import FetchView
from arctic_map.model.shared_source import host_of
from arctic_map.storage.bounded_reading import Unreadable
from arctic_map.tables.rasters.picture_file import Mosaic, write_mosaic

SYSTEM = "EPSG:3857"
HALF = 20037508.342789244
"""Half the width of the Earth in its metres."""
NORTHMOST = 85.0511
"""Latitude where it ends."""
SIDE, MAX_TILES, MAX_ZOOM = 256, 120, 19
HOLE = "the tiles end at 85 degrees north"


def copy_tiles(
    address: str, view: FetchView, out: Path, progress: Callable[[int, int | None], None]
) -> tuple[str, ...]:
    """Copy the tiles of a view to a GeoTIFF, and say how the copy differs. Raises FetchError and OSError."""
    lon, lat = np.array(view.places, float).T
    inside = np.abs(lat) < NORTHMOST
    if inside.sum() < 2:
        raise FetchError(f"{HOLE}, and the map shows nothing south of them", host=host_of(address))
    x, y = to_raster_crs(crs_named(SYSTEM).to_wkt(), 0.0)(lon[inside], lat[inside])
    if np.ptp(lon[inside]) > 180.0:
        # A view across 180 degrees, or around the pole, is as wide as the Earth.
        x = np.array([-HALF, HALF])
    zoom = _zoom(view, lat[inside])
    first, last = _range(x, y, zoom)
    while (last[0] - first[0] + 1) * (last[1] - first[1] + 1) > MAX_TILES and zoom > 0:
        zoom -= 1
        first, last = _range(x, y, zoom)
    step = 2 * HALF / 2**zoom
    columns, rows = last[0] - first[0] + 1, last[1] - first[1] + 1
    box = (
        -HALF + first[0] * step,
        HALF - (last[1] + 1) * step,
        -HALF + (last[0] + 1) * step,
        HALF - first[1] * step,
    )
    mosaic, count = Mosaic(SYSTEM, box, columns * SIDE, rows * SIDE), columns * rows
    for number in range(count):
        column, row = number % columns, number // columns
        place = {"{z}": zoom, "{x}": first[0] + column, "{y}": first[1] + row}
        url = address
        for gap, value in place.items():
            url = url.replace(gap, str(value))
        client = HttpClient(url)
        try:
            mosaic.put(client.get(client.address, "image/*").body, column * SIDE, row * SIDE, (SIDE, SIDE))
        except Unreadable as error:
            raise client.failure(error.why) from error
        progress(number + 1, count)
    try:
        write_mosaic(mosaic, out)
    except Unreadable as error:
        raise FetchError(error.why, host=host_of(address)) from error
    return (HOLE,) if (lat >= NORTHMOST).any() else ()


def _zoom(view: FetchView, lat: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> int:
    """The zoom whose pixels are about those of the view at its middle latitude."""
    degrees = float(np.ptp(lat)) or 1.0
    metres = radians(degrees) * 6371008.8 / max(1, min(view.width, view.height))
    whole = 2 * pi * 6378137.0 * cos(radians(float(np.median(lat)))) / SIDE
    return int(min(max(round(log2(whole / metres)), 0), MAX_ZOOM))


def _range(x: object, y: object, zoom: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """Column and row of the first and the last tile."""
    most, step = 2**zoom - 1, 2 * HALF / 2**zoom
    columns = np.clip(np.floor((np.asarray(x, float) + HALF) / step), 0, most)
    rows = np.clip(np.floor((HALF - np.asarray(y, float)) / step), 0, most)
    return (int(columns.min()), int(rows.min())), (int(columns.max()), int(rows.max()))
