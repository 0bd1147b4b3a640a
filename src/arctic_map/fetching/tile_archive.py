"""Tiles of a PMTiles archive on the web, which are read by ranges."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import msgspec
from pmtiles.tile import Compression, TileType, deserialize_directory, deserialize_header, find_tile
from pmtiles.tile import zxy_to_tileid as tile_id
from pmtiles.writer import Writer

from arctic_map.fetching.failure import FetchError, NothingThere
from arctic_map.fetching.http_client import HttpClient
from arctic_map.fetching.picture_box import MERCATOR
from arctic_map.fetching.remote_file import RemoteBlocks
from arctic_map.fetching.service import ONLY_FIRST, Copied, Progress, Service
from arctic_map.fetching.tiles import (
    HOLE,
    TileGrid,
    TileLevel,
    copy_tiles,
    is_cut,
    mercator_levels,
    tiles_in,
    tiles_layer,
)
from arctic_map.model.map_view import FetchView
from arctic_map.model.opened import Choice
from arctic_map.model.shared_source import SharedLayer
from arctic_map.model.tr import digits, tr
from arctic_map.storage.app_folders import ScratchFolder
from arctic_map.storage.bounded_reading import MAX_FEATURES, Unreadable
from arctic_map.tables.rasters.picture_file import side_of
from arctic_map.tables.readers import vector

SUFFIX = ".pmtiles"
HEADER = 127
"""Bytes."""
MAX_DIRECTORY, MAX_TILE = 20_000_000, 10_000_000
"""Maximum bytes: of a directory or the metadata without compression, and of a tile as it is stored."""
DEPTH, MAX_ZOOM = 4, 24
"""Most directories on the way to a tile, and the finest level."""
VECTOR_SIDE = 512
"""Pixels that a tile of features is drawn with."""
PICTURES = (TileType.PNG, TileType.JPEG, TileType.WEBP)


class _VectorLayer(msgspec.Struct, frozen=True):
    id: str
    fields: dict[str, str] | None = None
    """Their types by their names."""


class _Metadata(msgspec.Struct, frozen=True):
    vector_layers: tuple[_VectorLayer, ...] | None = ()
    attribution: str | None = ""


class Archive:
    """The archive at a client's address."""

    def __init__(self, client: HttpClient, progress: Progress = lambda done, of: None) -> None:
        """Read its header. Raises FetchError."""
        self.client, self._blocks = client, RemoteBlocks(client, progress)
        self._directories = dict[tuple[int, int], Any]()
        with self._readable():
            self.header: Any = deserialize_header(self._blocks.read(0, HEADER))
            if not self.header["min_zoom"] <= self.header["max_zoom"] <= MAX_ZOOM:
                raise ValueError("zooms")
        if self.header["internal_compression"] is not Compression.GZIP or self.header["tile_type"] not in (
            TileType.MVT,
            *PICTURES,
        ):
            raise client.failure(tr("its archive has tiles of a kind that cannot be read"))

    def metadata(self) -> _Metadata:
        """What it says of its layers. Raises FetchError."""
        place = self.header["metadata_offset"], self.header["metadata_length"]
        with self._readable():
            return msgspec.json.decode(zlib.decompress(self._packed(*place), 31), type=_Metadata)

    def tile(self, level: TileLevel, column: int, row: int) -> bytes:
        """A tile as it is stored. Raises FetchError: NothingThere if the archive lacks it."""
        number = tile_id(int(level.name), column, row)
        place = self.header["root_offset"], self.header["root_length"]
        with self._readable():
            for _ in range(DEPTH):
                if place not in self._directories:
                    self._directories[place] = deserialize_directory(self._packed(*place))
                entry = find_tile(self._directories[place], number)
                if entry is None:
                    break
                if entry.run_length:
                    if not 0 < entry.length <= MAX_TILE:
                        raise ValueError("length of a tile")
                    return self._blocks.read(self.header["tile_data_offset"] + entry.offset, entry.length)
                place = self.header["leaf_directory_offset"] + entry.offset, entry.length
        raise NothingThere(tr("it has no tile there"), host=self.client.host)

    def levels(self, side: int) -> tuple[TileLevel, ...]:
        """The levels that it has, of tiles of so many pixels a side."""
        return mercator_levels(range(self.header["min_zoom"], self.header["max_zoom"] + 1), side)

    def _packed(self, offset: int, length: int) -> bytes:
        """A compressed part, if it is not too large without its compression."""
        if not 0 < length <= MAX_DIRECTORY:
            raise ValueError("length of a directory")
        packed = self._blocks.read(offset, length)
        unpacking = zlib.decompressobj(31)
        unpacking.decompress(packed, MAX_DIRECTORY)
        # The library would go on behind the first end.
        if unpacking.unconsumed_tail or unpacking.unused_data or not unpacking.eof:
            raise ValueError("size of a directory")
        return packed

    @contextmanager
    def _readable(self) -> Iterator[None]:
        """Raise FetchError for what cannot be read within the block."""
        try:
            yield
        except FetchError:
            raise
        except Exception as error:
            # The library raises whatever its parsing of damaged bytes ends with.
            raise self._blocks.failure or self.client.failure(
                tr("its file is no PMTiles archive, or is damaged")
            ) from error


