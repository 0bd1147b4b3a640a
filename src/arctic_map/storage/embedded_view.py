"""The view embedded in an exported picture: writing it as JSON, and reading it from untrusted files."""

import re
import zlib
from datetime import date
from math import isfinite
from pathlib import Path
from typing import Annotated, Literal
from xml.parsers import expat

import msgspec

from arctic_map.errors import ContentError, UnknownName
from arctic_map.geo.projections import projection_named
from arctic_map.model.itinerary import (
    NOWHERE,
    USUAL_SPEEDS,
    Itinerary,
    Speeds,
    require_possible,
    require_sound,
)
from arctic_map.model.layer_style import LayerStyle
from arctic_map.model.note import Note
from arctic_map.model.preferences import Names
from arctic_map.model.projection import Box, Selection
from arctic_map.model.saved_view import SavedView
from arctic_map.model.style import Colours
from arctic_map.model.tr import tr, tr_later
from arctic_map.storage.bounded_reading import MEGABYTE, Unreadable, read_bytes
from arctic_map.storage.decoding import VIEW, with_current_names

KEY = "arctic-map-view"
"""Keyword of the PNG text chunk that contains the view."""
NAMESPACE = "urn:arctic-map:view"
"""XML namespace of the element with the view, in SVG and in the XMP of PDF, JPEG and WebP."""
VERSION: Literal[1] = 1
MAX_FILE_SIZE = 400 * MEGABYTE
"""Bytes. No exported picture is larger."""
MAX_VIEW_LENGTH = 64_000
"""Maximum bytes of a view."""
MANY, FAR = 500, 1e9
"""Maximum number of ids, and maximum distance from the projection's origin in metres."""
NONE = tr_later("the file carries no view of the atlas")

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_WEBP = b"RIFF", b"WEBP"
_ID = re.compile(r"[\w.:@-]{1,80}")


