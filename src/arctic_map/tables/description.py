"""Description of a feature file without drawing it: layers, fields, extents and problems."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec

from arctic_map.geo import crs as systems
from arctic_map.geo.extent import Extent
from arctic_map.model.attributes import Kind
from arctic_map.model.opened import Choice, Reader, reader_of
from arctic_map.model.problem import FileProblem
from arctic_map.storage.bounded_reading import Unreadable
from arctic_map.tables import file_data
from arctic_map.tables.attributes.column_types import column_of
from arctic_map.tables.file_data import Fields
from arctic_map.tables.readers import any_file
from arctic_map.tables.readers.read_features import Bulk, RawRows

_rows = msgspec.json.Decoder(dict[str, Any])


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a layer and its type."""

    name: str
    type: str


@dataclass(frozen=True, slots=True)
class Described:
    """A layer of a file."""

    name: str
    geometry: str | None
    features: int
    crs: str | None
    """Code of the reference system, or None if the file does not state it."""
    extent: Extent | None
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Description:
    """A file's format, layers and problems."""

    driver: str
    layers: tuple[Described, ...]
    problems: tuple[FileProblem, ...]


def describe(path: Path, choice: Choice) -> Description:
    """The description of a file, or of its chosen layers. Raises Unreadable."""
    kind = any_file.kind_of(path)
    reader = reader_of(kind)
    if reader is Reader.RASTER:
        return _of_raster(path, choice)
    shown = file_data.read(path, choice=choice)
    if reader is not Reader.GDAL:
        if bulk := shown.bulk:
            layer = _described_many(path.stem, bulk, choice.crs or bulk.crs, shown.extent)
        else:
            raw = any_file.read_raw(path, choice)
            layer = _described(path.stem, raw, choice.crs or raw.named_crs or None, shown.extent)
        if shown.untyped:
            layer = replace(layer, fields=tuple(_typed(shown.fields())))
        return Description(reader.format, (layer,), shown.problems)
    # Late import: only formats other than GeoJSON need GDAL.
    from arctic_map.tables.readers import vector

    driver, sources, _ = vector.sources(path, kind)
    chosen = [source for source in sources if not choice.layers or source.name in choice.layers]
    places = [source.name for source in chosen if source.features and source.geometry]
    layers = []
    for source in chosen:
        extent = shown.extent if places == [source.name] else None
        if source.name in places and extent is None:
            try:
                extent = file_data.read(path, choice=replace(choice, layers=(source.name,))).extent
            except Unreadable:
                # The problem is among those of the file, or the layer was not requested.
                extent = None
        fields = tuple(Field(*each) for each in source.fields)
        crs = choice.crs or _code(source.crs)
        layers.append(
            Described(source.name, source.geometry or None, source.features, crs or None, extent, fields)
        )
    return Description(driver, tuple(layers), shown.problems)


def _of_raster(path: Path, choice: Choice) -> Description:
    """The description of a raster without reading its pixels."""
    # Late import: only rasters need GDAL's part for them, 60 ms.
    from arctic_map.tables.rasters.raster_layer import describe_raster

    raster, format, words, extent, problems = describe_raster(path, choice.crs)
    layer = Described(path.stem, words, 0, _code(raster.crs) or None, extent, ())
    return Description(format, (layer,), problems)


def _described_many(name: str, many: Bulk, crs: str, extent: Extent | None) -> Described:
    rows_of = {"Point": many.of_point, "LineString": many.lines.row, "Polygon": many.areas.row}
    kinds = [kind for kind, rows in rows_of.items() if len(rows)]
    fields = tuple(Field(name, _common(_types(values))) for name, values in many.attributes().items())
    geometry = kinds[0] if len(kinds) == 1 and not many.others else "Unknown"  # no words: GDAL's name
    code = _code(crs) or crs or "EPSG:4326"
    return Described(name, geometry, many.total, code, extent, fields)


def _typed(fields: Fields) -> Iterable[Field]:
    """The fields of texts, with the types that the attribute table gives them."""
    types = {Kind.TEXT: "string", Kind.TIME: "datetime"}
    for name, values in fields.items():
        kind = column_of(name, values, untyped=True).kind
        yield Field(name, types.get(kind, kind.value))


def _types(values: Iterable[object]) -> set[str]:
    return {_type(value) for value in values} - {""}


def _described(name: str, raw_rows: RawRows, crs: str | None, extent: Extent | None) -> Described:
    rows = [_decoded(raw) for _, raw in raw_rows.rows]
    shapes = [shape for row in rows if isinstance(shape := row.get("geometry"), dict)]
    kinds = sorted({kind for shape in shapes if isinstance(kind := shape.get("type"), str)})
    geometry = kinds[0] if len(kinds) == 1 else "Unknown"  # no words: GDAL's name
    return Described(name, geometry, raw_rows.total, crs or "EPSG:4326", extent, tuple(_fields(rows)))


def _fields(rows: Iterable[dict[str, Any]]) -> Iterable[Field]:
    types: dict[str, set[str]] = {}
    for row in rows:
        properties = row.get("properties")
        for name, value in properties.items() if isinstance(properties, dict) else ():
            types.setdefault(name, set()).update({_type(value)} - {""})
    for name, kinds in types.items():
        yield Field(name, _common(kinds))


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
