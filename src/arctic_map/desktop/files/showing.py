"""Showing a file in another program, in its folder, or in another window of the app."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QProcess, QUrl
from PySide6.QtGui import QDesktopServices

from arctic_map.desktop.widgets.program import program


def open_file(path: Path) -> bool:
    """Open a file in its default program; return whether that has succeeded."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def show_in_folder(path: Path) -> bool:
    """Open the folder of a file, selecting it where the system can; return whether that has succeeded."""
    if command := chooser(path, sys.platform):
        started = QProcess.startDetached(command[0], command[1:])
        # PySide also returns the process id.
        return started[0] if isinstance(started, tuple) else bool(started)
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))


def open_window_with(path: Path | None) -> bool:
    """Start another window with this file and return whether that has succeeded; the window reports errors.

    Without a file it shows the built-in atlas. The file is passed as a URL, which keeps names of any bytes.
    """
    command = [*program(), "open", "--desktop", *([path.as_uri()] if path else [])]
    started = QProcess.startDetached(command[0], command[1:])
    return started[0] if isinstance(started, tuple) else bool(started)


def chooser(path: Path, platform: str) -> list[str]:
    """Return the command that selects a file in its folder; an empty list if the system has none."""
    if platform == "darwin":
        return ["open", "-R", str(path)]
    if platform == "win32":
        return ["explorer", f"/select,{path}"]
    return []
