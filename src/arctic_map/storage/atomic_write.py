"""Atomic writing: a file is written beside its target under another name, then renamed.

Symbolic links are followed and kept: the file they lead to is replaced. Devices and pipes are refused.
"""

import contextlib
import os
import sys
from collections.abc import Callable, Mapping
from errno import EACCES, EINVAL, EISDIR, ELOOP
from pathlib import Path

from arctic_map.model.tr import tr

PIECE = 1 << 20
"""Bytes written in one call."""
BINARY = getattr(os, "O_BINARY", 0)
"""Without it, Windows would change line ends."""


def write_bytes(path: Path, content: bytes, *, lasting: bool = False) -> None:
    """Replace a file atomically, and create missing parent folders.

    Raises OSError and leaves the old file unchanged. With `lasting`, wait until the disk has stored the file,
    so that a loss of power leaves either the old or the new one.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    write_all({path: content}, lasting=lasting)


def write_text(path: Path, content: str) -> None:
    """Replace a file by text in UTF-8 without changing line ends. Raises OSError."""
    write_bytes(path, content.encode("utf-8"))


def write_all(
    files: Mapping[Path, bytes], *, progress: Callable[[], None] = lambda: None, lasting: bool = False
) -> None:
    """Replace files that belong together, once all of them are written.

    Their folders must exist. `progress` is called repeatedly until the first file is replaced; if it raises,
    all stay unchanged. Raises OSError; if a replacement fails, earlier ones remain.
    """
    temporary: dict[Path, Path] = {}
    try:
        for named, content in files.items():
            path = _place(named)
            temporary[path] = _written(path, content, progress, lasting)
        progress()
        for path, written in temporary.items():
            written.replace(path)
    except BaseException:
        for written in temporary.values():
            with contextlib.suppress(OSError):
                written.unlink()
        raise


def _place(named: Path) -> Path:
    """Resolve all links and return the path of the file to replace.

    Raises OSError. A rename would only need write permission for the folder, so write-protected files are
    refused here.
    """
    path = Path(os.path.realpath(named))
    if path.is_symlink():
        raise OSError(ELOOP, os.strerror(ELOOP), str(named))
    if path.is_dir():
        raise IsADirectoryError(EISDIR, os.strerror(EISDIR), str(path))
    if path.exists() and (not os.access(path, os.W_OK) or not path.stat().st_mode & 0o222):
        raise PermissionError(EACCES, os.strerror(EACCES), str(path))
    if path.exists() and not path.is_file():
        raise OSError(EINVAL, tr("this is a device or a pipe, not a file"), str(path))
    return path


def _written(path: Path, content: bytes, progress: Callable[[], None], lasting: bool) -> Path:
    """Write a temporary file beside `path` and return its path. It has the permissions of the old file."""
    mode = _mode(path)
    # For a new file, the system applies the umask.
    permissions = 0o666 if mode is None else 0o600
    temporary = path.with_name(f".{path.name[:60]}.{os.urandom(8).hex()}")
    nameless = _nameless(path.parent, permissions)
    handle = nameless or os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY | BINARY, permissions)
    try:
        with os.fdopen(handle, "wb") as file:
            for at in range(0, len(content), PIECE):
                file.write(content[at : at + PIECE])
                progress()
            file.flush()
            if lasting:
                os.fsync(file.fileno())
            if nameless:
                # The folder descriptor is unused, but makes Python call linkat and so follow the link.
                os.link(f"/proc/self/fd/{handle}", temporary, src_dir_fd=handle, follow_symlinks=True)
        if mode is not None:
            temporary.chmod(mode)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    return temporary


def _nameless(folder: Path, mode: int) -> int | None:
    """Open an unnamed file, of which a killed process leaves nothing; None if unsupported."""
    if sys.platform != "linux" or not Path("/proc/self/fd").is_dir():
        return None
    try:
        return os.open(folder, os.O_TMPFILE | os.O_WRONLY, mode)
    except OSError:
        return None


def _mode(path: Path) -> int | None:
    """Return the permissions of the file to replace, or None if it does not exist."""
    try:
        return path.stat().st_mode & 0o777
    except FileNotFoundError:
        return None
