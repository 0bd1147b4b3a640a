"""GeoJSON of any origin as a layer of the map, with all that is wrong in it."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from arctic_map.files import geometry, json_text, mending
from arctic_map.files.file_problem import FileProblem, first
from arctic_map.files.reading import MEGABYTE, Unreadable, place
from arctic_map.files.sanitized import hidden_in, sanitized
from arctic_map.model.catalog import Layer, LayerKind
from arctic_map.model.feature import Edges, Feature, Geometry, Precision
from arctic_map.model.opened import THEME, layer_id, style_id

if TYPE_CHECKING:
    from arctic_map.geo.many import Marks

LARGEST = 100 * MEGABYTE
MOST_FEATURES = 100_000
MOST_POSITIONS = 1_000_000
"""What the map can be moved with."""
MOST_DETAILS, LONGEST_KEY, LONGEST_VALUE, LONGEST_NAME = 40, 60, 300, 80
NAMES = ("name", "title", "label", "name_en")
"""Properties that hold a feature's name, in any letters, the first ones rather."""
_WIDE = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
_MARK = b"\xef\xbb\xbf"
_WORDS = re.compile(rb'"(?:[^"\\]|\\.)*"|-?Infinity|NaN', re.DOTALL)
_KINDS = {"Point": "point", "LineString": "line", "Polygon": "area"}


class Row(msgspec.Struct):
    """A feature's members, each read on its own."""

    type: Any = None
    id: Any = None
    properties: msgspec.Raw = msgspec.Raw(b"")
    geometry: msgspec.Raw = msgspec.Raw(b"")


_members = msgspec.json.Decoder(dict[str, msgspec.Raw])
_list = msgspec.json.Decoder(list[msgspec.Raw])
_rows = msgspec.json.Decoder(Row)
_anything = msgspec.json.Decoder(Any)


@dataclass(frozen=True, slots=True)
class Opened:
    """The layer, its marks in degrees, and what was wrong or had to be mended."""

    layer: Layer
    marks: Marks
    problems: tuple[FileProblem, ...]


def read(path: Path, hue: int = 1) -> Opened:
    """The file as a layer; `hue` is the number of the styles that it is drawn in. Raises Unreadable."""
    content = read_bytes(path)
    features, problems = _Reader(layer_id(str(path)), hue).read(content)
    # Loaded only now: a file that is refused gets its sentence sooner.
    from arctic_map.geo.many import marks

    found = marks([feature.geometry for feature, _ in features])
    names = [where for _, where in features]
    problems += [(f"{names[number]}.geometry.{where}", why) for number, where, why in found.problems]
    kept = [
        replace(feature, geometry=changed) if (changed := found.changed.get(number)) else feature
        for number, (feature, _) in enumerate(features)
        if found.changed.get(number, True) is not None
    ]
    if not kept:
        raise Unreadable(_nothing(problems))
    if hidden := hidden_in(path.name):
        problems.insert(0, ("", f"the file's name holds the hidden character {hidden}"))
    layer = Layer(
        id=layer_id(str(path)),
        name=sanitized(path.name, LONGEST_NAME) or "file",
        theme=THEME,
        kind=LayerKind.FEATURES,
        features=tuple(kept),
        note="A file that the reader opened; the atlas has not checked what it says.",
        digest=sha256(content).hexdigest(),
        file=str(path),
    )
    return Opened(layer, _kept_marks(found.marks, found.changed), tuple(first(problems)))


def read_bytes(path: Path) -> bytes:
    """The bytes of a regular file, at most LARGEST, which nobody changes meanwhile. Raises Unreadable."""
    try:
        _require_file(path.stat())
        # Should a pipe have taken the file's place just now, it is not waited for.
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(path, flags), "rb") as file:
            before = os.fstat(file.fileno())
            _require_file(before)
            content = file.read(LARGEST + 1)
            after = os.fstat(file.fileno())
        if len(content) > LARGEST:
            raise Unreadable(_too_large(len(content)))
        if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
            raise Unreadable("the file was changed while it was read; open it again when that has ended")
    except FileNotFoundError:
        raise Unreadable("the file does not exist") from None
    except (OSError, ValueError) as error:
        why = (getattr(error, "strerror", None) or str(error)).lower()
        raise Unreadable(f"the file cannot be opened: {why}") from None
    return content


def _require_file(found: os.stat_result) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise Unreadable("this is a folder, not a file")
    if not stat.S_ISREG(found.st_mode):
        raise Unreadable("this is a device or a pipe, not a file")
    if found.st_size > LARGEST:
        raise Unreadable(_too_large(found.st_size))


def _too_large(size: int) -> str:
    return f"the file has {size / MEGABYTE:,.0f} MB; at most {LARGEST / MEGABYTE:,.0f} MB are read"


