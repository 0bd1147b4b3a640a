"""Folders of the app's settings, sessions and log, and the language that the settings choose."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from PySide6.QtCore import QEvent, QFile, QLocale, QLockFile, QSettings, QStandardPaths

from arctic_map import resources
from arctic_map.storage.user_language import given_language, preferred, window_language

if TYPE_CHECKING:
    from arctic_map.model.preferences import Names

SESSIONS = "sessions"
LANGUAGE = "language"
"""Key of the interface's language, which is read before any text is made."""


def state_folder() -> Path:
    """Return the user's folder for the session, the log and the graphics settings."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.StateLocation))


def session_folder(atlas: Path) -> Path:
    """Return the folder of an atlas's session, by its file or folder; state_folder for the built-in one."""
    place = os.fsencode(os.path.realpath(atlas))
    if place == os.fsencode(os.path.realpath(resources.data())):
        return state_folder()
    return state_folder() / SESSIONS / f"{crc32(place):08x}"


class SettingsFile(QSettings):
    """The user's settings as QSettings, safe against abandoned lock files.

    Qt locks the file while it writes. A process killed while locking leaves an empty lock file without a
    process id, and all other windows would block until that file is 30 s old.
    """

    def event(self, event: QEvent) -> bool:
        """Remove an abandoned lock before Qt writes."""
        if event.type() == QEvent.Type.UpdateRequest:
            self._drop_abandoned_lock()
        return super().event(event)

    def sync(self) -> None:
        """Remove an abandoned lock and write."""
        self._drop_abandoned_lock()
        super().sync()

    def _drop_abandoned_lock(self) -> None:
        path = f"{self.fileName()}.lock"
        if QFile.exists(path):
            # Does nothing while the process that made the lock lives.
            QLockFile(path).removeStaleLockFile()


def window_settings(*, remember: bool) -> QSettings:
    """Return the user's settings, or without `remember` empty ones that are not stored."""
    if remember:
        return SettingsFile()
    settings = QSettings("", QSettings.Format.IniFormat)
    # Qt keeps settings without a file in memory, for the next object without a file.
    settings.clear()
    return settings


def interface_language(settings: QSettings) -> Names:
    """Return the language of a window: of the variable, else as chosen in the settings, else the system's."""
    chosen = settings.value(LANGUAGE)
    system = QLocale.system().uiLanguages()
    return given_language() or (preferred([str(chosen)]) if chosen else window_language(system))
