"""Writing a file so that it is whole or not there: written beside its place, then moved onto it."""

import contextlib
import os
import sys
import tempfile
from collections.abc import Callable, Mapping
from errno import EACCES, EISDIR
from pathlib import Path

PIECE = 1 << 20
"""Bytes that are written at once."""


def write_bytes(path: Path, content: bytes) -> None:
    """Replace a file at once; folders on the way are made. Raises OSError, and leaves what was there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_all({path: content})


def write_text(path: Path, content: str) -> None:
    """The same for text: UTF-8, line ends as they are."""
    write_bytes(path, content.encode("utf-8"))


def write_all(files: Mapping[Path, bytes], *, heard: Callable[[], None] = lambda: None) -> None:
    """Replace files that belong together, when all of them are written. Raises OSError, as above.

    Their folders must be there. `heard` is called now and then until the first is replaced; what it raises
    ends the writing, and everything is as it was.
    """
    beside: dict[Path, Path] = {}
    try:
        for path, content in files.items():
            _require_replaceable(path)
            beside[path] = _written(path, content, heard)
        heard()
        for path, written in beside.items():
            written.replace(path)
    except BaseException:
        for written in beside.values():
            with contextlib.suppress(OSError):
                written.unlink()
        raise


def _require_replaceable(path: Path) -> None:
    """A rename asks only for the folder; a file that is locked against writing shall not be replaced."""
    if path.is_dir():
        raise IsADirectoryError(EISDIR, os.strerror(EISDIR), str(path))
    if path.exists() and (not os.access(path, os.W_OK) or not path.stat().st_mode & 0o222):
        raise PermissionError(EACCES, os.strerror(EACCES), str(path))


def _written(path: Path, content: bytes, heard: Callable[[], None]) -> Path:
    """A whole file beside the path, with the permissions it shall have."""
    nameless = _nameless(path.parent)
    handle, name = (
        (nameless, _free_name(path))
        if nameless
        else tempfile.mkstemp(prefix=f".{path.name[:60]}.", dir=path.parent)
    )
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            for at in range(0, len(content), PIECE):
                file.write(content[at : at + PIECE])
                heard()
            file.flush()
            if nameless:
                # The folder's number is not used, but makes Python follow the link, as it says it would.
                os.link(f"/proc/self/fd/{handle}", beside, src_dir_fd=handle, follow_symlinks=True)
        beside.chmod(_mode(path))
    except BaseException:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise
    return beside


def _free_name(path: Path) -> str:
    """A name beside the path that nothing has."""
    return str(path.with_name(f".{path.name[:60]}.{os.urandom(8).hex()}"))


def _nameless(folder: Path) -> int | None:
    """A file in the folder that has no name yet, so that a process that is killed leaves nothing of it.

    None where the system knows no such thing.
    """
    if sys.platform != "linux" or not Path("/proc/self/fd").is_dir():
        return None
    try:
        return os.open(folder, os.O_TMPFILE | os.O_WRONLY, 0o600)
    except OSError:
        return None


def _mode(path: Path) -> int:
    """Permissions of the file that is replaced, or those that a new file would get."""
    with contextlib.suppress(OSError):
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
