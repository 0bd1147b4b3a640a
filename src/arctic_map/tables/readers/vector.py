"""Features read by GDAL from a private copy of one file, in lon/lat degrees."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import shapely

from arctic_map.model.opened import Choice, LayerOfFile
from arctic_map.model.problem import FileProblem
from arctic_map.model.tr import tr
from arctic_map.storage import bounded_reading
from arctic_map.storage.bounded_reading import Unreadable
from arctic_map.storage.sanitized import sanitized
from arctic_map.tables import gdal
from arctic_map.tables.readers import before_gdal
from arctic_map.tables.readers.csv_table import USUAL, not_valid
from arctic_map.tables.readers.csv_table import guessed as guessed_letters
from arctic_map.tables.readers.file_kinds import KINDS, name_of_alias
from arctic_map.tables.readers.placing import NO_SHAPE, PlacedShapes, placed
from arctic_map.tables.readers.private_copy import Copied, private_copy
from arctic_map.tables.readers.read_features import RawRows

Column = list[object]


def properties_of(
    path: Path, meta: dict[str, Any], fids: Any, columns: Any, reading: dict[str, Any]
) -> dict[str, Column]:
    """The values of each field. `reading` are the options with which the layer was read."""
    fields: dict[str, Column] = {}
    types = meta["ogr_types"], meta["ogr_subtypes"]
    declared = zip(meta["fields"].tolist(), meta["dtypes"].tolist(), *types, strict=True)
    for (name, kind, ogr, subtype), column in zip(declared, columns, strict=True):
        if column.dtype.kind == "f" and ogr == "OFTInteger64":
            fields[str(name)] = _exact(path, str(name), fids, reading)
        elif column.dtype.kind == "f" and ogr == "OFTInteger":
            whole = bool if subtype == "OFSTBoolean" else int
            fields[str(name)] = [None if value != value else whole(value) for value in column.tolist()]
        elif kind == "float32":
            # Keep the decimal digits instead of the exact binary value.
            fields[str(name)] = [float(str(value)) for value in column]
        else:
            fields[str(name)] = list(_plain(column))
    return fields


def _exact(path: Path, name: str, fids: Any, reading: dict[str, Any]) -> Column:
    """The 64-bit integers of a column with gaps, which GDAL would round."""
    quoted = name.replace('"', '""')
    _, filled, _, (column,) = gdal.raw_read(
        path,
        columns=[name],
        where=f'"{quoted}" IS NOT NULL',  # no words: of GDAL
        read_geometry=False,
        return_fids=True,
        **reading,
    )
    exact = dict(zip(filled.tolist(), column.tolist(), strict=True))
    return [exact.get(fid) for fid in fids.tolist()]


def _plain(column: Any) -> Iterator[object]:
    for value in column.tolist():
        match value:
            case bytes():
                yield f"({len(value):,} bytes)"
            case np.ndarray():
                yield value.tolist()
            case None | bool() | int() | float() | str():
                yield value
            case _:
                yield str(value)


SECONDHAND = frozenset({"track_points", "route_points"})
"""GPX layers that repeat the positions of other layers."""
DRAWING = frozenset({"tessellate", "extrude", "visibility", "drawOrder", "altitudeMode", "icon"})
"""LIBKML fields that describe how a feature is drawn."""
KML_ID = "placemark id"  # no words: of GDAL
"""GDAL's name for the id of a KML placemark. It cannot collide with a data field."""
MAX_LISTED = 20
"""Maximum layer names in a message."""
DBF_LOOKED_AT = 32_000_000
"""Bytes of a Shapefile's table that are examined to guess its encoding."""
CODE_PAGE = re.compile(r"(?:ansi|oem|cp|windows|win)[ _-]?(125[0-8]|437|8[56]\d)")
"""Code pages whose names in a .cpg file GDAL does not know."""
OF_SYSTEM = ("system", "ansi", "oem")
"""Names in a .cpg file that do not say which encoding it is."""
DBF_ANSI = 0x57
"""Code of the encoding of whatever system has written a table."""
DBF_LANGUAGE, DBF_LENGTH = 29, slice(8, 10)
"""Positions of the encoding's code and of the header's length in a table."""
BYTES = "ISO-8859-1"
"""The encoding in which every byte is a character."""
_encode = msgspec.json.Encoder().encode


