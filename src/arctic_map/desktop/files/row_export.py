"""Writing the rows of the table panel into a CSV file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from arctic_map.desktop.panels.table.asking import TableQueries
from arctic_map.model.attributes import RowQuery
from arctic_map.model.tr import tr, tr_count
from arctic_map.storage.sanitized import sanitized

if TYPE_CHECKING:
    from arctic_map.desktop.window.store import Store

SHORT = 60
"""Most characters of a file's name."""


class RowExport(QObject):
    """Exports the rows of one layer at a time."""

    message_emitted = Signal(str)
    written = Signal(str, object)
    """A message about a file that was written, and its path."""

    def __init__(self, store: Store, folder_of: Callable[[str], Path | None], window: QWidget) -> None:
        super().__init__(window)
        self._store, self._folder_of, self._window = store, folder_of, window
        self.dialog: QFileDialog | None = None
        """The dialog while it is open."""
        self._asking: TableQueries | None = None

    def ask(self, layer_id: str, query: RowQuery) -> None:
        """Ask for the file to write the rows of a layer to."""
        if self.dialog is not None or self._folder_of(layer_id) is None:
            return
        name = next((file.layer.name for file in self._store.files if file.layer.id == layer_id), "")
        file = next(
            (Path(file.layer.file) for file in self._store.files if file.layer.id == layer_id), Path()
        )
        proposal = file.parent / f"{sanitized(Path(name).stem, SHORT) or 'rows'} rows.csv"
        self.dialog = dialog = QFileDialog(self._window, tr("Export rows"), str(proposal.parent))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([f"{tr('Table as text, for spreadsheets')} (*.csv)"])
        dialog.setDefaultSuffix("csv")
        dialog.selectFile(proposal.name)
        dialog.fileSelected.connect(lambda chosen: self.write(layer_id, query, Path(chosen)))
        dialog.finished.connect(self._on_answer)
        dialog.open()

    def write(self, layer_id: str, query: RowQuery, out: Path) -> None:
        """Write all rows of a query in its order, in the background."""
        folder = self._folder_of(layer_id)
        if folder is None:
            return
        if any(Path(file.layer.file) == out for file in self._store.files):
            self.message_emitted.emit(
                tr("The rows were not written: {name} is an opened file", name=out.name)
            )
            return
        if self._asking:
            self._asking.close()
        self._asking = TableQueries(folder, self)
        self._asking.answered.connect(self._written)
        self._asking.failed.connect(self._failed)

        def question(store: Any) -> Any:
            from arctic_map.tables.writers.row_csv import write_rows  # loaded in the task

            return write_rows(store, query, out), out

        self._asking.ask("export", question)

    def _written(self, topic: str, answer: Any) -> None:
        count, out = answer
        words = tr_count(
            count,
            "{count} row was written into {name}",
            "{count} rows were written into {name}",
            name=out.name,
        )
        self.written.emit(words, out)
        self._finish()

    def _failed(self, topic: str, why: str) -> None:
        self.message_emitted.emit(tr("The rows were not written: {why}", why=why))
        self._finish()

    def _finish(self) -> None:
        if self._asking:
            self._asking.close()
            self._asking.deleteLater()
        self._asking = None

    def _on_answer(self) -> None:
        if self.dialog:
            self.dialog.deleteLater()
        self.dialog = None
