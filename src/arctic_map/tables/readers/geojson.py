"""GeoJSON from any source as a map layer, with all its problems."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from arctic_map.geo.antimeridian import is_unsplit
from arctic_map.geo.marks import Marks, marks
from arctic_map.model.catalog import Layer, LayerKind
from arctic_map.model.feature import NO_PLACE, Edges, Feature, Geometry, Precision
from arctic_map.model.opened import TOPIC, UNNAMED_RANK, Choice, LayerOfFile, layer_id, parted, style_id
from arctic_map.model.problem import FileProblem, first
from arctic_map.model.tr import digits, tr, tr_later
from arctic_map.storage import bounded_reading
from arctic_map.storage.bounded_reading import TOO_MUCH, UnknownPlace, Unreadable, read_bytes, read_head
from arctic_map.storage.layer_copies import name_of_layer, origin_of
from arctic_map.storage.sanitized import hidden_in, sanitized
from arctic_map.tables import geometry
from arctic_map.tables.attributes.cell_text import MAX_NAME_LENGTH, MAX_VALUE_LENGTH, name_and_details, words
from arctic_map.tables.readers import geojson_text
from arctic_map.tables.readers.read_features import RawRows, are_beyond, count_beyond, nothing_of

NOTE = tr_later("A file that the reader opened; the atlas has not checked what it says.")
OWN_COLOURS = tr_later("Its own colours and icons are not shown; Style… gives it others.")
_KINDS = {"Point": "point", "LineString": "line", "Polygon": "area"}


class Row(msgspec.Struct):
    """The members of a feature, decoded separately."""

    type: Any = None
    id: Any = None
    properties: msgspec.Raw = msgspec.Raw(b"")
    geometry: msgspec.Raw = msgspec.Raw(b"")


_rows = msgspec.json.Decoder(Row)
_anything = msgspec.json.Decoder(Any)


@dataclass(frozen=True, slots=True)
class Opened:
    """A layer, its geometry in degrees, and problems and repairs."""

    layer: Layer
    marks: Marks
    problems: tuple[FileProblem, ...]
    layers: tuple[LayerOfFile, ...] = ()
    """All layers of a multi-layer file, including those not read."""
    records: Sequence[Mapping[str, object]] = ()
    """The attributes of each feature of the layer by field name."""
    untyped: bool = False
    """Whether attributes are texts that may contain numbers."""


def read(path: Path, hue: int = 1, choice: Choice | None = None) -> Opened:
    """Read a file as a layer. `hue` is the number of its colour among opened files. Raises Unreadable."""
    try:
        return _read(path, hue, choice or Choice())
    except (MemoryError, RecursionError):
        raise Unreadable(tr(TOO_MUCH)) from None


def _read(path: Path, hue: int, choice: Choice) -> Opened:
    raw = read_raw(read_bytes(path, largest=bounded_reading.MAX_TEXT_SIZE), choice)
    try:
        opened = as_layer(path, hue, raw)
    except BeyondDegrees:
        return as_layer(path, hue, placed_by(raw, ""))
    if are_beyond(len(raw.rows), opened.problems):
        # A file in degrees with some invalid features is shown without these.
        with suppress(UnknownPlace):
            return as_layer(path, hue, placed_by(raw, ""))
    return opened


def read_raw(content: bytes, choice: Choice) -> RawRows:
    """The features in degrees, by the system that the user or file names. Raises Unreadable."""
    raw = geojson_text.read_raw(content)
    raw.digest = sha256(content).hexdigest()
    return placed_by(raw, choice.crs) if choice.crs or raw.crs else raw


def is_topology(path: Path) -> bool:
    """Whether a file, also with the suffix .json, is TopoJSON. Raises Unreadable."""
    head = read_head(path, largest=bounded_reading.MAX_TEXT_SIZE)
    return b'"Topology"' in head and geojson_text.is_topology(
        read_bytes(path, largest=bounded_reading.MAX_TEXT_SIZE)
    )


def placed_by(raw: RawRows, crs: str) -> RawRows:
    """The features converted to degrees from `crs` or the file's own system. Raises UnknownPlace."""
    # Late import: only files in another reference system need PROJ.
    from arctic_map.tables.readers import placing

    return placing.rows_placed(raw, crs)