class _Reader:
    """Collects features and problems of one file."""

    def __init__(self, layer: str, hue: int) -> None:
        self._layer, self._hue = layer, hue
        self._problems: list[FileProblem] = []
        self._positions = 0
        self._ids: dict[tuple[bool, object], int] = {}

    def read(self, content: bytes) -> tuple[list[tuple[Feature, str]], list[FileProblem]]:
        """Features that can be drawn, each with its place in the file, and the problems. Raises Unreadable."""
        rows = self._raw_features(self._text(content))
        if len(rows) > MOST_FEATURES:
            self._problems.append(
                ("", f"the file holds {len(rows):,} features; the first {MOST_FEATURES:,} are shown")
            )
        features = []
        for number, raw in enumerate(rows[:MOST_FEATURES]):
            feature, where = self._feature(raw, number)
            if feature is not None:
                features.append((feature, where))
            if self._positions > MOST_POSITIONS:
                left = min(len(rows), MOST_FEATURES) - number - 1
                why = f"the file holds more than {MOST_POSITIONS:,} positions"
                if left:
                    self._problems.append(("", f"{why}; its last {left:,} features are not shown"))
                elif number == 0:
                    raise Unreadable(f"{why} in one feature, more than the map can be moved with")
                break
        if not features:
            raise Unreadable(_nothing(self._problems) if rows else "the file holds no features")
        return features, self._problems

    def _text(self, content: bytes) -> bytes:
        for mark, name in _WIDE:
            if content.startswith(mark):
                raise Unreadable(f"the text is {name}; save the file as UTF-8")
        if content.startswith(_MARK):
            self._problems.append(("", "the file starts with a byte order mark, which is left out"))
            content = content[len(_MARK) :]
        if b"\0" in content[:400]:
            raise Unreadable("this is no text, or it is UTF-16; save the file as GeoJSON in UTF-8")
        try:
            content.decode("utf-8")
        except UnicodeDecodeError as error:
            where = place(content, error.start)
            raise Unreadable("the text is not UTF-8; save the file as UTF-8", where) from None
        return content

    def _raw_features(self, content: bytes) -> list[msgspec.Raw]:
        try:
            top = self._top(content)
            kind = _value(top.get("type"))
            crs = bytes(top.get("crs", b"null"))
            if crs != b"null" and not re.search(rb"CRS84|EPSG:+4326", crs):
                self._problems.append(
                    ("crs", "RFC 7946 knows only longitude and latitude on WGS 84; all is read as that")
                )
            if kind == "FeatureCollection":
                return _list.decode(top.get("features", msgspec.Raw(b"null")))
            if kind == "Feature":
                return [msgspec.Raw(content)]
            if kind in (*_KINDS, *mending.LISTS, "GeometryCollection"):
                return [msgspec.Raw(b'{"type":"Feature","properties":null,"geometry":' + content + b"}")]
        except msgspec.ValidationError:
            raise Unreadable("its features are no list") from None
        if kind == "Topology":
            raise Unreadable("this is TopoJSON; the atlas opens GeoJSON")
        named = f"its type is {sanitized(kind, 40)!r}" if isinstance(kind, str) else "it has no type"
        raise Unreadable(f"this is no GeoJSON: {named}")

    def _top(self, content: bytes) -> dict[str, msgspec.Raw]:
        try:
            return self._object(content)
        except Unreadable as error:
            # Some programs write what is no number as NaN; it stands for nothing.
            if "is not a number in JSON" not in error.why:
                raise
            self._problems.append((error.where, f"{error.why}; it is read as null"))
        return self._object(_WORDS.sub(lambda found: found[0] if found[0][:1] == b'"' else b"null", content))

    def _object(self, content: bytes) -> dict[str, msgspec.Raw]:
        try:
            return json_text.decode(content, _members)
        except msgspec.ValidationError:
            raise Unreadable("this is no GeoJSON: expected an object") from None

    def _feature(self, raw: msgspec.Raw, number: int) -> tuple[Feature | None, str]:
        where = f"features[{number}]"
        try:
            row = _rows.decode(raw)
        except (msgspec.MsgspecError, RecursionError):
            self._problems.append((where, "expected a feature object, with numbers that are not too large"))
            return None, where
        name, details = self._details(row, where)
        if name:
            where = f"{where} {name}"
        if row.type != "Feature":
            self._problems.append((where, 'expected "type": "Feature"'))
            return None, where
        self._check_id(row.id, number, where)
        shape = self._shape(row.geometry, where)
        if shape is None:
            return None, where
        kind = _KINDS[_first_type(shape)]
        feature = Feature(
            id=f"{self._layer}.{number}",
            name=name or f"{kind.capitalize()} {number + 1}",
            geometry=shape,
            precision=Precision.UNCHECKED,
            source=self._layer,
            style=style_id(self._hue, kind),
            edges=Edges.PARALLEL,
            # A name that we made up is not lettered on the map.
            rank=1 if name else 9,
            details=details,
        )
        return feature, where

    def _shape(self, raw: msgspec.Raw, where: str) -> Geometry | None:
        if not bytes(raw) or bytes(raw) == b"null":
            self._problems.append((where, "the feature has no place: its geometry is null"))
            return None
        wrong: list[FileProblem] = []
        try:
            shape, _ = geometry.read(raw)
            if shape is None:
                shape, wrong = mending.mended(_anything.decode(raw), "geometry")
        except (msgspec.MsgspecError, RecursionError) as error:
            deep = isinstance(error, RecursionError)
            shape, wrong = None, [("geometry", "nested too deeply" if deep else "a number is too large")]
        self._problems += [(f"{where}.{path}", why) for path, why in wrong]
        if shape is not None:
            self._positions += sum(_count(part) for part in _coordinates(shape))
        return shape

    def _details(self, row: Row, where: str) -> tuple[str, tuple[tuple[str, str], ...]]:
        """The feature's name, and its properties as plain text."""
        details = [("id", sanitized(_words(row.id), LONGEST_VALUE))] if row.id not in (None, "") else []
        try:
            found = _anything.decode(row.properties) if bytes(row.properties) else None
        except (msgspec.MsgspecError, RecursionError):
            why = "they are nested too deeply or hold too large a number"
            self._problems.append((f"{where}.properties", why))
            found = None
        if found is not None and not isinstance(found, dict):
            self._problems.append((f"{where}.properties", "expected an object or null"))
        properties: dict[str, Any] = found if isinstance(found, dict) else {}
        lower = {key.lower(): key for key in reversed(properties)}
        keys = [lower[name] for name in NAMES if name in lower]
        named = next((key for key in keys if isinstance(properties[key], str | int | float)), None)
        name = sanitized(_words(properties[named]), LONGEST_NAME) if named is not None else ""
        for number, (key, value) in enumerate(properties.items()):
            if number >= MOST_DETAILS:
                details.append(("…", f"and {len(properties) - MOST_DETAILS:,} more properties"))
                break
            words = sanitized(_words(value), LONGEST_VALUE)
            if words and key != named:
                details.append((sanitized(key, LONGEST_KEY) or "(no name)", words))
        return name, tuple(details)

    def _check_id(self, id: object, number: int, where: str) -> None:
        if id is None:
            return
        if isinstance(id, bool) or not isinstance(id, str | int | float):
            self._problems.append((f"{where}.id", "an id is a text or a number"))
            return
        # 1 and "1" are two ids, though 1 and 1.0 are one.
        key = (isinstance(id, str), id)
        if key in self._ids:
            first = f"features[{self._ids[key]}]"
            why = f"the id {sanitized(str(id), 40)!r} is already used by {first}; both are shown"
            self._problems.append((f"{where}.id", why))
        self._ids.setdefault(key, number)


