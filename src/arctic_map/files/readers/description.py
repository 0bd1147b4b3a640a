"""What a file of features holds, without a map: its layers, fields, extents and problems."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import shapely

from arctic_map.files.file_problem import FileProblem
from arctic_map.files.readers import any_file
from arctic_map.files.readers.bulk import Bulk
from arctic_map.files.readers.taken import Taken
from arctic_map.files.reading import Unreadable
from arctic_map.geo import crs as systems
from arctic_map.model.endings import VECTOR
from arctic_map.model.opened import Choice

Extent = tuple[float, float, float, float]
_rows = msgspec.json.Decoder(dict[str, Any])


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    type: str


@dataclass(frozen=True, slots=True)
class Described:
    name: str
    geometry: str | None
    features: int
    crs: str | None
    """Its code; None where the file does not say it."""
    extent: Extent | None
    """West, south, east and north in degrees; west is greater than east across 180."""
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Description:
    driver: str
    layers: tuple[Described, ...]
    problems: tuple[FileProblem, ...]


def describe(path: Path, choice: Choice) -> Description:
    """What is in the file, or in its chosen layers. Raises Unreadable."""
    kind = any_file.kind_of(path)
    many = any_file.take_many(path, choice, _no_progress)
    if many and kind not in VECTOR:
        layer = _described_many(path.stem, many, choice.crs or many.crs)
        return Description(any_file.format_of(path), (layer,), tuple(many.problems))
    problems = tuple(many.problems) if many else any_file.read(path, choice=choice).problems
    if kind not in VECTOR:
        taken = any_file.take(path, choice)
        layer = _described(path.stem, taken, choice.crs or taken.named_crs or None)
        return Description(any_file.format_of(path), (layer,), problems)
    # GDAL, which only other formats than GeoJSON need.
    from arctic_map.files.readers import vector

    driver, sources, _ = vector.sources(path, kind)
    layers = []
    for source in sources:
        if choice.layers and source.name not in choice.layers:
            continue
        extent = None
        if source.features and source.geometry:
            try:
                own = Choice((source.name,), choice.crs)
                whole = any_file.take_many(path, own, _no_progress) if many else None
                extent = _extent_of_many(whole) if whole else _extent(vector.take(path, own, kind))
            except Unreadable:
                # What is wrong with it is among the problems of the file, or it was not asked for.
                extent = None
        fields = tuple(Field(*each) for each in source.fields)
        crs = choice.crs or _code(source.crs)
        layers.append(
            Described(source.name, source.geometry or None, source.features, crs or None, extent, fields)
        )
    return Description(driver, tuple(layers), problems)


def _no_progress(share: float) -> None:
    """Nobody waits for it."""


def _described_many(name: str, many: Bulk, crs: str) -> Described:
    held = {"Point": many.of_point, "LineString": many.lines.row, "Polygon": many.areas.row}
    kinds = [kind for kind, rows in held.items() if len(rows)]
    fields = tuple(Field(name, _common(_types(values))) for name, values in many.says().items())
    geometry = kinds[0] if len(kinds) == 1 and not many.others else "Unknown"
    code = _code(crs) or crs or "EPSG:4326"
    return Described(name, geometry, many.total, code, _extent_of_many(many), fields)


def _types(values: Iterable[object]) -> set[str]:
    return {_type(value) for value in values} - {""}


def _extent_of_many(many: Bulk) -> Extent | None:
    lon, lat = (
        np.concatenate([getattr(each, name) for each in (many, many.lines, many.areas)]) for name in "xy"
    )
    with np.errstate(invalid="ignore"):
        sound = np.abs(lat) <= 90.0
    return _box(np.column_stack([lon[sound], lat[sound]])) if sound.any() else None


def _described(name: str, taken: Taken, crs: str | None) -> Described:
    rows = [_decoded(raw) for _, raw in taken.rows]
    shapes = [shape for row in rows if isinstance(shape := row.get("geometry"), dict)]
    kinds = sorted({kind for shape in shapes if isinstance(kind := shape.get("type"), str)})
    geometry = kinds[0] if len(kinds) == 1 else "Unknown"
    return Described(name, geometry, taken.total, crs or "EPSG:4326", _extent(taken), tuple(_fields(rows)))


def _fields(rows: Iterable[dict[str, Any]]) -> Iterable[Field]:
    types: dict[str, set[str]] = {}
    for row in rows:
        properties = row.get("properties")
        for name, value in properties.items() if isinstance(properties, dict) else ():
            types.setdefault(name, set()).update({_type(value)} - {""})
    for name, found in types.items():
        yield Field(name, _common(found))


def _type(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "boolean"
        case int():
            return "integer" if -(2**31) <= value < 2**31 else "integer64"
        case float():
            return "real"
        case str():
            return "string"
        case _:
            return "json"


def _common(types: set[str]) -> str:
    if len(types) == 1:
        return next(iter(types))
    if types and types <= {"integer", "integer64"}:
        return "integer64"
    return "real" if types and types <= {"integer", "integer64", "real"} else "string"


def _extent(taken: Taken) -> Extent | None:
    shapes = [_decoded(raw).get("geometry") for _, raw in taken.rows]
    texts = [msgspec.json.encode(each).decode() for each in shapes if each]
    positions = shapely.get_coordinates(shapely.from_geojson(texts, on_invalid="ignore"))
    return _box(positions) if len(positions) else None


def _box(positions: Any) -> Extent:
    """The narrower one of the two ways round the Earth."""
    lon, lat = positions.T
    lon = (lon + 180.0) % 360.0 - 180.0 if np.abs(lon).max() > 180.0 else lon
    west, east = float(lon.min()), float(lon.max())
    turned = lon % 360.0
    if turned.max() - turned.min() < east - west:
        west, east = (float((each + 180.0) % 360.0 - 180.0) for each in (turned.min(), turned.max()))
    return west, float(lat.min()), east, float(lat.max())


def _decoded(raw: msgspec.Raw) -> dict[str, Any]:
    try:
        return _rows.decode(raw)
    except (msgspec.MsgspecError, RecursionError):
        return {}


def _code(text: str) -> str:
    try:
        return systems.code_of(systems.crs_named(text)) if text else ""
    except systems.UnknownCrs:
        return ""