def archive_service(client: HttpClient) -> Service:
    """The layers of the archive at the address. Raises FetchError."""
    archive = Archive(client)
    metadata = archive.metadata()
    if archive.header["tile_type"] is TileType.MVT:
        layers = tuple(SharedLayer(each.id, each.id) for each in metadata.vector_layers or ())
    else:
        layers = (tiles_layer(),)

    def copy(name: str, out: Path, progress: Progress, view: FetchView) -> Copied:
        archive = Archive(client, progress)
        layer = next((each for each in metadata.vector_layers or () if each.id == name), None)
        remarks = _features(archive, layer, view, out) if layer else _pictures(archive, view, out)
        return Copied(remarks, metadata.attribution or "")

    return Service(layers, copy)


def _pictures(archive: Archive, view: FetchView, out: Path) -> tuple[str, ...]:
    """Copy what a view shows to a GeoTIFF, and say how the copy differs. Raises FetchError and OSError."""
    client, first = archive.client, archive.levels(VECTOR_SIDE)[0]
    grid = TileGrid(MERCATOR, (first,), archive.tile)
    level, columns, rows = tiles_in(grid, view, client)
    for column, row in ((column, row) for row in rows for column in columns):
        try:
            side = side_of(archive.tile(level, level.own_column(column), row))
        except NothingThere:
            continue
        except Unreadable as error:
            raise client.failure(error.why) from error
        grid = TileGrid(MERCATOR, archive.levels(side), archive.tile)
        return copy_tiles(client, grid, view, out, lambda done, of: None)
    raise client.failure(tr("the map shows none of its tiles"))


def _features(archive: Archive, layer: _VectorLayer, view: FetchView, out: Path) -> tuple[str, ...]:
    """Copy the features that a view shows as lines of GeoJSON. Raises FetchError and OSError."""
    client, grid = archive.client, TileGrid(MERCATOR, archive.levels(VECTOR_SIDE), archive.tile)
    level, columns, rows = tiles_in(grid, view, client)
    with ScratchFolder("tiles") as folder:
        part = Path(folder, f"part{SUFFIX}")
        if not _write_part(archive, level, columns, rows, layer, part):
            raise client.failure(tr("the map shows none of its tiles"))
        try:
            raw = vector.read_raw(part, Choice(layers=(layer.id,)), SUFFIX)
        except Unreadable as error:
            raise client.failure(error.why) from error
    with out.open("wb") as file:
        file.writelines(bytes(row).replace(b"\n", b" ") + b"\n" for _, row in raw.rows)
    if not raw.rows:
        raise client.failure(tr("the layer has no features in what the map shows"))
    return (
        tr("features are cut at tile edges, and their detail suits the scale of the map at that time"),
        *((tr(HOLE),) if is_cut(grid, view) else ()),
        *((tr(ONLY_FIRST, count=digits(f"{MAX_FEATURES:,}")),) if len(raw.rows) >= MAX_FEATURES else ()),
    )


def _write_part(
    archive: Archive, level: TileLevel, columns: range, rows: range, layer: _VectorLayer, out: Path
) -> int:
    """Write an archive of some tiles, which GDAL can read, and return how many there are."""
    zoom, header, count = int(level.name), archive.header, 0
    with ExitStack() as stack:
        writer = Writer(stack.enter_context(out.open("wb")))
        # The library does not close its temporary file.
        stack.enter_context(writer.tile_f)
        own = map(level.own_column, columns)
        places = ((tile_id(zoom, column, row), column, row) for column in own for row in rows)
        for number, column, row in sorted(places):
            try:
                body = archive.tile(level, column, row)
            except NothingThere:
                continue
            writer.write_tile(number, body)
            count += 1
        if count:
            keys = ("tile_type", "tile_compression", "center_zoom", "center_lon_e7", "center_lat_e7")
            extent = ("min_lon_e7", "min_lat_e7", "max_lon_e7", "max_lat_e7")
            described = {"id": layer.id, "minzoom": zoom, "maxzoom": zoom, "fields": layer.fields or {}}
            writer.finalize({key: header[key] for key in (*keys, *extent)}, {"vector_layers": [described]})
    return count
