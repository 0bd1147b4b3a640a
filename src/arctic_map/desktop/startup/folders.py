"""Where the app keeps what it wants to find again."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths


def state_folder() -> Path:
    """The user's own folder for the session, the log and what draws the window."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.StateLocation))
