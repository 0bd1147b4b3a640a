"""Where the app keeps its settings, its sessions and its log."""

import os
from pathlib import Path
from zlib import crc32

from PySide6.QtCore import QEvent, QFile, QLockFile, QSettings, QStandardPaths

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


class SettingsFile(QSettings):
    """The settings of this user, as Qt keeps them.

    Qt locks the file while it writes. A window killed as it took the lock leaves an empty lock file behind,
    in which Qt finds no process to ask for: every other window would stand still until the file is 30 s old.
    """

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.UpdateRequest:
            self._drop_abandoned_lock()
        return super().event(event)

    def sync(self) -> None:
        self._drop_abandoned_lock()
        super().sync()

    def _drop_abandoned_lock(self) -> None:
        path = f"{self.fileName()}.lock"
        if QFile.exists(path):
            # Refused while the process that made it lives.
            QLockFile(path).removeStaleLockFile()
