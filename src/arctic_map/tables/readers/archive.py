"""Extracts Shapefiles and the texts of KMZ files and spreadsheets from archives, within limits."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import BadZipFile, ZipFile, ZipInfo

from arctic_map.storage.bounded_reading import Unreadable
from arctic_map.storage.limits import MAX_SIZE, MEGABYTE
from arctic_map.tables.readers.file_kinds import KINDS, require_kind

MAX_SHAPEFILES = MAX_TEXTS = 100
NO_SHAPEFILE = "the archive contains no Shapefile; unpack it and open its files"
ENCRYPTED = "the archive is locked with a password; unpack it first"
BROKEN = "the archive is damaged or incomplete; get the file again"
_PLAIN = re.compile(r"[^\w-]+")


def shapefiles(content: bytes) -> dict[str, bytes]:
    """The parts of all Shapefiles in a .zip by simplified names. Raises Unreadable."""
    with _opened(content) as archive:
        members = {info.filename.lower(): info for info in archive.infolist() if not _is_apple(info)}
        shapes = [name for name in members if name.endswith(".shp")]
        if not shapes:
            raise Unreadable(NO_SHAPEFILE)
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
            raise Unreadable("the archive contains no KML, as its suffix (.kmz) requires")
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
            "the archive cannot be unpacked: it is not a .zip file, or it is incomplete"
        ) from None


def _read(archive: ZipFile, members: Iterable[ZipInfo], largest: int) -> list[bytes]:
    """The contents of members. Their size is limited while unpacking, since the archive may lie."""
    contents, remaining = [], largest
    for info in members:
        if info.flag_bits & 1:
            raise Unreadable(ENCRYPTED)
        try:
            with archive.open(info) as member:
                content = member.read(remaining + 1)
        except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError):
            raise Unreadable(BROKEN) from None
        remaining -= len(content)
        if remaining < 0:
            most = f"{largest / MEGABYTE:,.0f} MB"
            raise Unreadable(f"what is packed in the archive is too large; at most {most} are read")
        contents.append(content)
    return contents


def _is_apple(info: ZipInfo) -> bool:
    """Whether macOS added the member as metadata, or it is a folder."""
    return info.filename.startswith("__MACOSX/") or info.is_dir()
