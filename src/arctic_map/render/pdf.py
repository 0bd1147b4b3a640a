"""The drawing as PDF with vectors, real text and embedded fonts."""

import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from PySide6.QtCore import QBuffer, QByteArray, QHashSeed, QIODevice, QMarginsF, QRectF, QSizeF, QUuid
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from arctic_map.errors import ExportError
from arctic_map.export.metadata import xmp
from arctic_map.export.request import CSS_DPI, Request
from arctic_map.export.svg import Page
from arctic_map.model.tr import tr
from arctic_map.render.raster import HINTS, renderer

POINTS = 72.0
"""Per inch."""
RESOLUTION = 1200
"""Units of the document per inch; Qt rounds some coordinates to them."""
CATALOGUE = b"/Type /Catalog\n/Lang (%b)\n/ViewerPreferences << /DisplayDocTitle true >>\n"
"""Start of the catalogue, with the language of the document and its title instead of the file's name."""
_OBJECT = re.compile(rb"(\d+) 0 obj\n")
_STREAM = re.compile(rb"(?P<head><<.*?>>)\nstream\r?\n", re.DOTALL)
_LENGTH = re.compile(rb"/Length (\d+) 0 R")
_DATES = re.compile(rb"/(?:CreationDate|ModDate) \([^)]*\)\n")
_LONG = re.compile(rb"-?\d+\.\d{3,}")
_PATH = (b" m", b" l", b" c", b" re")
"""Operators of content lines whose numbers are coordinates."""


def pdf(page: Page, request: Request) -> bytes:
    """One page without margins, reproducible byte for byte. Raises ExportError.

    It is not PDF/A: Qt offers only A-1, which has no transparency, and zones without edges need that.
    Nor has it tags or bookmarks, which Qt does not offer.
    """
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPdfVersion(QPdfWriter.PdfVersion.PdfVersion_1_6)
    writer.setResolution(RESOLUTION)
    writer.setPageLayout(_paper(request))
    writer.setTitle(page.metadata.title)
    writer.setAuthor(request.credit or "")
    writer.setCreator(page.metadata.creator)
    writer.setDocumentXmpMetadata(QByteArray(xmp(page.metadata).encode()))
    writer.setDocumentId(QUuid.fromRfc4122(QByteArray(sha256(page.svg.encode()).digest()[:16])))
    drawing, painter = renderer(page.svg), QPainter()
    # The order in which Qt writes fonts is that of a hash table.
    QHashSeed.setDeterministicGlobalSeed()
    try:
        if not painter.begin(writer):
            raise ExportError(tr("the map could not be painted as PDF"))
        painter.setRenderHints(HINTS)
        drawing.render(painter, QRectF(0, 0, writer.width(), writer.height()))
        painter.end()
    finally:
        QHashSeed.resetRandomGlobalSeed()
    return tidied(bytes(buffer.data().data()), page.metadata.language)


def _paper(request: Request) -> QPageLayout:
    width, height = (length / CSS_DPI * POINTS for length in request.css)
    size = QPageSize(QSizeF(width, height), QPageSize.Unit.Point, "map", QPageSize.SizeMatchPolicy.ExactMatch)
    return QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))


@dataclass(slots=True)
class _Parts:
    """Objects by number, and the bytes before and after them."""

    header: bytes
    objects: dict[int, bytes]
    trailer: bytes


def tidied(raw: bytes, language: str) -> bytes:
    """The document, smaller, without dates, with its language; unchanged if its structure is unknown."""
    try:
        return _tidied(raw, language)
    except (ValueError, LookupError, zlib.error):
        # Another version of Qt may write a different structure; the larger file is still valid.
        return raw


def _tidied(raw: bytes, language: str) -> bytes:
    """Raises ValueError, LookupError or zlib.error for an unknown structure."""
    parts = _parts(raw)
    for number in list(parts.objects):
        stream = _STREAM.match(parts.objects[number])
        if stream and b"/FlateDecode" in stream["head"] and b"/Type" not in stream["head"]:
            _shorten(parts, number, stream)
        else:
            named = CATALOGUE % language.encode()
            parts.objects[number] = _DATES.sub(b"", parts.objects[number]).replace(b"/Type /Catalog\n", named)
    return _written(parts)


def _shorten(parts: _Parts, number: int, found: "re.Match[bytes]") -> None:
    """Compress the content of a page with rounded coordinates; other streams stay as they are."""
    body = parts.objects[number]
    length = _LENGTH.search(found["head"])
    if length is None or b"/Length1" in found["head"]:
        return
    size = int(parts.objects[int(length[1])].split()[0])
    content = zlib.decompress(body[found.end() : found.end() + size])
    if b" gs\n" not in content:
        return
    packed = zlib.compress(b"\n".join(_rounded(content.split(b"\n"))), 9)
    parts.objects[number] = body[: found.end()] + packed + b"\nendstream\nendobj\n"
    parts.objects[int(length[1])] = b"%d\nendobj\n" % len(packed)


def _rounded(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Round coordinates: to hundredths in pixels of the drawing, to integers in units of the document."""
    scaled, outer = False, list[bool]()
    for line in lines:
        if line.endswith(_PATH):
            yield _LONG.sub(_hundredths if scaled else _whole, line)
            continue
        if line.endswith(b" cm"):
            # A scale between 0 and 1 is the page's own matrix, which contains everything else.
            scaled = scaled or float(line.split()[0]) > 1
        elif not line.strip(b"qQ "):
            for operator in line.split():
                if operator == b"q":
                    outer.append(scaled)
                elif outer:
                    scaled = outer.pop()
        yield line


def _hundredths(number: "re.Match[bytes]") -> bytes:
    return (b"%.2f" % float(number[0])).rstrip(b"0").rstrip(b".")


def _whole(number: "re.Match[bytes]") -> bytes:
    return b"%d" % round(float(number[0]))


def _parts(raw: bytes) -> _Parts:
    """The parts by the cross-reference table (ISO 32000-1, 7.5.4). Raises ValueError without one."""
    start = raw.rfind(b"startxref\n")
    table = int(raw[start:].split()[1]) if start >= 0 else -1
    trailer = raw.find(b"trailer\n", max(table, 0))
    if table < 0 or trailer < 0 or not raw.startswith(b"xref\n0 ", table):
        raise ValueError("no table of places that lists all objects")
    rows = raw[table:trailer].split(b"\n")[2:]
    places = sorted(int(row[:10]) for row in rows if row.rstrip().endswith(b"n"))
    objects: dict[int, bytes] = {}
    for place, following in zip(places, [*places[1:], table], strict=True):
        match = _OBJECT.match(raw, place)
        if match is None:
            raise ValueError(f"no object at {place}")
        objects[int(match[1])] = raw[match.end() : following]
    return _Parts(raw[: places[0]], objects, raw[trailer:start])


def _written(parts: _Parts) -> bytes:
    out, places = bytearray(parts.header), dict[int, int]()
    for number in sorted(parts.objects):
        places[number] = len(out)
        out += b"%d 0 obj\n" % number + parts.objects[number]
    table = len(out)
    last = max(places) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % last
    for number in range(1, last):
        out += b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 00000 f \n"
    return bytes(out + parts.trailer + b"startxref\n%d\n%%%%EOF\n" % table)
