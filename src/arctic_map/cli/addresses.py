"""Addresses of files as systems hand them on: file:///home/me/my%20map.geojson."""

import os
from pathlib import Path
from urllib.parse import unquote_to_bytes, urlsplit

from arctic_map.cli.parser import UsageError

SCHEME = "file:"


def is_address(word: str) -> bool:
    return word[: len(SCHEME)].lower() == SCHEME


def path_named(word: str) -> Path:
    """The path that a word or an address names. Raises UsageError."""
    return local_path(word) if is_address(word) else Path(word)


def local_path(address: str) -> Path:
    """The path on this computer. Raises UsageError for another one's, or for what is no path."""
    parts = urlsplit(address)
    path = os.fsdecode(unquote_to_bytes(parts.path))
    if parts.netloc.lower() not in ("", "localhost"):
        raise UsageError(f"{address!r} lies on another computer; only files on this one can be opened")
    if "\0" in path or not path.startswith("/"):
        raise UsageError(f"{address!r} is no address of a file")
    # file:///C:/maps/a.geojson
    return Path(path[1:] if os.name == "nt" and path[2:3] == ":" else path)
