"""Shows a file that was written by other programs: the one that opens it, or that of its folder."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QProcess, QUrl
from PySide6.QtGui import QDesktopServices


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


def chooser(path: Path, platform: str) -> list[str]:
    """What shows a file chosen in its folder; nothing where only the folder can be opened."""
    if platform == "darwin":
        return ["open", "-R", str(path)]
    if platform == "win32":
        return ["explorer", f"/select,{path}"]
    return []
