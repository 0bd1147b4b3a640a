"""The manifest of an atlas file with checksums, and limits for names, number and size of files."""

import re
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

import msgspec

from arctic_map.storage.bounded_reading import Unreadable
from arctic_map.storage.limits import MEGABYTE

FORMAT = "arctic-map atlas"
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
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.I)


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


def differs(content: bytes, listed: ManifestEntry) -> bool:
    """Whether a file differs from its entry in the manifest."""
    return len(content) != listed.size or sha256(content).hexdigest() != listed.sha256


def name_problem(name: str) -> str | None:
    """Why a file may not have this name on some system, or None if it may."""
    shown = ascii(name[:60])
    if name.startswith(("/", "\\")) or re.match(r"[A-Za-z]:", name):
        return f"it contains a file with the absolute path {shown}"
    parts = name.split("/")
    if ".." in parts or ".." in name.split("\\"):
        return f"it contains a file whose path leads out of it: {shown}"
    plain = all(
        _PART.fullmatch(part) and not part.endswith(".") and not _DEVICE.fullmatch(part) for part in parts
    )
    if not plain or len(name) > MAX_NAME_LENGTH or len(parts) > DEEPEST:
        return (
            f"it contains a file with the name {shown}; names consist of A-Z, a-z, 0-9, _, - and ., "
            f"with at most {MAX_NAME_LENGTH} characters and {DEEPEST - 1} folders"
        )
    return None
