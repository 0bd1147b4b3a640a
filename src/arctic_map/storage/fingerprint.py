"""Fingerprints of files (name, length and checksum) that show whether they have changed."""

from collections.abc import Iterable
from pathlib import Path
from zlib import crc32


def of_files(files: Iterable[Path], root: Path) -> str:
    """Return the fingerprint of files in the given order, with names relative to `root`. Raises OSError.

    It detects changes, not forgery: a CRC suffices, and importing hashlib would slow down startup.
    """
    lines = []
    for file in files:
        body = file.read_bytes()
        lines.append(f"{file.relative_to(root).as_posix()} {len(body)} {crc32(body):08x}")
    return "\n".join(lines)


def of_content(data: Path) -> str:
    """Return the fingerprint of a content folder without its base map. Raises OSError."""
    return of_files(
        (*sorted(data.glob("*.toml")), *sorted(data.glob("layers/*")), *sorted(data.glob("facts/*"))), data
    )
