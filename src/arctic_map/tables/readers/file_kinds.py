"""Kinds of files: how they start, what belongs to them, how archives are unpacked, and KML fit for GDAL."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import BadZipFile, ZipFile, ZipInfo

from arctic_map.model.problem import FileProblem
from arctic_map.model.tr import digits, tr, tr_later
from arctic_map.storage.bounded_reading import BYTE_ORDER_MARK, MAX_SIZE, MEGABYTE, Unreadable

HEAD = 65_536
"""Bytes examined to detect the kind."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file."""

    name: str
    """Name for users."""
    driver: str
    """GDAL's name of the driver."""
    start: re.Pattern[bytes]
    """How the file starts, after an optional byte order mark."""
    companions: tuple[str, ...] = ()
    """Suffixes of files that belong to it."""
    options: dict[str, str] = field(default_factory=dict)
    """Open options for GDAL."""
    may_be_large: bool = True
    """Whether it may be larger than what is read into memory."""


_XML = rb"(?:\s|<\?[^>]{0,2000}\?>|(?><!--.{0,20000}?-->)|<!DOCTYPE\s+\w+\s*>)*<(?:\w+:)?"
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
KINDS = {
    ".gpkg": Kind("GeoPackage", "GPKG", re.compile(rb"SQLite format 3\0")),
    ".shp": Kind(
        "Shapefile",  # no words: the name of a format
        "ESRI Shapefile",  # no words: the name of a format
        re.compile(rb"\0\0\x27\x0a"),
        (".shx", ".dbf", ".prj", ".cpg"),
        # Keeps integers of 19 digits as integers.
        {"ADJUST_TYPE": "YES"},
    ),
    ".fgb": Kind("FlatGeobuf", "FlatGeobuf", re.compile(rb"fgb\x03")),
    # Parts of archives on the web only.
    ".pmtiles": Kind("PMTiles", "PMTiles", re.compile(rb"PMTiles\x03")),
    ".kml": Kind("KML", "LIBKML", re.compile(_XML + rb"kml\b", re.DOTALL), may_be_large=False),
    ".kmz": Kind("KMZ", "LIBKML", re.compile(rb"PK\x03\x04"), may_be_large=False),
    ".gpx": Kind("GPX", "GPX", re.compile(_XML + rb"gpx\b", re.DOTALL)),
    ".topojson": Kind("TopoJSON", "TopoJSON", re.compile(rb'\s*\{(?s:.{0,65000}?)"Topology"')),
    ".tab": Kind(
        "MapInfo table",  # no words: the name of a format
        "MapInfo File",  # no words: the name of a format
        re.compile(rb"\s*!table", re.IGNORECASE),
        (".dat", ".map", ".id", ".ind"),
    ),
    ".mif": Kind(
        "MapInfo interchange",  # no words: the name of a format
        "MapInfo File",  # no words: the name of a format
        re.compile(rb"\s*version\s", re.I),
        (".mid",),
    ),
    ".dxf": Kind(
        "DXF",
        "DXF",
        re.compile(rb"AutoCAD Binary DXF\r\n\x1a\0|\s*(?:999[^\n]*\n[^\n]*\n\s*)*0\s*\n\s*SECTION"),
    ),
    ".000": Kind(
        "S-57",
        "S57",
        re.compile(rb"\d{5}[123]L", re.DOTALL),
        tuple(f".{number:03}" for number in range(1, 1000)),
        {"LIST_AS_STRING": "ON", "SPLIT_MULTIPOINT": "ON", "ADD_SOUNDG_DEPTH": "ON"},
        may_be_large=False,
    ),
}
_VIEW = re.compile(rb"open\s+table|IsSeamless", re.IGNORECASE)


