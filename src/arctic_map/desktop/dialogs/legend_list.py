"""The entries of a page's legend, which can be hidden and renamed."""

from collections.abc import Iterable

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem

from arctic_map.model.tr import tr

STYLE, OWN = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
"""The style of an entry, and its default text."""
ROWS = 6
"""Number of visible lines."""
HIDDEN, SHOWN = Qt.CheckState.Unchecked, Qt.CheckState.Checked


class LegendList(QListWidget):
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Lines of the legend"))
        self.setToolTip(
            tr("Clear a check box to leave a line out; double-click or press F2 to edit its text")
        )
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed)
        self._words: dict[str, str] = {}
        self.setFixedHeight(ROWS * (self.fontMetrics().height() + 6))
        self.itemChanged.connect(self._on_edited)

    @property
    def words(self) -> tuple[tuple[str, str], ...]:
        """Styles and their changed texts; an empty text hides the entry."""
        return tuple(sorted(self._words.items()))

    def show_lines(self, lines: Iterable[tuple[str, str]]) -> None:
        """List styles with their default texts."""
        with QSignalBlocker(self):
            self.clear()
            for style, own in lines:
                item = QListWidgetItem(self)
                item.setFlags(
                    Qt.ItemFlag.ItemIsEnabled
                    | Qt.ItemFlag.ItemIsSelectable
                    | Qt.ItemFlag.ItemIsUserCheckable
                    | Qt.ItemFlag.ItemIsEditable
                )
                item.setData(STYLE, style)
                item.setData(OWN, own)
                self._show(item)

    def show_words(self, words: Iterable[tuple[str, str]]) -> None:
        """Apply changed texts by style; an empty text hides the entry."""
        self._words = dict(words)
        with QSignalBlocker(self):
            for row in range(self.count()):
                self._show(self.item(row))

    def _show(self, item: QListWidgetItem) -> None:
        words = self._words.get(str(item.data(STYLE)))
        item.setText(words or str(item.data(OWN)))
        item.setCheckState(HIDDEN if words == "" else SHOWN)

    def _on_edited(self, item: QListWidgetItem) -> None:
        style, text = str(item.data(STYLE)), " ".join(item.text().split())
        if item.checkState() is HIDDEN:
            self._words[style] = ""
        elif text and text != item.data(OWN):
            self._words[style] = text
        else:
            self._words.pop(style, None)
        with QSignalBlocker(self):
            self._show(item)
        self.changed.emit()
