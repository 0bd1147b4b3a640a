"""The problems panel: file, location and reason."""

import csv
from collections.abc import Iterable
from io import StringIO
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QFrame,
    QHeaderView,
    QLabel,
    QStackedLayout,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from arctic_map.desktop.widgets.buttons import add_entry
from arctic_map.desktop.widgets.widget_text import tip
from arctic_map.errors import system_reason
from arctic_map.model.problem import Problem
from arctic_map.model.tr import tr, tr_count
from arctic_map.scene.scene import Scene
from arctic_map.storage.atomic_write import write_bytes
from arctic_map.tables.attributes.cell_text import harmless_name

MAX_PROBLEMS = 1000
"""Maximum number of rows: a malicious file can have very many problems."""


class ProblemsPanel(QWidget):
    """Table of problems; rows are copied in the format of `arctic-map check`, or saved as CSV."""

    message_emitted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Problems"))
        self._problems: tuple[Problem, ...] = ()
        self._table = QTreeWidget()
        self._table.setAccessibleName(tr("Problems in the data"))
        self._table.setHeaderLabels([tr("File"), tr("Where"), tr("Why")])
        self._table.setRootIsDecorated(False)
        self._table.setUniformRowHeights(True)
        self._table.setAlternatingRowColors(True)
        self._table.setFrameShape(QFrame.Shape.NoFrame)
        self._table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._table.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self._table.setColumnWidth(0, 220)
        self._table.setColumnWidth(1, 220)
        empty = QLabel(tr("There are no problems in the data."))
        empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        empty.setWordWrap(True)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(empty)
        self._stack.addWidget(self._table)

        add_entry(self._table, tr("Copy"), self._copy_chosen, QKeySequence.StandardKey.Copy)
        add_entry(self._table, tr("Copy all"), self._copy_all)
        add_entry(self._table, tr("Save as CSV…"), self._ask_file)

    def show_scene(self, scene: Scene) -> None:
        """List the problems of the scene."""
        if scene.problems == self._problems:
            return
        self._problems = scene.problems
        self._table.clear()
        for problem in self._problems[:MAX_PROBLEMS]:
            row = QTreeWidgetItem(self._table, [problem.file, problem.where, problem.why])
            row.setToolTip(1, tip(problem.where))
            row.setToolTip(2, tip(problem.why))
        if len(self._problems) > MAX_PROBLEMS:
            remaining = len(self._problems) - MAX_PROBLEMS
            QTreeWidgetItem(
                self._table,
                [
                    "",
                    "",
                    tr_count(
                        remaining,
                        "and {count} more: `arctic-map check` prints it",
                        "and {count} more: `arctic-map check` prints them all",
                    ),
                ],
            )
        self._stack.setCurrentIndex(1 if self._problems else 0)

    def _copy_chosen(self) -> None:
        rows = sorted(self._table.indexOfTopLevelItem(item) for item in self._table.selectedItems())
        self._copy(self._problems[row] for row in rows if row < len(self._problems))

    def _copy_all(self) -> None:
        self._copy(self._problems)

    def _ask_file(self) -> None:
        dialog = QFileDialog(self, tr("Save problems"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([f"{tr('Table as text, for spreadsheets')} (*.csv)"])
        dialog.setDefaultSuffix("csv")
        dialog.selectFile("problems.csv")
        dialog.fileSelected.connect(lambda chosen: self.save(Path(chosen)))
        dialog.open()

    def save(self, out: Path) -> None:
        """Write all problems as CSV: file, location and reason."""
        text = StringIO(newline="")
        writer = csv.writer(text)
        writer.writerow([tr("File"), tr("Where"), tr("Why")])
        for problem in self._problems:
            writer.writerow(map(harmless_name, (problem.file, problem.where, problem.why)))
        try:
            write_bytes(out, text.getvalue().encode())
        except OSError as error:
            why = system_reason(error)
            self.message_emitted.emit(tr("The problems were not saved: {why}", why=why))
        else:
            self.message_emitted.emit(tr("The problems were saved in {name}", name=out.name))

    def _copy(self, problems: Iterable[Problem]) -> None:
        QGuiApplication.clipboard().setText("\n".join(map(str, problems)))
