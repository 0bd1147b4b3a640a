"""GeoJSON of very many features, decoded in batches. Invalid features are read one by one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Annotated, Any

import msgspec
import numpy as np

from arctic_map.model.feature import NO_PLACE
from arctic_map.model.tr import tr
from arctic_map.tables import geometry
from arctic_map.tables.attributes.column_types import by_fields
from arctic_map.tables.geometry import Latitude, Longitude
from arctic_map.tables.readers.read_features import Bulk, Ints, Progress, RawRows, joined
from arctic_map.tables.readers.wkb import RingArrays

BATCH_SIZE = 4096
"""Features per batch."""
High = tuple[Longitude, Latitude, float]
"""A position with a height."""


class HighPoint(msgspec.Struct, tag="Point", tag_field="type", gc=False):
    coordinates: High


class HighLine(msgspec.Struct, tag="LineString", tag_field="type", gc=False):
    coordinates: Annotated[list[High], msgspec.Meta(min_length=2)]


class HighPolygon(msgspec.Struct, tag="Polygon", tag_field="type", gc=False):
    coordinates: Annotated[
        list[Annotated[list[High], msgspec.Meta(min_length=4)]], msgspec.Meta(min_length=1)
    ]


class Row(msgspec.Struct, tag="Feature", tag_field="type", gc=False):  # no words: a key of GeoJSON
    geometry: geometry.Sound | None


class HighRow(msgspec.Struct, tag="Feature", tag_field="type", gc=False):  # no words: a key of GeoJSON
    geometry: HighPoint | HighLine | HighPolygon | None


class Details(msgspec.Struct):
    id: Any = None
    properties: Any = None


class AnyRow(msgspec.Struct):
    type: Any = None
    geometry: msgspec.Raw = msgspec.Raw(b"")


_decoders: tuple[msgspec.json.Decoder[Any], ...] = (
    msgspec.json.Decoder(list[Row]),
    msgspec.json.Decoder(list[HighRow]),
)
_details = msgspec.json.Decoder(Details)
_any_row = msgspec.json.Decoder(AnyRow)


def read_bulk(raw_rows: RawRows, progress: Progress) -> Bulk:
    """The shapes of features in lon/lat degrees."""
    bulk = Bulk(
        total=len(raw_rows.rows),
        problems=list(raw_rows.problems),
        digest=raw_rows.digest,
        layers=raw_rows.layers,
        attributes=lambda: by_fields([_attributes(raw) for _, raw in raw_rows.rows]),
        untyped=raw_rows.untyped,
        projected=raw_rows.projected,
        crs=raw_rows.named_crs,
    )
    collector = _Found()
    for start in range(0, len(raw_rows.rows), BATCH_SIZE):
        some = raw_rows.rows[start : start + BATCH_SIZE]
        if (shapes := _sound(some)) is not None:
            collector.sound(start, shapes)
        else:
            for row, (place, raw) in enumerate(some, start):
                if (one := _sound([(place, raw)])) is not None:
                    collector.sound(row, one)
                elif (shape := _mended(raw, place, bulk)) is NO_PLACE:
                    collector.empty.append(row)
                elif shape is not None:
                    bulk.others.append((row, shape))
        collector.flush()
        progress(min(1.0, (start + BATCH_SIZE) / len(raw_rows.rows)))
    return collector.into(bulk)


def _attributes(raw: msgspec.Raw) -> dict[str, Any]:
    try:
        row = _details.decode(raw)
    except (msgspec.MsgspecError, RecursionError):
        return {}
    properties: dict[str, Any] = row.properties if isinstance(row.properties, dict) else {}
    return {"id": row.id, **properties} if row.id not in (None, "") else properties


def _sound(rows: Sequence[tuple[str, msgspec.Raw]]) -> list[Any] | None:
    text = b"[%b]" % b",".join(raw for _, raw in rows)
    for decoder in _decoders:
        try:
            return [row.geometry for row in decoder.decode(text)]
        except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
            continue
    return None


def _mended(raw: msgspec.Raw, place: str, bulk: Bulk) -> Any:
    """The geometry of a feature, or what can be drawn of it, or None. Problems are added to `bulk`."""
    try:
        row = _any_row.decode(raw)
    except (msgspec.MsgspecError, RecursionError):
        bulk.problems.append((place, tr("expected a feature object, with numbers that are not too large")))
        return None
    if row.type != "Feature":
        bulk.problems.append((f"{place}.type", tr('expected "type": "Feature"')))
        return None
    if not bytes(row.geometry):
        bulk.problems.append((place, tr("the feature has no geometry")))
        return NO_PLACE
    shape, wrong = geometry.read(row.geometry)
    bulk.problems += [(f"{place}.{path}", why) for path, why in wrong]
    return shape


class _Found:
    """The positions of the current batch, and arrays of the previous ones."""

    def __init__(self) -> None:
        self.empty: list[int] = []
        self._points: list[Any] = []
        self._of_point: list[int] = []
        self._lines: list[Any] = []
        self._of_line: list[int] = []
        self._areas: list[Any] = []
        self._of_area: list[int] = []
        self._batches: list[tuple[Any, Ints, RingArrays, RingArrays]] = []

    def sound(self, start: int, shapes: Sequence[Any]) -> None:
        """Add the shapes of consecutive rows, of which some may be None."""
        if all(type(shape) is geometry.Point for shape in shapes):
            self._points += [shape.coordinates for shape in shapes]
            self._of_point += range(start, start + len(shapes))
            return
        for row, shape in enumerate(shapes, start):
            if shape is None:
                self.empty.append(row)
            else:
                self._add(row, shape)

    def _add(self, row: int, shape: Any) -> None:
        kind, of = shape.__struct_config__.tag, shape.coordinates
        if kind == "Point":
            self._points.append(of)
            self._of_point.append(row)
        elif kind == "Polygon":
            self._areas.append(of)
            self._of_area.append(row)
        elif kind == "LineString":
            self._lines.append((of,))
            self._of_line.append(row)
        elif kind == "MultiPoint":
            self._points += of
            self._of_point += [row] * len(of)
        elif kind == "MultiPolygon":
            self._areas += of
            self._of_area += [row] * len(of)
        else:
            self._lines += [(each,) for each in of]
            self._of_line += [row] * len(of)

    def flush(self) -> None:
        """Convert the current batch to arrays."""
        points = _positions(self._points)
        of_point = np.array(self._of_point, dtype=np.int64)
        self._batches.append(
            (points, of_point, _parts(self._lines, self._of_line), _parts(self._areas, self._of_area))
        )
        for each in (self._points, self._lines, self._areas, self._of_point, self._of_line, self._of_area):
            each.clear()

    def into(self, bulk: Bulk) -> Bulk:
        """Concatenate all batches into `bulk`."""
        points, of_point, lines, areas = zip(*self._batches, strict=True)
        whole = np.concatenate(points)
        bulk.x, bulk.y = np.ascontiguousarray(whole[:, 0]), np.ascontiguousarray(whole[:, 1])
        bulk.of_point = np.concatenate(of_point)
        bulk.lines = joined([(0, each) for each in lines])
        bulk.areas = joined([(0, each) for each in areas])
        bulk.empty = np.array(self.empty, dtype=np.int64)
        return bulk


def _positions(found: Sequence[Any]) -> Any:
    """Longitudes and latitudes as an array (n, 2). Heights are dropped."""
    if not found:
        return np.empty((0, 2))
    width, numbers = len(found[0]), chain.from_iterable(found)
    try:
        whole = np.fromiter(numbers, np.float64, width * len(found))
    except ValueError:
        whole = np.empty(0)
    if len(whole) and next(numbers, None) is None:
        return whole.reshape(-1, width)[:, :2]
    return np.array([each[:2] for each in found])


def _parts(parts: Sequence[Any], rows: Sequence[int]) -> RingArrays:
    rings = np.fromiter(map(len, parts), np.int64, len(parts))
    flat = list(chain.from_iterable(parts))
    lengths = np.fromiter(map(len, flat), np.int64, len(flat))
    at = _positions(list(chain.from_iterable(flat)))
    return RingArrays(np.array(rows, dtype=np.int64), rings, lengths, at[:, 0], at[:, 1])
