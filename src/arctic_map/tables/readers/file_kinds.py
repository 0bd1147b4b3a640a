"""Kinds of files for GDAL: how they start, which files belong to them, and which driver reads them."""

import re
from dataclasses import dataclass, field

from arctic_map.storage.bounded_reading import BYTE_ORDER_MARK, Unreadable

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


_XML = rb"(?:\s|<\?[^>]{0,2000}\?>|<!--.{0,20000}?-->|<!DOCTYPE\s+\w+\s*>)*<(?:\w+:)?"
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
KINDS = {
    ".gpkg": Kind("GeoPackage", "GPKG", re.compile(rb"SQLite format 3\0")),
    ".shp": Kind(
        "Shapefile",
        "ESRI Shapefile",
        re.compile(rb"\0\0\x27\x0a"),
        (".shx", ".dbf", ".prj", ".cpg"),
        # Keeps integers of 19 digits as integers.
        {"ADJUST_TYPE": "YES"},
    ),
    ".fgb": Kind("FlatGeobuf", "FlatGeobuf", re.compile(rb"fgb\x03")),
    ".kml": Kind("KML", "LIBKML", re.compile(_XML + rb"kml\b", re.DOTALL), may_be_large=False),
    ".kmz": Kind("KMZ", "LIBKML", re.compile(rb"PK\x03\x04"), may_be_large=False),
    ".gpx": Kind("GPX", "GPX", re.compile(_XML + rb"gpx\b", re.DOTALL)),
    ".topojson": Kind("TopoJSON", "TopoJSON", re.compile(rb'\s*\{(?s:.{0,65000}?)"Topology"')),
    ".tab": Kind(
        "MapInfo table",
        "MapInfo File",
        re.compile(rb"\s*!table", re.IGNORECASE),
        (".dat", ".map", ".id", ".ind"),
    ),
    ".mif": Kind("MapInfo interchange", "MapInfo File", re.compile(rb"\s*version\s", re.I), (".mid",)),
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
        raise Unreadable("the file is empty")
    if suffix in (".kml", ".gpx") and _ENTITY.search(head):
        raise Unreadable("it declares XML entities, which may stand for other files; save it without them")
    if not kind.start.match(head):
        article = "an" if kind.name.startswith("S-") else "a"
        raise Unreadable(
            f"its content is not that of {article} {kind.name} file, as the end of its name says ({suffix}); "
            "give the file the end of its true format"
        )
    if suffix == ".tab" and _VIEW.search(head):
        raise Unreadable("it only joins other MapInfo tables; open those")
