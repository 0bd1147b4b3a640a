"""Which of several starts on the same content opens the window: the first, and the others hand over to it."""

import os
import sys
from contextlib import suppress
from enum import Enum
from pathlib import Path
from zlib import crc32


class InstanceLock(Enum):
    MINE = "this start is the first"
    TAKEN = "another window is open, or about to be"
    UNKNOWN = "the system does not say"


_acquired: dict[str, int] = {}
"""Open files by their paths; locked for as long as this process lives, however it ends."""


def address(data: Path) -> str:
    """Where a window on this content of this user listens: a path, or on Windows the name of a pipe."""
    user = os.getuid() if hasattr(os, "getuid") else os.environ.get("USERNAME", "")
    name = f"arctic-map-{user}-{crc32(os.fsencode(data.resolve())):08x}"
    if sys.platform == "win32":
        return name
    return str(_folder() / f"{name}.socket")


def acquire(data: Path) -> InstanceLock:
    """Be the first, if nobody is."""
    if sys.platform == "win32":
        return InstanceLock.UNKNOWN
    # Other systems do not have it, and few starts need it.
    import fcntl

    path = _lock(data)
    if path in _acquired:
        return InstanceLock.MINE
    try:
        file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    except OSError:
        return InstanceLock.UNKNOWN
    try:
        # In the folder for temporary files everybody may put something there.
        if os.fstat(file).st_uid != os.getuid():
            raise PermissionError
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        # Whoever was the first has taken the file away in the meantime.
        if not os.path.samestat(os.fstat(file), Path(path).stat()):
            raise BlockingIOError
    except OSError as error:
        os.close(file)
        return (
            InstanceLock.TAKEN
            if isinstance(error, BlockingIOError | FileNotFoundError)
            else InstanceLock.UNKNOWN
        )
    _acquired[path] = file
    return InstanceLock.MINE


def give_up(data: Path) -> None:
    """Leave it to the next start; nothing stays behind."""
    if (file := _acquired.pop(_lock(data), None)) is not None:
        with suppress(OSError):
            Path(_lock(data)).unlink()
        os.close(file)


def _lock(data: Path) -> str:
    return str(Path(address(data)).with_suffix(".lock"))


def _folder() -> Path:
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    if runtime and Path(runtime).is_dir():
        return Path(runtime)
    # Other systems do not have it, and few starts need it.
    from tempfile import gettempdir

    return Path(gettempdir())