class BeyondDegrees(Unreadable):
    """Nothing can be shown because the coordinates are not longitudes and latitudes."""


def as_layer(path: Path, hue: int, raw: RawRows) -> Opened:
    """The features of any file as a layer, repaired where needed. Raises Unreadable."""
    reader = _Reader(layer_id(str(path)), hue)
    features, problems = reader.read(raw)
    repaired = marks([feature.geometry for feature, _ in features])
    names = [where for _, where in features]
    problems += [
        (f"{names[number]}.geometry.{where}", why)
        for number, where, why in repaired.problems
        if not (raw.projected and is_unsplit(why))
    ]
    shown = [
        replace(feature, geometry=changed) if (changed := repaired.changed.get(number)) else feature
        for number, (feature, _) in enumerate(features)
        if repaired.changed.get(number, True) is not None
    ]
    if all(feature.geometry is NO_PLACE for feature in shown):
        raise Unreadable(nothing_of(problems))
    if hidden := hidden_in(path.name):
        problems.insert(
            0, ("", tr("the name of the file contains the hidden character {hidden}", hidden=hidden))
        )
    origin = origin_of(path)
    layer = Layer(
        id=layer_id(str(path)),
        name=sanitized(name_of_layer(path, origin), MAX_NAME_LENGTH) or "file",
        topic=TOPIC,
        kind=LayerKind.FEATURES,
        features=tuple(shown),
        note=note_of(path),
        origin=origin,
        digest=raw.digest,
        file=str(path),
    )
    return Opened(
        layer,
        _shown_marks(repaired.marks, repaired.changed),
        tuple(first(problems)),
        raw.layers,
        [reader.records[feature.id] for feature in shown],
        raw.untyped,
    )


