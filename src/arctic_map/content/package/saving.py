"""Saving an atlas. The previous version is kept until the new file has been read back successfully."""

from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from arctic_map.content.package.checked_reading import AtlasFile, read_packed
from arctic_map.content.package.packing import save, why_not_written
from arctic_map.content.package.unsaved import keep_before
from arctic_map.errors import ArcticMapError
from arctic_map.storage.bounded_reading import Unreadable, read_bytes
from arctic_map.storage.limits import MAX_SIZE


def fingerprint_of(path: Path) -> str:
    """The SHA-256 digest of a file, or an empty string if it cannot be read."""
    try:
        return sha256(read_bytes(path, largest=MAX_SIZE)).hexdigest()
    except Unreadable:
        return ""


def read_with_fingerprint(path: Path) -> tuple[AtlasFile, str]:
    """The content of an atlas file and the SHA-256 digest of the same bytes. Raises Unreadable."""
    content = read_bytes(path, largest=MAX_SIZE)
    return read_packed(content), sha256(content).hexdigest()


def save_proven(state: Path, path: Path, files: Mapping[str, bytes]) -> str:
    """Save the files as an atlas and return the SHA-256 digest of its bytes.

    The previous version stays in the folder `state` until the new file has been read back. Raises
    ArcticMapError.
    """
    try:
        before = keep_before(state, path)
    except (OSError, Unreadable) as error:
        why = error.why if isinstance(error, Unreadable) else why_not_written(error)
        raise ArcticMapError(f"the atlas was not saved: {why}", where=str(path)) from None
    save(path, files)
    try:
        content = read_bytes(path, largest=MAX_SIZE)
        proven = read_packed(content).files == files
    except Unreadable:
        content, proven = b"", False
    if not proven:
        backup = f"; the previous version is kept as {before}" if before else ""
        raise ArcticMapError(f"the saved file cannot be read back: save elsewhere{backup}", where=str(path))
    if before:
        with suppress(OSError):
            before.unlink()
    return sha256(content).hexdigest()
