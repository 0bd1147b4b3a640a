"""Fingerprints of files: name, length and checksum of each, so that one sees what has changed."""

from collections.abc import Iterable
from pathlib import Path
from zlib import crc32


def of_files(files: Iterable[Path], root: Path) -> str:
    """In the order given, with names below `root`. Raises OSError.

    Against changes, not against forgers: hashlib would take longer to load than all this takes at the start.
    """
    lines = []
    for file in files:
        body = file.read_bytes()
        lines.append(f"{file.relative_to(root).as_posix()} {len(body)} {crc32(body):08x}")
    return "\n".join(lines)


def of_content(data: Path) -> str:
    """Of a folder of content without its base map, which is never edited. Raises OSError."""
    return of_files(
        (*sorted(data.glob("*.toml")), *sorted(data.glob("layers/*")), *sorted(data.glob("facts/*"))), data
    )
