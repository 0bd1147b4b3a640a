"""The table of shortcuts, made from the table of commands."""

from collections.abc import Iterator

from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from arctic_map.desktop.commands import COMMANDS
from arctic_map.desktop.menus import keys

IN_PANELS = (
    ("Show or hide the layer or theme", "Space"),
    ("Open or close the layer's features", "Right, Left"),
    ("Select the feature or fact", "Return"),
    ("Next or previous card", "Down, Up"),
    ("Copy the fact or problem", "Ctrl+C"),
    ("Next or previous mark of the timeline", "Right, Left"),
    ("Nearest mark in the next theme", "Down, Up"),
    ("Zoom the time axis", "+, -"),
    ("Whole time axis", "0"),
    ("Move a handle of the range by a month", "Right, Left"),
    ("Move a handle of the range by a year", "Shift+Right, Shift+Left"),
)
"""Keys of the panels themselves, which no command stands for."""


class ShortcutsDialog(QDialog):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Shortcuts")
        self.setSizeGripEnabled(True)
        table = QTreeWidget()
        table.setAccessibleName("Shortcuts")
        table.setHeaderLabels(["Command", "Shortcut"])
        table.setRootIsDecorated(False)
        table.setItemsExpandable(False)
        table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        table.setUniformRowHeights(True)
        for heading, entries in rows().items():
            top = QTreeWidgetItem(table, [heading])
            font = table.font()
            font.setBold(True)
            top.setFont(0, font)
            for text, shortcut in entries:
                QTreeWidgetItem(top, [text, shortcut])
        table.expandAll()
        table.header().setStretchLastSection(False)
        table.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        table.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(table, 1)
        column.addWidget(close)

    def sizeHint(self) -> QSize:
        return QSize(480, 600)


def rows() -> dict[str, list[tuple[str, str]]]:
    """Commands that have a shortcut, by the captions of their menus."""
    found: dict[str, list[tuple[str, str]]] = {}
    for heading, text, shortcut in _of_commands():
        found.setdefault(heading, []).append((text, shortcut))
    found["In the panels"] = [(text, ", ".join(map(keys, shown.split(", ")))) for text, shown in IN_PANELS]
    return found


def _of_commands() -> Iterator[tuple[str, str, str]]:
    for command in COMMANDS:
        if command.shortcut:
            heading = command.menu.replace("&", "").replace("|", " › ")
            yield heading, command.text.removesuffix("…"), keys(command.shortcut)
