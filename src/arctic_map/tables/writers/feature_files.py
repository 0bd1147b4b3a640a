"""Writes very many features block by block, each with its attributes."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable, Iterator
from io import StringIO
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from shapely.geometry import shape

from arctic_map.errors import ExportError
from arctic_map.model.attributes import Field, Kind
from arctic_map.model.tr import tr
from arctic_map.storage.app_folders import ScratchFolder
from arctic_map.storage.bounded_reading import FARTHEST, ROUNDING
from arctic_map.tables.attributes.attribute_store import AttributeStore
from arctic_map.tables.attributes.cell_text import harmless, harmless_name
from arctic_map.tables.attributes.conditions import WrongExpression
from arctic_map.tables.gdal import BrokenSource, configured, open_arrow, raw_write, write_arrow
from arctic_map.tables.writers import gdal_tables
from arctic_map.tables.writers.gdal_tables import CRS, MADE, column_of

if TYPE_CHECKING:
    from arctic_map.tables.readers.read_features import Bulk
    from arctic_map.tables.readers.wkb import RingArrays

BLOCK = 50_000
"""Features per block."""
TEXTS = (".geojson", ".csv", ".kml")
STREAM_FROM = 0.6
"""Share of the progress after which a temporary GeoPackage is converted to FlatGeobuf."""
Block = tuple[range, Any, list[tuple[object, ...]]]
"""Numbers of features, their geometries, and their attributes."""


def write_many(
    bulk: Bulk, table: Path, out: Path, name: str, progress: Callable[[float], None] = lambda _: None
) -> int:
    """Write all features in degrees with the attributes in the folder `table`. Return their number.

    The suffix gives the format, `name` the layer. `progress` gets the share done. Raises ExportError,
    OSError.
    """
    store = AttributeStore(table)
    suffix = out.suffix.lower()
    try:
        with ScratchFolder("made") as folder:
            made = Path(folder, f"features{suffix}")
            if suffix in TEXTS:
                _write_text(bulk, store, made, suffix, name, progress)
            elif suffix == ".fgb":
                # FlatGeobuf cannot be appended to, but takes a stream.
                fed = Path(folder, "features.gpkg")
                placed = _write_geopackage(
                    bulk, store, fed, name, lambda share: progress(STREAM_FROM * share), feeds=True
                )
                _write_flatgeobuf(fed, made, name, indexed=placed)
                progress(1.0)
            else:
                _write_geopackage(bulk, store, made, name, progress)
            out.parent.mkdir(parents=True, exist_ok=True)
            temporary = out.with_name(f".{out.name[:60]}.part")
            shutil.move(made, temporary)
            temporary.replace(out)
    except WrongExpression as error:
        raise ExportError(tr("the features cannot be written"), where=str(out), why=str(error)) from error
    except (BrokenSource, RuntimeError) as error:
        reason = str(error).partition("\n")[0].rpartition(": ")[2].strip(" :")
        raise ExportError(tr("the features cannot be written"), where=str(out), why=reason) from error
    finally:
        store.close()
    return bulk.total


def _write_geopackage(
    bulk: Bulk,
    store: AttributeStore,
    made: Path,
    name: str,
    progress: Callable[[float], None],
    *,
    feeds: bool = False,
) -> bool:
    """Write the file, without index if it `feeds` another. Return whether all have geometry."""
    names = _columns(store.fields, reserved={"fid", "geom"})
    kind = _kind_of(bulk)
    placed = True
    with configured(OGR_CURRENT_DATE=MADE):
        for numbers, shapes, rows in _blocks(bulk, store):
            columns = [*zip(*rows, strict=True)] or [() for _ in store.fields]
            fields = [column_of(values, field) for values, field in zip(columns, store.fields, strict=True)]
            raw_write(
                made,
                geometry=shapely.to_wkb(shapes),
                geometry_type=kind,
                field_data=[values for values, _ in fields],
                field_mask=[mask for _, mask in fields],
                fields=np.array(names, dtype=object),
                crs=CRS,
                driver="GPKG",
                layer=name,
                append=numbers.start > 0,
                promote_to_multi=kind.startswith("Multi"),
                gdal_tz_offsets=gdal_tables.zones(store.fields, names, len(rows)),
                layer_options={"SPATIAL_INDEX": "NO" if feeds else "YES"},
            )
            placed = placed and not shapely.is_missing(shapes).any()
            progress(numbers.stop / bulk.total)
    return placed


def _write_flatgeobuf(fed: Path, made: Path, name: str, *, indexed: bool) -> None:
    """Convert the layer of a GeoPackage batch by batch. An index requires a geometry of every feature."""
    # As texts, times keep their time zones.
    with configured(), open_arrow(fed, use_pyarrow=False, datetime_as_string=True) as (meta, stream):
        write_arrow(
            stream,
            made,
            driver="FlatGeobuf",
            layer=name,
            geometry_type=meta["geometry_type"],
            geometry_name=meta["geometry_name"],
            crs=CRS,
            layer_options={"SPATIAL_INDEX": "YES" if indexed else "NO"},
        )


def _write_text(
    bulk: Bulk, store: AttributeStore, made: Path, suffix: str, name: str, progress: Callable[[float], None]
) -> None:
    match suffix:
        case ".geojson":
            lines = _geojson(bulk, store, progress)
        case ".kml":
            lines = _kml(bulk, store, name, progress)
        case _:
            lines = _csv(bulk, store, progress)
    with made.open("w", encoding="utf-8", newline="") as file:
        file.writelines(lines)


def _geojson(bulk: Bulk, store: AttributeStore, progress: Callable[[float], None]) -> Iterator[str]:
    """Yield RFC 7946 text with one feature per line."""
    names = [field.name for field in store.fields]
    yield '{"type":"FeatureCollection","features":[\n'
    for numbers, shapes, rows in _blocks(bulk, store):
        texts = shapely.to_geojson(shapely.orient_polygons(shapes))
        for number, text, row in zip(numbers, texts, rows, strict=True):
            properties = json.dumps(
                dict(zip(names, map(_plain, row, store.fields), strict=True)), ensure_ascii=False
            )
            comma = "" if number == bulk.total - 1 else ","
            yield f'{{"type":"Feature","geometry":{text or "null"},"properties":{properties}}}{comma}\n'
        progress(numbers.stop / bulk.total)
    yield "]}\n"


def _csv(bulk: Bulk, store: AttributeStore, progress: Callable[[float], None]) -> Iterator[str]:
    """Yield RFC 4180 lines, with lon and lat if all features are points, else with well-known text."""
    points = _kind_of(bulk) == "Point"
    place = ("lon", "lat") if points else ("wkt",)
    names = _columns(store.fields, reserved={*place})
    yield _line([*place, *map(harmless_name, names)])
    for numbers, shapes, rows in _blocks(bulk, store):
        lon, lat = (shapely.get_x(shapes), shapely.get_y(shapes)) if points else ((), ())
        texts = () if points else shapely.to_wkt(shapes, rounding_precision=-1)
        for at, row in enumerate(rows):
            if points:
                where = ["", ""] if shapes[at] is None else [repr(float(lon[at])), repr(float(lat[at]))]
            else:
                where = [texts[at] or ""]
            cells = (harmless(value, field) for value, field in zip(row, store.fields, strict=True))
            yield _line([*where, *cells])
        progress(numbers.stop / bulk.total)


def _line(cells: list[str]) -> str:
    text = StringIO(newline="")
    csv.writer(text).writerow(cells)
    return text.getvalue()


def _kml(bulk: Bulk, store: AttributeStore, name: str, progress: Callable[[float], None]) -> Iterator[str]:
    """Yield OGC KML 2.2 text with one feature per line."""
    whole = [field for field in store.fields if field.kind is Kind.INTEGER]
    long = frozenset(field.column for field in whole if _is_long(store, field))
    own = gdal_tables.own_fields(store.fields)
    yield from gdal_tables.head(name, store.fields, long)
    for numbers, shapes, rows in _blocks(bulk, store):
        for geometry, row in zip(shapes, rows, strict=True):
            texts = map(_plain, row, store.fields)
            yield gdal_tables.placemark(geometry, store.fields, texts, own)
        progress(numbers.stop / bulk.total)
    yield gdal_tables.FOOT


def _is_long(store: AttributeStore, field: Field) -> bool:
    return bool((np.abs(store.values(field)) >= gdal_tables.MAX_INT).any())


def _blocks(bulk: Bulk, store: AttributeStore) -> Iterator[Block]:
    for start in range(0, bulk.total, BLOCK):
        numbers = range(start, min(start + BLOCK, bulk.total))
        yield numbers, _shapes(bulk, numbers), store.page(numbers, store.fields)


def _shapes(bulk: Bulk, numbers: range) -> Any:
    """The geometry of each feature in degrees, or None."""
    count = len(numbers)
    lon, lat, of_point = _points(bulk, numbers)
    kinds = [
        _together(shapely.points(lon, lat), of_point, "points", count),
        _together(*_lines(bulk.lines, numbers), "lines", count),
        _together(*_areas(bulk.areas, numbers), "areas", count),
        _others(bulk, numbers),
    ]
    present = np.array([[each is not None for each in kind] for kind in kinds])
    geometries = np.full(count, None, dtype=object)
    for kind in kinds:
        there = [at for at in range(count) if kind[at] is not None]
        geometries[there] = kind[there]
    for at in np.flatnonzero(present.sum(axis=0) > 1).tolist():
        geometries[at] = shapely.geometrycollections([kind[at] for kind in kinds if kind[at] is not None])
    return gdal_tables.as_drawn(geometries)


def _points(bulk: Bulk, numbers: range) -> tuple[Any, Any, Any]:
    start, end = np.searchsorted(bulk.of_point, (numbers.start, numbers.stop))
    lon, lat, row = bulk.x[start:end], bulk.y[start:end], bulk.of_point[start:end] - numbers.start
    with np.errstate(invalid="ignore"):
        sound = (np.abs(lat) <= 90.0 + ROUNDING) & (np.abs(lon) <= FARTHEST)
        lon = np.where(np.abs(lon) > 180.0 + ROUNDING, (lon + 180.0) % 360.0 - 180.0, lon)
    return lon[sound], lat[sound], row[sound]


def _lines(parts: RingArrays, numbers: range) -> tuple[Any, Any]:
    parts = parts.where((parts.row >= numbers.start) & (parts.row < numbers.stop))
    if not len(parts.row):
        return np.empty(0, object), parts.row
    places, ring = _rings(parts)
    return shapely.linestrings(places, indices=ring), parts.row - numbers.start


def _areas(parts: RingArrays, numbers: range) -> tuple[Any, Any]:
    parts = parts.where((parts.row >= numbers.start) & (parts.row < numbers.stop))
    if not len(parts.row):
        return np.empty(0, object), parts.row
    places, ring = _rings(parts)
    rings = shapely.linearrings(places, indices=ring)
    of_ring = np.repeat(np.arange(len(parts.rings)), parts.rings)
    return shapely.polygons(rings, indices=of_ring), parts.row - numbers.start


def _rings(parts: RingArrays) -> tuple[Any, Any]:
    """All positions, and the ring of each."""
    return np.column_stack([parts.x, parts.y]), np.repeat(np.arange(len(parts.lengths)), parts.lengths)


def _together(shapes: Any, row: Any, kind: str, count: int) -> Any:
    """One geometry for each feature. Several parts become a multi-part geometry."""
    geometries = np.full(count, None, dtype=object)
    if not len(row):
        return geometries
    several = np.bincount(row, minlength=count)[row] > 1
    geometries[row[~several]] = shapes[~several]
    if several.any():
        join = {
            "points": shapely.multipoints,
            "lines": shapely.multilinestrings,
            "areas": shapely.multipolygons,
        }[kind]
        owners, place = np.unique(row[several], return_inverse=True)
        order = np.argsort(place, kind="stable")
        geometries[owners] = join(shapes[several][order], indices=place[order])
    return geometries


def _others(bulk: Bulk, numbers: range) -> Any:
    """The geometries that were read one by one."""
    geometries = np.full(len(numbers), None, dtype=object)
    for row, geometry in bulk.others:
        if row in numbers:
            geometries[row - numbers.start] = shape(geometry)
    return geometries


def _kind_of(bulk: Bulk) -> str:
    """GDAL's geometry type of the layer."""
    rows_of = {"Point": bulk.of_point, "LineString": bulk.lines.row, "Polygon": bulk.areas.row}
    kinds = [(kind, rows) for kind, rows in rows_of.items() if len(rows)]
    if bulk.others or len(kinds) != 1:
        return "Unknown"  # no words: GDAL's name
    kind, rows = kinds[0]
    # One part may become two at 180 degrees.
    splits = any(_may_split(each.x) for each in (bulk.lines, bulk.areas))
    return kind if len(np.unique(rows)) == len(rows) and not splits else f"Multi{kind}"


def _may_split(lon: Any) -> bool:
    return bool(len(lon)) and not (np.nanmin(lon) >= -180.0 and np.nanmax(lon) - np.nanmin(lon) <= 180.0)


def _columns(fields: tuple[Field, ...], reserved: set[str]) -> list[str]:
    """Column names that differ from those the format uses itself."""
    reserved = {*reserved}
    names = []
    for field in fields:
        name = field.column
        while name.lower() in reserved:
            name += "_"
        reserved.add(name.lower())
        names.append(name)
    return names


def _plain(value: object, field: Field) -> object:
    """The value for JSON and KML, with dates in ISO 8601, None for an infinite number."""
    if isinstance(value, float) and not isfinite(value):
        return None
    if value is None or isinstance(value, str | bool | int | float):
        return value
    text = str(value)
    return f"{text.replace(' ', 'T', 1)}{field.zone}" if field.kind is Kind.TIME else text
