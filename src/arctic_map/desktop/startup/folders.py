"""Where the app keeps what it wants to find again."""

import os
from pathlib import Path
from zlib import crc32

from PySide6.QtCore import QStandardPaths

from arctic_map import resources

SESSIONS = "sessions"


def state_folder() -> Path:
    """The user's own folder for the session, the log and what draws the window."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.StateLocation))


def session_folder(atlas: Path) -> Path:
    """Where the session on an atlas is kept: on the built-in one in the app's own folder itself.

    `atlas` is its file, or its folder of content.
    """
    place = os.fsencode(os.path.realpath(atlas))
    if place == os.fsencode(os.path.realpath(resources.data())):
        return state_folder()
    return state_folder() / SESSIONS / f"{crc32(place):08x}"
