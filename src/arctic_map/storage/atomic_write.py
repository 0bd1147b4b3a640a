"""Writing a file so that it is whole or not there: written beside its place, then moved onto it.

A link is followed, and stays: what it leads to is replaced. Devices and pipes are refused.
"""

import contextlib
import os
import sys
from collections.abc import Callable, Mapping
from errno import EACCES, EINVAL, EISDIR, ELOOP
from pathlib import Path

PIECE = 1 << 20
"""Bytes that are written at once."""
BINARY = getattr(os, "O_BINARY", 0)
"""Windows would write other line ends."""


def write_bytes(path: Path, content: bytes, *, lasting: bool = False) -> None:
    """Replace a file at once; folders on the way are made. Raises OSError, and leaves what was there.

    `lasting` waits until the disk has it: then the loss of power leaves the one or the other.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    write_all({path: content}, lasting=lasting)


def write_text(path: Path, content: str) -> None:
    """The same for text: UTF-8, line ends as they are."""
    write_bytes(path, content.encode("utf-8"))


def write_all(
    files: Mapping[Path, bytes], *, progress: Callable[[], None] = lambda: None, lasting: bool = False
) -> None:
    """Replace files that belong together, when all of them are written. Raises OSError, as above.

    Their folders must be there. `progress` is called now and then until the first is replaced; what it raises
    ends the writing, and everything is as it was.
    """
    beside: dict[Path, Path] = {}
    try:
        for named, content in files.items():
            path = _place(named)
            beside[path] = _written(path, content, progress, lasting)
        progress()
        for path, written in beside.items():
            written.replace(path)
    except BaseException:
        for written in beside.values():
            with contextlib.suppress(OSError):
                written.unlink()
        raise


def _place(named: Path) -> Path:
    """Where a file stands that may be replaced, behind all links. Raises OSError.

    A rename asks only for the folder; a file that is locked against writing shall not be replaced.
    """
    path = Path(os.path.realpath(named))
    if path.is_symlink():
        raise OSError(ELOOP, os.strerror(ELOOP), str(named))
    if path.is_dir():
        raise IsADirectoryError(EISDIR, os.strerror(EISDIR), str(path))
    if path.exists() and (not os.access(path, os.W_OK) or not path.stat().st_mode & 0o222):
        raise PermissionError(EACCES, os.strerror(EACCES), str(path))
    if path.exists() and not path.is_file():
        raise OSError(EINVAL, "this is a device or a pipe, not a file", str(path))
    return path


def _written(path: Path, content: bytes, progress: Callable[[], None], lasting: bool) -> Path:
    """A whole file beside the path, with the permissions of the one that stands there, or of a new one."""
    mode = _mode(path)
    # The system takes from a new file what the user's mask withholds.
    asked = 0o666 if mode is None else 0o600
    beside = path.with_name(f".{path.name[:60]}.{os.urandom(8).hex()}")
    nameless = _nameless(path.parent, asked)
    handle = nameless or os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY | BINARY, asked)
    try:
        with os.fdopen(handle, "wb") as file:
            for at in range(0, len(content), PIECE):
                file.write(content[at : at + PIECE])
                progress()
            file.flush()
            if lasting:
                os.fsync(file.fileno())
            if nameless:
                # The folder's number is not used, but makes Python follow the link, as it says it would.
                os.link(f"/proc/self/fd/{handle}", beside, src_dir_fd=handle, follow_symlinks=True)
        if mode is not None:
            beside.chmod(mode)
    except BaseException:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise
    return beside


def _nameless(folder: Path, mode: int) -> int | None:
    """A file in the folder that has no name yet, so that a process that is killed leaves nothing of it.

    None where the system knows no such thing.
    """
    if sys.platform != "linux" or not Path("/proc/self/fd").is_dir():
        return None
    try:
        return os.open(folder, os.O_TMPFILE | os.O_WRONLY, mode)
    except OSError:
        return None


def _mode(path: Path) -> int | None:
    """Permissions of the file that is replaced; None without one."""
    try:
        return path.stat().st_mode & 0o777
    except FileNotFoundError:
        return None
