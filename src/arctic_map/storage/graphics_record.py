"""Records across starts which graphics drew the window, so that failing graphics are not tried each time."""

import time
from pathlib import Path

from arctic_map.storage.app_folders import read_stored
from arctic_map.storage.atomic_write import write_text

FILE = "graphics"
SOFTWARE, SYSTEM = "software", "system"
OLDEST_S = 30 * 24 * 3600.0
"""Seconds after which failed graphics are tried again, because drivers get fixed."""


def read(folder: Path) -> tuple[str, str, str] | None:
    """Return SOFTWARE or SYSTEM, the display and Qt version, and a description; None if unknown."""
    try:
        use, where, what = read_stored(folder / FILE).decode().splitlines()
    except (OSError, ValueError):
        return None
    return use, where, what


def best(folder: Path, where: str) -> str:
    """Return SOFTWARE or SYSTEM as recorded recently on this display, or an empty string if unknown."""
    record = read(folder)
    if record is None or record[1] != where:
        return ""
    return record[0] if time.time() - (folder / FILE).stat().st_mtime < OLDEST_S else ""


def write(folder: Path, use: str, where: str, what: str) -> None:
    """Record the graphics in use. Raises OSError."""
    write_text(folder / FILE, f"{use}\n{where}\n{what}\n")