@dataclass(frozen=True, slots=True)
class Source:
    """A layer as GDAL describes it."""

    name: str
    geometry: str
    """Such as `Point`; empty for a table without geometry."""
    features: int
    crs: str
    fields: tuple[tuple[str, str], ...]
    """Names and types."""


def read_raw(path: Path, choice: Choice, kind: str = "") -> RawRows:
    """The features of the chosen layers; `kind` replaces the suffix. Raises Unreadable, UnknownPlace."""
    with private_copy(path, kind) as copied, plain_errors(copied):
        sources = sources_of(copied)
        chosen = chosen_of(sources, choice.layers)
        problems = list(copied.problems)
        rows: list[tuple[str, msgspec.Raw]] = []
        total, projected = 0, False
        layers = tuple(
            LayerOfFile(each.name, each.geometry, each.features) for each in sources if each.geometry
        )
        for source in chosen:
            room = bounded_reading.MAX_FEATURES - len(rows)
            total += source.features
            if room <= 0:
                continue
            features, there = _rows(copied, source, choice.crs, room, named=len(chosen) > 1)
            projected |= there.projected
            problems += there.problems
            rows += features
        return RawRows(rows, max(total, len(rows)), problems, copied.digest, layers, projected)


def sources(path: Path, kind: str = "") -> tuple[str, tuple[Source, ...], tuple[FileProblem, ...]]:
    """GDAL's driver name, the layers of the file, and problems. Raises Unreadable."""
    with private_copy(path, kind) as copied, plain_errors(copied):
        return KINDS[copied.kind].driver, sources_of(copied), copied.problems


@lru_cache(maxsize=1)
def sources_of(copied: Copied) -> tuple[Source, ...]:
    """The layers of a copy. Raises Unreadable, and errors of GDAL."""
    kind = KINDS[copied.kind]
    computed = before_gdal.short_views(copied.path) if copied.kind == ".gpkg" else frozenset[str]()
    layers = []
    for name, geometry in gdal.list_layers(copied.path).tolist():
        # Skip views that are not map layers: their rows may be infinite.
        if geometry is None and (copied.kind == ".000" or name in computed):
            continue
        info = gdal.read_info(copied.path, layer=name, force_feature_count=True, **kind.options)
        if info["driver"] != kind.driver:
            raise Unreadable(tr("its content is not that of a {name} file", name=kind.name))
        types = zip(info["fields"].tolist(), info["ogr_types"], info["ogr_subtypes"], strict=True)
        fields = tuple((name_of_alias(str(field)), _type_of(*ogr)) for field, *ogr in types)
        layers.append(Source(str(name), geometry or "", int(info["features"]), info["crs"] or "", fields))
    if not layers:
        raise Unreadable(tr("the file has no layers"))
    return tuple(layers)


def chosen_of(sources: Sequence[Source], names: Sequence[str]) -> list[Source]:
    """The layers of these names, or all with geometry. Raises Unreadable."""
    known = [source.name for source in sources if source.geometry]
    for name in names:
        if name not in known:
            listed = tr(", ").join(sanitized(each, 60) for each in known[:MAX_LISTED])
            if len(known) > MAX_LISTED:
                listed = tr("{names} and {number} more", names=listed, number=len(known) - MAX_LISTED)
            raise Unreadable(
                tr(
                    "it has no layer {name!r}; its layers are {layers}",
                    name=sanitized(name, 60),
                    layers=listed,
                )
            )
    requested = names or [name for name in known if name not in SECONDHAND or len(known) == 1]
    chosen = [source for source in sources if source.name in requested]
    if not chosen:
        raise Unreadable(tr("it contains only tables without positions, which cannot be shown on a map"))
    return [source for source in chosen if source.features] or chosen


