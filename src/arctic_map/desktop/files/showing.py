"""Shows a file elsewhere: by the program that opens it, in its folder, or in another window of the app."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QProcess, QUrl
from PySide6.QtGui import QDesktopServices

from arctic_map.desktop.widgets.program import program


def open_file(path: Path) -> bool:
    """Whether a program was found that opens it."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def show_in_folder(path: Path) -> bool:
    """Whether its folder came up; with the file chosen in it where the system can do that."""
    if command := chooser(path, sys.platform):
        started = QProcess.startDetached(command[0], command[1:])
        # PySide gives the number of the process too.
        return started[0] if isinstance(started, tuple) else bool(started)
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))


def open_window_with(path: Path | None) -> bool:
    """Whether another window has been started with this file; what is wrong with it is said there.

    Without a file the window shows the built-in atlas. An address carries names of any bytes, as Qt does not.
    """
    command = [*program(), "open", "--desktop", *([path.as_uri()] if path else [])]
    started = QProcess.startDetached(command[0], command[1:])
    return started[0] if isinstance(started, tuple) else bool(started)


def chooser(path: Path, platform: str) -> list[str]:
    """What shows a file chosen in its folder; nothing where only the folder can be opened."""
    if platform == "darwin":
        return ["open", "-R", str(path)]
    if platform == "win32":
        return ["explorer", f"/select,{path}"]
    return []
