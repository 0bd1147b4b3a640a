"""Locks that let only one window edit or replace an atlas file."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zlib import crc32

from PySide6.QtCore import QLockFile

from arctic_map.desktop.widgets.folders import session_folder, state_folder
from arctic_map.errors import ArcticMapError, system_reason
from arctic_map.model.tr import tr, tr_later
from arctic_map.storage.sanitized import sanitized

FOLDER = "locks"
ONLY_READ = tr_later("{name} is open in another window. It is read-only here.")
NOT_REPLACED = tr_later("{name} is open in another window. Save under another name, or close it there first.")
SHORT = 60
"""Maximum length of a file name in a message."""


def locked(state: Path, path: Path, in_use: str) -> QLockFile:
    """Lock the atlas file; `in_use` is the message, with {name}, if it is locked. Raises ArcticMapError."""
    folder, name = state / FOLDER, sanitized(path.name, SHORT)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        why = tr("{name} is read-only: the program’s own folder cannot be written", name=name)
        raise ArcticMapError(f"{why} ({folder}: {system_reason(error)})") from None
    lock = QLockFile(str(folder / f"{crc32(os.fsencode(path.resolve())):08x}.lock"))
    # A window may be open for days. The lock of a killed process is released at once anyway.
    lock.setStaleLockTime(0)
    if not lock.tryLock(0):
        raise ArcticMapError(tr(in_use, name=name))
    return lock


@contextmanager
def replacing(path: Path) -> Iterator[None]:
    """Hold a file's lock while a new atlas is written, and drop kept changes. Raises ArcticMapError."""
    # Only writing an atlas loads archives and checksums.
    from arctic_map.content.package import unsaved
    from arctic_map.storage import session_file

    state = state_folder()
    lock = locked(state, path, NOT_REPLACED)
    try:
        yield
        unsaved.forget(state, path)
        session_file.forget(session_folder(path))
    finally:
        lock.unlock()
