"""Reading an atlas file within limits: its manifest of checksums, undamaged files, reported damage."""

from __future__ import annotations

import re
import stat
import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

import msgspec

from arctic_map.model.problem import FileProblem
from arctic_map.model.tr import digits, tr, tr_later
from arctic_map.storage.bounded_reading import MAX_SIZE, MEGABYTE, Unreadable, read_bytes

FORMAT = "arctic-map atlas"  # no words: a name in the file
VERSION = 1
"""Version of the format. Increase it whenever an older program would misread the file."""
MIME = "application/vnd.arctic-map.atlas+zip"
MARK = "mimetype"
"""Name of the first entry, stored uncompressed, so that systems recognise the file as with OpenDocument."""
MANIFEST = "manifest.json"
MAX_MANIFEST_SIZE = MEGABYTE
MAX_UNPACKED_SIZE = 200 * MEGABYTE
MAX_FILES = 1000
RATIO = 200
"""Maximum ratio of unpacked to packed bytes. Texts, which compress best, reach about 30."""
UNSUSPECTED = MEGABYTE
"""Files up to this many unpacked bytes may have any ratio: a file of spaces is no bomb."""
MAX_NAME_LENGTH = 120
DEEPEST = 4

_PART = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*")
DEVICES = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10)))
)
"""Names that Windows has for devices, with any suffix."""


class ManifestEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Length and checksum of a file."""

    size: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True):
    """The manifest. Unknown keys are ignored, so that the version can be read."""

    format: str
    version: int
    files: dict[str, ManifestEntry]


class _Head(msgspec.Struct):
    format: str = ""
    version: Any = None


def manifest_of(files: Mapping[str, bytes]) -> bytes:
    """The manifest as JSON, the same for the same files in any order."""
    listed = {
        name: ManifestEntry(len(files[name]), sha256(files[name]).hexdigest()) for name in sorted(files)
    }
    return msgspec.json.format(msgspec.json.encode(Manifest(FORMAT, VERSION, listed)), indent=1) + b"\n"


def read_manifest(content: bytes) -> Manifest:
    """The parsed manifest. Raises Unreadable, also for another format or version."""
    try:
        head = msgspec.json.decode(content, type=_Head)
        if head.format != FORMAT:
            raise Unreadable(tr("it is not an atlas: its manifest names another format"))
        if isinstance(head.version, int) and head.version > VERSION:
            raise Unreadable(
                tr(
                    "it was created by a newer version of Arctic Map (format {version}; this one "
                    "reads {known}); install the newer version",
                    version=head.version,
                    known=VERSION,
                )
            )
        if head.version != VERSION:
            raise Unreadable(
                tr(
                    "its manifest has no known version of the format (this program reads {version})",
                    version=VERSION,
                )
            )
        return msgspec.json.decode(content, type=Manifest)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise Unreadable(tr("its manifest is damaged: {why}", why=error), MANIFEST) from None


def differs(content: bytes, listed: ManifestEntry) -> bool:
    """Whether a file differs from its entry in the manifest."""
    return len(content) != listed.size or sha256(content).hexdigest() != listed.sha256


def name_problem(name: str) -> str | None:
    """Why a file may not have this name on some system, or None if it may."""
    shown = ascii(name[:60])
    if name.startswith(("/", "\\")) or re.match(r"[A-Za-z]:", name):
        return tr("it contains a file with the absolute path {name}", name=shown)
    parts = name.split("/")
    if ".." in parts or ".." in name.split("\\"):
        return tr("it contains a file whose path leads out of it: {name}", name=shown)
    plain = all(
        _PART.fullmatch(part) and not part.endswith(".") and part.partition(".")[0].lower() not in DEVICES
        for part in parts
    )
    if not plain or len(name) > MAX_NAME_LENGTH or len(parts) > DEEPEST:
        return tr(
            "it contains a file with the name {name}; names consist of A-Z, a-z, 0-9, _, - "
            "and ., with at most {length} characters and {depth} folders",
            name=shown,
            length=MAX_NAME_LENGTH,
            depth=DEEPEST - 1,
        )
    return None


INCOMPLETE = tr_later("the file is incomplete: only its beginning is there; what is undamaged was read")
_LOCAL = struct.Struct("<4sHHHHHLLLHH")
_ENTRY = b"PK\x01\x02"
_SIZES_FOLLOW = 0x08


@dataclass(frozen=True, slots=True)
class AtlasFile:
    """The result of reading an atlas file."""

    files: Mapping[str, bytes]
    """The undamaged files by name, with `/` between folders."""
    problems: tuple[FileProblem, ...]
    """Damaged or missing files, by name."""


def read_atlas(path: Path) -> AtlasFile:
    """The undamaged files of an atlas file. Raises Unreadable if it is no atlas, or looks like an attack."""
    return read_packed(read_bytes(path, largest=MAX_SIZE))


def read_packed(content: bytes) -> AtlasFile:
    """The undamaged files in the bytes of an atlas file. Raises Unreadable like `read_atlas`."""
    problems: list[FileProblem] = []
    try:
        # ZipFile allocates memory for each entry before they can be counted, so count signatures first.
        if content.count(_ENTRY) > MAX_FILES + 2:
            raise Unreadable(
                tr("it contains far more files than an atlas has; at most {count} are read", count=MAX_FILES)
            )
        with ZipFile(BytesIO(content)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            _require_harmless(infos)
            files = {info.filename: _unpacked(archive, info) for info in infos}
    except (BadZipFile, ValueError, NotImplementedError, struct.error):
        if not content.startswith(b"PK\x03\x04"):
            raise Unreadable(
                tr("it is not an atlas, or its beginning is missing; get the file again")
            ) from None
        files = dict(_salvaged(content))
        problems.append(("", tr(INCOMPLETE)))
    return _sound(files, problems)


def _sound(found: dict[str, bytes | None], problems: list[FileProblem]) -> AtlasFile:
    manifest = _manifest(found)
    files: dict[str, bytes] = {}
    for name, listed in manifest.files.items():
        if why := name_problem(name):
            raise Unreadable(why)
        body = found.get(name)
        if name not in found:
            problems.append((name, tr("the file is missing; ask for the atlas again")))
        elif body is None:
            problems.append((name, tr("the file is damaged and was left out; ask for the atlas again")))
        elif differs(body, listed):
            problems.append(
                (name, tr("the file is not the one that was saved (its checksum differs) and was left out"))
            )
        else:
            files[name] = body
    for name in found:
        if name not in manifest.files and name not in (MANIFEST, MARK):
            problems.append((name, tr("the manifest does not list this file, so it was left out")))
    return AtlasFile(files, tuple(problems))


def _manifest(found: Mapping[str, bytes | None]) -> Manifest:
    if MANIFEST not in found:
        raise Unreadable(tr("it is not an atlas: it has no manifest.json"))
    if (content := found[MANIFEST]) is None:
        raise Unreadable(tr("its manifest is damaged, so nothing in it can be trusted; get the file again"))
    return read_manifest(content)


def _require_harmless(infos: list[ZipInfo]) -> None:
    """Raise Unreadable for entries that no program that saves an atlas would write."""
    if len(infos) > MAX_FILES:
        raise Unreadable(
            tr(
                "it contains {count} files; at most {most} are read",
                count=digits(f"{len(infos):,}"),
                most=MAX_FILES,
            )
        )
    seen: set[str] = set()
    total = 0
    for info in infos:
        # `filename` is cut off at a null byte, `orig_filename` is not.
        _require_name(info.orig_filename, seen)
        if stat.S_ISLNK(info.external_attr >> 16):
            raise Unreadable(tr("it contains a link to another file: {name}", name=info.filename))
        if info.flag_bits & 1:
            raise Unreadable(tr("it is locked with a password; unpack it first"))
        total += info.file_size
        _require_size(info.filename, info.file_size, info.compress_size, total)


def _require_name(name: str, seen: set[str]) -> None:
    if why := name_problem(name):
        raise Unreadable(why)
    # Some file systems ignore case.
    if name.lower() in seen:
        raise Unreadable(tr("it contains two files with the name {name}", name=name))
    seen.add(name.lower())


def _require_size(name: str, size: int, packed: int, total: int) -> None:
    if name == MANIFEST and size > MAX_MANIFEST_SIZE:
        most = digits(f"{MAX_MANIFEST_SIZE / MEGABYTE:,.0f}")
        raise Unreadable(
            tr(
                "its manifest has {size} MB; at most {most} MB are read",
                size=digits(f"{size / MEGABYTE:,.0f}"),
                most=most,
            )
        )
    if size > UNSUSPECTED and size > RATIO * max(packed, 1):
        raise Unreadable(
            tr(
                "{name} would be unpacked to more than {ratio} times its size, which only happens "
                "in an attack",
                name=name,
                ratio=RATIO,
            )
        )
    if total > MAX_UNPACKED_SIZE:
        most = digits(f"{MAX_UNPACKED_SIZE / MEGABYTE:,.0f}")
        raise Unreadable(tr("what is packed in it is too large; at most {size} MB are read", size=most))


def _unpacked(archive: ZipFile, info: ZipInfo) -> bytes | None:
    """The bytes of an entry, or None if it is damaged."""
    try:
        with archive.open(info) as entry:
            return entry.read(info.file_size + 1)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError):
        return None


def _salvaged(content: bytes) -> Iterator[tuple[str, bytes | None]]:
    """Yield the entries of a file whose end, and so its directory, is missing."""
    at, total = 0, 0
    seen: set[str] = set()
    while at + _LOCAL.size <= len(content) and len(seen) < MAX_FILES:
        mark, _, flags, method, _, _, crc, packed, size, name_size, extra = _LOCAL.unpack_from(content, at)
        if mark != b"PK\x03\x04" or flags & (_SIZES_FOLLOW | 1) or method not in (ZIP_STORED, ZIP_DEFLATED):
            return
        start = at + _LOCAL.size + name_size + extra
        name = content[at + _LOCAL.size : at + _LOCAL.size + name_size].decode("ascii", "replace")
        at = start + packed
        if at > len(content):
            return
        _require_name(name, seen)
        total += size
        _require_size(name, size, packed, total)
        yield name, _inflated(content[start:at], method, size, crc)


def _inflated(packed: bytes, method: int, size: int, crc: int) -> bytes | None:
    try:
        body = packed if method == ZIP_STORED else zlib.decompressobj(-15).decompress(packed, size + 1)
    except zlib.error:
        return None
    return body if len(body) == size and zlib.crc32(body) == crc else None
