"""Folders of the program: its saved state, its cache, and temporary ones."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import tempfile
from errno import EFBIG, EINVAL
from pathlib import Path
from stat import S_ISREG

from arctic_map.errors import ArcticMapError
from arctic_map.model.tr import tr

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

SESSION = "session.json"
_PREFIX, _LOCK = "arctic-map-", "arctic-map.lock"
MAX_SIZE = 32_000_000
"""Maximum size in bytes; a session with all shapes that may be drawn has about 9 million."""


def read_stored(path: Path) -> bytes:
    """Return the bytes of a regular file. Raises OSError, also for a device, a pipe or a larger file."""
    # Opening a pipe would block until something is written to it.
    if not S_ISREG(path.stat().st_mode):
        raise OSError(EINVAL, tr("it is not a file"), os.fspath(path))
    with path.open("rb") as file:
        body = file.read(MAX_SIZE + 1)
    if len(body) > MAX_SIZE:
        raise OSError(EFBIG, tr("it is too large"), os.fspath(path))
    return body


def _home() -> Path:
    """The user's home folder. Raises ArcticMapError if the system names none."""
    try:
        return Path.home()
    except RuntimeError:
        raise ArcticMapError(
            tr("this user has no home folder; set the variable HOME to a folder that can be written to")
        ) from None


def _local_data() -> Path:
    local = "Local"  # no words: name of a folder
    return Path(os.environ.get("LOCALAPPDATA") or _home() / "AppData" / local)


def _absolute(variable: str) -> Path | None:
    """The folder that a variable names; a relative one is ignored, as the XDG specification requires."""
    path = Path(os.environ.get(variable, ""))
    return path if path.is_absolute() else None


def cache_folder() -> Path:
    """Return the cache folder of the program, in the place that the operating system prescribes."""
    if sys.platform == "darwin":
        base = _home() / "Library" / "Caches"  # no words: name of a folder
    elif sys.platform == "win32":
        base = _local_data()
    else:
        base = _absolute("XDG_CACHE_HOME") or _home() / ".cache"
    return base / "arctic-map"


def shared_folder() -> Path:
    """Return the folder of layers fetched from servers and databases, among the user's data."""
    if sys.platform == "darwin":
        base = _home() / "Library" / "Application Support"  # no words: name of a folder
    elif sys.platform == "win32":
        base = _local_data()
    else:
        base = _absolute("XDG_DATA_HOME") or _home() / ".local" / "share"
    return base / "arctic-map" / "shared"


class ScratchFolder(tempfile.TemporaryDirectory[str]):
    """An empty folder, locked while its process runs. Raises OSError if it cannot be created."""

    def __init__(self, purpose: str, where: Path | None = None) -> None:
        """Create it in `where`, or in the system's temporary folder, which other programs may clean up."""
        if where is not None:
            where.mkdir(parents=True, exist_ok=True)
        super().__init__(prefix=f"{_PREFIX}{purpose}-", dir=where, ignore_cleanup_errors=True)
        self.path = Path(self.name)
        self._lock: int | None = _locked(self.path / _LOCK)

    def cleanup(self) -> None:
        """Release the lock and remove the folder."""
        if self._lock is not None:
            # Windows cannot remove an open file.
            os.close(self._lock)
            self._lock = None
        super().cleanup()


def remove_stale(where: Path | None = None) -> None:
    """Remove folders left by crashed processes of this user. Folders in use are kept."""
    for lock in Path(where or tempfile.gettempdir()).glob(f"{_PREFIX}*/{_LOCK}"):
        with contextlib.suppress(OSError):
            if _is_stale(lock):
                shutil.rmtree(lock.parent, ignore_errors=True)


def _locked(path: Path) -> int | None:
    """Create and lock the file. None without file locks; then no folder is ever removed as stale."""
    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        _lock(file, wait=True)
    except OSError:
        os.close(file)
        path.unlink(missing_ok=True)
        return None
    # `_is_stale` treats an empty lock file as one that its owner is about to lock.
    os.write(file, b"%d\n" % os.getpid())
    return file


def _is_stale(lock: Path) -> bool:
    """Whether no process has locked the file. Raises OSError if one has."""
    if sys.platform != "win32" and lock.parent.lstat().st_uid != os.getuid():
        return False
    file = os.open(lock, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
    try:
        _lock(file, wait=False)
        return os.fstat(file).st_size > 0
    finally:
        os.close(file)


def _lock(file: int, *, wait: bool) -> None:
    if sys.platform == "win32":
        msvcrt.locking(file, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
