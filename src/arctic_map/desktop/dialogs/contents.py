"""The contents of an exported data file, shown instead of a preview: layers, feature counts and fields."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHeaderView, QTreeWidget, QTreeWidgetItem

from arctic_map.model.table import Table
from arctic_map.model.tr import tr, tr_count


class ContentsPane(QTreeWidget):
    """A row per table, with its fields as child rows."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Contents of the file"))
        self.setToolTip(tr("Contents of the file; open a row to see its fields"))
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setColumnCount(2)
        self.setHeaderLabels((tr("Layer"), tr("Contents")))
        self.setUniformRowHeights(True)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.header().setStretchLastSection(False)

    def show_tables(self, tables: Iterable[Table]) -> None:
        """List the tables, or say that there are none."""
        self.clear()
        for table in tables:
            count, mapped = len(table.rows), any(row.geometry for row in table.rows)
            holds = (
                tr_count(count, "{count} feature", "{count} features")
                if mapped
                else tr_count(count, "{count} row", "{count} rows")
            )
            row = QTreeWidgetItem((table.name, holds))
            row.setToolTip(0, table.note)
            for field, kind in table.columns.items():
                row.addChild(QTreeWidgetItem((field, tr("text") if kind is str else tr("date"))))
            self.addTopLevelItem(row)
        if not self.topLevelItemCount():
            empty = QTreeWidgetItem((tr("No layer with features is visible"),))
            empty.setFlags(Qt.ItemFlag.NoItemFlags)
            self.addTopLevelItem(empty)
