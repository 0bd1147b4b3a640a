"""The program's own folders: files of its state, read with bounds, and those that can be made again."""

import os
import sys
from errno import EFBIG, EINVAL
from pathlib import Path
from stat import S_ISREG

SESSION = "session.json"
LARGEST = 1_000_000
"""Bytes; nothing that the app keeps comes near."""


def read_kept(path: Path) -> bytes:
    """The bytes of a regular file. Raises OSError, also for a device, a pipe, or more bytes."""
    # A pipe is not even opened: that would wait for somebody who writes.
    if not S_ISREG(path.stat().st_mode):
        raise OSError(EINVAL, "it is not a file", os.fspath(path))
    with path.open("rb") as file:
        body = file.read(LARGEST + 1)
    if len(body) > LARGEST:
        raise OSError(EFBIG, "it is too large", os.fspath(path))
    return body


def cache_folder() -> Path:
    """Where the system has programs keep what can be made again."""
    if sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    elif sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "arctic-map"
