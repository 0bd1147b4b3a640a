"""Handling of unexpected errors: logged, and shown with details to copy, while the app continues."""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from arctic_map import __version__
from arctic_map.model.tr import tr
from arctic_map.storage.sanitized import sanitized

if TYPE_CHECKING:
    from logging.handlers import RotatingFileHandler

LOG = "arctic-map.log"
MAX_BYTES, BACKUPS = 500_000, 3
MAX_SHOWN = 300
"""Most characters of a path or an error in a message."""
log = logging.getLogger("arctic_map")


class ErrorReporter(QObject):
    """Logs uncaught exceptions of all threads, and shows one at a time in the window or on standard error."""

    happened = Signal(str)

    def __init__(self, folder: Path) -> None:
        """`folder` is that of the log."""
        super().__init__()
        self._folder = folder
        self._window: QWidget | None = None
        self._dialog: QMessageBox | None = None
        self._handler: RotatingFileHandler | None = None
        # Queued, so that the dialog opens after the failed code has returned.
        self.happened.connect(self._show, Qt.ConnectionType.QueuedConnection)
        self._before = sys.excepthook, threading.excepthook
        sys.excepthook, threading.excepthook = self._caught, self._caught_in_thread

    def show_in(self, window: QWidget) -> None:
        """Show errors over this window from now on, and write messages of the app to the log."""
        self._window = window
        self._open_log()

    def close(self) -> None:
        """Restore the earlier hooks and close the log."""
        sys.excepthook, threading.excepthook = self._before
        if self._handler:
            log.removeHandler(self._handler)
            self._handler.close()

    def _open_log(self) -> None:
        if self._handler:
            return
        from logging.handlers import RotatingFileHandler  # takes 8 ms, and is needed only after an error

        log.setLevel(logging.INFO)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._handler = handler = RotatingFileHandler(
                self._folder / LOG,
                maxBytes=MAX_BYTES,
                backupCount=BACKUPS,
                encoding="utf-8",
                errors="backslashreplace",
                delay=True,
            )
        except OSError:
            return
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        log.addHandler(handler)

    def _caught_in_thread(self, caught: threading.ExceptHookArgs) -> None:
        if caught.exc_value is not None:
            self._caught(caught.exc_type, caught.exc_value, caught.exc_traceback)

    def _caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QTimer.singleShot(0, QApplication.quit)
            return
        lines = traceback.format_exception(kind, error, trace)
        # The name of a file may contain bytes that are not text.
        details = "".join(lines).encode("utf-8", "backslashreplace").decode("utf-8")
        self._open_log()
        log.error("unexpected error\n%s", details)
        if self._window is not None:
            self.happened.emit(details)
        elif sys.stderr is not None:
            sentence = _sentence(error, self._folder / LOG, logged=self._logged)
            sys.stderr.write(f"arctic-map: {sentence}\n{'' if self._logged else details}")

    @property
    def _logged(self) -> bool:
        """Whether the log could be opened, which happens with the first error."""
        return self._handler is not None and self._handler.stream is not None

    def _show(self, details: str) -> None:
        if self._dialog is not None or self._window is None:
            return
        dialog = message(details, self._folder / LOG, self._window, logged=self._logged)
        dialog.finished.connect(self._closed)
        self._dialog = dialog
        dialog.open()

    def _closed(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None


def _sentence(error: BaseException, log: Path, *, logged: bool) -> str:
    what = sanitized(f"{type(error).__name__}: {error}", MAX_SHOWN)
    shown = sanitized(str(log), MAX_SHOWN)
    if logged:
        return tr("unexpected {error} (details are in {log})", error=what, log=shown)
    return tr("unexpected {error} (the log {log} cannot be written)", error=what, log=shown)


def message(details: str, log: Path, window: QWidget, *, logged: bool = True) -> QMessageBox:
    """Return the dialog, not yet shown; `details` can be copied, and are in the file `log` if `logged`."""
    dialog, shown = QMessageBox(window), sanitized(str(log), MAX_SHOWN)
    dialog.setIcon(QMessageBox.Icon.Warning)
    dialog.setWindowTitle(tr("Unexpected error"))
    dialog.setTextFormat(Qt.TextFormat.PlainText)
    dialog.setText(tr("An unexpected error occurred. The program continues to run."))
    dialog.setInformativeText(
        tr("If it happens again, please report it with the details. They are also in {log}.", log=shown)
        if logged
        else tr(
            "If it happens again, please report it with the details. Copy them: the log {log} cannot be "
            "written.",
            log=shown,
        )
    )
    dialog.setDetailedText(f"Arctic Map {__version__}\n\n{details}")  # no words: for a report of a fault
    copy = dialog.addButton(tr("Copy details"), QMessageBox.ButtonRole.ActionRole)
    # Copying must not close the dialog.
    copy.clicked.disconnect()
    copy.clicked.connect(lambda: QApplication.clipboard().setText(dialog.detailedText()))
    dialog.addButton(QMessageBox.StandardButton.Close)
    return dialog
