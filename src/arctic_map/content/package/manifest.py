"""The list of an atlas file's contents: its format, and length and checksum of each file."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

import msgspec

from arctic_map.content.package.names import MANIFEST
from arctic_map.storage.bounded_reading import Unreadable

FORMAT = "arctic-map atlas"
VERSION = 1
"""Of the format; one more whenever an older program would misread what is in it."""


class Listed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
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
                f"it was made by a newer Arctic Map (version {head.version} of the format, this one reads "
                f"{VERSION}); get the newer program"
            )
        if head.version != VERSION:
            raise Unreadable(
                f"its manifest has no known version of the format (this program reads {VERSION})"
            )
        return msgspec.json.decode(content, type=Manifest)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise Unreadable(f"its manifest is damaged: {error}", MANIFEST) from None


def differs(content: bytes, listed: Listed) -> bool:
    return len(content) != listed.size or sha256(content).hexdigest() != listed.sha256
