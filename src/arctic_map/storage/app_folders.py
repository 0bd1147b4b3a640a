"""Folders of the program: its saved state, and its cache."""

import os
import sys
from errno import EFBIG, EINVAL
from pathlib import Path
from stat import S_ISREG

SESSION = "session.json"
MAX_SIZE = 1_000_000
"""Maximum size in bytes. Every file of the program is far smaller."""


def read_stored(path: Path) -> bytes:
    """Return the bytes of a regular file. Raises OSError, also for a device, a pipe or a larger file."""
    # Opening a pipe would block until something is written to it.
    if not S_ISREG(path.stat().st_mode):
        raise OSError(EINVAL, "it is not a file", os.fspath(path))
    with path.open("rb") as file:
        body = file.read(MAX_SIZE + 1)
    if len(body) > MAX_SIZE:
        raise OSError(EFBIG, "it is too large", os.fspath(path))
    return body


def cache_folder() -> Path:
    """Return the cache folder of the program, in the place that the operating system prescribes."""
    if sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    elif sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "arctic-map"