def require_kind(content: bytes, suffix: str) -> None:
    """Raise Unreadable if the content does not match the suffix, for example a mere link to other files."""
    kind = KINDS[suffix]
    head = content[:HEAD].removeprefix(BYTE_ORDER_MARK)
    if not head.strip(b"\0 \t\r\n"):
        raise Unreadable(tr("the file is empty"))
    if suffix in (".kml", ".gpx") and _ENTITY.search(head):
        raise Unreadable(
            tr("it declares XML entities, which may stand for other files; save it without them")
        )
    if not kind.start.match(head):
        article = "an" if kind.name.startswith("S-") else "a"
        raise Unreadable(
            tr(
                "its content is not that of {article} {name} file, as the end of its name says "
                "({suffix}); give the file the end of its true format",
                article=article,
                name=kind.name,
                suffix=suffix,
            )
        )
    if suffix == ".tab" and _VIEW.search(head):
        raise Unreadable(tr("it only joins other MapInfo tables; open those"))


MAX_SHAPEFILES = MAX_TEXTS = 100
NO_SHAPEFILE = tr_later("the archive contains no Shapefile; unpack it and open its files")
ENCRYPTED = tr_later("the archive is locked with a password; unpack it first")
BROKEN = tr_later("the archive is damaged or incomplete; get the file again")
_PLAIN = re.compile(r"[^\w-]+")


def shapefiles(content: bytes, problems: list[FileProblem]) -> dict[str, bytes]:
    """The parts of the Shapefiles in a .zip by simplified names; reports any left out. Raises Unreadable."""
    with _opened(content) as archive:
        members = {info.filename.lower(): info for info in archive.infolist() if not _is_apple(info)}
        shapes = [name for name in members if name.endswith(".shp")]
        if not shapes:
            raise Unreadable(tr(NO_SHAPEFILE))
        if len(shapes) > MAX_SHAPEFILES:
            why = tr(
                "it contains {count} Shapefiles; the first {most} are read",
                count=digits(f"{len(shapes):,}"),
                most=MAX_SHAPEFILES,
            )
            problems.append(("", why))
        parts: dict[str, ZipInfo] = {}
        for number, name in enumerate(shapes[:MAX_SHAPEFILES]):
            stem = _PLAIN.sub("_", PurePosixPath(members[name].filename).stem)[:80] or "file"
            if f"{stem}.shp" in parts:
                stem = f"{stem}_{number + 1}"
            for suffix in (".shp", *KINDS[".shp"].companions):
                if member := members.get(f"{name.removesuffix('.shp')}{suffix}"):
                    parts[f"{stem}{suffix}"] = member
        files = dict(zip(parts, _read(archive, parts.values(), MAX_SIZE), strict=True))
    for name, part in files.items():
        if name.endswith(".shp"):
            require_kind(part, ".shp")
    return files


def kml(content: bytes) -> tuple[str, bytes]:
    """The text of a .kmz as `.kml`, or all texts as `.kmz` if it links to others. Raises Unreadable."""
    with _opened(content) as archive:
        texts = [info for info in archive.infolist() if info.filename.lower().endswith(".kml")]
        if not texts:
            raise Unreadable(tr("the archive contains no KML, as its suffix (.kmz) requires"))
        texts.sort(key=lambda info: (info.filename != "doc.kml", info.filename.count("/")))
        contents = _read(archive, texts[:MAX_TEXTS], MAX_SIZE)
    for text in contents:
        require_kind(text, ".kml")
    if len(contents) == 1 or b"<NetworkLink" not in contents[0]:
        return ".kml", contents[0]
    packed = BytesIO()
    with ZipFile(packed, "w") as clean:
        for info, text in zip(texts, contents, strict=False):
            clean.writestr(info.filename, text)
    return ".kmz", packed.getvalue()


def texts(content: bytes, largest: int) -> dict[str, bytes]:
    """All XML members by name, at most `largest` bytes together. Raises Unreadable."""
    with _opened(content) as archive:
        members = [info for info in archive.infolist() if info.filename.endswith(".xml")]
        contents = _read(archive, members, largest)
    return {info.filename: text for info, text in zip(members, contents, strict=True)}


