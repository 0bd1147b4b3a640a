"""Tiles of a server, put together for a view of the map."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import floor
from pathlib import Path

from arctic_map.fetching.failure import NothingThere
from arctic_map.fetching.http_client import HttpClient
from arctic_map.fetching.picture_box import (
    DEGREES,
    MERCATOR,
    METRES_PER_DEGREE,
    NORTHMOST,
    Box,
    box_in,
    pixel_in,
)
from arctic_map.fetching.service import Progress
from arctic_map.model.map_view import FetchView
from arctic_map.model.shared_source import PICTURE, SharedLayer
from arctic_map.model.tr import tr, tr_later
from arctic_map.storage.bounded_reading import Unreadable
from arctic_map.tables.rasters.picture_file import Mosaic, write_mosaic

MAX_TILES, MAX_PIXELS, MAX_ZOOM = 120, 32_000_000, 19
COARSER = 1.5
"""How many times larger than a pixel of the view those of tiles may be."""
HOLE = tr_later("the tiles end at 85 degrees north")


@dataclass(frozen=True, slots=True)
class TileLevel:
    """Tiles of one size of pixels, in columns to the east and rows to the south."""

    name: str
    left: float
    top: float
    """The corner of the first tile, in the unit of the reference system."""
    pixel: float
    """Side of a pixel in the same unit."""
    width: int
    height: int
    """Of a tile, pixels."""
    columns: tuple[int, int]
    rows: tuple[int, int]
    """The first and the last that there are."""

    def tiles_in(self, box: Box, *, goes_on: bool = False) -> tuple[range, range]:
        """Columns and rows of the tiles that meet a box; the first columns may follow the last ones."""
        wide, high = self.width * self.pixel, self.height * self.pixel
        first, last = self.columns
        most = first, 2 * last + 1 - first if goes_on else last
        return (
            _between((box[0] - self.left) / wide, (box[2] - self.left) / wide, most),
            _between((self.top - box[3]) / high, (self.top - box[1]) / high, self.rows),
        )

    def goes_around(self, width: float) -> bool:
        """Whether its columns are exactly as wide as the Earth."""
        first, last = self.columns
        return abs((last + 1 - first) * self.width * self.pixel - width) < self.pixel

    def own_column(self, column: int) -> int:
        """The column of the server for one of `tiles_in`."""
        first, last = self.columns
        return first + (column - first) % (last + 1 - first)


@dataclass(frozen=True, slots=True)
class TileGrid:
    """Tiles of several sizes of pixels in one reference system."""

    system: str
    levels: tuple[TileLevel, ...]
    tile: Callable[[TileLevel, int, int], bytes]
    """Fetches a tile by its level, column and row. Raises FetchError: NothingThere if it is missing."""


def tiles_layer() -> SharedLayer:
    """The only layer where tiles have no names."""
    return SharedLayer("tiles", tr("Tiles"), None, PICTURE)


def mercator_levels(zooms: range, side: int) -> tuple[TileLevel, ...]:
    """The usual levels of Web Mercator, of tiles of so many pixels a side."""
    half = 180.0 * METRES_PER_DEGREE
    return tuple(
        TileLevel(str(z), -half, half, 2 * half / side / 2**z, side, side, (0, 2**z - 1), (0, 2**z - 1))
        for z in zooms
    )


def mercator_grid(client: HttpClient) -> TileGrid:
    """The tiles of an address with {z}, {x} and {y}."""

    def tile(level: TileLevel, column: int, row: int) -> bytes:
        address = filled(client.address, {"z": level.name, "x": str(column), "y": str(row)})
        return client.get(address, "image/*").body

    return TileGrid(MERCATOR, mercator_levels(range(MAX_ZOOM + 1), 256), tile)


def filled(template: str, values: dict[str, str]) -> str:
    """A template with its gaps filled."""
    for gap, value in values.items():
        template = template.replace(f"{{{gap}}}", value)
    return template


def copy_tiles(
    client: HttpClient, grid: TileGrid, view: FetchView, out: Path, progress: Progress
) -> tuple[str, ...]:
    """Copy the tiles of a view to a GeoTIFF, and say how the copy differs. Raises FetchError and OSError."""
    level, columns, rows = tiles_in(grid, view, client)
    wide, high = level.width * level.pixel, level.height * level.pixel
    west, north = level.left + columns[0] * wide, level.top - rows[0] * high
    extent = west, north - len(rows) * high, west + len(columns) * wide, north
    system = "EPSG:4326" if grid.system in DEGREES else grid.system
    mosaic = Mosaic(system, extent, len(columns) * level.width, len(rows) * level.height)
    missing, count = 0, len(columns) * len(rows)
    try:
        for number in range(count):
            row, column = divmod(number, len(columns))
            try:
                body = grid.tile(level, level.own_column(columns[column]), rows[row])
            except NothingThere:
                # Servers have no tiles where these would be empty.
                missing += 1
                if missing == count:
                    raise
            else:
                place = column * level.width, row * level.height
                mosaic.put(body, *place, (level.width, level.height))
            progress(number + 1, count)
        write_mosaic(mosaic, out)
    except Unreadable as error:
        raise client.failure(error.why) from error
    absent = tr("{missing} of {count} tiles are missing on the server", missing=missing, count=count)
    return (*((tr(HOLE),) if is_cut(grid, view) else ()), *((absent,) if missing else ()))


def is_cut(grid: TileGrid, view: FetchView) -> bool:
    """Whether a view shows parts of the Earth beyond the end of the tiles."""
    return grid.system == MERCATOR and any(abs(lat) >= NORTHMOST for _, lat in view.places)


def tiles_in(grid: TileGrid, view: FetchView, client: HttpClient) -> tuple[TileLevel, range, range]:
    """The level for a view, and its columns and rows of tiles there. Raises FetchError."""
    box = box_in(grid.system, view)
    if box is None:
        beyond = tr("the tiles end at 85 degrees north, and the map shows nothing south of that")
        raise client.failure(beyond if is_cut(grid, view) else tr("the map shows none of them"))
    width = {MERCATOR: 360.0 * METRES_PER_DEGREE, **dict.fromkeys(DEGREES, 360.0)}.get(grid.system, 0.0)
    further, pixel = box_in(grid.system, view, goes_on=True) or box, pixel_in(grid.system, view)
    # The coarsest level that is fine enough, with not too many tiles.
    finest_last = sorted(grid.levels, key=lambda each: -each.pixel)
    fitting = [each for each in finest_last if each.pixel <= pixel * COARSER]
    coarser = [each for each in finest_last if each not in fitting]
    for level in (*fitting[:1], *reversed(coarser)) if fitting else reversed(coarser):
        goes_on = level.goes_around(width)
        columns, rows = level.tiles_in(further if goes_on else box, goes_on=goes_on)
        if not columns or not rows:
            raise client.failure(tr("the map shows none of its tiles"))
        count = len(columns) * len(rows)
        if count <= MAX_TILES and count * level.width * level.height <= MAX_PIXELS:
            return level, columns, rows
    raise client.failure(tr("what the map shows has too many tiles; zoom in"))


def _between(first: float, last: float, most: tuple[int, int]) -> range:
    # What only touches the border of a tile is not in it.
    low, high = floor(first + 1e-9), floor(last - 1e-9)
    return range(max(low, most[0]), min(high, most[1]) + 1)
