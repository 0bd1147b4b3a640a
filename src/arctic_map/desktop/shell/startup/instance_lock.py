"""The lock that decides which of several starts opens the window for a content."""

import os
import sys
from contextlib import suppress
from enum import Enum
from pathlib import Path
from zlib import crc32


class InstanceLock(Enum):
    """Result of an attempt to lock."""

    ACQUIRED = "this start is the first"
    BUSY = "another window is open, or about to be"
    UNKNOWN = "the system does not say"


_acquired: dict[str, int] = {}
"""Locked file descriptors by path; the system releases them however the process ends."""


def address(data: Path) -> str:
    """Return the socket path, or on Windows the pipe name, of this user's window for a content."""
    user = os.getuid() if hasattr(os, "getuid") else os.environ.get("USERNAME", "")
    name = f"arctic-map-{user}-{crc32(os.fsencode(data.resolve())):08x}"
    if sys.platform == "win32":
        return name
    return str(_folder() / f"{name}.socket")


def acquire(data: Path) -> InstanceLock:
    """Try to lock a content for this process."""
    if sys.platform == "win32":
        return InstanceLock.UNKNOWN
    import fcntl  # fcntl exists only on Unix

    path = _lock(data)
    if path in _acquired:
        return InstanceLock.ACQUIRED
    try:
        file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    except OSError:
        return InstanceLock.UNKNOWN
    try:
        # Anyone can create files in the temporary folder.
        if os.fstat(file).st_uid != os.getuid():
            raise PermissionError
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        # The process that held the lock has deleted the file meanwhile.
        if not os.path.samestat(os.fstat(file), Path(path).stat()):
            raise BlockingIOError
    except OSError as error:
        os.close(file)
        return (
            InstanceLock.BUSY
            if isinstance(error, BlockingIOError | FileNotFoundError)
            else InstanceLock.UNKNOWN
        )
    _acquired[path] = file
    return InstanceLock.ACQUIRED


def give_up(data: Path) -> None:
    """Release the lock and delete its file."""
    if (path := _lock(data)) in _acquired:
        _release(path)


def give_up_all() -> None:
    """Release all locks of this process: the window may have changed its content."""
    for path in [*_acquired]:
        _release(path)


def _release(path: str) -> None:
    with suppress(OSError):
        Path(path).unlink()
    os.close(_acquired.pop(path))


def _lock(data: Path) -> str:
    return str(Path(address(data)).with_suffix(".lock"))


def _folder() -> Path:
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    if runtime and Path(runtime).is_dir():
        return Path(runtime)
    from tempfile import gettempdir  # loaded late: few systems need it

    return Path(gettempdir())