def _rows(
    copied: Copied, source: Source, crs: str, room: int, *, named: bool
) -> tuple[list[tuple[str, msgspec.Raw]], PlacedShapes]:
    """The features of a layer with their positions in the file, and the conversion of coordinates."""
    reading, guessed = _reading(copied, source)
    damaged: list[FileProblem] = [("", guessed)] if guessed else []
    # Beyond the last feature, GDAL would repeat the error of a geometry that it left out.
    most = min(room, source.features) if source.features > 0 else room
    meta, fids, packed, columns = _read(copied.path, reading, damaged, max_features=most, force_2d=True)
    shapes = shapely.from_wkb(packed, on_invalid="ignore")
    there = placed(shapes, source.crs, crs)
    values = _intended(copied, properties_of(copied.path, meta, fids, columns, reading))
    before = f"{sanitized(source.name, 60)}." if named else ""
    also = {"layer": source.name} if named and "layer" not in values else {}
    lost = {int(where[1:]): why for where, why in there.problems if where.startswith("#")}
    rows, problems = [], [each for each in there.problems if not each[0].startswith("#")]
    empty = [number for number, shape in enumerate(packed) if shape is None]
    lost_rows = gdal.damaged_rows(copied.path, source.name, empty)
    problems += [*damaged, *((f"{before}features[{number}]", tr(NO_SHAPE)) for number in lost_rows)]
    for number, text in enumerate(shapely.to_geojson(there.shapes)):
        place = f"{before}features[{number}]"
        if number in lost:
            problems.append((place, lost[number]))
            continue
        if text is None and packed[number] is not None:
            text = there.unchecked(packed[number])
            if text is None:
                problems.append((place, tr(NO_SHAPE)))
                continue
        properties = {name: column[number] for name, column in values.items()} | also
        geometry = text.encode() if text is not None else b"null"
        row = b'{"type":"Feature","properties":%b,"geometry":%b}' % (_encode(properties), geometry)
        rows.append((place, msgspec.Raw(row)))
    return rows, PlacedShapes(there.shapes, tuple(problems), there.projected)


def values_of(copied: Copied, source: Source) -> dict[str, list[object]]:
    """The attributes of a layer by field name. Raises errors of GDAL."""
    reading, _ = _reading(copied, source)
    meta, fids, _, columns = _read(copied.path, reading, [], read_geometry=False)
    return _intended(copied, properties_of(copied.path, meta, fids, columns, reading))


def _read(path: Path, reading: dict[str, Any], damaged: list[FileProblem], **more: Any) -> tuple[Any, ...]:
    """Metadata, ids, geometries and columns, with � for what is damaged in texts."""
    options = {"return_fids": True, "datetime_as_string": True, **more}
    try:
        whole: tuple[Any, ...] = gdal.raw_read(path, **options, **reading)
    except UnicodeDecodeError as error:
        whole = gdal.raw_read(path, **options, **reading | {"encoding": BYTES})
        columns = [_decoded(column, error.encoding) for column in whole[3]]
        count = sum(str(value).count("\ufffd") for column in columns for value in column.tolist())
        damaged.append(("", not_valid(count, error.encoding)))
        return {**whole[0], "fields": _decoded(whole[0]["fields"], error.encoding)}, *whole[1:3], columns
    return whole


def _decoded(column: Any, encoding: str) -> Any:
    """The column with its texts, which were read as BYTES, in their encoding."""
    if column.dtype.kind != "O":
        return column
    values = (
        value.encode(BYTES).decode(encoding, "replace") if isinstance(value, str) else value
        for value in column.tolist()
    )
    return np.fromiter(values, dtype=object, count=len(column))