class _Reader:
    """Collects the features and problems of one file."""

    def __init__(self, layer: str, hue: int) -> None:
        self._layer, self._hue = layer, hue
        self._problems: list[FileProblem] = []
        self._positions = 0
        self._kind = "point"
        """Kind of the last feature with a position. A feature without one is listed in its style."""
        self._ids: dict[tuple[bool, object], str] = {}
        self.records: dict[str, Mapping[str, object]] = {}
        """Attributes by feature id."""

    def read(self, raw_rows: RawRows) -> tuple[list[tuple[Feature, str]], list[FileProblem]]:
        """Features that can be drawn, each with its position in the file, and problems. Raises Unreadable."""
        self._problems += raw_rows.problems
        if raw_rows.total > bounded_reading.MAX_FEATURES:
            self._problems.append(
                (
                    "",
                    tr(
                        "it contains {count} features; the first {most} are shown",
                        count=digits(f"{raw_rows.total:,}"),
                        most=digits(f"{bounded_reading.MAX_FEATURES:,}"),
                    ),
                )
            )
        features = []
        for number, (place, raw) in enumerate(raw_rows.rows[: bounded_reading.MAX_FEATURES]):
            feature, where = self._feature(raw, number, place)
            if feature is not None:
                features.append((feature, where))
            if self._positions > bounded_reading.MAX_POSITIONS:
                remaining = len(raw_rows.rows) - number - 1
                most = digits(f"{bounded_reading.MAX_POSITIONS:,}")
                if remaining:
                    self._problems.append(
                        (
                            "",
                            tr(
                                "the file contains more than {count} positions; its last {remaining} "
                                "features are not shown",
                                count=most,
                                remaining=digits(f"{remaining:,}"),
                            ),
                        )
                    )
                elif number == 0:
                    raise Unreadable(
                        tr(
                            "the file contains more than {count} positions in one feature, more than the map "
                            "can be moved with",
                            count=most,
                        )
                    )
                break
        if all(feature.geometry is NO_PLACE for feature, _ in features):
            if count_beyond(self._problems):
                raise BeyondDegrees(nothing_of(self._problems))
            raise Unreadable(
                nothing_of(self._problems) if raw_rows.total else tr("the file contains no features")
            )
        return features, self._problems

    def _feature(self, raw: msgspec.Raw, number: int, place: str) -> tuple[Feature | None, str]:
        try:
            row = _rows.decode(raw)
        except (msgspec.MsgspecError, RecursionError):
            self._problems.append(
                (place, tr("expected a feature object, with numbers that are not too large"))
            )
            return None, place
        properties = self._properties(row.properties, place)
        name, details = name_and_details(properties)
        if row.id not in (None, ""):
            details = (("id", sanitized(words(row.id), MAX_VALUE_LENGTH)), *details)
        where = f"{place} {name}" if name else place
        if row.type != "Feature":
            self._problems.append((f"{where}.type", tr('expected "type": "Feature"')))
            return None, where
        self._check_id(row.id, place, where)
        shape = self._shape(row.geometry, where)
        if shape is None:
            return None, where
        kind = self._kind = self._kind if shape is NO_PLACE else _KINDS[_first_type(shape)]
        feature = Feature(
            id=f"{self._layer}.{number}",
            name=name or f"{kind.capitalize()} {number + 1}",
            geometry=shape,
            precision=Precision.UNCHECKED,
            source=self._layer,
            style=style_id(self._hue, kind),
            edges=Edges.PARALLEL,
            # Generated names get no labels on the map.
            rank=1 if name else UNNAMED_RANK,
            details=details,
        )
        named = {"id": row.id} if row.id not in (None, "") and "id" not in properties else {}
        self.records[feature.id] = named | properties
        return feature, where

    def _shape(self, raw: msgspec.Raw, where: str) -> Geometry | None:
        if not bytes(raw):
            self._problems.append((where, tr("the feature has no geometry")))
            return NO_PLACE
        shape, wrong = geometry.read(raw)
        self._problems += [(f"{where}.{path}", why) for path, why in wrong]
        if shape is not None:
            self._positions += sum(_count(part) for part in _coordinates(shape))
        return shape

    def _properties(self, raw: msgspec.Raw, where: str) -> dict[str, Any]:
        try:
            properties: object = _anything.decode(raw) if bytes(raw) else None
        except (msgspec.MsgspecError, RecursionError):
            why = tr("they are nested too deeply or hold too large a number")
            self._problems.append((f"{where}.properties", why))
            return {}
        if isinstance(properties, dict):
            return properties
        if properties is not None:
            self._problems.append((f"{where}.properties", tr("expected an object or null")))
        return {}

    def _check_id(self, id: object, place: str, where: str) -> None:
        if id is None:
            return
        if isinstance(id, bool) or not isinstance(id, str | int | float):
            self._problems.append((f"{where}.id", tr("an id is a text or a number")))
            return
        # 1 and "1" are different ids, though 1 and 1.0 are equal.
        key = (isinstance(id, str), id)
        if key in self._ids:
            why = tr(
                "the id {id!r} is already used by {place}; both are shown",
                id=sanitized(str(id), 40),
                place=self._ids[key],
            )
            self._problems.append((f"{where}.id", why))
        self._ids.setdefault(key, place)


def note_of(path: Path) -> str:
    """What the layer of an opened file says about it."""
    coloured = parted(path)[0].suffix.lower() in (".kml", ".kmz")
    return f"{tr(NOTE)} {tr(OWN_COLOURS)}" if coloured else tr(NOTE)


def _shown_marks(found: Marks, changed: dict[int, Geometry | None]) -> Marks:
    """The marks with feature numbers adjusted for features that were removed."""
    omitted = sorted(number for number, geometry in changed.items() if geometry is None)
    if not omitted:
        return found

    def renumbered(owners: Any) -> Any:
        return owners - np.searchsorted(omitted, owners)

    return Marks(
        found.points,
        renumbered(found.of_point),
        found.lines,
        renumbered(found.of_line),
        found.areas,
        renumbered(found.of_area),
    )


def _first_type(shape: Geometry) -> str:
    kind: str = shape["geometries"][0]["type"] if shape["type"] == "GeometryCollection" else shape["type"]
    return kind.removeprefix("Multi")


def _coordinates(shape: Geometry) -> Iterator[Any]:
    if shape["type"] == "GeometryCollection":
        yield from (member["coordinates"] for member in shape["geometries"])
    else:
        yield shape["coordinates"]


def _count(part: Any) -> int:
    """The number of positions."""
    if isinstance(part[0], float | int):
        return 1
    if isinstance(part[0][0], float | int):
        return len(part)
    return sum(map(_count, part))
