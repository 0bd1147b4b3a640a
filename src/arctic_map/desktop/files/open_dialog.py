"""The file dialog for opening files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from arctic_map.model.open_formats import FILTERS
from arctic_map.model.tr import tr

if TYPE_CHECKING:
    from arctic_map.desktop.files.recent import Recent


class OpenDialog(QObject):
    """Shows the file dialog."""

    chosen = Signal(object)
    """The paths of files, as a list."""

    def __init__(self, recent: Recent, window: QWidget) -> None:
        super().__init__(window)
        self._recent, self._window = recent, window
        self.dialog: QFileDialog | None = None
        """The dialog while it is open."""

    def ask(self, folder: Path | None = None) -> None:
        """Show the dialog in this folder, or in that of the last file."""
        if self.dialog is not None:
            return
        self.dialog = dialog = QFileDialog(self._window, tr("Open"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters(
            [f"{tr(words)} ({' '.join(f'*{end}' for end in ends)})" for words, ends in FILTERS]
        )
        last = self._recent.paths[:1]
        dialog.setDirectory(str(folder or (last[0].parent if last else Path.home())))
        dialog.filesSelected.connect(lambda names: self.chosen.emit([Path(name) for name in names]))
        dialog.finished.connect(self._closed)
        dialog.open()

    def _closed(self) -> None:
        if self.dialog:
            self.dialog.deleteLater()
        self.dialog = None