def _opened(content: bytes) -> ZipFile:
    try:
        return ZipFile(BytesIO(content))
    except (BadZipFile, ValueError, NotImplementedError):
        raise Unreadable(
            tr("the archive cannot be unpacked: it is not a .zip file, or it is incomplete")
        ) from None


def _read(archive: ZipFile, members: Iterable[ZipInfo], largest: int) -> list[bytes]:
    """The contents of members. Their size is limited while unpacking, since the archive may lie."""
    contents, remaining = [], largest
    for info in members:
        if info.flag_bits & 1:
            raise Unreadable(tr(ENCRYPTED))
        try:
            with archive.open(info) as member:
                content = member.read(remaining + 1)
        except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError):
            raise Unreadable(tr(BROKEN)) from None
        remaining -= len(content)
        if remaining < 0:
            most = digits(f"{largest / MEGABYTE:,.0f}")
            raise Unreadable(
                tr("what is packed in the archive is too large; at most {size} MB are read", size=most)
            )
        contents.append(content)
    return contents


def _is_apple(info: ZipInfo) -> bool:
    """Whether macOS added the member as metadata, or it is a folder."""
    return info.filename.startswith("__MACOSX/") or info.is_dir()


_RING = re.compile(
    rb"<!--(?:.*?-->|.*)|<!\[CDATA\[(?:.*?\]\]>|.*)|<(?:\w+:)?(?:outer|inner)BoundaryIs\b(?:.*?BoundaryIs\s*>|.*)"
    rb"|(?P<tag></?(?:\w+:)?)LinearRing\b",
    re.DOTALL,
)
_DATA_NAME = re.compile(
    rb"(<!--.*?(?:-->|$)|<!\[CDATA\[.*?(?:\]\]>|$))"
    rb"|(<(?:\w+:)?Data\s+name\s*=\s*)(?:\"([^\"<>]{1,200})\"|'([^'<>]{1,200})')",
    re.DOTALL,
)
_EMPTY_POINT = re.compile(
    rb"<(?:\w+:)?Point\b[^>]*>\s*(?:<(?:\w+:)?(?:extrude|altitudeMode)>[^<]*</[^<>]*>\s*)*"
    rb"<(?:\w+:)?coordinates\s*(?:/>|>\s*</(?:\w+:)?coordinates\s*>)\s*</(?:\w+:)?Point\s*>"
)
_ALIAS, _SAFE_NAME = "utf8_", re.compile(rb"(?!utf8_)[A-Za-z_][A-Za-z0-9_]*")
_ENTITIES = (("&gt;", ">"), ("&lt;", "<"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&"))
"""Those of XML without a DTD; the ampersand last. xml.sax.saxutils would load the modules for HTTP."""


def fit_for_kml(content: bytes) -> bytes:
    """KML whose names of data GDAL does not change, and without points that it would put at 0, 0."""

    def aliased(found: re.Match[bytes]) -> bytes:
        name = found[3] or found[4]
        if found[1] or _SAFE_NAME.fullmatch(name):
            return found[0]
        return b'%b"%b%b"' % (found[2], _ALIAS.encode(), name.hex().encode())

    content = _EMPTY_POINT.sub(b"", content)
    return _DATA_NAME.sub(aliased, content) if b"Data" in content else content


def name_of_alias(name: str) -> str:
    """The name of data in KML that an alias stands for."""
    try:
        plain = bytes.fromhex(name.removeprefix(_ALIAS)).decode() if name.startswith(_ALIAS) else name
    except ValueError:
        return name
    for entity, letter in _ENTITIES if plain != name else ():
        plain = plain.replace(entity, letter)
    return plain


def without_loose_rings(content: bytes) -> bytes:
    """KML with lines instead of rings that are not boundaries, which GDAL would drop."""
    if b"LinearRing" not in content:
        return content
    return _RING.sub(lambda found: found["tag"] + b"LineString" if found["tag"] else found[0], content)