class _Written(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """The JSON schema of a view. Fields added to this version must have defaults."""

    version: Literal[1] = VERSION
    projection: str
    box: Box
    layers: tuple[str, ...]
    data: str = ""
    order: tuple[str, ...] = ()
    features_hidden: tuple[str, ...] = ()
    opacity: tuple[tuple[str, float], ...] = ()
    when: tuple[str, str] | None = None
    month: Annotated[int, msgspec.Meta(ge=1, le=12)] | None = None
    route: Itinerary = NOWHERE
    speeds: Speeds = USUAL_SPEEDS
    kinds_hidden: tuple[str, ...] = ()
    precisions_hidden: tuple[str, ...] = ()
    selected: Selection | None = None
    theme: Colours = "light"
    title: str | None = None
    subtitle: str | None = None
    credit: str | None = None
    facts: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    styles: tuple[tuple[str, LayerStyle], ...] = ()
    titles: tuple[tuple[str, str], ...] = ()
    notes: tuple[Note, ...] = ()
    legend: tuple[tuple[str, str], ...] = ()
    language: Names = "en"
    names: Names | None = None


_FIELDS = tuple(field for field in _Written.__struct_fields__ if field != "version")


def encode(view: SavedView) -> str:
    """Return the view as one line of JSON in ASCII. Equal views give equal text."""
    written = _Written(**{field: getattr(view, field) for field in _FIELDS})
    return _ascii(msgspec.json.encode(written).decode())


def decode(text: str | bytes) -> SavedView:
    """Return the view of such a text. Raises Unreadable for anything that `encode` would not write."""
    if len(text) > MAX_VIEW_LENGTH:
        raise Unreadable(tr("the view in the file is too long"))
    try:
        written = msgspec.convert(with_current_names(msgspec.json.decode(text), VIEW), _Written)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise Unreadable(tr("the view in the file is damaged: {why}", why=error)) from None
    _require_sound(written)
    return SavedView(**{field: getattr(written, field) for field in _FIELDS})


def read(path: Path) -> SavedView:
    """Return the view embedded in an exported picture. Raises ContentError."""
    try:
        return decode(view_in(read_bytes(path, largest=MAX_FILE_SIZE)))
    except Unreadable as error:
        raise ContentError(tr("the view cannot be restored"), where=str(path), why=error.why) from None


def view_in(content: bytes) -> bytes:
    """Return the JSON of the view in a PNG, JPEG, WebP, SVG or PDF. Raises Unreadable."""
    if content.startswith(_PNG):
        return _in_png(content)
    if content.startswith((b"%PDF-", _JPEG)) or (content[:4], content[8:12]) == _WEBP:
        return _in_packet(content)
    if content.lstrip()[:5] in (b"<?xml", b"<svg ", b"<svg>"):
        return _in_xml(content)
    raise Unreadable(tr("this is not a PNG, JPEG, WebP, SVG or PDF file"))


def _in_png(content: bytes) -> bytes:
    """Return the text of the chunk with our keyword (PNG specification, 11.3.4)."""
    at = len(_PNG)
    while at + 12 <= len(content):
        length = int.from_bytes(content[at : at + 4], "big")
        kind, data = content[at + 4 : at + 8], content[at + 8 : at + 8 + length]
        if len(data) < length or kind == b"IEND":
            break
        if kind in (b"tEXt", b"zTXt", b"iTXt") and data.startswith(KEY.encode() + b"\0"):
            end = at + 8 + length
            if zlib.crc32(kind + data).to_bytes(4, "big") != content[end : end + 4]:
                raise Unreadable(tr("the view in the file is damaged: its checksum is wrong"))
            return _png_text(kind, data[len(KEY) + 1 :])
        at += length + 12
    raise Unreadable(tr(NONE))


def _png_text(kind: bytes, data: bytes) -> bytes:
    if kind == b"tEXt":
        return data
    if kind == b"zTXt":
        return _inflated(data[1:])
    packed = data[:1] == b"\1"
    # After two bytes of flags: language and translated keyword, each ended by a zero byte.
    parts = data[2:].split(b"\0", 2)
    if len(parts) < 3:
        raise Unreadable(tr("the view in the file is damaged"))
    return _inflated(parts[2]) if packed else parts[2]


def _inflated(data: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, MAX_VIEW_LENGTH + 1)
    except zlib.error:
        raise Unreadable(tr("the view in the file is damaged")) from None


def _in_packet(content: bytes) -> bytes:
    """Return the view in an XMP packet, which is stored uncompressed and so found in any of the formats."""
    at = 0
    while (start := content.find(b"<?xpacket begin", at)) >= 0:
        end = content.find(b"<?xpacket end", start, start + 10 * MAX_VIEW_LENGTH)
        if end < 0:
            break
        start = content.find(b"?>", start, end) + 2
        packet = content[start:end]
        if NAMESPACE.encode() in packet:
            return _in_xml(packet)
        at = end
    raise Unreadable(tr(NONE))


class _Found(Exception):
    """Stops the parser once the view is found."""


def _in_xml(content: bytes) -> bytes:
    """Return the text of our element. Entities are not expanded and nothing is fetched."""
    parser = expat.ParserCreate(namespace_separator=" ")
    name, text, inside, depth = f"{NAMESPACE} view", [], False, 0

    def start(tag: str, _attributes: dict[str, str]) -> None:
        nonlocal inside, depth
        depth += 1
        if depth > 200 or inside:
            raise Unreadable(tr("the file is nested in a way that the atlas does not write"))
        inside = tag == name

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        if tag == name:
            raise _Found

    def words(data: str) -> None:
        if inside:
            text.append(data)
            if sum(map(len, text)) > MAX_VIEW_LENGTH:
                raise Unreadable(tr("the view in the file is too long"))

    def refuse(*_: object) -> None:
        raise Unreadable(tr("the file declares a document type, which the atlas never writes"))

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = words
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refuse
    parser.buffer_text = True
    try:
        parser.Parse(content, True)
    except _Found:
        return "".join(text).encode()
    except expat.ExpatError as error:
        raise Unreadable(tr("the XML is damaged: {why}", why=expat.ErrorString(error.code))) from None
    except (ValueError, LookupError):
        # expat does not know the encoding.
        raise Unreadable(tr("the XML is in an unknown encoding")) from None
    raise Unreadable(tr(NONE))


def _require_sound(view: _Written) -> None:
    """Raise Unreadable for values that have the right type but make no sense."""
    x0, y0, x1, y1 = view.box
    if not (all(isfinite(side) and abs(side) < FAR for side in view.box) and x0 < x1 and y0 < y1):
        raise Unreadable(tr("the view in the file shows no part of a map"))
    if not all(isfinite(value) and 0 <= value <= 1 for _, value in view.opacity):
        raise Unreadable(tr("the view in the file has an invalid opacity"))
    selected = view.selected or Selection()
    position = selected.position
    if position is not None and not (abs(position[0]) <= 360 and abs(position[1]) <= 90):
        raise Unreadable(tr("the view in the file has an invalid position"))
    try:
        require_sound(view.route)
        require_possible(view.speeds)
    except ValueError as error:
        raise Unreadable(tr("the view in the file has an invalid route: {why}", why=error)) from None
    ids = [
        view.projection,
        *view.layers,
        *view.facts,
        *view.order,
        *view.features_hidden,
        *view.kinds_hidden,
        *view.precisions_hidden,
        *(id for id, _ in view.opacity),
        *(style for style, _ in view.legend),
        *(id for id in (selected.feature, selected.fact, selected.person) if id is not None),
        *selected.compared,
    ]
    if len(ids) + len(view.files) > MANY or not all(_ID.fullmatch(id) for id in ids):
        raise Unreadable(tr("the view in the file has invalid names"))
    for text in (
        view.title,
        view.subtitle,
        view.credit,
        view.data,
        *view.files,
        *(words for _, words in view.legend),
    ):
        if text is not None and (len(text) > 1000 or not text.isprintable()):
            raise Unreadable(tr("the view in the file has invalid texts"))
    if not all(style.sound for _, style in view.styles) or len(view.styles) > MANY:
        raise Unreadable(tr("the view in the file has an invalid style"))
    if not all(note.sound for note in view.notes) or len(view.notes) > MANY:
        raise Unreadable(tr("the view in the file has an invalid note"))
    titles = (words for pair in (*view.titles, *((name, "") for name, _ in view.styles)) for words in pair)
    if not all(len(words) <= 1000 and words.isprintable() for words in titles):
        raise Unreadable(tr("the view in the file has invalid names"))
    if view.when is not None:
        _require_days(*view.when)
    if not _is_projection(view.projection):
        raise Unreadable(
            tr(
                "the view in the file has the projection {projection!r}, which this atlas does not know",
                projection=view.projection,
            )
        )


def _is_projection(id: str) -> bool:
    try:
        return projection_named(id).id == id
    except UnknownName:
        return False


def _require_days(first: str, last: str) -> None:
    try:
        sound = date.fromisoformat(first) <= date.fromisoformat(last)
    except ValueError:
        sound = False
    if not sound:
        raise Unreadable(tr("the view in the file has invalid dates"))


def _ascii(text: str) -> str:
    """Escape all characters beyond ASCII in JSON, so that any text field can store it."""
    raw = text.encode("utf-16-be")
    codes = (int.from_bytes(raw[at : at + 2], "big") for at in range(0, len(raw), 2))
    return "".join(chr(code) if code < 128 else f"\\u{code:04x}" for code in codes)
