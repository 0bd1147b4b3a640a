"""Keeps from start to start what drew the window, so that graphics that failed are not tried each time."""

import time
from pathlib import Path

from arctic_map.storage.app_folders import read_kept
from arctic_map.storage.atomic_write import write_text

FILE = "graphics"
SOFTWARE, SYSTEM = "software", "system"
OLDEST_S = 30 * 24 * 3600.0
"""After which graphics that have failed are tried again: drivers are mended."""


def read(folder: Path) -> tuple[str, str, str] | None:
    """SOFTWARE or SYSTEM, the display and Qt where that is true, and what drew, in words for people.

    None when that is not known.
    """
    try:
        use, where, what = read_kept(folder / FILE).decode().splitlines()
    except (OSError, ValueError):
        return None
    return use, where, what


def best(folder: Path, where: str) -> str:
    """SOFTWARE or SYSTEM, as found on this display and not too long ago; empty when that is not known."""
    found = read(folder)
    if found is None or found[1] != where:
        return ""
    return found[0] if time.time() - (folder / FILE).stat().st_mtime < OLDEST_S else ""


def write(folder: Path, use: str, where: str, what: str) -> None:
    """Raises OSError."""
    write_text(folder / FILE, f"{use}\n{where}\n{what}\n")
