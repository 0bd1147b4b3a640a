"""Selects the reader of a feature file by its suffix."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from arctic_map.model.opened import Choice, LayerOfFile, Reader, parted, reader_of
from arctic_map.model.tr import digits, tr, tr_later
from arctic_map.storage import bounded_reading
from arctic_map.storage.bounded_reading import TOO_MUCH, UnknownPlace, Unreadable, read_bytes
from arctic_map.tables.readers import geojson
from arctic_map.tables.readers.coordinate_columns import UnknownColumns
from arctic_map.tables.readers.geojson import Opened
from arctic_map.tables.readers.read_features import RawRows, are_beyond, nothing_of

if TYPE_CHECKING:
    from arctic_map.tables.readers.read_features import Bulk, PartTaker, Progress


NO_FEATURES = tr_later("it is a raster: it has pixels and no features")
WITHOUT_LAYERS = tr_later("files of this format have no layers to choose from")


def read(path: Path, hue: int = 1, choice: Choice | None = None) -> Opened:
    """Read a file, or the layer that `path` names, as a layer of the map. Raises Unreadable.

    `hue` is the number of its colour among opened files.
    """
    file, layer = parted(path)
    choice = (choice or Choice()).for_layer(layer)
    try:
        if reader_of(kind_of(file)) is not Reader.GEOJSON:
            return geojson.as_layer(path, hue, read_raw(file, choice))
    except (MemoryError, RecursionError):
        raise Unreadable(tr(TOO_MUCH)) from None
    if layer:
        raise Unreadable(tr(WITHOUT_LAYERS))
    return geojson.read(path, hue, choice)


def read_raw(path: Path, choice: Choice) -> RawRows:
    """The features of a file in lon/lat degrees. Raises Unreadable."""
    kind = kind_of(path)
    reader = reader_of(kind)
    if reader is Reader.RASTER:
        raise Unreadable(tr(NO_FEATURES))
    if reader is Reader.GEOJSON:
        return geojson.read_raw(read_bytes(path, largest=bounded_reading.MAX_TEXT_SIZE), choice)
    if reader is Reader.GDAL:
        # Late import: only these formats need GDAL.
        from arctic_map.tables.readers import vector

        return vector.read_raw(path, choice, kind)
    # Imported on use: only some formats need csv, PROJ, calamine or DuckDB.
    raw: RawRows = import_module(f"arctic_map.tables.readers.{reader.module}").read_raw(path, choice)
    return raw


def kind_of(path: Path) -> str:
    """The suffix of the file's format, `.topojson` for TopoJSON in a .json file."""
    suffix = path.suffix.lower()
    if reader_of(suffix) is Reader.GEOJSON and geojson.is_topology(path):
        return ".topojson"
    return suffix


def read_bulk(
    path: Path, choice: Choice, progress: Progress, shown: PartTaker = lambda part, total: None
) -> Bulk | None:
    """The shapes of a file with so many features that they are stored on disk; None for smaller files.

    `shown` is called with the first of very many features if possible. Raises Unreadable.
    """
    if _size(path) < bounded_reading.SMALL:
        return None
    try:
        bulk = _many(path, choice, progress, shown)
    except (MemoryError, RecursionError):
        raise Unreadable(tr(TOO_MUCH)) from None
    if bulk is not None and max(bulk.lines.lengths.max(initial=0), bulk.areas.lengths.max(initial=0)) > (
        bounded_reading.MAX_LINE_POSITIONS
    ):
        raise Unreadable(
            tr(
                "the file contains more than {count} positions in one feature, more than the map can "
                "be moved with",
                count=digits(f"{bounded_reading.MAX_LINE_POSITIONS:,}"),
            )
        )
    if bulk is not None and bulk.is_empty:
        raise Unreadable(nothing_of(bulk.problems) if bulk.total else tr("the file contains no features"))
    return bulk


def _many(path: Path, choice: Choice, progress: Progress, shown: PartTaker) -> Bulk | None:
    kind = kind_of(path)
    reader = reader_of(kind)
    if reader is Reader.GDAL:
        # Late import: only these formats need GDAL.
        from arctic_map.tables.readers import bulk_vector

        return bulk_vector.read_bulk(path, choice, kind, progress, shown)
    if reader is Reader.PARQUET:
        # Late import: only these formats need DuckDB.
        from arctic_map.tables.readers import parquet

        return parquet.read_bulk(path, choice, progress, shown)
    raw = read_raw(path, choice)
    if len(raw.rows) < bounded_reading.FEW_FEATURES and _size(path) < bounded_reading.FEW_BYTES:
        return None
    # Late import: files of few features do not need Arrow streams.
    from arctic_map.tables.readers import bulk_geojson

    bulk = bulk_geojson.read_bulk(raw, progress)
    if reader is Reader.GEOJSON and are_beyond(len(raw.rows), bulk.problems):
        # A file in degrees with some invalid features is shown without these.
        try:
            return bulk_geojson.read_bulk(geojson.placed_by(raw, ""), progress)
        except UnknownPlace:
            if bulk.is_empty:
                raise
    return bulk


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def layers_of(path: Path) -> tuple[LayerOfFile, ...]:
    """Layers with features of a multi-layer file; empty for other formats. Raises Unreadable."""
    kind = kind_of(path)
    if reader_of(kind) is Reader.SPREADSHEET:
        # Late import: only these formats need calamine.
        from arctic_map.tables.readers import spreadsheet

        return spreadsheet.layers(path)
    if reader_of(kind) is not Reader.GDAL:
        return ()
    # Late import: only these formats need GDAL.
    from arctic_map.tables.readers import vector

    _, sources, _ = vector.sources(path, kind)
    return tuple(
        LayerOfFile(each.name, each.geometry, each.features)
        for each in sources
        if each.geometry and each.features and each.name not in vector.SECONDHAND
    )


def unnamed_columns(error: Unreadable) -> tuple[str, ...]:
    """The columns of a table that was refused because those with coordinates are unknown."""
    return error.columns if isinstance(error, UnknownColumns) else ()


def lacks_crs(error: Unreadable) -> bool:
    """Whether the file was refused because its reference system is unknown."""
    return isinstance(error, UnknownPlace)
