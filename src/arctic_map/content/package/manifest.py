"""The list of an atlas file's contents with their checksums; what it may be called and hold, and how much."""

import re
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

import msgspec

from arctic_map.storage.bounded_reading import Unreadable
from arctic_map.storage.limits import MEGABYTE

FORMAT = "arctic-map atlas"
VERSION = 1
"""Of the format; one more whenever an older program would misread what is in it."""
MIME = "application/vnd.arctic-map.atlas+zip"
MARK = "mimetype"
"""The first entry, not packed, so that systems know the file by its beginning; OpenDocument does likewise."""
MANIFEST = "manifest.json"
LARGEST_MANIFEST = MEGABYTE
LARGEST_UNPACKED = 200 * MEGABYTE
MOST_FILES = 1000
RATIO = 200
"""Of unpacked to packed bytes; texts, which pack best, come to thirty."""
UNSUSPECTED = MEGABYTE
"""Bytes that may come out of however few: a file of spaces is no bomb."""
LONGEST_NAME = 120
DEEPEST = 4

_PART = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*")
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.I)


class Listed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Length and checksum of a file."""

    size: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True):
    """Keys of later versions are passed over, so that the version can be told."""

    format: str
    version: int
    files: dict[str, Listed]


class _Head(msgspec.Struct):
    format: str = ""
    version: Any = None


def manifest_of(files: Mapping[str, bytes]) -> bytes:
    """The list as JSON, the same for the same files in whatever order."""
    listed = {name: Listed(len(files[name]), sha256(files[name]).hexdigest()) for name in sorted(files)}
    return msgspec.json.format(msgspec.json.encode(Manifest(FORMAT, VERSION, listed)), indent=1) + b"\n"


def read_manifest(content: bytes) -> Manifest:
    """Raises Unreadable for one of another format or version."""
    try:
        head = msgspec.json.decode(content, type=_Head)
        if head.format != FORMAT:
            raise Unreadable("it is not an atlas: its manifest names another format")
        if isinstance(head.version, int) and head.version > VERSION:
            raise Unreadable(
                f"it was created by a newer version of Arctic Map (format {head.version}; this one reads "
                f"{VERSION}); install the newer version"
            )
        if head.version != VERSION:
            raise Unreadable(
                f"its manifest has no known version of the format (this program reads {VERSION})"
            )
        return msgspec.json.decode(content, type=Manifest)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise Unreadable(f"its manifest is damaged: {error}", MANIFEST) from None


def differs(content: bytes, listed: Listed) -> bool:
    """Whether a file is another than the list says."""
    return len(content) != listed.size or sha256(content).hexdigest() != listed.sha256


def name_problem(name: str) -> str | None:
    """Why a file may not be called so, here or on any system; None when it may."""
    shown = ascii(name[:60])
    if name.startswith(("/", "\\")) or re.match(r"[A-Za-z]:", name):
        return f"it contains a file with the absolute path {shown}"
    parts = name.split("/")
    if ".." in parts or ".." in name.split("\\"):
        return f"it contains a file whose path leads out of it: {shown}"
    plain = all(
        _PART.fullmatch(part) and not part.endswith(".") and not _DEVICE.fullmatch(part) for part in parts
    )
    if not plain or len(name) > LONGEST_NAME or len(parts) > DEEPEST:
        return (
            f"it contains a file with the name {shown}; names consist of A-Z, a-z, 0-9, _, - and ., "
            f"with at most {LONGEST_NAME} characters and {DEEPEST - 1} folders"
        )
    return None