def guess_of(copied: Copied, source: Source) -> str:
    """The message that the encoding of a layer's texts was guessed, or empty."""
    return _reading(copied, source)[1]


def _reading(copied: Copied, source: Source) -> tuple[dict[str, Any], str]:
    """The options to read a layer, and a message about a guessed encoding."""
    encoding, guessed = None, ""
    if copied.kind == ".shp":
        table = (
            copied.path / f"{source.name}.dbf" if copied.path.is_dir() else copied.path.with_suffix(".dbf")
        )
        encoding, guessed = _dbf_encoding(table)
    return {"layer": source.name, "encoding": encoding, **KINDS[copied.kind].options}, guessed


def _dbf_encoding(table: Path) -> tuple[str | None, str]:
    """The encoding for GDAL, and a message if it was guessed. None if GDAL knows it from .cpg or table."""
    cpg = table.with_suffix(".cpg")
    named = cpg.read_text("ascii", "replace").strip().lower() if cpg.is_file() else ""
    if page := CODE_PAGE.fullmatch(named):
        return f"cp{page[1]}", ""
    if (named and named not in OF_SYSTEM) or not table.is_file():
        return None, ""
    with table.open("rb") as file:
        content = file.read(DBF_LOOKED_AT)
    if len(content) < 32 or content[DBF_LANGUAGE] not in (0, DBF_ANSI):
        return None, ""
    start = int.from_bytes(content[DBF_LENGTH], "little")
    rows = content[start:]
    # Column names have the same encoding.
    names = b" ".join(content[at : at + 11] for at in range(32, start, 32))
    encoding = guessed_letters(rows + b" " + names)
    if encoding in ("ascii", "utf-8"):
        return "UTF-8", ""
    if content[DBF_LANGUAGE] and encoding == USUAL:
        return encoding, ""
    return (
        encoding,
        tr(
            "nothing says in which letters its table is written; they are read as {encoding}, by a guess",
            encoding=encoding,
        ),
    )


def _intended(copied: Copied, values: dict[str, list[object]]) -> dict[str, list[object]]:
    if KINDS[copied.kind].driver != "LIBKML":
        return values
    usual = {} if "id" in values else {KML_ID: "id"}
    return {
        usual.get(name, name_of_alias(name)): column for name, column in values.items() if name not in DRAWING
    }


def _type_of(ogr: str, subtype: str) -> str:
    """The type of a field: `integer`, `integer64`, `real`, `string`, `date`, `datetime`, `boolean`..."""
    special = {"OFSTBoolean": "boolean", "OFSTJSON": "json", "OFSTFloat32": "real"}
    return special.get(subtype) or ogr.removeprefix("OFT").lower()


class plain_errors:
    """A context that configures GDAL and converts its errors to Unreadable."""

    def __init__(self, copied: Copied) -> None:
        self._kind = KINDS[copied.kind]
        self._folder = str(copied.path.parent)
        self._quiet = gdal.configured(
            OGR_SQLITE_LOAD_EXTENSIONS="",
            OGR_SQLITE_JOURNAL="OFF",
            S57_PROFILE="",
            LIBKML_ID_FIELD=KML_ID,
            CPL_DEBUG="OFF",
        )

    def __enter__(self) -> None:
        self._quiet.__enter__()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: Any) -> None:
        self._quiet.__exit__(None, None, None)
        if isinstance(error, gdal.FAILURES):
            reason = str(error).partition("\n")[0].partition("; It might help")[0]  # no words: of GDAL
            if isinstance(error, UnicodeDecodeError):
                reason = tr("a name in it is not {encoding} text", encoding=error.encoding.upper())
            reason = sanitized(reason.replace(f"{self._folder}/", ""), 200).rstrip(".")
            raise Unreadable(
                tr("it cannot be read as {name}: {why}; is it complete?", name=self._kind.name, why=reason)
            ) from None
