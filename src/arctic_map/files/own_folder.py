"""Temporary folders that tell whose they are, so that what a killed process has left is taken away."""

import contextlib
import os
import re
import shutil
import tempfile
from pathlib import Path

_NAME = re.compile(r"arctic-map-[a-z]+-(\d+)-\w+")


def own_folder(purpose: str) -> tempfile.TemporaryDirectory[str]:
    """An empty one, for a purpose of small letters; it goes with this process at the latest."""
    prefix = f"arctic-map-{purpose}-{os.getpid()}-"
    return tempfile.TemporaryDirectory(prefix=prefix, ignore_cleanup_errors=True)


def sweep() -> None:
    """Take away what processes of this user that are gone have left."""
    if not hasattr(os, "getuid"):
        return
    for left in Path(tempfile.gettempdir()).glob("arctic-map-*"):
        found = _NAME.fullmatch(left.name)
        with contextlib.suppress(OSError):
            if found and left.lstat().st_uid == os.getuid() and not _runs(int(found[1])):
                shutil.rmtree(left, ignore_errors=True)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        pass
    return True
