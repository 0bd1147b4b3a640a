"""An error that nobody expected: written to the log, shown with details to copy, and the window lives on."""

from __future__ import annotations

import logging
import sys
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from arctic_map import __version__
from arctic_map.model.tr import tr

LOG = "arctic-map.log"
LARGEST, KEPT = 500_000, 3
"""Bytes of a log, and how many older ones are kept."""
log = logging.getLogger("arctic_map")


class Trouble(QObject):
    """Catches what slips through, from every thread; shows one dialog at a time."""

    happened = Signal(str)

    def __init__(self, folder: Path, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._dialog: QMessageBox | None = None
        self._folder = folder
        self._log_to(folder)
        # Queued, so that the dialog opens when the code that failed has been left.
        self.happened.connect(self._show, Qt.ConnectionType.QueuedConnection)
        self._before = sys.excepthook
        sys.excepthook = self._caught

    def let_go(self) -> None:
        sys.excepthook = self._before

    def _log_to(self, folder: Path) -> None:
        log.setLevel(logging.INFO)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            handler = RotatingFileHandler(
                folder / LOG, maxBytes=LARGEST, backupCount=KEPT, encoding="utf-8", delay=True
            )
        except OSError:
            return
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        log.addHandler(handler)

    def _caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QTimer.singleShot(0, QApplication.quit)
            return
        details = "".join(traceback.format_exception(kind, error, trace))
        log.error("unexpected error\n%s", details)
        self.happened.emit(details)

    def _show(self, details: str) -> None:
        if self._dialog is not None:
            return
        dialog = message(details, self._folder / LOG, self._window)
        dialog.finished.connect(self._closed)
        self._dialog = dialog
        dialog.open()

    def _closed(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None


def message(details: str, log: Path, window: QWidget) -> QMessageBox:
    """What the reader is told, not yet shown; `details` can be copied, and stand in the file `log` too."""
    dialog = QMessageBox(window)
    dialog.setIcon(QMessageBox.Icon.Warning)
    dialog.setWindowTitle(tr("Something went wrong"))
    dialog.setTextFormat(Qt.TextFormat.PlainText)
    dialog.setText(tr("Something went wrong that the app did not expect. It goes on working."))
    dialog.setInformativeText(
        tr("If it happens again, please report it with the details. They are also in {log}.", log=log)
    )
    dialog.setDetailedText(f"Arctic Map {__version__}\n\n{details}")  # no words: for a report of a fault
    copy = dialog.addButton(tr("Copy details"), QMessageBox.ButtonRole.ActionRole)
    # Copying must not close the dialog.
    copy.clicked.disconnect()
    copy.clicked.connect(lambda: QApplication.clipboard().setText(dialog.detailedText()))
    dialog.addButton(QMessageBox.StandardButton.Close)
    return dialog
