"""Splits GeoJSON text into undecoded features, so that an invalid one does not affect the others."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import msgspec

from arctic_map.model.problem import FileProblem
from arctic_map.model.tr import digits, tr, tr_later
from arctic_map.storage import bounded_reading, decoding
from arctic_map.storage.bounded_reading import BYTE_ORDER_MARK, Unreadable, require_utf8
from arctic_map.storage.sanitized import sanitized
from arctic_map.tables.geometry import GEOMETRIES
from arctic_map.tables.readers.read_features import RawRows

DEEPEST = 100
"""Maximum nesting of brackets. Usual GeoJSON has about ten."""
Span = tuple[int, int]
_TOKEN = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"|["\[\]{},]', re.DOTALL)
_CLOSING = {ord("["): ord("]"), ord("{"): ord("}")}
_QUOTE, _COMMA, _LIST = ord('"'), ord(","), ord("[")


@dataclass(frozen=True, slots=True)
class Elements:
    """The elements of a list, as byte ranges."""

    whole: Span
    """The content between the brackets of the list."""
    parts: tuple[Span, ...]
    """The first `most` ranges between commas, blank or not."""
    total: int
    """Number of elements, including those beyond `most`."""


def elements(content: bytes, key: str, most: int) -> Elements | None:
    """The list under a key of the outermost object. None if brackets are unbalanced."""
    name, named = f'"{key}"'.encode(), -1
    open_: list[int] = []
    parts: list[Span] = []
    first = last = total = at = -1
    for token in _TOKEN.finditer(content):
        start, end = token.span()
        sign = content[start]
        if sign == _QUOTE:
            if end == start + 1:
                return None
            if len(open_) == 1 and token[0] == name:
                named = end
        elif sign == _COMMA:
            if len(open_) == 2 and first >= 0 > last:
                total += 1
                if total < most:
                    parts.append((at, start))
                at = end
        elif sign in _CLOSING:
            if first < 0 and sign == _LIST and len(open_) == 1 and content[named:start].strip() == b":":
                first = at = end
            if len(open_) == DEEPEST:
                return None
            open_.append(_CLOSING[sign])
        else:
            if not open_ or open_.pop() != sign:
                return None
            if len(open_) == 1 and first >= 0 > last:
                last = start
                total += 1
                if total < most:
                    parts.append((at, start))
    if open_ or last < 0:
        return None
    if not content[first:last].strip():
        return Elements((first, last), (), 0)
    return Elements((first, last), tuple(parts), total + 1)


NOT_A_NUMBER = tr_later("NaN or Infinity is not a number in JSON; it is read as null")
HALF_A_LETTER = tr_later(
    "half of a \\ud8.. pair stands alone; it is read as the sign for an unknown letter, U+FFFD"
)
LINE = tr_later("line {number}")
UNNAMED = tr_later("(it has no name)")
"""Replaces a missing name of a reference system in a `crs` member."""
RECORD = b"\x1e"
"""Starts each text of a sequence (RFC 8142)."""
LOOKED_AT = 1000
"""Lines examined to detect whether each is a text of its own."""
_RECORDS, _LINES = re.compile(rb"[^\x1e\s][^\x1e]*"), re.compile(rb"\S[^\n]*")
_WORDS = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"|(?P<wrong>-?Infinity|NaN)', re.DOTALL)
_ESCAPES = re.compile(
    rb"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?P<wrong>\\u[dD][89a-fA-F][0-9a-fA-F]{2})|\\.",
    re.DOTALL,
)
_DEGREES = re.compile(r"(?i)(^|[:/])(CRS84h?|WGS ?84|EPSG[:/]([\d.]*[:/])?(4326|4979))$")

_members = msgspec.json.Decoder(dict[str, msgspec.Raw])
_list = msgspec.json.Decoder(list[msgspec.Raw])
_raw = msgspec.json.Decoder(msgspec.Raw)
_anything = msgspec.json.Decoder(Any)


def read_raw(content: bytes) -> RawRows:
    """The features of a GeoJSON text, or of one with a text per line. Raises Unreadable."""
    reader = _TextReader()
    if content.startswith(BYTE_ORDER_MARK):
        reader.problems.append(("", tr("the file starts with a byte order mark, which is left out")))
        content = content[len(BYTE_ORDER_MARK) :]
    require_utf8(content)
    reader.text(content)
    return RawRows(reader.rows, reader.total, reader.problems + list(reader.repairs()), crs=reader.crs)


def is_topology(content: bytes) -> bool:
    """Whether the text is TopoJSON, which has arcs instead of coordinates."""
    try:
        return _kind(_object(content.removeprefix(BYTE_ORDER_MARK))) == "Topology"
    except Unreadable:
        return False


class _TextReader:
    """Collects the features and problems of one file."""

    def __init__(self) -> None:
        self.rows: list[tuple[str, msgspec.Raw]] = []
        self.total = 0
        self.crs = ""
        self.problems: list[FileProblem] = []
        self._repaired: Counter[str] = Counter()
        self._first: dict[str, str] = {}

    def text(self, content: bytes) -> None:
        """Read the text of a whole file."""
        try:
            top = _object(content)
        except Unreadable as error:
            if texts := _sequence(content):
                self._read_sequence(texts)
            elif not (self._read_broken(content) or self._read_single(content)):
                raise error from None
        else:
            self._read(content, top, "")

    def repairs(self) -> Iterator[FileProblem]:
        """Yield each kind of repair once, because programs that write NaN do so everywhere."""
        for why, count in self._repaired.items():
            reason, more = tr(why), digits(f"{count - 1:,}")
            repeated = tr("{why} (so in {number} more)", why=reason, number=more)
            yield self._first[why], repeated if count > 1 else reason

    def _read(self, content: bytes, top: dict[str, msgspec.Raw], line: str) -> None:
        """Add the features of one GeoJSON object."""
        self.crs = self.crs or _other_system(top.get("crs"))
        kind = _kind(top)
        if kind == "FeatureCollection":
            try:
                features = _list.decode(top.get("features", b"null"))
            except msgspec.ValidationError:
                raise Unreadable(tr("its features are not a list")) from None
            for number, raw in enumerate(features):
                if self.total + number == bounded_reading.MAX_ROWS:
                    break
                self.rows.append((line or f"features[{number}]", raw))
            self.total += len(features)
            return
        if kind in GEOMETRIES:
            content = b'{"type":"Feature","properties":null,"geometry":' + content + b"}"
        elif kind != "Feature":
            raise Unreadable(_no_geojson(kind))
        self._add(line or "features[0]", msgspec.Raw(content))

    def _read_sequence(self, texts: Iterator[tuple[str, bytes]]) -> None:
        for line, text in texts:
            if self.total >= bounded_reading.MAX_ROWS:
                self.total += 1
                continue
            try:
                sound = self._sound(text, line)
                self._read(sound, _object(sound), line)
            except Unreadable as error:
                self._refuse(line, error.why)

    def _read_broken(self, content: bytes) -> bool:
        """Whether features of a collection could be split by brackets, though it is not valid JSON."""
        features = elements(content, "features", bounded_reading.MAX_ROWS)
        if features is None:
            return False
        start, end = features.whole
        try:
            # Check that the rest is valid without the features.
            head = self._sound(content[:start] + content[end:], "")
            self._read(head, _object(head), "")
        except Unreadable:
            return False
        for number, (start, end) in enumerate(features.parts):
            where, text = f"features[{number}]", content[start:end].strip()
            if not text:
                self._refuse(where, tr("there is nothing beside a comma"))
                continue
            try:
                self._add(where, msgspec.Raw(self._sound(text, where)))
            except Unreadable as error:
                self._refuse(where, error.why)
        self.total += features.total - len(features.parts)
        return True

    def _read_single(self, content: bytes) -> bool:
        """Whether the text is a single feature or geometry that could be repaired."""
        try:
            sound = self._sound(content, "")
            self._read(sound, _object(sound), "")
        except Unreadable:
            return False
        return True

    def _add(self, where: str, raw: msgspec.Raw) -> None:
        self.rows.append((where, raw))
        self.total += 1

    def _refuse(self, where: str, why: str) -> None:
        self.problems.append((where, why))
        self.total += 1

    def _sound(self, text: bytes, where: str) -> bytes:
        """The text as valid JSON, with common errors repaired. Raises Unreadable."""
        try:
            return bytes(decoding.decode(text, _raw))
        except Unreadable:
            mended, whys = _mended(text)
            if not whys:
                raise
        sound = bytes(decoding.decode(mended, _raw))
        for why in whys:
            self._repaired[why] += 1
            self._first.setdefault(why, where)
        return sound


def _sequence(content: bytes) -> Iterator[tuple[str, bytes]] | None:
    """Each text of a sequence with its line, or None if it is not a sequence."""
    if content.lstrip().startswith(RECORD):
        return _numbered(content, _RECORDS)
    first = [line[0].rstrip() for line in islice(_LINES.finditer(content), LOOKED_AT)]
    # In a sequence most lines are objects. In a collection with one feature per line they end with commas.
    whole = sum(line[:1] == b"{" and line[-1:] == b"}" for line in first)
    return _numbered(content, _LINES) if whole > 1 and whole * 2 > len(first) else None


def _numbered(content: bytes, texts: re.Pattern[bytes]) -> Iterator[tuple[str, bytes]]:
    line, at, place = 1, 0, tr(LINE)
    for text in texts.finditer(content):
        line += content.count(b"\n", at, text.start())
        at = text.start()
        yield place.format(number=line), text[0].rstrip()


def _mended(text: bytes) -> tuple[bytes, list[str]]:
    """The text with null for NaN and U+FFFD for lone surrogates, and the repairs made."""
    numbers = _replaced(text, _WORDS, b"null")
    letters = _replaced(numbers, _ESCAPES, b"\\ufffd")
    return letters, [
        why for why, done in ((NOT_A_NUMBER, numbers != text), (HALF_A_LETTER, letters != numbers)) if done
    ]


def _replaced(text: bytes, signs: re.Pattern[bytes], by: bytes) -> bytes:
    """The text with `by` instead of each match of the group `wrong`."""
    parts: list[bytes] = []
    at = 0
    for sign in signs.finditer(text):
        if sign["wrong"] is not None:
            parts += text[at : sign.start()], by
            at = sign.end()
    return b"".join((*parts, text[at:]))


def _object(content: bytes) -> dict[str, msgspec.Raw]:
    try:
        return decoding.decode(content, _members)
    except msgspec.ValidationError:
        raise Unreadable(tr("this is not GeoJSON: expected an object")) from None


def _kind(top: dict[str, msgspec.Raw]) -> object:
    return _value(top.get("type"))


def _no_geojson(kind: object) -> str:
    if kind == "Topology":
        return tr("this is TopoJSON in a line of its own; save it as a file")
    if not isinstance(kind, str):
        return tr("this is not GeoJSON: it has no type")
    return tr("this is not GeoJSON: its type is {kind!r}", kind=sanitized(kind, 40))


def _other_system(crs: msgspec.Raw | None) -> str:
    """The reference system in an old `crs` member, or empty if it is the one of RFC 7946."""
    value = _value(crs)
    if value is None:
        return ""
    properties = value.get("properties") if isinstance(value, dict) else None
    members = properties if isinstance(properties, dict) else value if isinstance(value, dict) else {}
    name = members.get("name") or (f"EPSG:{members['code']}" if "code" in members else "")
    if isinstance(name, str) and _DEGREES.search(name.strip()):
        return ""
    return name if isinstance(name, str) and name else tr(UNNAMED)


def _value(raw: msgspec.Raw | None) -> Any:
    """The decoded value, or None if it is missing or invalid."""
    try:
        return _anything.decode(raw) if raw is not None else None
    except (msgspec.MsgspecError, RecursionError):
        return None