def _nothing(problems: list[FileProblem]) -> str:
    where, why = next(((where, why) for where, why in problems if where), ("", ""))
    because = f"; the first reason is at {where}: {why}" if why else ""
    if re.match(r"(longitude|latitude) \S+ is beyond", why):
        because += ". Coordinates must be longitude and latitude in degrees (WGS 84, EPSG:4326)"
    return f"none of its features can be shown{because}"


def _kept_marks(found: Marks, changed: dict[int, Geometry | None]) -> Marks:
    """The marks with the numbers that the features have without those of which nothing is left."""
    gone = sorted(number for number, geometry in changed.items() if geometry is None)
    if not gone:
        return found
    import numpy as np

    from arctic_map.geo.many import Marks

    def renumbered(owners: Any) -> Any:
        return owners - np.searchsorted(gone, owners)

    return Marks(
        found.points,
        renumbered(found.of_point),
        found.lines,
        renumbered(found.of_line),
        found.areas,
        renumbered(found.of_area),
    )


def _value(raw: msgspec.Raw | None) -> Any:
    return _anything.decode(raw) if raw is not None else None


def _words(value: Any) -> str:
    """A value as a reader would write it."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case str():
            return value
        case int() | float():
            return f"{value:.15g}" if isinstance(value, float) else str(value)
        case _:
            return msgspec.json.encode(value).decode()


def _first_type(shape: Geometry) -> str:
    kind: str = shape["geometries"][0]["type"] if shape["type"] == "GeometryCollection" else shape["type"]
    return kind.removeprefix("Multi")


def _coordinates(shape: Geometry) -> Iterator[Any]:
    if shape["type"] == "GeometryCollection":
        yield from (member["coordinates"] for member in shape["geometries"])
    else:
        yield shape["coordinates"]


def _count(part: Any) -> int:
    """How many positions."""
    if isinstance(part[0], float | int):
        return 1
    if isinstance(part[0][0], float | int):
        return len(part)
    return sum(map(_count, part))
